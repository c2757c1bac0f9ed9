"""What somebody says he had no part in, though nobody in the article is told to have said he had: "it was not behind the strike".

Rules over the parse, with the words of claims.toml. Misses: deeds named in another sentence only.
"""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.claims_assertions import Ledger
from parley.extract.claims_denied import Reply, known
from parley.extract.clauses import trimmed
from parley.extract.notes import Notes, is_negated
from parley.extract.voices import speaker_at, subjects
from parley.lexicon.stances import Claims


def disowned(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """The answer by which somebody disowns a deed, None where a sentence holds none."""
    for preposition in sentence:
        deed = next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}), None)
        verb = _verb_of_disowning(preposition, table) if deed is not None else None
        speaker = speaker_at(notes, preposition.idx) if verb is not None else None
        if deed is None or verb is None or speaker is None or not _is_own(verb, speaker, notes, table):
            continue
        assertion = known(trimmed(deed.subtree), (speaker,), ledger)
        if assertion is not None and deed.pos_ != "PRON":
            return Reply(assertion.span, assertion.by, (speaker,), "denied")
    return None


def _verb_of_disowning(preposition: Token, table: Claims) -> Token | None:
    """The verb of "was not behind", "is not responsible for", "had no hand in", "took no part in", "had nothing to do with"."""
    if preposition.pos_ not in {"ADP", "SCONJ"}:
        return None
    above = preposition.head
    if above.pos_ == "AUX" and preposition.lower_ == "behind":
        return above if is_negated(above) else None
    if above.lemma_.lower() in table.disowned_states and above.head.lemma_ == "be":
        return above.head if is_negated(above.head) else None
    if above.lemma_.lower() in table.disowned_states and any(c.dep_ == "auxpass" for c in above.children):
        return above if is_negated(above) else None
    if above.lemma_.lower() in table.disowned_parts and any(c.lower_ == "no" for c in above.children) and above.dep_ == "dobj":
        return above.head
    if above.lemma_ == "do" and above.head.lower_ == "nothing" and preposition.lower_ == "with":
        return above.head.head
    return None


def _is_own(verb: Token, speaker: str, notes: Notes, table: Claims) -> bool:
    """Whether a clause is about whoever says it, or those whom he speaks for."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return False
    pronoun = subject.pos_ == "PRON" and subject.lower_ in {"we", "i", "it", "they"}
    ours = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in subject.children)
    return pronoun or ours or speaker in subjects(verb, notes, table.bodies)

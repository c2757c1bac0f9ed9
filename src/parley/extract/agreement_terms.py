"""What each side owes under an agreement: "undertook to disarm", "in exchange for", "under the text both must stop".

Misses: terms told without a word of obligation, and terms more than a few sentences away from any word for the agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.agreement_owed import OwedReader
from parley.extract.agreement_verbs import is_passive
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_slots import Slots, lemma, verb_slots
from parley.extract.notes import subject_of
from parley.lexicon.deals import Deals
from parley.records import Span, Term

# What of a clause is not the term itself
BARE = frozenset({"nsubj", "nsubjpass", "conj", "cc", "punct", "mark", "advcl", "parataxis"})
SHORTEST = 4  # characters; less is a piece of a word that the tokenizer split
NOUNS = frozenset({"NOUN", "PROPN"})


def term_span(head: Token) -> Span:
    """The words of a term: its verb with what it governs, or its noun phrase; subject, "to" and coordinated terms left out."""
    kept = [head]
    if is_passive(head):  # "prisoners will be handed over": without them the words tell nothing
        kept += [t for c in head.children if c.dep_ in {"nsubjpass", "aux", "auxpass"} for t in c.subtree]
    for child in head.children:
        before = child.i < head.i and child.dep_ not in {"neg", "advmod", "det", "amod", "compound", "poss", "nummod"}
        if child.dep_ in BARE or before:
            continue
        kept.extend(child.subtree)
    kept.sort(key=lambda t: t.i)
    # an adverb before "to" may stand apart from the verb: keep one stretch, from the first word to the last
    return kept[0].idx, kept[-1].idx + len(kept[-1])


def _coordinated(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from (t for t in token.conjuncts if t.i > token.i and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in t.children))
        # "was to restore services, to lift the ban and to let aid in": a second infinitive is often taken for a purpose
        for child in token.children:
            if child.dep_ == "advcl" and child.i > token.i and child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ",":
                if any(c.lower_ == "to" for c in child.children):
                    yield child
                    yield from (t for t in child.conjuncts if t.i > child.i)


def _led_to(verb: Token) -> list[Token]:
    """What "to" leads to after a verb, coordinated prepositions included: "committed them to a truce and to an exchange"."""
    first = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"]
    prepositions = [*first, *(p for c in first for p in c.conjuncts)]
    return [t for p in prepositions for t in p.children if t.dep_ in {"pobj", "pcomp"}]


# What an item of a list begins with: a bullet, a letter or a number
BULLET = re.compile(r"[ \t]*(?:[-•*–]|\(?[a-z0-9]{1,2}[.)])[ \t]+")


def lists(text: str) -> Iterator[tuple[Span, list[Span]]]:
    """Lines that end with a colon, each with the items of the list below it."""
    start, head, items = 0, (0, 0), list[Span]()
    for line in text.splitlines(keepends=True):
        bullet, bare = BULLET.match(line), line.rstrip(" \t\r\n.;,")
        if bullet and head[1] and bullet.end() < len(bare):
            items.append((start + bullet.end(), start + len(bare)))
        else:
            if items:
                yield head, items
            items, head = [], (start, start + len(line)) if bare.endswith(":") else (0, 0)
        start += len(line)
    if items:
        yield head, items


class TermReader:
    """Reads terms out of sentences. `deals`: indices of the words that stand for agreements."""

    def __init__(self, reader: ArgumentReader, table: Deals, deals: frozenset[int]) -> None:
        self.reader = reader
        self.table = table
        self.deals = deals
        self.owed = OwedReader(reader, table)

    def _slots(self, verb: Token) -> Slots:
        """Slots of a verb, "is" in "is to release" included."""
        return verb_slots(verb) if verb.pos_ == "AUX" else self.reader.slots(verb)

    def _owners(self, token: Token | None, parties: tuple[str, ...]) -> tuple[str | None, ...]:
        """Who owes: the actors of a noun phrase; all parties for "both sides", "each"."""
        if token is None:
            return (None,)
        words = {lemma(token), *(c.lower_ for c in token.children)}
        if words & self.table.both or (lemma(token) in self.table.party and parties):
            return parties or (None,)
        return self.reader.notes.actors_of(token) or (None,)

    def _is_deal(self, token: Token | None) -> bool:
        if token is None:
            return False
        definite = lemma(token) in self.table.nouns and any(c.lower_ in self.table.definite for c in token.children)
        return token.i in self.deals or definite or token.lower_ in {"it", "which", "that"}

    def _under(self, verb: Token) -> bool:
        """Whether a clause begins "under the deal", "under which", "according to the text"."""
        slots = self.reader.slots(verb)
        if any(self._is_deal(t) for t in slots.get("p:under", ())):
            return True
        if any(t.i in self.deals or lemma(t) in self.table.wordings for name in ("p:in", "p:by") for t in slots.get(name, ())):
            return True
        # "according to a summary", the parse hangs "to" on "according"
        return any(lemma(t) in self.table.wordings and t.head.head.lower_ in self.table.account for t in slots.get("p:to", ()))

    def _all_under(self, sentence: Tokens) -> bool:
        """Whether a whole sentence tells what an agreement says: "Under it, X will ..., Y must ... and Z is to ..."."""
        start = next((t for t in sentence if not t.is_space and not t.is_punct), None)
        if start is None or start.lower_ not in self.table.under:
            return False
        return any(self._is_deal(t) for t in start.children if t.dep_ == "pobj")

    def _of_all(self, verb: Token) -> Iterator[tuple[Token | None, list[Token]]]:
        """What a clause of such a sentence makes its subject owe."""
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        shared = subject is None and verb.dep_ == "conj"
        if verb.dep_ in {"relcl", "acl", "pcomp"} or (subject is None and not shared):
            return
        if subject is not None and subject.tag_ in {"WDT", "WP"}:
            return
        if verb.lemma_ == "be":
            yield subject, [t for t in self._slots(verb).get("to", ()) if t.pos_ in {"VERB", "AUX"}]
        elif not any(c.dep_ == "aux" and c.lower_ in {"has", "have", "had"} for c in verb.children):
            to_be = any(c.dep_ == "aux" and c.lower_ in self.table.modal | self.table.later for c in verb.children)
            if is_passive(verb) and to_be:
                yield None, [verb]
            elif verb.tag_ != "VBN":
                yield subject or subject_of(verb), [verb]

    def _in_return(self, verb: Token) -> bool:
        """Whether a clause tells the other side's part: "In return, Y would ..."."""
        alone = (t for t in self.reader.slots(verb).get("p:in", ()) if lemma(t) in self.table.exchange)
        return any(not any(c.dep_ == "prep" for c in t.children) for t in alone)

    def _of_verb(self, verb: Token, draft: bool) -> Iterator[tuple[Token | None, list[Token]]]:
        """(who owes, heads of the terms) that a verb introduces."""
        slots, word, table = self._slots(verb), lemma(verb), self.table
        subject = next(iter(slots.get("subj", ())), None)
        governed = [t for t in slots.get("to", ()) if t.pos_ in {"VERB", "AUX"}]
        denied = verb.dep_ == "ccomp" and lemma(verb.head) in table.denying
        if word in table.undertake and subject is not None and not denied:
            yield subject, governed + [t for t in slots.get("p:to", ()) if t.pos_ == "VERB" or t.dep_ == "pcomp"]
        if word in table.oblige and self._is_deal(subject):
            governed = governed + _led_to(verb)
            owner = next(iter(slots.get("obj", ())), None) or next(
                (s for t in governed for s in t.children if s.dep_ == "nsubj"), None
            )
            yield owner, governed
        if word in table.provide and self._is_deal(subject):
            yield None, [*slots.get("p:for", ()), *slots.get("obj", ()), *slots.get("that", ())]
        if word in {"be", "have"} and subject is not None and (verb.dep_ not in {"advcl", "relcl"} or self._under(verb)):
            yield subject, governed
        modal = any(c.dep_ == "aux" and (c.lower_ in table.modal or (draft and c.lower_ == "would")) for c in verb.children)
        would = any(c.dep_ == "aux" and c.lower_ == "would" for c in verb.children)
        bartered = (modal or would) and self._in_return(verb)
        offered = draft and would and subject is not None and self._owners(subject, ()) != (None,)
        if bartered or offered or (modal and self._under(verb)):
            yield subject, [verb]

    def listed(self) -> Iterator[Term]:
        """Terms in a list below a line that names an agreement or an undertaking: "The text is out. What is in it:"."""
        notes = self.reader.notes
        for line, items in lists(notes.text):
            head = (t for t in notes.tokens(line) if t.pos_ not in {"PRON", "DET", "SCONJ"})
            if any(lemma(t) in self.table.undertake or self._is_deal(t) for t in head):
                yield from (Term(text=notes.text[slice(*span)], by=None, evidence=(span,)) for span in items)

    def terms(self, sentence: Tokens, parties: tuple[str, ...], draft: bool = False) -> Iterator[Term]:
        """The terms that a sentence tells; of a `draft` also what a party "would" do."""
        everything = self._all_under(sentence)
        text = self.reader.notes.text
        for token in sentence:
            found: list[tuple[Token | None, list[Token]]] = []
            if token.pos_ in {"VERB", "AUX"}:
                found.extend(self._of_all(token) if everything else self._of_verb(token, draft))
            elif lemma(token) in self.table.exchange and token.dep_ == "pobj" and token.head.lower_ == "in":
                found.append((None, [t for t in self.reader.slots(token).get("p:for", ()) if t.pos_ in NOUNS or t.dep_ == "pcomp"]))
            elif token.i in self.deals:
                found.append((None, [c for c in token.children if c.dep_ == "acl" and any(a.lower_ == "to" for a in c.children)]))
            for owner, heads in found:
                for head in _coordinated(heads):
                    span = term_span(head)
                    if span[1] - span[0] < SHORTEST:
                        continue
                    for by in self._owners(owner, parties):
                        by = by or self.owed.by(head, parties)
                        yield Term(text=text[slice(*span)], by=by, to=self.owed.to(token, head, by, parties), evidence=(span,))

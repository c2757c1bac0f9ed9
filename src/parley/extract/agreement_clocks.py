"""From when an agreement is to hold, and for how long.

Misses: what must be reckoned ("until the feast", "two days after the signature"), and hours that a later sentence adds to a day.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.agreement_renewals import renewable
from parley.extract.agreement_told import Told, is_open, stretch
from parley.extract.agreement_verbs import SUBJECTS
from parley.extract.event_settings import BESIDE, root_of
from parley.extract.event_slots import lemma
from parley.extract.notes import Notes
from parley.lexicon.deals import Deals
from parley.records import Timex
from parley.values import Duration, Spans

Effect = tuple[str, Spans]
POINTS = frozenset({"DATE", "TIME"})
LENGTHS = frozenset({"DURATION"})
PAST = frozenset({"VBD", "VBN"})


def _governed(token: Token) -> tuple[Token, str]:
    """The word that a time hangs on, and the preposition in between ("" where there is none); "as of" is "as"."""
    if token.dep_ != "pobj":
        return token.head, ""
    preposition = token.head
    while preposition.head.dep_ == "prep" and preposition.dep_ == "prep" and preposition.head.pos_ in {"ADP", "SCONJ"}:
        preposition = preposition.head
    return preposition.head, preposition.lower_


class ClockReader:
    """Reads effect and duration of agreements in one article."""

    def __init__(self, notes: Notes, table: Deals) -> None:
        self.notes = notes
        self.table = table
        self.words = table.details.effect
        self.spans = table.details.duration

    def _times(self, told: Told, types: frozenset[str]) -> Iterator[tuple[Timex, list[Token]]]:
        for sentence in told.sentences:
            for timex in self.notes.timexes_in((sentence.start_char, sentence.end_char)):
                tokens = self.notes.tokens((timex.start_char, timex.end_char))
                if timex.type in types and timex.value and tokens:
                    yield timex, tokens

    def effect(self, told: Told) -> Effect | None:
        """The day or hour from which an agreement is to hold, and the words that say so; the first of several."""
        for timex, tokens in self._times(told, POINTS):
            if timex.value is None or not timex.value[:4].isdigit():
                continue
            governor, preposition = _governed(root_of(tokens))
            if self._holds_from(governor, preposition, told):
                return timex.value, (stretch([governor, *self._effect_of(governor), *tokens]),)
        date = told.agreement.date
        now = next(self._at_once(told), None)
        return (date, (stretch(now),)) if date and now else None

    def is_alone(self, told: Told, effect: Effect) -> bool:
        """Whether the day of an effect is told once, for that and for nothing else."""
        value, (span,) = effect
        days = [(t, t.value.partition("T")[0]) for t, _ in self._times(told, POINTS) if t.value]
        same = [t for t, day in days if day == value.partition("T")[0]]
        return len(same) == 1 and span[0] <= same[0].start_char and same[0].end_char <= span[1]

    def _effect_of(self, verb: Token) -> list[Token]:
        """The "effect" that a verb takes, or that it enters into."""
        beside = [c for c in verb.children if c.dep_ in {"dobj", "pobj"}]
        beside += [o for c in verb.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
        return [t for t in beside if lemma(t) in self.words["force"] and not any(c.dep_ == "amod" for c in t.children)]

    def _begins(self, verb: Token) -> bool:
        """Whether a verb says of its subject that it comes into force."""
        return lemma(verb) in self.words["begin"] or (lemma(verb) in self.words["into"] | {"be"} and bool(self._effect_of(verb)))

    def _holds_from(self, governor: Token, preposition: str, told: Told) -> bool:
        """Whether a time that hangs so on a word is that from which the agreement is to hold."""
        words, table = self.words, self.table
        if is_open(governor, table):
            return False
        if governor in told.said or self._of_date(governor):
            return self._begins(governor) and (not preposition or preposition in words["on"])
        adjective = governor.lower_ if governor.pos_ != "VERB" else lemma(governor) if governor.tag_ == "VBG" else ""
        if adjective in words["effective"] | words["starting"] and governor not in told.nouns:
            return self._of(governor.head, told)
        if preposition not in words["since"]:
            return False
        if lemma(governor) in words["force"]:  # "with effect from"
            return self._of(governor.head.head, told)
        return self._of(governor, told) or self._silent(governor.head if governor.dep_ == "acomp" else governor, told)

    def _of_date(self, verb: Token) -> bool:
        """Whether a clause of coming into force hangs on a date: "signed on 3 May, which took effect on 6 May"."""
        dated = self.notes.timexes_in((verb.head.left_edge.idx, verb.head.right_edge.idx + len(verb.head.right_edge)))
        which = any(c.dep_ in SUBJECTS and c.tag_ == "WDT" for c in verb.children)
        return verb.dep_ == "relcl" and which and bool(dated) and bool(self._effect_of(verb))

    def _of(self, word: Token, told: Told) -> bool:
        """Whether a word is the agreement, or the verb by which it was made."""
        return word in told.words or word in told.acts or (word in told.done and lemma(word) in self.words["granting"])

    def _silent(self, verb: Token, told: Told) -> bool:
        """Whether a clause under a truce tells its beginning: "guns will fall silent from Saturday under the deal"."""
        if told.agreement.kind not in {"ceasefire", "local"}:
            return False
        under = any(p.lower_ in self.table.under and t in told.nouns for p in verb.children for t in p.children)
        halting = next((verbs for kind, verbs, _ in self.table.content if kind == "ceasefire"), frozenset())
        quiet = any(c.dep_ == "acomp" and lemma(c) in self.words["silent"] for c in verb.children)
        return under and (quiet or lemma(verb) in halting)

    def _at_once(self, told: Told) -> Iterator[list[Token]]:
        """Words that have it hold from the day on which it was made: "with immediate effect", "takes effect immediately"."""
        for token in (t for sentence in told.sentences for t in sentence):
            if lemma(token) in self.words["force"] and token.dep_ == "pobj" and self._of(token.head.head, told):
                soon = [c for c in token.children if c.lower_ in self.words["immediate"]]
                if soon:
                    yield [token.head, *soon, token]
            elif token.lower_ in self.words["immediately"]:
                verb = token.head
                told_so = verb in told.said and self._begins(verb) and not is_open(verb, self.table)
                if told_so or (verb.lower_ in self.words["effective"] and self._of(verb.head, told)):
                    yield [verb, token]

    def duration(self, told: Told) -> Duration | None:
        """For how long an agreement is to hold; the first of several, an extension's where nothing else is told."""
        found = []
        for timex, tokens in self._times(told, LENGTHS):
            unit = tokens[-1]
            holder = None if any(lemma(t) in self.spans["old"] for t in (*tokens, unit.head)) else self._holder(unit, told)
            if holder is not None and timex.value is not None:
                extends = lemma(holder) in self.spans["lengthened"] | self.spans["lengthening"]
                found.append((extends, unit.i, timex.value, (stretch([holder, *tokens]),)))
        if not found:
            return None
        _, at, value, evidence = min(found)
        again = renewable(told, self.table, self.notes.doc[at])
        return Duration(value=value, renewable=again, evidence=evidence)

    def _holder(self, unit: Token, told: Told) -> Token | None:
        """The word that a duration is told of, where that is the agreement, its making, its lasting or its extension."""
        node, spans = unit, self.spans
        while node.dep_ in BESIDE:
            node = node.head
            if node in told.words or (lemma(node) in spans["lengthening"] and self._lengthens(node, told)):
                return node
        governor, preposition = _governed(node)
        if preposition == "of" and lemma(governor) in spans["period"]:
            governor, preposition = _governed(governor)
        if is_open(governor, self.table):
            return None
        if governor in told.words and preposition in spans["of"]:
            return governor
        if governor in told.said and lemma(governor) in spans["lasting"] and preposition in {"", "for"}:
            return None if governor.tag_ in PAST else governor
        if governor in told.acts and preposition == "for":
            return governor
        if lemma(governor) in spans["lengthening"] and preposition in spans["of"] | spans["by"]:
            return governor if self._lengthens(governor, told) else None
        if governor in told.done and preposition in spans["of"] | spans["by"]:
            lengthened = lemma(governor) in spans["lengthened"]
            return governor if lengthened or (lemma(governor) in self.words["granting"] and preposition == "for") else None
        about = governor.head in told.words or governor.head in told.said or governor.head in told.done
        return governor if lemma(governor) in spans["valid"] and preposition == "for" and about else None

    def _lengthens(self, noun: Token, told: Told) -> bool:
        """Whether "extension" is that of the agreement."""
        return any(t in told.words for t in noun.subtree) or any(c in told.words for c in noun.children)

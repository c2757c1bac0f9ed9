"""Which kind an agreement is of: by its noun and the words beside it, by who made it, by what was agreed to be done.

Misses: kinds that only knowledge of the agreement tells ("the Rome Declaration").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Token

from parley.extract.agreement_verbs import hangs_on, prepositional
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_slots import lemma
from parley.extract.notes import Notes
from parley.lexicon.deals import DRAFT, UNDERTAKING, Deals
from parley.values import AgreementKind

# Kinds that a whole negotiation can be about
WIDE = frozenset({"ceasefire", "comprehensive", "framework", "humanitarian", "prisoner_exchange"})
# Parties that live side by side, where no state is among them
COMMUNITIES = frozenset({"armed_group", "people", "religious"})
YEAR = 4  # digits
STATES = frozenset({"government", "military"})


def among_communities(parties: Iterable[str], notes: Notes, kind: AgreementKind) -> bool:
    """Whether parties are armed groups and communities alone, two at least: what they agree is local.

    A ceasefire of armed groups may hold for a country: it is local where a community is a party.
    """
    kinds = [notes.actor[i].kind for i in parties if i in notes.actor]
    if kind not in {"other", "ceasefire", "comprehensive"} or (kind == "ceasefire" and "people" not in kinds):
        return False
    return sum(k in COMMUNITIES for k in kinds) > 1 and not any(k in STATES for k in kinds)


class KindReader:
    """Reads kinds in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table

    def kind(self, noun: Token) -> tuple[AgreementKind | None, bool]:
        """The kind that a noun tells with the words beside it (None: nothing), and whether it is more than the bare word."""
        slots = self.reader.slots(noun)
        beside = [t for name in ("mod", "p:of", "p:on", "p:for", "p:in", "p:to", "poss") for t in slots.get(name, ())]
        if noun.dep_ == "dobj":  # "struck a deal on prisoners": the parse may hang it on the verb
            beside += self.reader.slots(noun.head).get("p:on", ())
        near = [t for b in beside for t in (b, *b.children, *(o for p in b.children if p.lower_ == "of" for o in p.children))]
        words = [lemma(t) for t in near if t.pos_ in {"NOUN", "ADJ", "PROPN", "VERB"}]
        words += [lemma(c) for t in slots.get("by", ()) for a in self.reader.slots(t).get("p:by", ()) for c in (a, *a.children)]
        by_noun = self.table.nouns[lemma(noun)]
        if by_noun == DRAFT or lemma(noun) in self.table.versions:
            words = [w for w in words if w not in self.table.stages]  # "the final draft" is the last one, of whatever
        kinds = [self.table.modifiers[w] for w in words if w in self.table.modifiers]
        if by_noun == "principle":
            return ("principle", True) if kinds else (None, False)
        if lemma(noun) in self.table.annexes and by_noun == "implementation":
            return "implementation", bool(kinds)  # "an annex to their truce"
        for kind in ("prisoner_exchange", "local"):
            if kind in kinds:
                return kind, True
        if by_noun == "ceasefire":
            bare = lemma(noun) in self.table.needs_company and "ceasefire" not in kinds
            return (None, False) if bare and "humanitarian" not in words else ("ceasefire", True)
        if kinds:
            return kinds[0], True
        if by_noun == "prisoner_exchange" and self.of_nouns(noun.sent) == by_noun:
            return "prisoner_exchange", True
        vague = by_noun in {"other", UNDERTAKING, DRAFT, "prisoner_exchange", "humanitarian"}
        return (None if vague else by_noun), False  # type: ignore[return-value]

    def is_local(self, noun: Token, makers: list[Token]) -> bool:
        """Whether those who made an agreement are of one place: notables, villages, tribes."""
        slots = self.reader.slots
        sides = [t for v in makers if not hangs_on(v, noun) for t in slots(v).get("subj", ())]
        sides += [t for node in (noun, *makers) for t in slots(node).get("p:between", ())]
        words = [lemma(t) for s in sides for t in (s, *slots(s).get("p:of", ()), *slots(s).get("mod", ()))]
        return any(self.table.modifiers.get(word) == "local" for word in words)

    def usual_kind(self) -> AgreementKind | None:
        """The kind that the article's words for agreements tell most often; None where none tells any."""
        notes = self.reader.notes
        nouns = (t for t in notes.doc if t.pos_ in {"NOUN", "PROPN"} and lemma(t) in self.table.nouns)
        kinds = Counter(k for k in (self.kind(t)[0] for t in nouns if not notes.is_boilerplate(t.idx)) if k in WIDE)
        return next((k for k, _ in kinds.most_common(1)), None)

    def of_content(self, tokens: Iterable[Token]) -> AgreementKind | None:
        """The kind of what was agreed to be done, by its words: "stop shelling", "release all captives"."""
        words = {lemma(t) for t in tokens}
        return next((kind for kind, verbs, nouns in self.table.content if words & verbs and words & nouns), None)

    def of_nouns(self, tokens: Iterable[Token]) -> AgreementKind | None:
        """The kind that nouns alone tell: whom or what it is about."""
        words = {lemma(t) for t in tokens}
        return next((kind for kind, _, nouns in self.table.content if words & nouns), None)

    def is_named(self, noun: Token) -> bool:
        """Whether an agreement has a name of its own: "the Good Friday Agreement", "the Arusha accord", "the accord of 2000"."""
        named = any(c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN" and c.text[0].isupper() for c in noun.children)
        dated = any(t.like_num and len(t.text) == YEAR for c in noun.children for t in (c, *c.children))
        called = noun.text[0].isupper() or dated or self._of_town(noun)
        return named and lemma(noun) in self.table.generic and called

    def _of_town(self, noun: Token) -> bool:
        """Whether an agreement is called after the town where it was made."""
        definite = any(c.lower_ in self.table.definite for c in noun.children)
        span = noun.left_edge.idx, noun.idx
        return definite and any(p.precision == "city" and p.end_char + 1 == noun.idx for p in self.reader.notes.places_in(span))

    def presumed(self, noun: Token) -> AgreementKind | None:
        """What an agreement is most likely of which nothing tells the kind.

        A treaty, one with a name of its own ("the Chittagong accord of 1997"), or one that "ended the war" settles it all.
        """
        table = self.table
        if lemma(noun) in table.treaties:
            return "comprehensive"
        governing = prepositional(noun) if noun.head.lower_ in table.under else None
        told = self.of_content(governing.subtree) if governing is not None else None
        if told is not None:
            return told  # "freed captives under a deal"
        if self.is_named(noun):
            return "comprehensive"
        ended = (t for c in noun.children if c.dep_ == "relcl" and lemma(c) in table.ending for t in c.children)
        return "comprehensive" if any(t.dep_ == "dobj" and lemma(t) in table.quarrels for t in ended) else None

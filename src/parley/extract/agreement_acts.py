"""Agreements that no noun names, told by what two parties did together.

"They agreed to stop shelling", "have come to terms on the crossing", "will hold their fire", "settled how the monitors work".
Misses: undertakings of one who is none of the two sides of the article, which stay events, and parties named in another
sentence only.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.agreement_kinds import KindReader, among_communities
from parley.extract.agreement_parties import stand_for
from parley.extract.agreement_sides import PrincipalReader
from parley.extract.agreement_terms import TermReader
from parley.extract.agreement_verbs import SUBJECTS, VERBS, is_real
from parley.extract.event_arguments import clause_of
from parley.extract.event_slots import lemma
from parley.extract.notes import is_negated, spans_of
from parley.extract.sides import PARTY_KINDS
from parley.records import Agreement, record_id
from parley.values import AgreementKind

# Of two parties one at least is of these: parties and churches alone make coalitions, not peace
FIGHTING = frozenset({"government", "armed_group", "military", "people"})
# Those who bring help are a party to what is agreed on it
HELPERS = frozenset({"igo", "ngo"})
# Words between "they" and those that it stands for
REACH = 60


class ActReader:
    """Reads such agreements in one article."""

    def __init__(self, terms: TermReader, kinds: KindReader) -> None:
        self.terms = terms
        self.kinds = kinds
        self.sides = PrincipalReader(terms.reader, terms.table)
        self.reader = terms.reader
        self.table = terms.table

    def acts(self, told: frozenset[int]) -> Iterator[tuple[Agreement, tuple[Token, ...]]]:
        """Agreements in text order, each with the verb that tells it and what it binds to do.

        `told`: starts of the sentences in which a noun names an agreement already.
        """
        for sentence in self.reader.notes.sentences():
            if sentence.start in told or sentence.text.rstrip().endswith("?"):
                continue
            made = ((self._made(token), token) for token in sentence if token.pos_ == "VERB")
            first, verb = next(((a, v) for a, v in made if a is not None), (None, None))
            if first is not None and verb is not None:
                yield first, (verb, *self._undertaken(verb))

    def _made(self, verb: Token) -> Agreement | None:
        kind = self._kind(verb)
        if kind is None or not self._happened(verb, kind):
            return None
        mediators = self.reader.standing_between(verb)
        parties = tuple(i for i in self._parties(verb) if i not in mediators)
        notes = self.reader.notes
        if len(parties) < 2 or not any(notes.actor[i].kind in FIGHTING for i in parties):
            return None
        offered = self._offers(verb)
        clause = clause_of(verb, frozenset(t.i for t in self._undertaken(verb)))
        date, evidence = self.reader.date(verb, clause), spans_of(clause)
        if among_communities(parties, notes, kind):
            kind = "local"
        if kind in {"other", "ceasefire", "implementation"} and self._is_local(verb):
            kind = "local"
        if any(notes.actor[i].kind in HELPERS for i in parties):
            kind = "humanitarian"
        return Agreement(
            id=record_id("g", notes.article.id, kind, evidence),
            kind=kind,
            evidence=evidence,
            parties=parties,
            mediators=mediators,
            place=self.reader.place(verb, clause),
            date=date,
            status="proposed" if offered else "agreed",
            status_date=None if offered else date,
            terms=tuple(self.terms.terms(verb.sent, parties)),
            confidence=0.5,
        )

    def _is_local(self, verb: Token) -> bool:
        return self.kinds.is_local(verb, [verb])

    def _kind(self, verb: Token) -> AgreementKind | None:
        """The kind of what a verb tells two parties to have agreed, None where it tells of no agreement."""
        word, table = lemma(verb), self.table
        if word in table.jointly | table.detail:
            if any(self._in_principle(c) for c in verb.children):
                return "principle"
            if any(c.dep_ in {"ccomp", "xcomp"} and self._tells_manner(c) for c in verb.children):
                return "implementation" if word in table.detail else "other"
        if word in table.jointly:
            heads = self._undertaken(verb)
            if heads:
                return self.kinds.of_content(t for head in heads for t in head.subtree) or "other"
            if self._settles(verb):
                return "other"
        if self._offers(verb):
            return self.kinds.of_content(t for head in self._undertaken(verb) for t in head.subtree)
        kinds = [table.acts[key] for key in self._keys(verb) if key in table.acts]
        kind = next((k for k in kinds if k != "other"), kinds[0] if kinds else None)
        slots = self.reader.slots(verb)
        purpose = [t for name in ("p:for", "p:during", "p:to") for o in slots.get(name, ()) for t in o.subtree]
        helps = kind == "ceasefire" and self.kinds.of_nouns(purpose) == "humanitarian"
        return "humanitarian" if helps else kind

    def _offers(self, verb: Token) -> bool:
        """Whether a verb offers to do something: "offered to free its captives", "proposed to Y that both hold fire"."""
        return lemma(verb) in self.table.offer and verb.tag_ in {"VBD", "VBN", "VBZ", "VBP"} and bool(self._undertaken(verb))

    def _settles(self, verb: Token) -> bool:
        """Whether two parties, both named, settled a matter: "agreed on licence plates", not "agreed on the need for peace"."""
        slots = self.reader.slots(verb)
        matters = [t for t in slots.get("p:on", ()) if t.pos_ in {"NOUN", "PROPN"} and lemma(t) not in self.table.opinions]
        named = {i for name in ("subj", "p:with") for t in slots.get(name, ()) for i in stand_for(t, self.reader)}
        return bool(matters) and verb.tag_ in {"VBD", "VBN"} and len(named) > 1

    def _in_principle(self, child: Token) -> bool:
        return child.dep_ == "prep" and child.lower_ == "in" and any(lemma(t) == "principle" for t in child.children)

    def _tells_manner(self, clause: Token) -> bool:
        """Whether a clause begins "how", "when", "which wells"."""
        return clause.left_edge.lower_ in self.table.manner

    def _undertaken(self, verb: Token) -> list[Token]:
        """Heads of what a verb binds its subject to; of a "that" clause only one that tells what is to be done."""
        slots, table = self.reader.slots(verb), self.table
        heads = [t for t in slots.get("to", ()) if t.pos_ in VERBS]
        if slots.get("p:with"):  # "agreed with X to join": the parse may take it for a purpose
            heads += [c for c in verb.children if c.dep_ == "advcl" and any(a.lower_ == "to" for a in c.children)]
        heads += [t for t in slots.get("p:to", ()) if t.pos_ == "VERB" or t.dep_ == "pcomp"]
        to_be = table.modal | table.later
        heads += [t for t in slots.get("that", ()) if any(c.dep_ == "aux" and c.lower_ in to_be for c in t.children)]
        tense = verb.tag_ in {"VBD", "VBN"}
        return heads or [t for t in slots.get("p:on", ()) if tense and lemma(t) in table.measures]

    def _keys(self, verb: Token) -> Iterator[str]:
        """How the table of acts writes a verb with its objects."""
        word, slots = lemma(verb), self.reader.slots(verb)
        yield from (f"{word}:{lemma(t)}" for t in slots.get("obj", ()))
        for name, tokens in slots.items():
            if name.startswith("p:"):
                yield from (f"{word}:{name[2:]}:{lemma(t)}" for t in tokens)
                yield f"{word}:{name[2:]}"

    def _happened(self, verb: Token, kind: AgreementKind) -> bool:
        """Whether two parties did so; that they "will hold their fire" is agreed too."""
        if any(lemma(a) in self.table.denying or is_negated(a) for a in verb.ancestors if a.pos_ in VERBS):
            return False
        coming = kind in {"ceasefire", "humanitarian"} and not is_negated(verb)
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "mark"}}
        return is_real(verb, self.table) or (coming and auxiliaries & self.table.unreal == {"will"})

    def _parties(self, verb: Token) -> tuple[str, ...]:
        slots, notes = self.reader.slots(verb), self.reader.notes
        subjects = slots.get("subj", [])
        beside = (t for o in (*slots.get("obj", ()), *slots.get("p:to", ())) for t in self.reader.slots(o).get("p:with", ()))
        tokens = [*subjects, *slots.get("p:with", ()), *slots.get("p:between", ()), *beside]
        if self._offers(verb):
            tokens += [*slots.get("dative", ()), *slots.get("obj", ()), *slots.get("p:to", ())]
        ids = dict.fromkeys(i for t in tokens for i in stand_for(t, self.reader))
        if len(ids) < 2 and any(t.lower_ in self.table.plural for t in subjects):
            ids = dict.fromkeys(self._named_before(verb))
        found = self.sides.of(ids)
        pair = self.sides.of(self.reader.sides.pair)
        if len(found) == 1 and found[0] in pair and lemma(verb) in self.table.jointly | self.table.offer:
            found = pair  # one of the two sides "agreed to leave the town": with the other
        helping = self.kinds.of_nouns(verb.sent) == "humanitarian"
        return tuple(i for i in found if notes.actor[i].kind in (PARTY_KINDS | HELPERS if helping else PARTY_KINDS))

    def _named_before(self, verb: Token) -> tuple[str, ...]:
        """Two actors or more that were the subject of the nearest clause before."""
        doc = verb.doc
        for token in reversed(doc[max(0, verb.i - REACH) : verb.i]):
            if token.dep_ in SUBJECTS and token.pos_ != "PRON":
                ids = self.reader.ids(token)
                if len(ids) > 1:
                    return ids
        return ()

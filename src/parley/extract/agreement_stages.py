"""Which stage of a peace process an agreement is of, after PA-X: by its kind and by the words beside it.

Misses: stages that only the whole text of the agreement tells; None where nothing speaks for one.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from parley.extract.agreement_told import Told, is_open
from parley.extract.agreement_verbs import VERBS
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_slots import lemma
from parley.lexicon.deals import Deals
from parley.values import AgreementStage

# What an agreement is on, of or for
BESIDE = ("mod", "p:of", "p:on", "p:for", "p:about", "p:over", "p:to")
# Kinds that PA-X has no stage of its own for
OTHERS = frozenset({"prisoner_exchange", "humanitarian"})


class StageReader:
    """Reads stages in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table
        self.words = table.details.stage

    def stage(self, told: Told) -> AgreementStage | None:
        """The stage of an agreement."""
        kind, words = told.agreement.kind, self.words
        beside = frozenset(lemma(t) for noun in told.nouns for t in self._beside(noun))
        if kind == "ceasefire" or (kind == "implementation" and self._watches(told)):
            return "Cea"
        if kind in OTHERS:
            return "Oth"
        if self._renews(told):
            return "Ren"
        if self._about_talks(told, beside):
            return "Pre"
        if beside & words["whole"] and kind in {"comprehensive", "framework"}:
            return "SubComp"
        if beside & (words["partial"] | words["matters"]) and kind != "local":
            return "Imp" if kind == "implementation" and beside & self._carrying_out else "SubPar"
        return self._usual(told, beside)

    @property
    def _carrying_out(self) -> frozenset[str]:
        return frozenset(word for word, kind in self.table.modifiers.items() if kind == "implementation")

    def _usual(self, told: Told, beside: frozenset[str]) -> AgreementStage | None:
        """The stage that a kind has where no word beside tells more."""
        kind = told.agreement.kind
        if kind == "principle":
            written = any(self.table.nouns.get(lemma(n)) == "principle" or lemma(n) in self.table.statements for n in told.nouns)
            return "SubPar" if written else None
        if kind == "local":
            return "Cea" if any(self.table.nouns.get(lemma(n)) == "ceasefire" for n in told.nouns) else None
        stages: dict[str, AgreementStage] = {"comprehensive": "SubComp", "framework": "SubPar", "implementation": "Imp"}
        return stages.get(kind)

    def _beside(self, noun: Token) -> Iterable[Token]:
        slots = self.reader.slots(noun)
        found = [t for name in BESIDE for t in slots.get(name, ())]
        if noun.dep_ == "dobj":  # "reached a deal on borders": the parse may hang it on the verb
            found += self.reader.slots(noun.head).get("p:on", ())
        for token in found:
            yield token
            yield from token.conjuncts
            yield from (c for c in token.children if c.dep_ in {"compound", "nmod"})

    def _watches(self, told: Told) -> bool:
        """Whether what is to be carried out is the watching of a truce."""
        words = {lemma(t) for sentence in told.sentences for t in sentence}
        truce = any(self.table.nouns.get(w) == "ceasefire" and w not in self.table.needs_company for w in words)
        return truce and bool(words & self.words["monitoring"])

    def _renews(self, told: Told) -> bool:
        """Whether it only says an earlier one again."""
        done = (v for v in told.done if v.pos_ in VERBS and not is_open(v, self.table))
        above = (n.head.head for n in told.nouns if n.dep_ == "pobj" and n.head.lower_ == "of")
        return any(lemma(v) in self.words["renew"] for v in done) or any(lemma(t) in self.words["renewing"] for t in above)

    def _about_talks(self, told: Told, beside: frozenset[str]) -> bool:
        """Whether it is about talking alone: "agreed to meet again", "an accord on the agenda"."""
        words, infinitives = self.words, [c for n in told.nouns for c in n.children if c.dep_ == "acl"]
        heads = [*told.acts[1:], *(c for c in infinitives if any(a.lower_ == "to" for a in c.children))]
        if heads:
            return all(
                lemma(h) in words["pre_verbs"] or any(c.dep_ in {"dobj", "pobj"} and lemma(c) in words["pre"] for c in h.subtree)
                for h in heads
            ) and not any(lemma(t) in words["matters"] for h in heads for t in h.subtree)
        objects = (c for v in told.acts for c in v.subtree if c.dep_ in {"dobj", "pobj"} and c.head in {v, *v.children})
        if any(lemma(c) in words["pre"] for c in objects):
            return True
        named = any(lemma(n) in words["pre"] for n in told.nouns)
        return named or (bool(beside & words["pre"]) and not beside & words["matters"] and told.agreement.kind != "comprehensive")

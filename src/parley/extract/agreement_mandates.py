"""Who sent the mediators of an agreement: "mandated by X", "X's special envoy", "whom X appointed to mediate", "at X's request".

Misses: mandates that no word for a mandate, a post or a request tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.agreement_told import Told, stretch
from parley.extract.agreement_verbs import is_passive, is_real
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_slots import lemma
from parley.extract.notes import subject_of
from parley.lexicon.deals import Deals
from parley.values import Mandate

OBJECTS = frozenset({"dobj", "nsubjpass", "nsubj"})


class MandateReader:
    """Reads mandates in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table
        self.words = table.details.mandate

    def mandates(self, told: Told) -> tuple[Mandate, ...]:
        """Mandates of an agreement's mediators, one for each mediator and whoever sent it."""
        found: dict[tuple[str, str], Mandate] = {}
        for mediator in told.agreement.mediators:
            for mandate in (*self._of_post(mediator), *self._of_words(mediator), *self._of_request(mediator, told)):
                if mandate.by != mediator:
                    found.setdefault((mediator, mandate.by), mandate)
        return tuple(found.values())

    def _of_post(self, mediator: str) -> Iterator[Mandate]:
        """By a post that is one of standing between: "the African Union's special envoy"."""
        for role in self.reader.notes.actor[mediator].roles:
            if role.of is not None and role.current and role.role.lower().split()[-1:] and self._is_envoy(role.role):
                yield Mandate(mediator=mediator, by=role.of, evidence=role.evidence)

    def _is_envoy(self, role: str) -> bool:
        return any(word in self.words["envoy"] for word in role.lower().split())

    def _of_words(self, mediator: str) -> Iterator[Mandate]:
        """By verbs: "mandated by X", "X appointed her as mediator"."""
        notes = self.reader.notes
        for mention in notes.reading.mentions:
            tokens = notes.tokens((mention.start_char, mention.end_char)) if mention.actor == mediator else []
            root = next((t for t in tokens if t.head not in tokens), None)
            for verb in self._verbs(root) if root is not None else ():
                if self._sends(verb, root):
                    yield from self._mandate(mediator, verb, tokens)

    def _verbs(self, noun: Token) -> Iterator[Token]:
        """Verbs that have a word as what they act on."""
        yield from (c for c in noun.children if c.dep_ in {"acl", "relcl"} and c.tag_ in {"VBN", "VBD", "VBZ", "VBP"})
        if noun.dep_ in {"dobj", "nsubjpass"}:
            yield noun.head
        elif noun.dep_ == "nsubj" and noun.head.dep_ in {"ccomp", "xcomp"}:  # "mandated Kenya to mediate"
            yield noun.head.head

    def _sends(self, verb: Token, noun: Token | None) -> bool:
        """Whether a verb gives the order to mediate: by itself, or with a word of mediating below it or before the name."""
        if not is_real(verb, self.table):
            return False
        if verb.dep_ == "relcl" and not is_passive(verb):
            relative = next((c for c in verb.children if c.tag_ in {"WP", "WDT"}), None)
            if relative is not None and relative.dep_ == "nsubj":
                return False  # "X, who appointed Y"
        if lemma(verb) in self.words["strong"]:
            return True
        near = [t for t in verb.subtree if t != verb]
        near += [c for c in noun.children if c.i < noun.i] if noun is not None else []
        telling = self.words["envoy"] | self.words["task"]
        return lemma(verb) in self.words["weak"] and any(lemma(t) in telling for t in near)

    def _mandate(self, mediator: str, verb: Token, tokens: list[Token]) -> Iterator[Mandate]:
        agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
        passive = is_passive(verb) or verb.dep_ == "acl"
        subject = None if passive else subject_of(verb)
        for agent in agents if passive else [subject] if subject is not None else []:
            evidence = (stretch([*tokens, verb, agent]),)
            yield from (Mandate(mediator=mediator, by=i, evidence=evidence) for i in self.reader.ids(agent))

    def _of_request(self, mediator: str, told: Told) -> Iterator[Mandate]:
        """By a phrase beside the verb of mediating: "brokered at the request of X", "on X's behalf"."""
        verbs = {t.head for word in told.words for t in (word, *word.children) if t.head.pos_ == "VERB"}
        verbs |= {c for word in told.words for c in word.children if c.pos_ == "VERB"}
        for verb in sorted(verbs, key=lambda v: v.i):
            known = self.table.parties.mediating_verbs | self.table.obtain | self.table.make
            if lemma(verb) not in known or mediator not in self._doers(verb):
                continue
            doers = [t for t in verb.children if t.dep_ in {"nsubj", "agent"}]
            objects = [t for node in (verb, *(o for d in doers for o in (d, *d.children))) for t in node.children]
            for phrase in (o for p in objects if p.lower_ in self.words["leading"] for o in p.children if o.dep_ == "pobj"):
                if lemma(phrase) in self.words["phrases"]:
                    slots = self.reader.slots(phrase)
                    senders = [t for name in ("poss", *(f"p:{w}" for w in self.words["from"])) for t in slots.get(name, ())]
                    for sender in senders:
                        evidence = (stretch([phrase.head, phrase, sender]),)
                        yield from (Mandate(mediator=mediator, by=i, evidence=evidence) for i in self.reader.ids(sender))

    def _doers(self, verb: Token) -> set[str]:
        slots = self.reader.slots(verb)
        return {i for name in ("subj", "p:by") for t in slots.get(name, ()) for i in self.reader.ids(t)}

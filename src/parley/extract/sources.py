"""Whose words: ties the source of each attribution to an actor, and makes actors of sources that the article leaves unnamed."""

from __future__ import annotations

import msgspec

from parley.extract.antecedents import FORMER, HE, IT, LATTER, RELATIVE, SHE, THEY, Memory
from parley.extract.notes import Notes
from parley.extract.unnamed import unnamed_id
from parley.lexicon.cues import Cues
from parley.records import Actor, Attribution, Spans

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_PRONOUNS = HE | SHE | IT | THEY
_NO_ACTORS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_LINKS = frozenset({"appos", "compound", "nmod", "flat"})


def sources(notes: Notes, table: Cues) -> tuple[tuple[Actor, ...], tuple[Attribution, ...]]:
    """All actors, those of unnamed sources added, and the attributions with `source_actor` filled in where it is known.

    A source of several parties ("Riyadh and Washington") has no `source_actor`: see `source_actors`.
    """
    resolver = _Resolver(notes, table)
    order = sorted(notes.reading.attributions, key=lambda a: (a.source or a.content)[0])
    found = {attribution.id: resolver.resolve(attribution) for attribution in order}
    attributed = (msgspec.structs.replace(a, source_actor=found[a.id]) for a in notes.reading.attributions)
    return (*notes.reading.actors, *resolver.anonymous.values()), tuple(attributed)


def source_actors(notes: Notes, attribution: Attribution) -> tuple[str, ...]:
    """Ids of all actors behind an attribution: its `source_actor`, or the several that its source names together."""
    if attribution.source_actor is not None:
        return (attribution.source_actor,)
    head = _head(notes, attribution.source)
    return () if head is None else notes.actors_of(notes.doc[head])


def _head(notes: Notes, spans: Spans) -> int | None:
    """The token that heads the first stretch of a source."""
    tokens = [t for span in spans[:1] for t in notes.tokens(span)]
    if len(tokens) == 2 and tokens[1].lower_ in FORMER | LATTER:  # "the first", which the parser takes for an adverb
        return tokens[1].i
    inside = {t.i for t in tokens}
    return next((t.i for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0].i if tokens else None)


class _Resolver:
    """Resolves sources in the order in which a reader meets them."""

    def __init__(self, notes: Notes, table: Cues) -> None:
        self.notes, self.table = notes, table
        self.memory = Memory(notes)
        self.tree = self.memory.tree
        self.anonymous: dict[str, Actor] = {}
        self.described = self._roles()

    def _roles(self) -> list[tuple[int, str, str]]:
        """Where the article describes a person by a noun, as a role or in apposition: (character, noun, actor id)."""
        found = []
        for actor in self.notes.reading.actors:
            if actor.kind == "person":
                for role in actor.roles:
                    at = role.evidence[0][0] if role.evidence else 0
                    found += [(at, word, actor.id) for word in role.role.lower().split()]
        for i in range(self.tree.size):
            if self.tree.dep[i] == "appos" and self.tree.pos[i] == "NOUN":
                mention = self.notes.mention_of(self.notes.doc[self.tree.head[i]])
                if mention is not None and self.memory.is_person(mention.actor):
                    found.append((self.tree.start[i], self.tree.lemma[i], mention.actor))
        return sorted(found)

    def resolve(self, attribution: Attribution) -> str | None:
        """The actor behind one attribution, remembered as a speaker."""
        head = _head(self.notes, attribution.source)
        if head is None:
            return None
        actor = self._of_token(head, attribution.source)
        if actor is not None:
            self.memory.remember_speaker(attribution.source[0][0], actor)
        return actor

    def _of_token(self, head: int, spans: Spans) -> str | None:
        tree = self.tree
        if tree.lower[head] in RELATIVE and tree.pos[head] in {"PRON", "DET", "SCONJ"}:
            verb = next((a for a in tree.ancestors(head) if tree.dep[a] == "relcl"), None)
            if verb is None:
                return None
            head = tree.head[verb]
            while tree.dep[head] == "pobj" and self._is_place(head):  # "a trader in the capital, who"
                head = tree.head[tree.head[head]]
            if tree.dep[head] == "appos":  # "the union, a body of lawyers, which"
                head = tree.head[head]
            spans = tree.spans(tree.subtree(head) - tree.subtree(verb))
        if tree.lower[head] in _PRONOUNS:
            mention = self.notes.mention_of(self.notes.doc[head])
            own = self.memory.pronoun(head)
            return own if own is not None or mention is None else mention.actor
        if tree.lower[head] in FORMER | LATTER:
            return self.memory.ordinal(head)
        actors = self._named(head, spans)
        if actors:
            return actors[0] if len(actors) == 1 else None
        return self._described(head, spans)

    def _is_place(self, token: int) -> bool:
        """Whether a token names a place and no actor that could be meant by "who"."""
        return self.tree.entity[token] in {"GPE", "LOC", "FAC"}

    def _named(self, head: int, spans: Spans) -> tuple[str, ...]:
        """Actors that the noun phrase names: a person beside the head noun before anything else."""
        person = self._person_beside(head, spans)
        if person is not None and not any(self.tree.dep[c] == "conj" for c in self.tree.children[head]):
            return (person,)
        tokens = [head, *(c for c in self.tree.subtree(head) if self.tree.dep[c] == "conj" and self.tree.head[c] == head)]
        found: dict[str, None] = {}
        for token in tokens:
            mention = self.notes.mention_of(self.notes.doc[token])
            if mention is not None:
                found[mention.actor] = None
            elif token != head:
                return tuple(found)[1:]  # named together with somebody whom the article does not name
        return tuple(found)

    def _person_beside(self, head: int, spans: Spans) -> str | None:
        """The person named in apposition to a noun for a person ("the spokesman of the government, Ali Hassan")."""
        tree, follows = self.tree, self.table.reporters.get(self.tree.lemma[head]) == "person"
        tokens = [t.i for span in spans[:1] for t in self.notes.tokens(span)]
        for i in tokens:
            mention = self.notes.mention_of(self.notes.doc[i])
            if mention is None or mention.how not in {"name", "alias"} or not self.memory.is_person(mention.actor):
                continue
            after_comma = follows and mention.start_char == tree.start[i] and i - 1 in tokens and tree.text[i - 1] == ","
            top = self.memory.head(mention)
            beside = tree.dep[top] == "appos" or (tree.dep[top] in _LINKS and tree.head[top] == head)
            if i == head or after_comma or beside:
                return mention.actor
        return None

    def _described(self, head: int, spans: Spans) -> str | None:
        tree, noun = self.tree, self.tree.lemma[head]
        kind = self.table.reporters.get(noun)
        if kind == "document" and (author := self._author(head)) is not None:
            return author
        if kind is None and tree.pos[head] in {"NUM", "ADJ", "PRON", "DET"}:  # "one of the commanders", "many in the army"
            group = tree.child(head, "prep")
            inner = None if group is None else tree.child(group, "pobj")
            kind = None if inner is None else self.table.reporters.get(tree.lemma[inner])
        definite = any(tree.lower[c] in _DEFINITE and tree.dep[c] in {"det", "poss"} for c in tree.children[head])
        if definite:
            at = tree.start[head]
            same = [(where, actor) for where, word, actor in self.described if word == noun]
            # the last one before; a headline or a lead may say "their leader" before the name comes
            known = next((a for where, a in reversed(same) if where < at), same[0][1] if same else None)
            if known is None and noun in self.table.descriptions and tree.tag[head] == "NN":
                known = self.memory.last_speaker(tree.start[head], person=True) or self.memory.last_person(tree.start[head])
            if known is not None:
                return known
        if tree.pos[head] == "PROPN" and tree.entity[head] not in _NO_ACTORS:
            words = " ".join(self.notes.text[slice(*self._name(head)[0])].split()).lower()
            if words in self.notes.named or tree.lower[head] in self.notes.named:
                return self.notes.named.get(words) or self.notes.named[tree.lower[head]]
            return self._unnamed(head, self._name(head), "person" if tree.entity[head] in {"PERSON", ""} else "other")
        if kind == "person" or (kind in {"other", "media"} and not definite):
            return self._unnamed(head, spans, "person" if kind == "person" else "other")
        return None

    def _author(self, head: int) -> str | None:
        """Whose a document is ("its statement", "the ministry's letter"); for a pronoun, whoever it stands for."""
        owner = self.tree.child(head, "poss")
        if owner is None:
            return None
        if self.tree.lower[owner] in _PRONOUNS:
            return self.memory.pronoun(owner)
        mention = self.notes.mention_of(self.notes.doc[owner])
        return mention.actor if mention is not None else None

    def _name(self, head: int) -> Spans:
        """The capitalised words up to a head noun, for a name that the cast of the article lacks."""
        first = head
        while first > 0 and self.tree.pos[first - 1] == "PROPN" and self.tree.head[first - 1] == head:
            first -= 1
        return ((self.tree.start[first], self.tree.end[head]),)

    def _unnamed(self, head: int, spans: Spans, kind: str) -> str:
        """The id of an actor made of a source's own words; the same words in the same article are the same actor."""
        words = " ".join(" ".join(self.notes.text[s:e] for s, e in spans[:1]).split())
        actor = Actor(id=unnamed_id(self.notes.article, words), name=words, kind="person" if kind == "person" else "other")
        self.anonymous.setdefault(words, actor)
        if kind == "person":
            self.memory.people.add(actor.id)
        self.described = sorted([*self.described, (self.tree.start[head], self.tree.lemma[head], actor.id)])
        return actor.id

"""The cast of an article while it is being read: drafts of actors that gather names, mentions and roles."""

from __future__ import annotations

import sys
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.lexicon.words import Words, words_of
from parley.records import Actor, Article, Mention, Role, Span, record_id
from parley.values import ActorKind, MentionHow


@dataclass(slots=True, eq=False)
class Draft:
    """An actor of this article in the making. `spans` are its mentions; `named` says whether a proper name is among them."""

    name: str
    kind: ActorKind
    canonical: str | None = None
    country: str | None = None
    where: tuple[str, ...] = ()
    spans: dict[Span, MentionHow] = field(default_factory=dict)
    roles: list[DraftRole] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The folded words of its name."""
        return words_of(self.name)

    def id_in(self, article: Article) -> str:
        """The id of its record: stable for the same actor in the same article."""
        return record_id("a", article.id, self.canonical or self.name)


@dataclass(slots=True, eq=False)
class DraftRole:
    """A role in the making: `of` is a draft, so that ids are settled last."""

    role: str
    of: Draft | None
    current: bool | None
    evidence: Span


class Cast:
    """All drafts of an article; one per real actor. Drafts are found by key or by the words of a name."""

    def __init__(self) -> None:
        self._drafts: dict[object, Draft] = {}
        self._at: dict[Span, Draft] = {}
        self._ordered: list[tuple[int, int]] = []  # start and minus end of each mention, sorted

    def __iter__(self) -> Iterator[Draft]:
        return iter(dict.fromkeys(self._drafts.values()))

    def by_key(self, key: object) -> Draft | None:
        """The draft under a canonical key or the words of a name."""
        return self._drafts.get(key)

    def get(self, key: object, name: str, kind: ActorKind, canonical: str | None = None, where: tuple[str, ...] = ()) -> Draft:
        """The draft under `key`, made where there is none yet."""
        draft = self._drafts.get(key)
        if draft is None:
            draft = Draft(name, kind, canonical, where[0] if len(where) == 1 else None, where)
            self._drafts[key] = draft
        return draft

    def alias(self, key: object, draft: Draft) -> None:
        """Lets `key` find a draft too; the first draft that has a key keeps it."""
        self._drafts.setdefault(key, draft)

    def merge(self, other: Draft | None, draft: Draft) -> None:
        """Makes `other` one with `draft`, where there is another."""
        if other is None or other is draft:
            return
        self._drafts = {key: draft if found is other else found for key, found in self._drafts.items()}
        self._at = {span: draft if found is other else found for span, found in self._at.items()}
        draft.spans.update(other.spans)
        draft.forms.update({other.name: None} | other.forms)

    def mention(self, draft: Draft, span: Span, how: MentionHow, form: str | None = None) -> None:
        """Notes that a stretch of text stands for an actor; the first word on a stretch counts."""
        if span not in self._at:
            self._at[span] = draft
            insort(self._ordered, (span[0], -span[1]))
            draft.spans[span] = how
            if form and how != "pronoun":
                draft.forms.setdefault(form)

    def at(self, span: Span) -> Draft | None:
        """The draft that exactly this stretch stands for."""
        return self._at.get(span)

    def mentions(self) -> list[tuple[Span, Draft]]:
        """All mentions so far, in the order of the text, the longest of nested ones first."""
        return self.mentions_between(0, sys.maxsize)

    def mentions_between(self, first: int, end: int) -> list[tuple[Span, Draft]]:
        """The mentions that start at `first` or after it, and before `end`, ordered as all are."""
        low, high = bisect_left(self._ordered, (first, -sys.maxsize)), bisect_left(self._ordered, (end, -sys.maxsize))
        return [((s, -e), self._at[s, -e]) for s, e in self._ordered[low:high]]

    def mentions_from(self, start: int) -> list[tuple[Span, Draft]]:
        """The mentions that start at a character, the longest first."""
        return self.mentions_between(start, start + 1)

    def person_from(self, start: int) -> bool:
        """Whether the name of a person starts at a character."""
        return any(d.kind == "person" and d.spans[span] != "pronoun" for span, d in self.mentions_from(start))

    def records(self, article: Article) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
        """Actors in the order in which they first appear, then those whom only an office is of; mentions in text order."""
        found: dict[Draft, None] = dict.fromkeys(draft for _, draft in self.mentions())
        found.update(dict.fromkeys(role.of for draft in tuple(found) for role in draft.roles if role.of is not None))
        actors = tuple(_record(draft, article) for draft in found)
        mentions = tuple(
            Mention(start_char=s, end_char=e, actor=draft.id_in(article), how=draft.spans[s, e])
            for (s, e), draft in self.mentions()
        )
        return actors, mentions


def _record(draft: Draft, article: Article) -> Actor:
    roles: dict[tuple[str, str | None, bool | None], list[Span]] = {}
    for role in draft.roles:
        of = role.of.id_in(article) if role.of is not None else None
        roles.setdefault((role.role, of, role.current), []).append(role.evidence)
    return Actor(
        id=draft.id_in(article),
        name=draft.name,
        kind=draft.kind,
        canonical=draft.canonical,
        country=draft.country,
        aliases=tuple(form for form in draft.forms if form != draft.name),
        roles=tuple(Role(role=r, of=of, current=c, evidence=tuple(ev)) for (r, of, c), ev in roles.items()),
        place_only=not draft.spans,
    )

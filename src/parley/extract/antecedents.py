"""Who a pronoun, "the former" or a description ("the minister") stands for, by what the article named before it.

Works on top of the mentions of `actors.py`; each answer is an actor id or None. Method: recency with agreement (person or body,
singular or plural, gender where the text gives it away), subjects before other mentions (after Hobbs 1978 and Lappin and
Leass 1994, much reduced). Misses: cataphora ("Before he left, the minister ..."), plural "they" for several people.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from parley.extract.notes import Notes
from parley.extract.trees import Tree, tree_of
from parley.records import Mention

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
IT, THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
FORMER, LATTER = frozenset({"former", "first"}), frozenset({"latter", "second"})
_MALE = frozenset(
    {"mr", "mr.", "sir", "monsieur", "mister", "imam", "sheikh", "king", "prince", "spokesman", "chairman", "congressman"}
)
_FEMALE = frozenset(
    {"mrs", "mrs.", "ms", "ms.", "miss", "madame", "queen", "princess", "spokeswoman", "chairwoman", "congresswoman", "baroness"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REACH = 1200  # characters: about two hundred words, beyond which a pronoun points at nothing a reader remembers


@dataclass
class Memory:
    """What a reader of the article has in mind: its mentions in order, who spoke last, and the gender of those called he or she."""

    notes: Notes
    tree: Tree = field(init=False)
    named: list[Mention] = field(init=False)
    people: set[str] = field(init=False)
    gender: dict[str, str] = field(default_factory=dict)
    spoke: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = {a.id for a in self.notes.reading.actors if a.kind == "person"}
        self.tree = tree_of(self.notes)
        known = [m for m in self.notes.reading.mentions if m.how != "pronoun" and m.actor in self.notes.actor]
        self.named = sorted(known, key=lambda m: (m.start_char, -m.end_char))
        self._starts = [m.start_char for m in self.named]
        for mention in self.named:
            self._note_gender(mention)

    def _note_gender(self, mention: Mention) -> None:
        if not self.is_person(mention.actor):
            return
        first = bisect.bisect_left(self.tree.start, mention.start_char)
        for i in range(max(first - 2, 0), min(first + 3, self.tree.size)):
            if self.tree.lower[i] in _MALE:
                self.gender.setdefault(mention.actor, "m")
            elif self.tree.lower[i] in _FEMALE:
                self.gender.setdefault(mention.actor, "f")

    def is_person(self, actor: str) -> bool:
        """Whether an actor is a person."""
        return actor in self.people

    def remember_speaker(self, char: int, actor: str) -> None:
        """Notes that an actor spoke at a character."""
        self.spoke.append((char, actor))

    def last_speaker(self, char: int, person: bool | None = None) -> str | None:
        """Who spoke last before a character, within reach; `person` asks for a person (True) or a body (False)."""
        for at, actor in reversed(self.spoke):
            if at < char and char - at <= _REACH and person in {None, self.is_person(actor)}:
                return actor
        return None

    def before(self, char: int) -> Iterator[Mention]:
        """Mentions by name, alias or description before a character, the nearest first, as far as a pronoun reaches."""
        for k in range(bisect.bisect_left(self._starts, char) - 1, -1, -1):
            mention = self.named[k]
            if char - mention.start_char > _REACH:
                return
            if mention.end_char <= char:
                yield mention

    def head(self, mention: Mention) -> int:
        """The token that heads a mention."""
        first = bisect.bisect_left(self.tree.start, mention.start_char)
        last = min(bisect.bisect_left(self.tree.start, mention.end_char), self.tree.size) - 1
        return next((i for i in range(first, last + 1) if not first <= self.tree.head[i] <= last), min(first, self.tree.size - 1))

    def pronoun(self, token: int) -> str | None:
        """Who a personal pronoun stands for."""
        word, char = self.tree.lower[token], self.tree.start[token]
        if word in HE or word in SHE:
            return self._person(char, "m" if word in HE else "f")
        if word in IT:
            return self._body(token, plural=False)
        if word in THEY:
            return self._body(token, plural=True)
        return None

    def last_person(self, char: int) -> str | None:
        """The person whom the paragraph so far, or else the text within reach, was last about."""
        return self._only_here(char, self.is_person) or self._recent(char, self.is_person)

    def _person(self, char: int, gender: str) -> str | None:
        def fits(actor: str) -> bool:
            return self.is_person(actor) and self.gender.get(actor, gender) == gender

        found = self._only_here(char, fits) or self._recent(char, fits)
        if found is not None:
            self.gender.setdefault(found, gender)
        return found

    def _only_here(self, char: int, fits: Callable[[str], bool]) -> str | None:
        """The one person whom the paragraph has named so far, if one alone fits and nobody has spoken in it."""
        start = max(self.notes.text.rfind("\n\n", 0, char), 0)
        here = {m.actor for m in self.before(char) if m.start_char >= start and fits(m.actor)}
        spoken = {a for at, a in self.spoke if start <= at < char and fits(a)}
        return next(iter(here)) if len(here) == 1 and spoken <= here else None

    def _recent(self, char: int, fits: object) -> str | None:
        """The last speaker or the last subject, whichever came later; else the last mention that fits."""
        assert callable(fits)
        spoken = next(((at, a) for at, a in reversed(self.spoke) if at < char and char - at <= _REACH and fits(a)), None)
        fallback = None
        for mention in self.before(char):
            if not fits(mention.actor):
                continue
            if spoken is not None and mention.start_char <= spoken[0]:
                return spoken[1]
            if self.tree.dep[self.head(mention)] in _SUBJECTS:
                return mention.actor
            fallback = fallback or mention.actor
        return spoken[1] if spoken is not None else fallback

    def _body(self, token: int, plural: bool) -> str | None:
        """The nearest body that is a subject in this sentence or the two before it; groups of people only for the plural."""
        char, sentence, fallback = self.tree.start[token], self.tree.sentence[token], None
        for mention in self.before(char):
            kind, head = self.notes.actor[mention.actor].kind, self.head(mention)
            if kind == "person" or (kind == "people" and not plural) or self.tree.sentence[head] < sentence - 2:
                continue
            if self.tree.dep[head] in _SUBJECTS:
                return mention.actor
            fallback = fallback or mention.actor
        return fallback

    def ordinal(self, token: int) -> str | None:
        """Who "the former", "the second" and the like is: of the last two of one kind named in one sentence."""
        word = self.tree.lower[token]
        if word not in FORMER | LATTER:
            return None
        pair = self._pair(token)
        return None if pair is None else pair[0 if word in FORMER else 1]

    def _pair(self, token: int) -> tuple[str, str] | None:
        by_sentence: dict[int, list[str]] = {}
        for mention in self.before(self.tree.start[token]):
            number = self.tree.sentence[self.head(mention)]
            if number >= self.tree.sentence[token] - 2:
                by_sentence.setdefault(number, []).insert(0, mention.actor)
        for number in sorted(by_sentence, reverse=True):
            for person in (True, False):
                actors = list(dict.fromkeys(a for a in by_sentence[number] if self.is_person(a) is person))
                if len(actors) >= 2:
                    return actors[-2], actors[-1]
        return None

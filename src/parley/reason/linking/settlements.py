"""What became of an expectation: the sentence or event of a later article that settles it, met or missed.

Either a sentence holds most of the expectation's words; or it speaks of the very day that the expectation was due on and shares
enough words with it; or an event of the kind that was expected is told, by the same people. A word of failure beside the shared
words ("was never held", "postponed") makes it missed. Careful on purpose: what is told in quite different words stays open or
overdue, which is arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from parley.ledger import Link, Settlement
from parley.lexicon.links import Links
from parley.reason.dates import Days, days
from parley.reason.linking.fulfilments import fulfilled
from parley.reason.linking.scene import Scene
from parley.reason.linking.told import GRAIN, told_day_keys
from parley.reason.sentences import sentences
from parley.reason.words import content, fold
from parley.records import Article, Reading, Span

_TOLD = 0.7  # part of the expectation's words that a sentence must hold to settle it
_TOLD_OF_DAY = 0.4  # the same where the sentence names the day
_FEW = 3  # words below which a match means nothing
_FEWEST = 2  # the same where the sentence names the day
_MANY = 5  # words from which two sentences may tell together what became of it
_TOLD_IN_TWO = 0.6
_CANDIDATES = 25  # expectations looked at for one word
_BESIDE = 3  # words between a word of failure and what failed
SAID = "told in the words of the expectation"
_SCORE = 0.8


@dataclass(frozen=True)
class Later:
    """An article that may settle what earlier ones expected."""

    reading: Reading
    table: Links

    @property
    def article(self) -> Article:
        """The article."""
        return self.reading.article

    @cached_property
    def told(self) -> list[tuple[Span, frozenset[str]]]:
        """Sentences with their content words, boilerplate left out."""
        article = self.article
        kept = (s for s in sentences(article.text) if not any(start <= s[0] < end for start, end in article.boilerplate))
        return [(span, content(article.text[slice(*span)], self.table)) for span in kept]

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of all sentences."""
        return frozenset[str]().union(*(words for _, words in self.told))

    def settles(self, wanted: frozenset[str], due: Days | None) -> tuple[Span, bool] | None:
        """The first sentence that says what became of an expectation of these words, and whether it was met."""
        if due and (self.article.published or "") < due[0].isoformat():
            return None  # it cannot have happened before it was due to
        for span, on_day in self._candidates(wanted, due):
            text = self.article.text[slice(*span)]
            if on_day or not self._looks_ahead(text):
                return span, not self._fails(fold(text).split(), wanted)
        return None

    def _candidates(self, wanted: frozenset[str], due: Days | None) -> Iterator[tuple[Span, bool]]:
        """Sentences that hold enough of the words, and whether they speak of the day itself."""
        exact = due if due and (due[1] - due[0]).days < GRAIN else None
        # the day's own number and year say nothing more where the day has to be named anyway
        core = frozenset(word for word in wanted if not word.isdigit())
        needed = max(_FEW, math.ceil(_TOLD * len(wanted)))
        of_day = max(_FEWEST, math.ceil(_TOLD_OF_DAY * len(core)))
        for number, (span, held) in enumerate(self.told):
            if len(wanted & held) < min(max(_FEWEST, needed // 3), of_day):
                continue
            on_day = exact is not None and len(core & held) >= of_day and self._speaks_of(span, exact)
            if on_day or (len(wanted) >= _FEW and len(wanted & held) >= needed):
                yield span, on_day
            elif len(core) >= _MANY and (two := self._with_next(number, core)):
                yield two, False

    def _with_next(self, number: int, core: frozenset[str]) -> Span | None:
        """A sentence and the one that follows it in the same paragraph, where the two together hold enough of the words."""
        if number + 1 == len(self.told):
            return None
        (span, words), (following, more) = self.told[number : number + 2]
        enough = len(core & (words | more)) >= max(_MANY, math.ceil(_TOLD_IN_TWO * len(core)))
        return (span[0], following[1]) if enough and "\n" not in self.article.text[span[1] : following[0]] else None

    def _looks_ahead(self, text: str) -> bool:
        """Whether a sentence itself speaks of what may come; "May" within it is a month."""
        first, *others = text.split()
        return bool(self.table.ahead & {fold(word) for word in (first, *(other for other in others if other[:1].islower()))})

    def _speaks_of(self, span: Span, due: Days) -> bool:
        """Whether a sentence has a date within the days, and not after the article's own."""
        for timex in self.reading.timexes:
            if timex.type == "DATE" and span[0] <= timex.start_char < span[1] and (told := days(timex.value)):
                if due[0] <= told[0] and told[1] <= due[1] and told[0].isoformat() <= (self.article.published or ""):
                    return True
        return False

    def _fails(self, told: Sequence[str], wanted: frozenset[str]) -> bool:
        """Whether a word of failure stands within a few words of one that was expected."""
        hits = [at for at, word in enumerate(told) if content(word, self.table) & wanted]
        return any(abs(at - hit) <= _BESIDE for at, word in enumerate(told) if word in self.table.failed for hit in hits)


def settlements(scene: Scene) -> tuple[Settlement, ...]:
    """What the article settles of what was expected before, and what later articles say of what it expects itself."""
    if not scene.article.published:
        return ()
    return (*_of_earlier(scene), *_by_later(scene))


def _of_earlier(scene: Scene) -> Iterator[Settlement]:
    if scene.copy_of is not None:
        return
    later, seen = Later(scene.reading, scene.table), set[str]()
    told = {link.item for link in scene.links if link.kind == "expectations"}
    timed = [key for timex in scene.reading.timexes if timex.type == "DATE" for key in told_day_keys(timex.value)]
    candidates = (
        *scene.memory.near("expectations", sorted(later.words), scene.known, _CANDIDATES, least=_FEW),
        *scene.memory.near("expectations", timed, scene.known),
    )
    for link in candidates:
        if link.known < scene.known and link.item not in seen | told and (made := _settled(later, link)):
            seen.add(link.item)
            yield made
    yield from fulfilled(scene, told)


def _by_later(scene: Scene) -> Iterator[Settlement]:
    last = scene.memory.last_day()
    if last is None or last <= scene.known:
        return
    links = {link.record: link for link in scene.links if link.kind == "expectations"}
    for expectation in scene.reading.expectations:
        words = scene.beginnings(expectation.text)
        for reading in scene.memory.with_words(words, after=scene.known, before=None):
            later = Later(reading, scene.table)
            if scene.memory.copy_of(reading.article.id) is None and (made := _settled(later, links[expectation.id])):
                yield made


def _settled(later: Later, link: Link) -> Settlement | None:
    found = later.settles(link.trace.words, days(link.trace.date))
    if found is None:
        return None
    (start, end), met = found
    return Settlement(
        item=link.item, article=later.article.id, start_char=start, end_char=end, outcome="met" if met else "missed",
        known=(later.article.published or "")[:10], score=_SCORE, reason=SAID,
    )  # fmt: skip


def best(found: Iterable[Settlement]) -> Settlement | None:
    """The latest settlement; what is told in the words of the expectation goes before events of the kind."""
    return max(found, key=lambda each: (each.reason == SAID, each.known), default=None)

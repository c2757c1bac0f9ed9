"""The main path: an article goes through these steps, top to bottom.

`Reader` is made once per process (it holds the model and the tables); `Reader.read` is a pure function of the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import tee

import msgspec

from parley.config import load_config
from parley.extract.actors import actors
from parley.extract.agreements import agreements
from parley.extract.attributions import attributions
from parley.extract.claims import claims
from parley.extract.events import events
from parley.extract.expectations import expectations
from parley.extract.notes import Notes
from parley.extract.places import places
from parley.extract.positions import positions
from parley.extract.publication import publication
from parley.extract.relations import relations
from parley.extract.sources import sources
from parley.extract.timexes import timexes
from parley.extract.unnamed import without_idle_sources
from parley.lexicon.pack import Pack, load_pack
from parley.lexicon.tables import languages
from parley.read.parse import Parser
from parley.records import Article, Reading


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the table of the pack that it cannot do without, and what it does."""

    needs: str
    run: Callable[[Notes, Pack], Notes]

    def __call__(self, notes: Notes, pack: Pack) -> Notes:
        """The notes with what the step finds."""
        return self.run(notes, pack)


def _publication(notes: Notes, pack: Pack) -> Notes:
    if notes.article.published:
        return notes
    found = publication(notes, pack.times)
    if found is None:
        return notes
    if found.day is None:
        dated = msgspec.structs.replace(notes.article, published_interval=found.interval, published_reason=found.reason)
    else:
        dated = msgspec.structs.replace(
            notes.article, published=found.day, published_from="inferred", published_reason=found.reason
        )
    return Notes.begin(dated, notes.doc)


def _actors(notes: Notes, pack: Pack) -> Notes:
    found, mentions = actors(notes, pack.actors)
    return notes.add(actors=found, mentions=mentions)


def _sources(notes: Notes, pack: Pack) -> Notes:
    found, attributed = sources(notes, pack.cues)
    return notes.add(actors=found, attributions=attributed)


def _named_or_active(notes: Notes, pack: Pack) -> Notes:
    found, attributed = without_idle_sources(notes.reading)
    return notes.add(actors=found, attributions=attributed)


STEPS: tuple[Step, ...] = (
    Step("times", _publication),
    Step("times", lambda notes, pack: notes.add(timexes=timexes(notes, pack.times))),
    Step("gazetteer", lambda notes, pack: notes.add(places=places(notes, pack.gazetteer))),
    Step("actors", _actors),
    Step("cues", lambda notes, pack: notes.add(attributions=attributions(notes, pack.cues, pack.tagger))),
    Step("cues", _sources),
    Step("event_types", lambda notes, pack: notes.add(events=events(notes, pack.event_types, pack.classifier))),
    Step("deals", lambda notes, pack: notes.add(agreements=agreements(notes, pack.deals))),
    Step("stances", lambda notes, pack: notes.add(positions=positions(notes, pack.stances))),
    Step("stances", lambda notes, pack: notes.add(claims=claims(notes, pack.stances))),
    Step("outlooks", lambda notes, pack: notes.add(expectations=expectations(notes, pack.outlooks))),
    Step("ties", lambda notes, pack: notes.add(relations=relations(notes, pack.ties))),
    Step("cues", _named_or_active),
)


class Reader:
    """Reads articles of one language, with the model that the user's configuration names, else the pack's.

    Raises DataError where the language has no pack or its model is missing.
    """

    def __init__(self, language: str) -> None:
        self.pack = load_pack(language)
        named = load_config().models.get(language)
        lemmas = self.pack.lemmas
        self._parser = Parser(named, lemmas=lemmas) if named else Parser(self.pack.model, self.pack.model_folder, lemmas)
        self._steps = tuple(step for step in STEPS if step.needs in self.pack.tables)

    def read(self, article: Article) -> Reading:
        """All records of one article."""
        return next(self.read_all([article]))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Records of articles, in order; a few are parsed together, which is quicker and changes nothing."""
        parsed, kept = tee(articles)
        for article, doc in zip(kept, self._parser.pipe(article.text for article in parsed), strict=True):
            notes = Notes.begin(article, doc)
            for step in self._steps:
                notes = step(notes, self.pack)
            yield notes.reading


@cache
def reader(language: str) -> Reader:
    """The reader of a language, made on first use."""
    return Reader(language)


def extract(article: Article) -> Reading:
    """The records of an article; an article in a language without a pack comes back with none."""
    return extract_all([article])[0]


def extract_all(articles: Sequence[Article]) -> list[Reading]:
    """`extract` of each article, in order; those of one language are parsed together."""
    found: dict[int, Reading] = {}
    by_language: dict[str, list[int]] = {}
    for number, article in enumerate(articles):
        by_language.setdefault(article.language or load_config().language, []).append(number)
    for language, numbers in by_language.items():
        chosen = [articles[number] for number in numbers]
        readings = reader(language).read_all(chosen) if language in languages() else (Reading(article=a) for a in chosen)
        found.update(zip(numbers, readings, strict=True))
    return [found[number] for number in range(len(articles))]

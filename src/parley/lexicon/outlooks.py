"""Tables behind `extract` of expectations: words that speak of the future, and what readers take words of likelihood to mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from parley.errors import DataError
from parley.lexicon.tables import read_toml, read_tsv

Words = frozenset[str]
FILE = "outlooks.toml"
SCALE = "likelihoods.tsv"


@dataclass(frozen=True)
class Outlooks:
    """Sets of lower-case words or lemmas, named as in outlooks.toml; `scale` gives (low, high) for a word of likelihood."""

    firm: Words
    reported: Words
    possible: Words
    due: Words
    silent: Words
    laws: Words
    stories: Words
    sayings: Words
    perceptions: Words
    cancelled: Words
    wishes: Words
    past_adverbs: Words
    marks: Words
    plans: Words
    foresights: Words
    weighing: Words
    participles: Words
    shifted: Words
    phrases: Words
    chances: Words
    adjectives: Words
    verdicts: Words
    definitions: Words
    timetable: Words
    deadlines: Words
    attributes: Words
    attribute_events: Words
    scale: MappingProxyType[str, tuple[float, float]]

    @cached_property
    def modals(self) -> Words:
        """All auxiliaries that may speak of the future."""
        return self.firm | self.reported | self.possible | self.due

    @cached_property
    def signs(self) -> Words:
        """Lemmas of the verbs that may look ahead without a modal."""
        return self.plans | self.participles | self.shifted | self.timetable | {"be", "go"}


def _scale(language: str) -> MappingProxyType[str, tuple[float, float]]:
    found = {}
    for row in read_tsv(("word", "low", "high", "survey"), "lang", language, SCALE):
        try:
            low, high = float(row["low"]), float(row["high"])
        except ValueError as error:
            raise DataError(f"data/lang/{language}/{SCALE}: {row['word']}: low and high must be numbers") from error
        if not 0 <= low <= high <= 1:
            raise DataError(f"data/lang/{language}/{SCALE}: {row['word']}: found {low} to {high}, expected 0 <= low <= high <= 1")
        found[row["word"]] = (low, high)
    return MappingProxyType(found)


def load_outlooks(language: str) -> Outlooks:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    data = read_toml("lang", language, FILE)

    def words(section: str, key: str) -> Words:
        try:
            return frozenset(data[section][key])
        except KeyError as error:
            raise DataError(f"data/lang/{language}/{FILE}: no list {key!r} in [{section}]") from error

    return Outlooks(
        firm=words("modals", "firm"),
        reported=words("modals", "reported"),
        possible=words("modals", "possible"),
        due=words("modals", "due"),
        silent=words("exclusions", "silent"),
        laws=words("exclusions", "laws"),
        stories=words("exclusions", "stories"),
        sayings=words("exclusions", "sayings"),
        perceptions=words("exclusions", "perceptions"),
        cancelled=words("exclusions", "cancelled"),
        wishes=words("exclusions", "wishes"),
        past_adverbs=words("exclusions", "past_adverbs"),
        marks=words("exclusions", "marks"),
        plans=words("plans", "verbs"),
        foresights=words("plans", "foresights"),
        weighing=words("plans", "weighing"),
        participles=words("states", "participles"),
        shifted=words("states", "shifted"),
        phrases=words("states", "phrases"),
        chances=words("states", "chances"),
        adjectives=words("states", "adjectives"),
        verdicts=words("states", "verdicts"),
        definitions=words("states", "definitions"),
        timetable=words("timetable", "verbs"),
        deadlines=words("plans", "nouns"),
        attributes=words("attributes", "words"),
        attribute_events=words("attributes", "events"),
        scale=_scale(language),
    )

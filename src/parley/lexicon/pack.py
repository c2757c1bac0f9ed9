"""A language pack: all tables that the extraction of one language needs, read once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from parley.errors import DataError
from parley.lexicon.actors import Actors, load_actors
from parley.lexicon.classifier import Classifier, load_classifier
from parley.lexicon.cues import Cues, load_cues
from parley.lexicon.deals import Deals, load_deals
from parley.lexicon.event_types import EventTypes, load_event_types
from parley.lexicon.gazetteer import Gazetteer, load_gazetteer
from parley.lexicon.outlooks import Outlooks, load_outlooks
from parley.lexicon.stances import Stances, load_stances
from parley.lexicon.tables import has_file, languages, read_toml, read_tsv
from parley.lexicon.tagger import Tagger, load_tagger
from parley.lexicon.ties import Ties, load_ties
from parley.lexicon.times import Times, load_times

TABLES = ("times", "actors", "gazetteer", "cues", "event_types", "deals", "stances", "outlooks", "ties", "tagger", "classifier")


@dataclass(frozen=True)
class Pack:
    """The tables of one language, each read when it is first asked for.

    `model` is the module of the spaCy model's wheel, `model_folder` a folder within it. `tables` names those that the
    language has: what needs another is left out of its pipeline. `sentence` names a place and a day: `parley doctor` reads it.
    """

    language: str
    model: str
    model_folder: str
    tables: frozenset[str]
    sentence: str

    @cached_property
    def lemmas(self) -> dict[tuple[str, str], str]:
        """Lemmas by (form, part of speech) where the model's own are wrong; none where the language lists none."""
        if not has_file("lang", self.language, "lemmas.tsv"):
            return {}
        rows = read_tsv(("form", "pos", "lemma"), "lang", self.language, "lemmas.tsv")
        return {(row["form"], row["pos"]): row["lemma"] for row in rows}

    @cached_property
    def times(self) -> Times:
        """Time expressions."""
        return load_times(self.language)

    @cached_property
    def actors(self) -> Actors:
        """Known actors, and the words by which others are known."""
        return load_actors(self.language)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Places."""
        return load_gazetteer(self.language)

    @cached_property
    def cues(self) -> Cues:
        """Cues of attributions."""
        return load_cues(self.language)

    @cached_property
    def tagger(self) -> Tagger | None:
        """The network that tags attributions, None where the language has none."""
        return load_tagger("lang", self.language, "attribution.onnx") if "tagger" in self.tables else None

    @cached_property
    def classifier(self) -> Classifier | None:
        """The network that tells what an opening sentence tells, None where the language has none."""
        return load_classifier("lang", self.language, "events.onnx") if "classifier" in self.tables else None

    @cached_property
    def event_types(self) -> EventTypes:
        """Triggers of events."""
        return load_event_types(self.language)

    @cached_property
    def deals(self) -> Deals:
        """Words for agreements."""
        return load_deals(self.language)

    @cached_property
    def stances(self) -> Stances:
        """Cues of positions and claims."""
        return load_stances(self.language)

    @cached_property
    def outlooks(self) -> Outlooks:
        """Cues of expectations."""
        return load_outlooks(self.language)

    @cached_property
    def ties(self) -> Ties:
        """Cues of relations."""
        return load_ties(self.language)


@cache
def load_pack(language: str) -> Pack:
    """The pack of a language code. Raises DataError where there is none or its pack.toml breaks its rules."""
    if language not in languages():
        raise DataError(f"no language pack for {language!r}; there are packs for: {', '.join(languages())}")
    settings = read_toml("lang", language, "pack.toml")
    try:
        tables = frozenset(settings["tables"])
        pack = Pack(language, settings["model"], settings["model_folder"], tables, settings["sentence"])
    except KeyError as error:
        raise DataError(
            f"data/lang/{language}/pack.toml: no setting {error}; expected model, model_folder, tables, sentence"
        ) from error
    if unknown := tables - set(TABLES):
        raise DataError(f"data/lang/{language}/pack.toml: unknown tables {sorted(unknown)}; there are {', '.join(TABLES)}")
    return pack

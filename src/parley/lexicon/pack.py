"""A language pack: all tables that the extraction of one language needs, read once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from parley.errors import DataError
from parley.lexicon.actors import Actors, load_actors
from parley.lexicon.cues import Cues, load_cues
from parley.lexicon.deals import Deals, load_deals
from parley.lexicon.event_types import EventTypes, load_event_types
from parley.lexicon.gazetteer import Gazetteer, load_gazetteer
from parley.lexicon.outlooks import Outlooks, load_outlooks
from parley.lexicon.stances import Stances, load_stances
from parley.lexicon.tables import languages, read_toml
from parley.lexicon.ties import Ties, load_ties
from parley.lexicon.times import Times, load_times


@dataclass(frozen=True, slots=True)
class Pack:
    """Frozen tables of one language. `model` is the module of the spaCy model's wheel, `model_folder` a folder within it."""

    language: str
    model: str
    model_folder: str
    times: Times
    actors: Actors
    gazetteer: Gazetteer
    cues: Cues
    event_types: EventTypes
    deals: Deals
    stances: Stances
    outlooks: Outlooks
    ties: Ties


@cache
def load_pack(language: str) -> Pack:
    """The pack of a language code. Raises DataError where there is none or one of its files breaks its rules."""
    if language not in languages():
        raise DataError(f"no language pack for {language!r}; there are packs for: {', '.join(languages())}")
    settings = read_toml("lang", language, "pack.toml")
    return Pack(
        language=language,
        model=settings["model"],
        model_folder=settings["model_folder"],
        times=load_times(language),
        actors=load_actors(language),
        gazetteer=load_gazetteer(language),
        cues=load_cues(language),
        event_types=load_event_types(language),
        deals=load_deals(language),
        stances=load_stances(language),
        outlooks=load_outlooks(language),
        ties=load_ties(language),
    )

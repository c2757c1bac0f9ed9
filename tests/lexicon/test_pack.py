"""Language packs: what they name must be there, and what they lack is left out."""

from __future__ import annotations

import pytest

from parley.errors import DataError
from parley.lexicon.pack import TABLES, Pack, load_pack
from parley.lexicon.tables import languages
from parley.pipeline import STEPS


@pytest.mark.parametrize("language", languages())
def test_pack_tables_can_all_be_read(language: str) -> None:
    pack = load_pack(language)
    assert pack.tables
    for table in pack.tables:
        assert getattr(pack, table) is not None


def test_load_pack_names_the_languages_that_there_are() -> None:
    with pytest.raises(DataError, match=r"no language pack for 'xx'; there are packs for: .*en"):
        load_pack("xx")


def test_steps_need_tables_that_a_pack_can_have() -> None:
    assert {step.needs for step in STEPS} == set(TABLES) - {"tagger", "classifier"}  # without them, rules do alone
    assert set(TABLES) <= set(dir(Pack))

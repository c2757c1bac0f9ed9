"""A digest of part of a dossier says what one of the whole says."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.keep import keep
from parley.show.book import open_book
from parley.show.digest import scope as scopes
from parley.show.digest.make import a_week_before, make_digest
from parley.show.digest.scope import scope
from parley.store.dossier import Dossier
from tests.reason.builders import Story
from tests.show.conftest import stories


@pytest.fixture(scope="module")
def long_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stories, then a month of news about other matters, and one who was named before."""
    path = tmp_path_factory.mktemp("dossier") / "long.parley"
    with Dossier.create(path) as opened:
        for story in stories():
            keep(opened, story.read())
        for day in range(1, 30):
            text = f"Orla's mayor opened bridge number {day} over the river. Lunga, number {day}, was there."
            story = Story(f"1-{day:02}", text, f"2030-07-{day:02}", "Orla Gazette", language="en").actor("Lunga", "person")
            story.event("CONSULT", f"opened bridge number {day}", ("Lunga",), date=f"2030-07-{day:02}")
            keep(opened, story.read())
        last = Story(
            "2-last",
            "The Front denies that it shelled Orla. They will sign by 12 August.",
            "2030-08-02",
            "The Courier",
            language="en",
        )
        last.actor("Front", "armed_group").claim("it shelled Orla", "denied", denied=("Front",))
        last.expectation("They will sign by 12 August", due="2030-08-12")
        keep(opened, last.read())
    return path


def test_a_part_of_the_dossier_gives_the_same_digest(long_dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_book(long_dossier, None, "2030-07-26") as book:
        whole = make_digest(book, chart=False)
    monkeypatch.setattr(scopes, "SMALL", 0)
    monkeypatch.setattr(scopes, "_ARTICLES", 5)
    with open_book(long_dossier, None, "2030-07-26", scope) as book:
        assert len(book.view.articles) < 10
        part = make_digest(book, chart=False)
    assert part == whole
    assert [[entry.lead for entry in group.entries] for group in part.changes if group.key == "claim"]
    assert "actor" not in {group.key for group in part.changes}  # the Front and Lunga were there before


def test_the_chart_of_a_part_counts_the_whole(long_dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_book(long_dossier, None, "2030-07-26") as book:
        whole = make_digest(book).chart
    monkeypatch.setattr(scopes, "SMALL", 0)
    with open_book(long_dossier, None, "2030-07-26", scope) as book:
        part = make_digest(book).chart
    assert whole is not None
    assert whole.unit == "week"
    assert part == whole


def test_sources_say_when_they_were_obtained(long_dossier: Path) -> None:
    with Dossier.open(long_dossier) as opened:
        added = (opened.info().last_added or "")[:10]
        assert opened.library().obtained(["2-last", "not there"]) == {"2-last": added}
    with open_book(long_dossier, None, "2030-07-26", scope) as book:
        assert all(source.accessed for source in make_digest(book, chart=False).sources)


def test_a_week_before_the_newest_article(long_dossier: Path) -> None:
    assert a_week_before(long_dossier, None) == "2030-07-26"
    assert a_week_before(long_dossier, "2030-01-08") == "2030-01-01"

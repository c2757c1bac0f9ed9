"""What linking and questions ask of the store, against the same answers worked out from plain lists."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest

from parley.errors import InputError
from parley.ledger import Decision, Link, Linked, Memory, Settlement
from parley.records import Reading
from parley.store.dossier import Dossier
from tests.store.linking import link_all
from tests.store.readings import reading

COUNT = 24
ORDER = random.Random(7).sample(range(COUNT), COUNT)  # articles come in in any order of days
DAYS = ("2021-12-31", "2022-01-08", "2022-01-15", "2022-06-01", None)


class Told:
    """All that was linked, as lists."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.settlements: list[Settlement] = []
        self.copies: dict[str, str] = {}

    def link(self, reading: Reading, memory: Memory) -> Linked:
        linked = link_all(reading, memory)
        self.links += linked.links
        self.settlements += linked.settlements
        if linked.copy_of:
            self.copies[reading.article.id] = linked.copy_of
        return linked

    def until(self, day: str | None) -> list[Link]:
        return sorted((link for link in self.links if link.known <= (day or "9")), key=lambda link: link.known)


@pytest.fixture
def dossier(where: str) -> Iterator[Dossier]:
    with Dossier.create(where) as opened:
        yield opened


@pytest.fixture
def told(dossier: Dossier) -> Told:
    told = Told()
    for number in ORDER:
        assert dossier.add(reading(number), told.link)
    return told


def bare(link: Link, *, trace: bool = False) -> Link:
    return msgspec.structs.replace(link, keys=(), **({} if trace else {"trace": Link.__struct_defaults__[-1]}))


def test_memory_near_takes_the_latest_up_to_the_day_first(dossier: Dossier, told: Told) -> None:
    asked: list[Linked] = []

    def ask(reading: Reading, memory: Memory) -> Linked:
        for day in ("2021-01-01", "2022-01-10", "2022-01-16", "2023-01-01"):
            for most, least in ((1, 1), (4, 1), (5, 2), (100, 1)):
                found = memory.near("actors", ["actors-1", "parity-0", "none"], day, most, least)
                expected = near(told.links, ["actors-1", "parity-0", "none"], day, most, least)
                assert list(found) == [bare(link, trace=True) for link in expected]
        assert memory.near("claims", ["actors-1"], "2023-01-01") == []
        assert memory.last_day() == "2022-01-24"
        assert memory.reading("a0003") is not None
        assert memory.items_of([told.links[0].record, "nothing"]) == {told.links[0].record: told.links[0].item}
        asked.append(Linked())
        return asked[-1]

    assert dossier.add(reading(99), ask)
    assert asked


def near(links: list[Link], keys: list[str], day: str, most: int, least: int) -> list[Link]:
    met: dict[int, int] = {}
    for key in keys:
        held = [n for n, link in enumerate(links) if link.kind == "actors" and key in link.keys]
        before = sorted((n for n in held if links[n].known <= day), key=lambda n: (links[n].known, n), reverse=True)
        after = sorted((n for n in held if links[n].known > day), key=lambda n: (links[n].known, n))
        for number in [*before, *after][:most]:
            met[number] = met.get(number, 0) + 1
    return [links[n] for n in sorted(met) if met[n] >= least]


def test_memory_with_words_finds_beginnings_between_days(dossier: Dossier, told: Told) -> None:
    def ask(reading: Reading, memory: Memory) -> Linked:
        def ids(*words: str, after: str | None = None, before: str | None = None, most: int = 30) -> list[str]:
            return [r.article.id for r in memory.with_words(words, after=after, before=before, most=most)]

        assert ids("12", "pris")[0] == "a0012"  # it has both, as a whole word too
        assert ids("elan", after="2022-01-03", before="2022-01-06") == [f"a{n:04}" for n in ORDER if n in (3, 4)]
        assert ids("govern", most=3) == [f"a{n:04}" for n in ORDER[:3]]
        assert ids("absent") == ids('"', "*") == ids() == ids("elan", after="2030-01-01") == []
        shorter, longer = ([f"a{n:04}" for n in ORDER if (n < 10) is small] for small in (True, False))
        assert memory.with_sketch([7, len(reading.article.text)], most=99) == [*longer, *shorter]
        assert memory.with_sketch([7, 8, len(reading.article.text)], 2) == longer[:5]
        assert memory.with_sketch([8]) == memory.with_sketch([]) == []
        return Linked()

    assert dossier.add(reading(99), ask)


def test_memory_with_actors_takes_the_latest(dossier: Dossier, told: Told) -> None:
    actors = list(dict.fromkeys(link.item for link in told.links if link.kind == "actors"))
    telling = {
        f"a{n:04}": {link.item for link in told.links if link.kind == "actors" and link.article == f"a{n:04}"} for n in range(20)
    }

    def ask(reading: Reading, memory: Memory) -> Linked:
        for items in (actors, actors[:2], actors[1:3]):
            for least in (1, 2):
                found = [r.article.id for r in memory.with_actors([*items, "nobody"], "2022-01-21", least, most=8)]
                assert found == [id for id in reversed(telling) if len(telling[id] & set(items)) >= least][:8]
        return Linked()

    assert len(actors) == 4
    assert dossier.add(reading(99), ask)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("most", [None, 0, 1, 2, 5, 100])
def test_library_links_of_items(dossier: Dossier, told: Told, day: str | None, most: int | None) -> None:
    every = told.until(day)
    items = list(dict.fromkeys(link.item for link in told.links if link.kind == "agreements"))
    expected: list[Link] = []
    for item in items:
        mine = [link for link in every if link.kind == "agreements" and link.item == item]
        if most is not None and len(mine) > most:
            turns = [b for a, b in pairwise(mine) if a.value != b.value]
            wanted = [mine[0], *(turns[-most:] if most else []), *(mine[-most:] if most else [])]
            mine = [link for link in mine if any(link is each for each in wanted)]
        expected += mine
    assert len(items) == 2
    assert list(dossier.library().links("agreements", items, day, most)) == [bare(link) for link in expected]


@pytest.mark.parametrize("day", DAYS)
def test_library_items_by_when_they_were_told(dossier: Dossier, told: Told, day: str | None) -> None:
    library = dossier.library()
    for after in (None, "2022-01-12", "2022-01-20"):
        links = [link for link in told.until(day) if link.kind == "actors" and link.known > (after or "")]
        latest = list(dict.fromkeys(link.item for link in reversed(links)))
        for most in (None, 1, 2, 50):
            assert list(library.items("actors", day, after=after, most=most)) == latest[:most]
        heavy = {item: [link.weight for link in links if link.item == item] for item in latest}
        by_weight = sorted(latest, key=lambda item: -max(heavy[item]) - 0.5 * len(heavy[item]))
        assert list(library.items("actors", day, after=after, by_weight=True)) == by_weight


@pytest.mark.parametrize("day", DAYS)
def test_library_says_what_is_due_settled_and_copied(dossier: Dossier, told: Told, day: str | None) -> None:
    library = dossier.library()
    due = [link for link in told.until(day) if link.due and "2022-01-05" <= link.due <= "2022-01-10"]
    assert list(library.due("2022-01-05", "2022-01-10", day)) == list(dict.fromkeys(link.item for link in due))
    settled = sorted((s for s in told.settlements if s.known <= (day or "9")), key=lambda s: s.known)
    assert list(library.settlements({s.item for s in told.settlements}, day)) == settled
    assert list(library.settled("2022-01-03", day)) == list(dict.fromkeys(s.item for s in settled if s.known > "2022-01-03"))
    numbers = [n for n in range(COUNT) if (reading(n).article.published or "") <= (day or "9")]
    assert list(library.recent(day)) == [f"a{n:04}" for n in reversed(numbers)]
    assert list(library.recent(day, after="2022-01-03", most=2)) == [f"a{n:04}" for n in reversed(numbers) if n > 2][:2]
    assert library.counts(day) == (len(numbers), min(1, len(numbers)), len({f"a{n:04}" for n in numbers} & set(told.copies)))
    days = [reading(n).article.published or "" for n in numbers]
    assert list(library.outlets(day)) == ([("Lakeside Post", len(days), min(days), max(days))] if days else [])
    assert library.days(day, "2022-01-03") == {each: days.count(each) for each in sorted(days) if each > "2022-01-03"}
    assert library.copies([f"a{n:04}" for n in range(COUNT)]) == told.copies
    assert library.publishers() == ["Lakeside Post"]
    obtained = library.obtained(["a0001", "a0002", "no such"])
    assert set(obtained) == {"a0001", "a0002"}
    assert all(datetime.date.fromisoformat(day) for day in obtained.values())


def test_library_finds_ids_and_their_neighbours(dossier: Dossier, told: Told) -> None:
    library = dossier.library()
    articles, records = library.find("a00", most=5)
    assert list(articles) == [f"a{n:04}" for n in range(5)]
    ids = sorted({link.record for link in told.links} | {reading(n).attributions[0].id for n in range(COUNT)})
    assert list(library.find("e", most=999)[1]) == [id for id in ids if id.startswith("e")]
    assert library.find("zz") == ([], [])
    assert list(library.neighbours(ids[0])) == [ids[1]]
    assert list(library.neighbours(ids[5])) == [ids[4], ids[6]]
    assert list(library.neighbours("zz")) == [ids[-1]]
    assert (records, library.reading("a0005")) == ([], reading(5))


def test_undated_article_is_known_from_the_day_of_adding(dossier: Dossier, told: Told) -> None:
    now = datetime.datetime(2022, 3, 1, 8, tzinfo=datetime.UTC)
    assert dossier.add(reading(50, published=None), link_all, now=now)
    (event,) = reading(50).events
    library = dossier.library()
    item = library.items_of([event.id])[event.id]
    assert library.links("events", [item], None)[-1].known == "2022-03-01"
    assert event.id not in {link.record for link in library.links("events", [item], "2022-02-28")}


def test_reread_takes_the_place_of_older_links(dossier: Dossier, told: Told) -> None:
    library = dossier.library()
    (old,) = reading(4).events
    newer = msgspec.structs.replace(old, id="e-newer")
    renewed = msgspec.structs.replace(reading(4), events=(newer,))

    def link(reading: Reading, memory: Memory) -> Linked:
        assert all(link.article != "a0004" for link in memory.near("events", ["events-0"], "2023-01-01", 100))
        return link_all(reading, memory)

    assert dossier.reread(renewed, link) is True
    assert dossier.reading("a0004") == library.reading("a0004") == renewed
    assert library.items_of([old.id, newer.id]).keys() == {newer.id}
    assert dossier.reread(renewed, link) is False  # nothing new, but linked anew
    assert dossier.database.row("SELECT count(*) FROM readings") == (COUNT + 1,)
    assert dossier.database.row("SELECT count(*) FROM links WHERE is_current = 0") == (2 * 8,)
    assert dossier.database.row("SELECT count(*) FROM link_keys") == (COUNT * 8 * 2,)
    for strange in (
        reading(70),
        msgspec.structs.replace(reading(4), article=msgspec.structs.replace(reading(4).article, text="x")),
    ):
        with pytest.raises(InputError, match=r"this article|another article"):
            dossier.reread(strange, link)


def test_unlinked_articles_are_listed_and_can_be_linked(dossier: Dossier) -> None:
    assert dossier.add(reading(2))
    assert dossier.add(reading(1))
    assert dossier.add(reading(3), link_all)
    assert dossier.unlinked() == ["a0001", "a0002"]
    assert dossier.reread(reading(1), link_all) is False
    assert dossier.unlinked() == ["a0002"]


def test_link_that_fails_leaves_nothing_behind(dossier: Dossier, told: Told) -> None:
    def fail(reading: Reading, memory: Memory) -> Linked:
        raise ValueError("no")

    def confuse(reading: Reading, memory: Memory) -> Linked:
        return Linked(links=(told.links[0],))

    for link, error in ((fail, ValueError), (confuse, InputError)):
        with pytest.raises(error):
            dossier.add(reading(60), link)
        with pytest.raises(error):
            dossier.reread(reading(4), link)
    assert not dossier.has("a0060")
    assert dossier.database.row("SELECT count(*) FROM links WHERE is_current = 0") == (0,)
    assert dossier.add(reading(60), link_all)


def test_decisions_are_kept_once(dossier: Dossier) -> None:
    made = [
        Decision(
            id=f"k{n}",
            when="2022-01-01T00:00:00",
            who="Ada",
            verdict="accepted",
            kind="events",
            item="e1",
            words=(("a", 0, 1, "É"),),
        )
        for n in (2, 1)
    ]
    assert [dossier.decide(each) for each in (*made, made[0])] == [True, True, False]
    assert list(dossier.library().decisions()) == made
    assert dossier.library().neighbours("k1") == ["k2"]


def test_snapshot_does_not_see_what_is_added_meanwhile(where: str, dossier: Dossier, told: Told) -> None:
    with Dossier.open(where) as other:
        with other.snapshot():
            assert other.library().counts(None)[0] == COUNT
            assert dossier.add(reading(80), link_all)
            assert other.library().counts(None)[0] == COUNT
            assert other.library().reading("a0080") is None
        assert other.library().counts(None)[0] == COUNT + 1


@pytest.mark.parametrize("day", DAYS)
def test_library_counts_tellings_and_outlets(dossier: Dossier, told: Told, day: str | None) -> None:
    library = dossier.library()
    links = [link for link in told.until(day) if link.kind == "actors"]
    items = {link.item for link in links}
    assert library.told("actors", items, day) == {item: sum(link.item == item for link in links) for item in items}
    months = library.outlet_months(day)
    assert sum(month.articles for month in months) == library.counts(day)[0]
    assert sum(month.copies for month in months) == library.counts(day)[2]
    for publisher in {month.publisher for month in months if month.publisher}:
        own = library.recent(day, publisher=publisher)
        assert len(own) == sum(month.articles for month in months if month.publisher == publisher)
    values = {link.value for link in links if link.value}
    for value in values:
        held = {link.item for link in links if link.value == value}
        assert set(library.items("actors", day, values=[value])) == held
        assert set(library.items("actors", day, by_weight=True, values=[value])) == held


def test_state_changes_with_what_is_added(dossier: Dossier, told: Told) -> None:
    before = dossier.state()
    assert dossier.state() == before
    assert dossier.add(reading(COUNT), told.link)
    assert dossier.state() != before

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.errors import DossierError, InputError, UsageError
from parley.records import Actor, Article, Attribution, Claim, Mention, Reading, Timex, article_key
from parley.store import database as store_database
from parley.store import file as store_file
from parley.store.dossier import Dossier
from tests.store.readings import reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.parley"


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def test_dossier_gives_back_what_was_added_in_order_of_day(where: str) -> None:
    with Dossier.create(where) as dossier:
        assert [dossier.add(reading(n)) for n in (3, 1, 2)] == [True] * 3
    with Dossier.open(where) as dossier:
        assert list(dossier.readings()) == [reading(n) for n in (1, 2, 3)]
        assert list(dossier.articles()) == [reading(n).article for n in (1, 2, 3)]
        assert dossier.reading("a0002") == reading(2)
        assert dossier.article("a0002") == reading(2).article
        assert (dossier.has("a0002"), dossier.has("a0009")) == (True, False)
        assert (dossier.article("a0009"), dossier.reading("a0009")) == (None, None)


def test_dossier_adding_twice_changes_nothing(path: Path) -> None:
    with Dossier.create(path) as dossier:
        dossier.add(reading(1))
    before = dump(path)
    with Dossier.create(path) as dossier:
        assert dossier.add(reading(1)) is False
        renamed = Article(
            **{f: getattr(reading(1).article, f) for f in Article.__struct_fields__} | {"id": "other-name", "published": None}
        )
        assert dossier.same_as(renamed) == "a0001"
        assert dossier.add(Reading(article=renamed)) is False
    assert dump(path) == before


def test_dossier_refuses_another_text_under_a_known_id(where: str) -> None:
    with Dossier.create(where) as dossier:
        dossier.add(reading(1))
        with pytest.raises(InputError, match="another article under this id"):
            dossier.add(Reading(article=Article(id="a0001", text="Something else.")))
        assert list(dossier.readings()) == [reading(1)]


def test_dossier_as_of_knows_what_was_published_by_then(where: str) -> None:
    unknown = reading(50, published=None)
    with Dossier.create(where) as dossier:
        for number in (1, 2, 3):
            dossier.add(reading(number))
        dossier.add(unknown, now=datetime.datetime(2022, 1, 3, 23, 30, tzinfo=datetime.UTC))
        assert [a.id for a in dossier.articles("2022-01-02")] == ["a0001"]
        assert [a.id for a in dossier.articles("2022-01-03")] == ["a0001", "a0002", "a0050"]
        assert [r.article.id for r in dossier.readings("2021-12-31")] == []
        assert [h.article.id for h in dossier.search("prisoners", as_of="2022-01-02")] == ["a0001"]


def test_dossier_search_finds_words_phrases_and_beginnings(where: str) -> None:
    with Dossier.create(where) as dossier:
        for number in (1, 22):
            dossier.add(reading(number))
        (found,) = dossier.search('elan "swap 22 prisoners"')
        text = found.article.text
        assert [text[s:e] for s, e in found.matches] == ["Élan", "swap 22 prisoners"]
        assert found.snippet[0] <= found.matches[0][0] < found.snippet[1]
        assert len(dossier.search("GOVERN*")) == 2
        assert len(dossier.search("round", limit=1)) == 1
        assert dossier.search("absent") == []
        for words in ("", "  ", '"', "*", "- ( )"):
            with pytest.raises(UsageError, match="no word to search for"):
                dossier.search(words)


@pytest.mark.parametrize("words", ["a AND", 'NEAR("a b"', "title:x", "a ^ b", "-a", "a'b;--", 'x" OR "y', "{a}:b"])
def test_dossier_search_takes_query_syntax_for_words(where: str, words: str) -> None:
    with Dossier.create(where) as dossier:
        dossier.add(reading(1))
        assert dossier.search(words) == []


def test_dossier_finds_records_by_the_beginning_of_their_id(where: str) -> None:
    with Dossier.create(where) as dossier:
        dossier.add(reading(1))
        dossier.add(reading(2))
        event = reading(2).events[0]
        (found,) = dossier.find(event.id[:9])
        assert (found.article, found.kind, found.record) == ("a0002", "events", event)
        assert {kept.article for kept in dossier.find("a000") if kept.kind == "articles"} == {"a0001", "a0002"}
        assert dossier.find("zzz") == []
        assert dossier.find("%") == []


def test_dossier_info_counts(where: str) -> None:
    with Dossier.create(where) as dossier:
        dossier.add(reading(1))
        dossier.add(reading(2, publisher="Radio Delta"))
        info = dossier.info()
    assert (info.articles, info.publishers, info.first_published, info.last_published) == (2, 2, "2022-01-02", "2022-01-03")
    assert info.records["actors"] == 4
    assert info.records["relations"] == 2


def test_dossier_is_append_only(path: Path) -> None:
    with Dossier.create(path) as dossier:
        dossier.add(reading(1))
    connection = sqlite3.connect(path)
    for statement in (
        "UPDATE articles SET text = ''",
        "DELETE FROM articles",
        "UPDATE records SET body = ''",
        "DELETE FROM readings",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"The two delegations met.\n" * 50, "not a dossier"), (b"", "not a dossier"), (None, "no such dossier")],
)
def test_dossier_says_what_is_not_one(path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DossierError, match=message):
        Dossier.open(path)
    assert (path.read_bytes() if content is not None else None) == content


def test_dossier_refuses_folders_other_databases_and_newer_versions(path: Path) -> None:
    with pytest.raises(DossierError, match="folder, not a dossier"):
        Dossier.create(path.parent)
    with pytest.raises(DossierError, match="cannot be opened"):
        Dossier.create(path.parent / "nope" / "talks.parley")
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (x)")
    connection.close()
    for way in (Dossier.open, Dossier.create):
        with pytest.raises(DossierError, match="database of another program"):
            way(path)
    newer = path.with_name("newer.parley")
    Dossier.create(newer).close()
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(DossierError, match="has schema 99, this version of Parley knows up to 3"):
        Dossier.open(newer)


def test_dossier_damaged_file_is_named(path: Path) -> None:
    with Dossier.create(path) as dossier:
        for number in range(40):
            dossier.add(reading(number))
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    with pytest.raises(DossierError, match="damaged"), Dossier.open(path) as dossier:
        list(dossier.readings())


def test_dossier_waits_for_another_writer_then_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_database, "PATIENCE", 0.2)
    with Dossier.create(path) as dossier:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DossierError, match="another program is writing"):
            dossier.add(reading(1))
        other.execute("ROLLBACK")
        assert dossier.add(reading(1))
        other.close()


def test_dossier_two_writers_at_once_lose_and_double_nothing(where: str) -> None:
    added: list[int] = []

    def write(numbers: list[int]) -> None:
        with Dossier.create(where) as dossier:  # both may be making the file
            added.extend(number for number in numbers if dossier.add(reading(number)))

    threads = [threading.Thread(target=write, args=(numbers,)) for numbers in ([*range(30)], [*range(29, -1, -1)])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(added) == list(range(30))
    with Dossier.open(where) as dossier:
        assert list(dossier.readings()) == [reading(number) for number in range(30)]


FULL_DISK = """
import resource, sys
from parley.errors import DossierError
from parley.store.dossier import Dossier
from tests.store.readings import reading
resource.setrlimit(resource.RLIMIT_FSIZE, (800_000, 800_000))
dossier = Dossier.create(sys.argv[1])
try:
    for number in range(10_000):
        dossier.add(reading(number))
        print(number, flush=True)
except DossierError as error:
    sys.exit(str(error))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit on the size of files")
def test_dossier_full_disk_keeps_what_was_added(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "make room" in done.stderr
    assert "Traceback" not in done.stderr
    reported = [int(line) for line in done.stdout.split()]
    assert len(reported) > 5
    with Dossier.open(path) as dossier:
        assert list(dossier.readings()) == [reading(number) for number in reported]


@pytest.mark.skipif(not hasattr(os, "fork") or os.geteuid() != 0, reason="only root can become somebody else")
def test_dossier_in_a_folder_that_may_not_be_written_to_can_be_read(path: Path) -> None:
    with Dossier.create(path) as dossier:
        dossier.add(reading(1))
    folder = Path("/tmp") / f"parley-readonly-{os.getpid()}"  # one that others may enter, unlike tmp_path
    shutil.copytree(path.parent, folder)
    folder.chmod(0o555)
    (folder / path.name).chmod(0o444)
    child = os.fork()
    if not child:  # in the child: what it finds is its exit status
        try:
            os.setuid(65534)
            with Dossier.open(folder / path.name) as dossier:
                found = list(dossier.readings()) == [reading(1)]
                try:
                    dossier.add(reading(2))
                except DossierError as error:
                    os._exit(0 if found and "may not be written to" in str(error) else 3)
            os._exit(4)
        except BaseException:  # noqa: BLE001  (the child must not run on into pytest)
            os._exit(5)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    shutil.rmtree(folder)


# Everything that UTF-8 can say but NUL, which the reading refuses
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80)
names = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
spans = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=3).map(tuple)
optional = st.none() | texts
number = st.integers(0)


def some[T](strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


made = st.builds(
    Reading,
    article=st.builds(
        Article,
        id=names,
        text=texts,
        url=optional,
        publisher=optional,
        title=optional,
        boilerplate=spans,
        published=st.none() | st.dates().map(str),
        published_from=st.sampled_from(["given", "metadata", "inferred", "unknown"]),
        published_interval=st.none() | st.tuples(st.dates().map(str), st.dates().map(str)),
        published_reason=optional,
    ),
    actors=some(st.builds(Actor, id=names, name=texts, kind=st.just("person"), aliases=some(texts))),
    mentions=some(st.builds(Mention, start_char=number, end_char=number, actor=names, how=st.just("name"))),
    timexes=some(
        st.builds(
            Timex,
            start_char=number,
            end_char=number,
            type=st.just("SET"),
            value=optional,
            anchor=st.none() | st.just("published") | st.tuples(number, number),
        )
    ),
    attributions=some(st.builds(Attribution, id=names, content=spans, source=spans, confidence=st.floats(0, 1))),
    claims=some(st.builds(Claim, id=names, text=texts, evidence=spans, status=st.just("denied"), asserted_by=st.tuples(names))),
)


def key(reading: Reading) -> str:
    return article_key(reading.article.text, reading.article.url, reading.article.publisher)


@given(st.lists(made, max_size=4, unique_by=(lambda r: r.article.id, key)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_dossier_round_trip_is_exact(tmp_path_factory: pytest.TempPathFactory, readings: list[Reading]) -> None:
    path = tmp_path_factory.mktemp("dossier") / "talks.parley"
    now = datetime.datetime(2022, 1, 1, 12, tzinfo=datetime.UTC)
    with Dossier.create(path) as dossier:
        assert all(dossier.add(r, now=now) for r in readings)
        expected = sorted(readings, key=lambda r: (r.article.published or "2022-01-01", r.article.id.encode()))
        assert list(dossier.readings()) == expected


def test_dossier_migrations_run_forward_in_one_transaction(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Dossier.create(path) as dossier:
        dossier.add(reading(1))
    scripts = store_file.migrations()
    monkeypatch.setattr(store_file, "migrations", lambda: (*scripts, "CREATE TABLE extra (x);\nINSERT INTO nowhere VALUES (1);\n"))
    with pytest.raises(DossierError, match="no such table: nowhere"):
        Dossier.open(path)
    monkeypatch.setattr(store_file, "migrations", lambda: (*scripts, "CREATE TABLE extra (x);\n"))
    with Dossier.open(path) as dossier:
        assert dossier.info().schema == 4
        assert list(dossier.readings()) == [reading(1)]


def test_dossier_of_an_older_version_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = store_file.migrations()
    with monkeypatch.context() as older:
        older.setattr(store_file, "migrations", lambda: scripts[:1])
        Dossier.create(path).close()
    connection = sqlite3.connect(path)
    row = ("d1", "d1", "2021-03-04", "2021-03-05T00:00:00+00:00", "given", "[[0,1]]", "Envoys meet.")
    connection.execute(
        "INSERT INTO articles (id, content, known, added, published_from, boilerplate, text) VALUES (?, ?, ?, ?, ?, ?, ?)", row
    )
    words = '{"mentions":[],"places":[],"timexes":[{"start_char":0,"end_char":6,"type":"DATE","value":"2021"}]}'
    connection.execute("INSERT INTO readings (article, added, extractor, words) VALUES (1, '2021-03-05', '0.0.9', ?)", (words,))
    connection.commit()
    connection.close()
    with Dossier.open(path) as dossier:
        (kept,) = dossier.readings()
    assert (kept.article.published_interval, kept.article.published_reason, kept.timexes[0].anchor) == (None, None, None)


def test_dossier_opens_and_adds_quickly(where: str) -> None:
    begun = time.monotonic()
    with Dossier.create(where) as dossier:
        for number in range(50):
            dossier.add(reading(number))
    assert time.monotonic() - begun < 5  # a disk that takes 0.1 s to sync is slow enough to fail for

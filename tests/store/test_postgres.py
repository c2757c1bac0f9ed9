"""What only PostgreSQL has: addresses, its errors in words, words cut as SQLite cuts them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.errors import DossierError, UsageError
from parley.records import Article, Reading
from parley.store import database as store_database
from parley.store.connect import address
from parley.store.dossier import Dossier
from parley.store.postgres import Postgres
from parley.store.server import Address, address_of
from parley.store.tokens import marked, tokens
from tests.store.linking import link_all
from tests.store.postgres import PASSWORD, Server, serving
from tests.store.readings import reading


def test_address_says_where_and_never_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGUSER", "PGPASSWORD", "PGHOST", "PGPORT", "PGDATABASE", "PGSSLMODE"):
        monkeypatch.delenv(name, raising=False)
    full = address_of("postgresql://ada:s%C3%A9cret%2F1@db.example:6000/talks?schema=mali&sslmode=require")
    assert full == Address("db.example", 6000, "ada", "talks", "mali", "require", PASSWORD)
    assert full.name == "postgresql://ada@db.example:6000/talks?schema=mali"
    assert PASSWORD not in repr(full)
    assert address_of("postgresql://ada@localhost/talks").port == 5432
    monkeypatch.setenv("PGHOST", "/run/postgresql")
    monkeypatch.setenv("PGPASSWORD", "hidden")
    bare = address_of("postgresql:///talks?user=ada")
    assert (bare.host, bare.password, bare.schema) == ("/run/postgresql", "hidden", "parley")
    assert address_of(bare.name) == bare
    for url in ("postgresql://ada@localhost", "postgresql://h:port/db", "postgresql://h/db?shema=x"):
        with pytest.raises(UsageError, match="postgresql://USER@HOST/DATABASE"):
            address_of(url)


@pytest.mark.parametrize(
    "url", ["postgresql://ada@db.example/talks?schema=x", "postgres://db.example:1/talks", "postgresql:///talks?host=/run/pg"]
)
def test_address_survives_a_path(url: str) -> None:
    assert address(Path(url)) == address(url) == url.replace("postgres:", "postgresql:")
    assert address("talks.parley") is address(Path("/tmp/postgresql:/x")) is None


def test_server_says_what_is_wrong(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    there = f"parley@127.0.0.1:{server.port}"
    monkeypatch.setenv("PGPASSWORD", "wrong-one")
    cases = [
        (f"postgresql://{there}/postgres", "does not take this user's password. Set PGPASSWORD"),
        (f"postgresql://parley:wrong-one@127.0.0.1:{server.port}/postgres", "does not take this user's password"),
        (server.url(database="nowhere"), r"no such database. Make it first \(createdb\)"),
        ("postgresql://parley@127.0.0.1:1/postgres", "no server answers there"),
        ("postgresql://parley@no.such.host.invalid/postgres", "no server answers there"),
        (f"postgresql://parley@localhost:{server.port}/postgres?host=/nowhere", "no server answers there"),
        (server.url("nothing_here"), "no dossier in this database. 'parley add postgresql://"),
    ]
    for url, message in cases:
        with pytest.raises(DossierError, match=message) as caught:
            Dossier.open(url)
        assert "wrong-one" not in str(caught.value)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with Dossier.create(f"postgresql://{there}/postgres?schema=by_password") as dossier:
        assert dossier.add(reading(1))
        assert PASSWORD not in dossier.info().path


def test_server_refuses_newer_dossiers_and_those_without_rights(server: Server) -> None:
    with Dossier.create(server.url("newer")) as dossier:
        database = dossier.database
        assert isinstance(database, Postgres)
        database.connection.run("UPDATE dossier SET schema = 99")
        database.connection.run("CREATE ROLE guest LOGIN")
    with pytest.raises(DossierError, match="has schema 99, this version of Parley knows up to 3"):
        Dossier.open(server.url("newer"))
    for schema in ("guests", "newer"):
        with pytest.raises(DossierError, match="may not do that"):
            Dossier.create(server.url(schema).replace("parley@", "guest@"))


def test_server_dossier_is_append_only(server: Server) -> None:
    with Dossier.create(server.url("append")) as dossier:
        dossier.add(reading(1), link_all)
        dossier.add(reading(3), link_all)
        dossier.reread(reading(1), link_all)
        for statement in (
            "UPDATE articles SET text = ''", "DELETE FROM articles", "TRUNCATE articles CASCADE", "UPDATE records SET body = ''",
            "DELETE FROM readings", "UPDATE links SET item = 'x'", "UPDATE links SET is_current = 1", "DELETE FROM settlements",
            "UPDATE links SET is_current = 0, item = 'x'", "DELETE FROM links",
        ):  # fmt: skip
            with pytest.raises(DossierError, match="are append-only"):
                dossier.database.rows(statement)


def test_server_lock_is_waited_for_then_said(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_database, "PATIENCE", 0.2)
    with Dossier.create(server.url("locked")) as dossier, Dossier.open(server.url("locked")) as other:
        with other.database.write(), pytest.raises(DossierError, match="another program is writing"):
            dossier.add(reading(1))
        assert dossier.add(reading(1))


def test_server_that_goes_away_loses_nothing_that_was_added() -> None:
    with serving() as server:
        url = server.url()
        with Dossier.create(url) as dossier:
            for number in range(5):
                assert dossier.add(reading(number), link_all)
            server.stop(at_once=True)
            with pytest.raises(DossierError, match=r"(connection to the server was lost|stopping or starting).*added is safe"):
                dossier.add(reading(5), link_all)
            with pytest.raises(DossierError, match="no server answers there"):
                Dossier.open(url)
            with pytest.raises(DossierError):
                dossier.has("a0001")
        server.start()
        with Dossier.open(url) as dossier:
            assert list(dossier.readings()) == [reading(number) for number in range(5)]
            assert dossier.add(reading(5), link_all)


# PostgreSQL keeps no NUL, which the reading refuses
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80)


@given(st.lists(st.tuples(texts, st.none() | texts, texts), max_size=3, unique_by=lambda made: made[0]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_server_keeps_every_text_as_it_is(server: Server, made: list[tuple[str, str | None, str]]) -> None:
    with Dossier.create(server.url("texts")) as dossier:
        before = dossier.info().articles
        for number, (text, title, publisher) in enumerate(made):
            article = Article(id=f"{before + number}", text=text, title=title, publisher=f"{before}{publisher}")
            assert dossier.add(Reading(article=article))
            assert dossier.article(article.id) == article


def fts5(text: str) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO t VALUES (?)", (text,))
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, 'instance')")
    found = [term for (term,) in connection.execute("SELECT term FROM v ORDER BY offset")]
    connection.close()
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Al-Qaida's men (JNIM) met the Élan Front on 3.5.2022 at 10:30; a@b.example wrote https://x.example/y_z?q=1",
        "Le cessez-le-feu de l’Azawad, signé à Niono : « c’est fini »", "Óscar Çelik, İstanbul, ŁÓDŹ, Ångström, naïve, Nguyễn",
        "Переговоры в Женеве, Київ і Львів", "محادثات السلام في الدوحة", "和平谈判 2022年", "snake_case x² ½ Ⅷ don't",
    ],
)  # fmt: skip
def test_tokens_are_those_of_sqlite(text: str) -> None:
    assert [word for word, _, _ in tokens(text)] == fts5(text)
    assert all(text[start:end] for _, start, end in tokens(text))


def test_marked_marks_words_phrases_and_beginnings() -> None:
    text = "The Élan Front agreed; elan, frontiers."
    assert marked(text, [("elan front", True)], "|") == "The |Élan Front| agreed; |elan, frontiers|."
    assert marked(text, [("agreed elan", False), ("Elan", False)], "|") == "The |Élan| Front |agreed; elan|, frontiers."
    assert marked(text, [("absent", False)], "|") == text


@pytest.mark.skipif(sys.platform == "win32", reason="Debian's server")
def test_commands_take_an_address(server: Server, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The government and the Dovar Front signed a ceasefire in Geneva on 3 May 2022.")
    url = server.url("commands")

    def parley(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "parley", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    added = parley("add", url, "a.txt", "--published", "2022-05-04")
    assert (added.returncode, "1 added" in added.stderr) == (0, True), added.stderr
    found = parley("search", url, "ceasefire")
    assert (found.returncode, "Dovar" in found.stdout) == (0, True), found.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]

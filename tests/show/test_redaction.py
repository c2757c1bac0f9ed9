"""Nothing of a marked name stays in any file, whatever its format; and what stays still points at the right words."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import msgspec
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from parley.errors import UsageError
from parley.keep import keep
from parley.ledger import Decision, Library, LinkKind, Verdict
from parley.reason.merged import items
from parley.records import Actor, Mention, Place, Reading, record_id
from parley.show.book import Book, make_book
from parley.show.cli import app
from parley.show.redaction.library import Redacted
from parley.show.redaction.marks import Mark, Marks, read_marks
from parley.show.redaction.rewrite import Moved
from parley.store.dossier import Dossier
from tests.reason.builders import Story
from tests.show.conftest import stories

FILE = """
# who must not be named
Radio Délta | radiodelta.example
Awa Keïta = a trader
- The Courier
Front Line News
"""
# as they might stand anywhere in a file
NAMES = ["radio delta", "radiodelta", "radio-delta", "keita", "the courier", "front line", "frontline"]


def radio() -> list[Reading]:
    first = Story(
        "radio-delta-2030-06-05",
        "Radio Delta: herders ask for talks\n\nAwa Keïta, a trader, told RADIO\u00a0DELTA that the herders want talks. "
        "“They will meet in Orla by 12 June,” Keïta said. Norland will never negotiate with the herders, "
        "she told Radio\nDelta's reporter.",
        "2030-06-05",
        "Radio Délta (English)",
        url="https://www.radiodelta.example/news/1",
        language="en",
    )
    first.actor("Awa Keïta", "person").actor("herders", "people").actor("Norland")
    first.statement("Awa Keïta", "the herders want talks")
    first.position("herders", "talks", "for", "the herders want talks")
    first.position(
        "Norland", "negotiate with the herders", "against", "Norland will never negotiate with the herders", red_line=True
    )
    first.expectation("They will meet in Orla by 12 June", due="2030-06-12")
    first.event("REQUEST", "Radio Delta: herders ask for talks", ("herders",), place="Orla")
    second = Story(
        "other",
        "As Radio Delta reported, citing Front-Line News, the herders want talks. The Courier did not. "
        "They will meet in Orla by 12 June.",
        "2030-06-06",
        "Orla Gazette",
        url="https://gazette.example/radio-delta-says-herders-want-talks",
        language="en",
    )
    second.actor("herders", "people").actor("Radio Delta", "media")
    second.position("herders", "talks", "for", "the herders want talks")
    second.claim("Radio Delta reported", "asserted")
    second.relation("Radio Delta", "supports", "herders", "As Radio Delta reported")
    return [_with_mentions(first.read(), "Keïta"), second.read()]


def _with_mentions(reading: Reading, name: str) -> Reading:
    """The reading with every place of a surname as a mention, what is expected as hers, and a place on the map."""
    text, actor = reading.article.text, next(actor for actor in reading.actors if name in actor.name)
    starts = [at for at in range(len(text)) if text.startswith(name, at)]
    more = tuple(Mention(start_char=at, end_char=at + len(name), actor=actor.id, how="name") for at in starts)
    spot = text.index("Orla")
    place = Place(start_char=spot, end_char=spot + 4, name="Orla", lat=1.0, lon=2.0, country="MLI", precision="city")
    said = tuple(msgspec.structs.replace(each, made_by=actor.id) for each in reading.expectations)
    return msgspec.structs.replace(reading, mentions=(*reading.mentions, *more), places=(place,), expectations=said)


@pytest.fixture(scope="module")
def marks_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("marks") / "hide.txt"
    path.write_text(FILE, encoding="utf8")
    return path


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dossier") / "radio-delta.parley"
    with Dossier.create(path) as opened:
        for reading in (*(story.read() for story in stories()), *radio()):
            keep(opened, reading)
    return path


@pytest.fixture
def redacted(marked: Path, marks_file: Path) -> Iterator[Book]:
    with Dossier.open(marked) as opened:
        library: Library = Redacted(opened.library(), read_marks(marks_file))
        yield make_book("t.parley", library, since="2030-05-02")


def flat(text: str) -> str:
    """Without case, accents, and signs between words, as a person reads it."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def unpacked(made: bytes, format: str) -> str:
    """All that a file holds, as one text."""
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            return "\n".join(parts.read(name).decode("utf8", "replace") for name in parts.namelist())
    if format == "eml":
        message = message_from_bytes(made, policy=default)
        bodies = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        return "\n".join([str(dict(message.items())), *bodies])
    if format == "parquet":
        return str(pandas.read_parquet(io.BytesIO(made)).to_csv())
    return made.decode("utf8", "replace")


COMMANDS = [
    *(("export", ["-f", format, "--since", "2030-05-02"]) for format in ("json", "jsonl", "csv", "parquet", "plover", "acled")),
    *(("export", ["-f", format]) for format in ("graphml", "geojson", "ftm")),
    *(("digest", ["-f", format, "--since", "2030-05-02"]) for format in ("html", "md", "docx", "eml")),
    ("feed", ["--since", "2030-05-02"]),
    ("calendar", []),
]


@pytest.mark.parametrize(("command", "options"), COMMANDS, ids=[f"{c}-{o[1] if o else ''}" for c, o in COMMANDS])
def test_no_marked_name_is_left_in_any_file(
    marked: Path, marks_file: Path, tmp_path: Path, command: str, options: list[str]
) -> None:
    target = tmp_path / "out"
    format = options[1] if options[:1] == ["-f"] else command
    without = CliRunner().invoke(app, [command, str(marked), *options, "-o", str(target)])
    assert without.exit_code == 0, without.output
    before = flat(unpacked(target.read_bytes(), format).replace("\r\n ", ""))
    assert "delta" in before  # or the test would show nothing
    done = CliRunner().invoke(app, [command, str(marked), *options, "--redact", str(marks_file), "-o", str(target)])
    assert done.exit_code == 0, done.output
    made = target.read_bytes()
    after = flat(unpacked(made, format).replace("\r\n ", ""))
    for name in NAMES:
        assert name not in after, (name, after[max(0, after.index(name) - 80) :][:160])
        assert name.encode() not in made.lower()
        assert name not in " ".join(after.split())


def test_what_is_left_points_at_its_words(redacted: Book) -> None:
    told = 0
    for item in items(redacted.view):
        for evidence in item.evidence:
            text = redacted.text_of[evidence.article].text
            assert text[evidence.start_char : evidence.end_char] == evidence.text
            told += 1
    assert told > 10
    (red,) = (p for p in redacted.view.positions if p.red_line and "herders" in p.issue)
    assert red.evidence[0].text == "Norland will never negotiate with the herders"


def test_hidden_outlets_have_a_letter_and_no_address(redacted: Book) -> None:
    shown = {a.id: (a.publisher, a.url) for a in redacted.view.articles}
    assert shown["article-3"] == ("Source A", None)
    assert shown["other"] == ("Orla Gazette", None)  # its address named the outlet
    assert "As Source A reported, citing Source B, the herders want talks. [left out] did not." in redacted.text_of["other"].text
    assert "a trader, a trader, told Source A that" in redacted.text_of["article-3"].text
    assert "” a trader said." in redacted.text_of["article-3"].text


def test_what_is_left_out_is_not_there(redacted: Book) -> None:
    assert "02-talks" not in redacted.article
    assert not [claim for claim in redacted.view.claims if "shelled" in claim.text]
    assert redacted.library.counts(None)[0] == 3
    assert "The Courier" not in redacted.library.publishers()
    outlets = redacted.library.outlets(None)
    assert [name for name, *_ in outlets] == list(redacted.library.publishers())
    assert sum(redacted.library.days(None, "").values()) == redacted.library.counts(None)[0]
    (pact,) = redacted.view.agreements
    assert pact.status == "in_force"  # that it collapsed, The Courier alone tells


def test_a_person_left_out_takes_what_they_said_along(marked: Path) -> None:
    with Dossier.open(marked) as opened:
        book = make_book("t", Redacted(opened.library(), Marks((Mark(("Awa Keïta",), "[left out]", out=True),))))
        assert not [s for s in book.view.statements if s.source == "Awa Keïta"]
        assert not [x for x in book.view.expectations if x.made_by]
        assert "Keïta" not in " ".join(a.name for a in book.view.actors)
        assert [p for p in book.view.positions if p.issue == "talks"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("RADIO DELTA's", "Source A's"),
        ("Rádio-Délta", "Source A"),
        ("Radio\u200b Del\u00adta", "Source A"),
        ("Radio\n  Delta", "Source A"),
        ("RadioDelta", "Source A"),
        ("Ra\u0301dio Delta.", "Source A."),
        ("Radio Deltas", "Radio Deltas"),
        ("surfing", "surfing"),
        ("RFI, rfi", "Source B, Source B"),
        ("ﬁne RFI", "ﬁne Source B"),
    ],
)
def test_names_are_found_however_they_are_written(text: str, shown: str) -> None:
    assert Marks((Mark(("Radio Delta",), "Source A"), Mark(("RFI",), "Source B"))).hidden(text) == shown


@pytest.mark.parametrize(
    ("code", "given_away"),
    [
        ("https://radiodelta.example/x", True),
        ("https://x.example/Radio%20Delta", True),
        ("https://myradiodeltanews.example", True),
        ("rfi-2022-01", True),
        ("https://www.rfi.fr/x", True),
        ("https://surfing.example", False),
        (None, False),
    ],
)
def test_addresses_and_ids_that_give_someone_away(code: str | None, given_away: bool) -> None:
    marks = Marks((Mark(("Radio Delta",), "Source A"), Mark(("RFI",), "Source B")))
    assert (marks.in_code(code) is not None) == given_away


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# nobody\n", "names nobody"),
        ("=x", "line 1"),
        ("Radio =", "line 1"),
        ("-", "line 1"),
        ("x", "too short"),
        ("Radio Delta = the Radio Delta man", "name it again"),
    ],
)
def test_files_that_say_nothing(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "hide.txt"
    path.write_text(text, encoding="utf8")
    with pytest.raises(UsageError, match=said):
        read_marks(path)


def test_letters_go_on_after_z(tmp_path: Path) -> None:
    path = tmp_path / "hide.txt"
    path.write_text("\n".join(["- Gone", *(f"Outlet {n:02}" for n in range(28))]), encoding="utf8")
    instead = [mark.instead for mark in read_marks(path).every]
    assert (instead[0], instead[1], instead[26], instead[27], instead[28]) == (
        "[left out]",
        "Source A",
        "Source Z",
        "Source AA",
        "Source AB",
    )


@given(st.text("RFI abé\n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_places_move_with_the_words(text: str, one: int, other: int) -> None:
    marks = Marks((Mark(("RFI",), "Source A"), Mark(("ab",), "x")))
    moved = Moved(text, marks.found(text))
    assert moved.text == marks.hidden(text)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if start == end:
        return
    new = moved.text[moved.start(start) : moved.end(end)]
    inside = any(s < start < e or s < end < e for (s, e), _ in marks.found(text))
    alone = Moved(text[start:end], [((s - start, e - start), m) for (s, e), m in marks.found(text) if start <= s and e <= end])
    assert inside or new == alone.text


def test_an_actor_record_keeps_no_name(redacted: Book) -> None:
    actors: list[Actor] = [actor for article in redacted.article for actor in redacted.reading(article).actors]
    names = flat(" ".join(name for actor in actors for name in (actor.name, *actor.aliases, actor.canonical or "")))
    assert not [name for name in NAMES if name in names]


def _decided(kind: LinkKind, item: str, verdict: Verdict, **more: Any) -> Decision:
    id = record_id("v", kind, item, verdict, more)
    return Decision(
        id=id, when="2030-06-07T10:00:00Z", who="Ana Reviewer", verdict=verdict, kind=kind, item=item, note="so they say", **more
    )


def test_what_people_decided_counts_and_they_are_not_named(tmp_path: Path, marks_file: Path) -> None:
    path = tmp_path / "decided.parley"
    with Dossier.create(path) as opened:
        for reading in (*(story.read() for story in stories()), *radio()):
            keep(opened, reading)
        view = make_book("t", opened.library()).view
        (red,) = (p for p in view.positions if p.red_line and "herders" in p.issue)
        talks = next(p for p in view.positions if p.issue == "talks")
        (asked,) = (e for e in view.events if e.event_type == "REQUEST")
        opened.decide(_decided("positions", red.id, "rejected"))
        opened.decide(_decided("positions", talks.id, "corrected", field="issue", value='"talks with Radio Delta"'))
        opened.decide(_decided("events", asked.id, "rejected", words=(("radio-delta-2030-06-05", 0, 11, "Radio Delta"),)))
    for format in ("json", "plover", "geojson", "graphml", "ftm", "acled", "csv"):
        done = CliRunner().invoke(app, ["export", str(path), "-f", format, "--redact", str(marks_file)])
        assert done.exit_code == 0, done.output
        assert "Ana" not in done.output
        assert "so they say" not in done.output
        assert "radio delta" not in flat(done.output)
        if format in {"plover", "geojson", "ftm", "acled"}:
            assert asked.id not in done.output
    with Dossier.open(path) as opened:
        book = make_book("t", Redacted(opened.library(), read_marks(marks_file)))
        assert red.id not in {p.id for p in book.standing.positions}
        assert {p.id: p.issue for p in book.view.positions}[talks.id] == "talks with Source A"
        assert [d.words for d in book.library.decisions() if d.words] == [(("article-3", 0, 8, "Source A"),)]
        judged = book.item[talks.id].decisions
        assert [each.who for each in judged] == ["reviewer 1"]

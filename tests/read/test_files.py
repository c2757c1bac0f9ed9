"""Files and folders of every kind, sound and broken: what comes out, and what is said of what cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from parley.errors import InputError
from parley.read.files import count_inputs, kind_of, read_inputs, read_stream
from parley.read.notices import MAX_CHARS, Notice, Particulars
from parley.records import Article, article_key

TEXT = "The two delegations met on Monday in the lakeside town.\r\n\r\nThey agreed on the release of 40 prisoners. \n"
PAGE = """<!doctype html><html><head><title>Delegations meet by the lake | Lakeside Post</title>
<meta property="og:title" content="Delegations meet by the lake"><meta property="og:site_name" content="Lakeside Post">
<meta property="article:published_time" content="2023-05-24T18:00:00+00:00"><link rel="canonical" href="https://lakesidepost.example/meet">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Delegations meet by the lake</h1>
<p>The two delegations met on Monday in the lakeside town and spoke for four hours about the prisoners of both sides.</p>
<p>They agreed, the mediator said, that forty men would be released before the end of the month, and the bridge opened again.</p>
<p>A third round of talks is to be held in June, in the capital of the neighbouring country, which would guarantee the deal.</p>
</article><footer>All rights reserved</footer></body></html>"""


def articles(*paths: Path | str, default: Particulars | None = None) -> list[Article]:
    return [item for item in read_inputs(paths, default) if isinstance(item, Article)]


def errors(*paths: Path | str) -> list[InputError]:
    return [item for item in read_inputs(paths) if isinstance(item, InputError)]


def notices(*paths: Path | str) -> list[Notice]:
    return [item for item in read_inputs(paths) if isinstance(item, Notice)]


def pdf(lines: list[str]) -> bytes:
    """A PDF with one page that shows `lines`, made by hand; its cross-reference table is left to the reader's repair."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        font,
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def test_files_text_comes_out_as_it_went_in(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    (article,) = articles(path)
    assert article.text == TEXT
    assert article.id == article_key(TEXT, None, None)
    assert (article.published, article.published_from, article.language) == (None, "unknown", "en")


def test_files_id_depends_on_words_and_publisher_and_not_on_the_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(TEXT.encode())
    one, two = articles(tmp_path)
    (other,) = articles(tmp_path / "a.txt", default=Particulars(publisher="Lakeside Post"))
    assert one.id == two.id != other.id


def test_files_page_gives_text_title_publisher_and_declared_date(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    (article,) = articles(path)
    assert article.text.count("delegations met on Monday") == 1
    assert "Sport" not in article.text
    assert (article.title, article.publisher, article.url) == (
        "Delegations meet by the lake",
        "Lakeside Post",
        "https://lakesidepost.example/meet",
    )
    assert (article.published, article.published_from) == ("2023-05-24", "metadata")
    (given,) = articles(path, default=Particulars(published="2023-05-25"))
    assert (given.published, given.published_from) == ("2023-05-25", "given")


def test_files_page_without_a_declared_date_has_none(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_text(PAGE.replace('<meta property="article:published_time" content="2023-05-24T18:00:00+00:00">', ""))
    (article,) = articles(path)
    assert (article.published, article.published_from) == (None, "unknown")


def test_files_pdf_joins_lines_and_hyphens(tmp_path: Path) -> None:
    lines = [
        "The two delegations met on Monday in the lakeside town and spoke of pris-",
        "oners, of the bridge and of the mines that lie in the fields around it.",
        "Nobody signed.",
    ]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(lines))
    (article,) = articles(path)
    assert "spoke of prisoners, of the bridge and of the mines" in article.text


def test_files_jsonl_fields_and_defaults(tmp_path: Path) -> None:
    rows = [
        {"id": "x1", "text": TEXT, "published": "2022-02-15T10:00:00Z", "publisher": "Lakeside Post", "extra": 1},
        {"text": TEXT, "url": "https://a.example/1"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    one, two = articles(path, default=Particulars(published="2020-01-01", publisher="Radio Delta"))
    assert (one.id, one.text, one.published, one.publisher) == ("x1", TEXT, "2022-02-15", "Lakeside Post")
    assert (two.published, two.publisher, two.url, two.published_from) == (
        "2020-01-01",
        "Radio Delta",
        "https://a.example/1",
        "given",
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('{"text": "cut sh', "may be cut short"),
        ("[1, 2]", "Expected `object`"),
        ('{"id": "x"}', "missing required field `text`"),
        ('{"text": 7}', "Expected `str`, got `int`"),
        ('{"text": null}', "Expected `str`"),
        ('{"text": "  "}', "no text"),
        ('{"text": "a", "id": 5}', "Expected `str | null`"),
        ('{"text": "a", "id": ""}', "the id ''"),
        ('{"text": "a", "id": "a\\nb"}', "the id"),
        ('{"text": "a", "published": "last week"}', "published is 'last week'"),
        ('{"text": "a", "published": "2022-02-30"}', "published is"),
        ('{"text": "a\\ud800b"}', "not JSON"),
        ('{"text": "a\\u0000b"}', "NUL"),
        ("\xff\xfe", "not JSON"),
    ],
)
def test_files_broken_line_is_named_and_the_rest_is_read(tmp_path: Path, line: str, found: str) -> None:
    good = json.dumps({"text": TEXT})
    path = tmp_path / "a.jsonl"
    path.write_bytes(f"{good}\n\n".encode() + line.encode("latin-1"))
    (error,) = errors(path)
    assert error.where == f"{path}, line 3"
    assert found in error.found
    assert error.fix
    assert len(articles(path)) == 1


def test_files_overlong_line_is_skipped_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "word " * 4_000_000}) + "\n" + json.dumps({"text": TEXT}))
    (error,) = errors(path)
    assert "line 1" in error.where
    assert len(articles(path)) == 1


def test_files_overlong_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "w" * (MAX_CHARS + 1)}) + "\n" + json.dumps({"text": "w" * MAX_CHARS}))
    (error,) = errors(path)
    assert "1,000,001 characters" in error.found
    (tmp_path / "b.txt").write_bytes(b"w" * 20_000_000)
    (error,) = errors(tmp_path / "b.txt")
    assert "20,000,000 bytes" in error.found


def test_files_gzip_cut_short_gives_what_came_before(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"text": f"{TEXT} {os.urandom(60).hex()}"}).encode() + b"\n" for _ in range(200))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines))
    assert len(articles(path)) == 200
    path.write_bytes(gzip.compress(lines)[:-3000])
    assert 0 < len(articles(path)) < 200
    assert "damaged or cut short" in errors(path)[-1].found
    path.write_bytes(b"not gzip")
    assert "damaged" in errors(path)[0].found


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "no text"),
        ("a.txt", b"\x7fELF" + bytes(100), "binary"),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
        ("a.html", b"", "empty"),
        ("a.pdf", b"%PDF-1.4 nothing", "not a PDF"),
        ("a.pdf", pdf([]), "no text"),
        ("a.docx", b"PK", "does not read (.docx)"),
        ("a", b"text", "does not read (no ending)"),
    ],
)
def test_files_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, found: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (error,) = errors(path)
    assert error.where == str(path)
    assert found in error.found
    assert error.fix


def test_files_guessed_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("À Genève, les délégués ont signé.".encode("cp1252"))
    (notice,) = notices(path)
    assert "cp1252, which is a guess" in notice.found
    assert articles(path)[0].text == "À Genève, les délégués ont signé."


def test_files_missing_and_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert errors(tmp_path / "nope.txt")[0].found == "no such file"
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # the tests may run as root, who may read everything
    assert "may not read" in errors(path)[0].found


def test_files_folder_is_read_by_name_without_loops(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/z.txt", "b/a.txt", ".hidden.txt", "notes.docx"):
        (tmp_path / name).write_text(f"{name}: {TEXT}")
    (tmp_path / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert [a.text.split(":")[0] for a in articles(tmp_path)] == ["b/a.txt", "b/z.txt", "c.txt"]
    assert [n.found for n in notices(tmp_path)] == [
        "a link back to a folder that it lies in; not followed",
        "left out 1 of another kind than .txt, .html, .pdf, .jsonl or .jsonl.gz: notes.docx",
    ]


def test_files_corpus_json_says_what_is_known_of_each(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.txt").write_text("2" + TEXT)
    rows = [{"id": "one", "published": "2022-01-02", "publisher": "Lakeside Post"}, {"id": "two", "published": "someday"}]
    (tmp_path / "corpus.json").write_text(json.dumps(rows))
    one, two = articles(tmp_path, default=Particulars(published="2020-01-01"))
    assert (one.id, one.published, one.publisher) == ("one", "2022-01-02", "Lakeside Post")
    assert two.published == "2020-01-01"
    assert errors(tmp_path)[0].where.endswith("corpus.json, entry 2")
    assert articles(tmp_path / "one.txt")[0].id == "one"
    (tmp_path / "corpus.json").write_text("{")
    assert len(articles(tmp_path)) == 2
    assert "corpus.json" in errors(tmp_path)[0].where


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (json.dumps({"text": TEXT}).encode() + b"\n", 1),
        (b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode() + b"\n{", 1),
        (TEXT.encode(), 1),
        (PAGE.encode(), 1),
        (b"", 0),
    ],
)
def test_files_standard_input_is_told_by_how_it_begins(data: bytes, found: int) -> None:
    items = list(read_stream(io.BytesIO(data), "standard input", Particulars()))
    assert sum(isinstance(item, Article) for item in items) == found
    assert all("The two delegations met on Monday" in item.text for item in items if isinstance(item, Article))


def test_files_are_counted_for_a_bar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text("{}\n{}\n")
    assert count_inputs([tmp_path]) == 3
    assert count_inputs(["-"]) is None


def test_files_kind_goes_by_the_ending() -> None:
    names = {
        "a.TXT": ".txt",
        "a.jsonl.gz": ".jsonl",
        "a.ndjson": ".jsonl",
        "a.htm": ".html",
        "a.txt.gz": None,
        "a.gz": None,
        "jsonl": None,
    }
    assert {name: kind_of(Path(name)) for name in names} == names

"""A digest as a Word document, with styles that a person can change and a heading structure that a screen reader follows."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from parley.show.digest.contents import Chart, Digest, Entry, Part, Source

if TYPE_CHECKING:
    from docx.document import Document as Doc
    from docx.text.paragraph import Paragraph

_SOFT, _ALARM, _LINK = RGBColor(0x56, 0x5D, 0x66), RGBColor(0x8F, 0x11, 0x18), "0B5A8A"
_MADE = datetime.datetime(2000, 1, 1)  # the same digest gives the same bytes


def render_docx(digest: Digest) -> bytes:
    """The document."""
    document = _document(digest)
    _head(document, digest)
    document.add_heading("What changed", 1)
    if not digest.changes:
        document.add_paragraph(digest.unchanged)
    for part in digest.changes:
        _part(document, part, 2)
    for part in digest.parts:
        _part(document, part, 1)
    if digest.chart:
        _chart(document, digest.chart)
    document.add_heading("Sources", 1)
    for source in digest.sources:
        _source(document, source)
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def _timeless(made: bytes) -> bytes:
    """The same archive with no time of writing in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _MADE.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _document(digest: Digest) -> Doc:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = f"{digest.title}: {digest.subject}", "Parley", digest.period
    properties.created = properties.modified = _MADE
    return document


def _head(document: Doc, digest: Digest) -> None:
    document.add_heading(f"{digest.title}: {digest.subject}", 0)
    _small(document.add_paragraph(), f"{digest.period}. {digest.counts}")
    if digest.notice:
        _small(document.add_paragraph(), digest.notice)
    document.add_paragraph().add_run(digest.lead).bold = True
    if digest.state:
        _small(document.add_paragraph(), "Where the talks stand, in the words of what was read:")
        document.add_paragraph(f"“{digest.state.quote}” {_numbers(digest.state)}", "Quote")


def _part(document: Doc, part: Part, level: int) -> None:
    document.add_heading(part.title, level)
    for entry in part.entries:
        _entry(document.add_paragraph(style="List Bullet"), entry)
    if not part.entries:
        _small(document.add_paragraph(), part.empty)
    if part.left:
        _small(document.add_paragraph(), f"{part.left} more: {part.command}")


def _entry(paragraph: Paragraph, entry: Entry) -> None:
    if entry.mark:
        run = paragraph.add_run(entry.mark + " ")
        run.bold = True
        if entry.mark.partition(",")[0].isupper():
            run.font.color.rgb = _ALARM
    quote = f"“{entry.quote}”" if entry.quote else ""
    paragraph.add_run(f"{entry.lead or quote} {_numbers(entry)}")
    if entry.origins:
        _small(paragraph, f" {entry.origins}")
    if entry.lead and quote:
        paragraph.add_run().add_break(WD_BREAK.LINE)
        run = paragraph.add_run(quote)
        run.italic = True
        run.font.color.rgb = _SOFT


def _numbers(entry: Entry) -> str:
    return "".join(f"[{number}]" for number in entry.sources)


def _small(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(9)
    run.font.color.rgb = _SOFT


def _chart(document: Doc, chart: Chart) -> None:
    document.add_heading(chart.title, 1)
    picture = document.add_picture(io.BytesIO(chart.png), width=Cm(16))
    picture._inline.docPr.set("descr", chart.sentence)
    _small(document.add_paragraph(), chart.sentence)
    table = document.add_table(rows=1, cols=len(chart.columns), style="Light Shading Accent 1")
    for cell, name in zip(table.rows[0].cells, chart.columns, strict=True):
        cell.text = name
    for row in chart.rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    for cell in (cell for line in table.rows for cell in line.cells):
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(8)
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _source(document: Doc, source: Source) -> None:
    paragraph = document.add_paragraph(f"[{source.number}] {source.outlet}, {source.published}: {source.title}. ")
    if source.url:
        _link(paragraph, source.url)
    if source.accessed:
        paragraph.add_run(f" (accessed {source.accessed})")
    if source.copy_of:
        paragraph.add_run(f" Near copy of [{source.copy_of}].")


def _link(paragraph: Paragraph, url: str) -> None:
    """An address that leads to itself; python-docx has no call for it."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(url)
    run.font.color.rgb = RGBColor.from_string(_LINK)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)

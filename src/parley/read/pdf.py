"""A PDF -> text, by pypdf: paragraphs joined over line ends, words joined over hyphens at line ends.

Missed: columns are read in the order in which the file stores them; running heads and page numbers stay; scanned pages
have no text. The file's creation date is not taken: it is the day of the printing, not of the publication.
"""

from __future__ import annotations

import io
import logging
import re

from parley.read.notices import MAX_CHARS

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it complains of is repaired or raised
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_LINE_END = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(?=\S)")


class PdfError(Exception):
    """What is wrong with a PDF: `args` are what was found and what to do."""


def read_pdf(data: bytes) -> str:
    """The text of all pages, an empty line between paragraphs. Raises PdfError where there is none to be had."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PdfError("the PDF is locked by a password", "Save it without one")
        pages = [page.extract_text() for page in reader.pages]
    except PdfError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, NotImplementedError) as error:
        # pypdf lets its parser's own errors out on damaged files
        raise PdfError(
            f"not a PDF that can be read ({error})", "Open it in a viewer and save it again, or export its text"
        ) from error
    text = "\n\n".join(filter(None, map(_paragraphs, pages)))
    if not text.strip():
        raise PdfError("the PDF holds pictures of pages and no text", "Run it through text recognition (OCR) first")
    return text[: MAX_CHARS + 1]  # the caller refuses what is longer than the limit


def _paragraphs(page: str) -> str:
    """Joins the lines of a paragraph: a line that ends a sentence well before the right margin ends its paragraph."""
    lines = [line.strip() for line in page.replace("\r\n", "\n").split("\n")]
    width = sorted(map(len, lines))[int(0.9 * (len(lines) - 1))] if lines else 0
    ends = [line + ("\n\n" if _ends_paragraph(line, width) else "\n") for line in lines]
    paragraphs = re.split(r"\n{2,}", "".join(ends).strip())
    return "\n\n".join(_LINE_END.sub(" ", _HYPHEN.sub("", p)) for p in paragraphs)


def _ends_paragraph(line: str, width: int) -> bool:
    short = len(line) < 0.75 * width
    return short and (not line or line[-1] in '.!?”"’:' or len(line) < 0.5 * width)

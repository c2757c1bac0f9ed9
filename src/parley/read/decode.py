"""Bytes -> text, with the encoding that was found and whether it was a guess.

UTF-8 and UTF-16/32 with a byte order mark are certain. The mark is a signature and not part of the text: offsets count
from the character after it. Line ends and everything else stay as they are.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SNIFF = 65_536  # bytes that are looked at to tell text from binary, and for the guess
# Control characters that no text has; tab, line feed, form feed, carriage return and escape are left out.
CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\x0b\f\r\x1b")

WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸ“”„‘’‚‹›«»–—…·•°€£¡¿§©®™ªº\xa0\xad")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`guess` is the encoding's name where it was guessed, else None."""

    text: str
    guess: str | None = None


def decode(data: bytes) -> Decoded | None:
    """The text in `data`; None where it is not text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], encoding)
    return _checked(data, "utf-8") or _utf16_without_mark(data) or _guessed(data)


def _checked(data: bytes, encoding: str, *, guessed: bool = False) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _is_binary(text) else Decoded(text, encoding if guessed else None)


def _is_binary(text: str) -> bool:
    """NUL anywhere, or more than one control character in a hundred."""
    start = text[:SNIFF]
    return "\0" in text or 100 * sum(c in CONTROLS for c in start) > len(start)


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """Latin text in UTF-16 has NUL as every other byte."""
    start = data[: SNIFF & ~1]
    if not start or len(data) % 2:
        return None
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if zeros.count(0) > 0.7 * len(zeros):
            return _checked(data, encoding, guessed=True)
    return None


def _guessed(data: bytes) -> Decoded | None:
    """An eight-bit or East Asian encoding, by charset-normalizer's look at how plausible the decoded text is."""
    from charset_normalizer import from_bytes

    start = data[:SNIFF]
    if 100 * sum(chr(byte) in CONTROLS for byte in start) > len(start):
        return None
    western = _checked(data, "cp1252", guessed=True)
    if western and _looks_western(western.text[:SNIFF]):
        return western
    best = from_bytes(start).best()
    return _checked(data, best.encoding, guessed=True) if best else None


def _looks_western(text: str) -> bool:
    """Few characters outside ASCII, all of western European languages: Windows-1252, on which a short text does not settle."""
    foreign = [c for c in text if c > "\x7f"]
    return 5 * len(foreign) < len(text) and WESTERN.issuperset(foreign)

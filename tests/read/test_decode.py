from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.read.decode import decode

SENTENCE = (
    "À Genève, les délégués ont signé l’accord près du pont — après sept années de guerre, a dit le médiateur à la presse.\r\n"
)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff")))
def test_decode_gives_back_utf8_unaltered(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded is not None
    assert (decoded.text, decoded.guess) == (text, None)


def test_decode_keeps_line_ends_and_drops_the_mark_alone() -> None:
    decoded = decode(codecs.BOM_UTF8 + b"one\r\ntwo\rthree\n")
    assert decoded is not None
    assert decoded.text == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_decode_reads_utf16_by_its_mark(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + SENTENCE.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.guess) == (SENTENCE, None)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le"])
def test_decode_guesses_and_says_so(encoding: str) -> None:
    decoded = decode((SENTENCE * 4).encode(encoding))
    assert decoded is not None
    assert decoded.text == SENTENCE * 4
    assert decoded.guess is not None


@pytest.mark.parametrize(
    "data",
    [b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, b"\x01\x02\x03\x04" * 50],
)
def test_decode_refuses_binary(data: bytes) -> None:
    assert decode(data) is None

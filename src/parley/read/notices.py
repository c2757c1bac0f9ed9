"""What reading a file yields beside articles and errors, and what comes with a text from outside."""

from __future__ import annotations

from dataclasses import dataclass

from parley.errors import InputError
from parley.records import Article

MAX_CHARS = 1_000_000  # of a text: the parser's memory grows with it, and spaCy itself refuses more


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should know and that is no error: a guessed encoding, files left out."""

    where: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: {self.found}"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of an article beside its text. `published` is a day (YYYY-MM-DD)."""

    id: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None


Found = Article | InputError | Notice


def text_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with a text (found, fix); None where it can be read."""
    if not text.strip():
        return "there is no text in it", "Leave it out, or give it a text"
    if len(text) > MAX_CHARS:
        return f"a text of {len(text):,} characters, more than {MAX_CHARS:,}", "Split it into its articles"
    if "\0" in text:
        return "a NUL character, which no text has", "Save it as plain text in UTF-8"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"half a surrogate pair at character {error.start}", "Write it again as UTF-8, with whole characters"
    return None

"""The words of an article, as the lookup of names sees them: folded, without punctuation, tied to characters and tokens."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from parley.extract.notes import SHORT_LINE, Notes
from parley.lexicon.words import WORD, fold

# What may stand between two words of one name; a full stop only after an abbreviation or an initial ("Lt. Gen. J. Ali", "U.S.",
# "U.N. refugee agency"); a line break only where a long line is wrapped, not after a heading or a byline.
TIGHT = frozenset({" ", "-", "'", "’", "‘", "\n", "–", " '", "’ ", "' ", " ‘", "\u00a0", "&", " & "})


@dataclass(frozen=True)
class Wording:
    """Words by index: `text`, `folded`, first and last character, and whether a name may go on from the one before (`joined`)."""

    doc: Doc
    source: str
    text: tuple[str, ...]
    folded: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    joined: tuple[bool, ...]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def token(self, word: int) -> Token:
        """The token that holds the first character of a word."""
        return self.doc[bisect_right(self._token_starts, self.start[word]) - 1]

    def token_at(self, char: int) -> Token:
        """The token that holds a character, or the one before it."""
        return self.doc[max(0, bisect_right(self._token_starts, char) - 1)]

    @cached_property
    def word_at(self) -> dict[int, int]:
        """The word that starts at a character."""
        return {char: i for i, char in enumerate(self.start)}

    def head(self, first: int, last: int) -> Token:
        """The syntactic head of words first..last: the token among theirs that hangs on one outside."""
        tokens = self.doc[self.token(first).i : self.token_at(self.end[last] - 1).i + 1]
        return tokens.root

    def gap(self, word: int) -> str:
        """What stands between a word and the one before it ("" for the first)."""
        return self.source[self.end[word - 1] : self.start[word]] if word else ""


def wording(notes: Notes, abbreviations: frozenset[str]) -> Wording:
    """The words of the article proper: boilerplate is left out, and no name runs across it."""
    text, skipped = notes.text, notes.is_boilerplate
    matches = [m for m in WORD.finditer(text) if not skipped(m.start())]
    joined, last_end, last_word = [], -1, ""
    for match in matches:
        gap = text[last_end : match.start()] if last_end >= 0 else "\n\n"
        word = match.group()
        if gap == "\n":
            joined.append(text.rfind("\n", 0, last_end) + SHORT_LINE < last_end)
        elif gap == ". " and word.islower():
            joined.append(text[last_end - 2 : last_end - 1] == "." and last_word.isupper() and len(last_word) == 1)
        else:
            joined.append(gap in TIGHT or (gap in {".", ". "} and _goes_on(last_word, gap, word, abbreviations)))
        last_end, last_word = match.end(), word
    words = tuple(m.group() for m in matches)
    return Wording(
        doc=notes.doc,
        source=text,
        text=words,
        folded=tuple(map(fold, words)),
        start=tuple(m.start() for m in matches),
        end=tuple(m.end() for m in matches),
        joined=tuple(joined),
    )


def _goes_on(word: str, gap: str, following: str, abbreviations: frozenset[str]) -> bool:
    """Whether a full stop after `word` leaves a name open."""
    if not word[:1].isupper() or not following[:1].isupper():
        return False
    return len(word) == 1 or (gap == ". " and word.lower() in abbreviations)

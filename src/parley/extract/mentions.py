"""Proper names: which stretches of text may be one, what the knowledge base says of them, what their words say of them.

A run is a stretch of capitalised words with the small words that names hold ("Ministry of Religious Affairs and Worship",
"Abdel Fattah al-Burhan"). Misses: names written in lower case, and names in headlines in title case that the text has nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from parley.extract.wording import Wording
from parley.lexicon.actors import Actors, Entry
from parley.lexicon.words import WORD

# A headline in title case: at least so many words, of which at least this share is capitalised (below five words a line may be a
# name alone; body lines stay under a half).
HEADLINE_WORDS, HEADLINE_SHARE = 5, 0.7
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
# What an Arabic name may begin with in small letters.
ARTICLES = frozenset({"al", "el", "an", "as", "ash", "ad", "ar"})
# A first line that ends like a sentence is a headline only where nearly all of it is capitalised.
FIRST_LINE_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class Hit:
    """Words first..last are a name of the knowledge base; several entries where the name is shared."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    @property
    def is_country(self) -> bool:
        """Whether it names a country, its seat of government or its people."""
        return self.entries[0].sense != "known"


@dataclass(frozen=True, slots=True)
class Run:
    """Words first..last are capitalised and may be a name."""

    first: int
    last: int


def hits(words: Wording, table: Actors) -> list[Hit]:
    """Names of the knowledge base in the text, the longest at each place, left to right."""
    found, i, total = [], 0, len(words.folded)
    while i < total:
        hit = _hit_at(words, table, i) if words.folded[i] in table.lengths else None
        if hit is not None:
            found.append(hit)
            i = hit.last
        i += 1
    return found


def _hit_at(words: Wording, table: Actors, i: int) -> Hit | None:
    for length in table.lengths[words.folded[i]]:
        j = i + length
        entries = table.names.get(words.folded[i:j], ()) if j <= len(words.folded) else ()
        if not entries or not all(words.joined[k] or words.gap(k) == ", " for k in range(i + 1, j)):
            continue
        commas = sum(not words.joined[k] for k in range(i + 1, j))
        written = words.text[i:j]
        shouted = _is_shouted(words, i, j)
        fitting = tuple(e for e in entries if _fits(e, written) and not (e.exact and shouted) and commas <= e.form.count(","))
        if fitting:
            return Hit(i, j - 1, fitting)
    return None


def _fits(entry: Entry, written: tuple[str, ...]) -> bool:
    if entry.exact:
        word = "".join(written)
        return word == "".join(WORD.findall(entry.form)) or (entry.spoken and len(written) == 1 and word == entry.form.title())
    if entry.is_listed:  # "we can" is not the party "We Can"
        return tuple(w[0].isupper() for w in written) == tuple(w[0].isupper() for w in WORD.findall(entry.form))
    named = written[1] if len(written) > 1 and written[0] in ARTICLES else written[0]  # "al-Qaida"
    return not entry.form[0].isupper() or named[0].isupper()


def _is_shouted(words: Wording, first: int, following: int) -> bool:
    """Whether words stand between others in capitals, where capitals say nothing ("THIS IS WAR")."""
    beside = [words.text[i] for i in (first - 1, following) if 0 <= i < len(words.text) and words.joined[max(i, first)]]
    return any(len(w) > 3 and w.isupper() and w.isalpha() for w in beside)


def runs(words: Wording, table: Actors) -> Iterator[Run]:
    """Stretches of capitalised words outside headlines, left to right, none overlapping."""
    headline = headline_words(words)
    i, total = 0, len(words.text)
    while i < total:
        if i in headline or not _starts_name(words, table, i):
            i += 1
            continue
        last = _end_of_run(words, table, i)
        yield Run(i, last)
        i = last + 1


def headline_words(words: Wording) -> frozenset[int]:
    """Words of lines in title case, where capitals say nothing."""
    found: set[int] = set()
    line: list[int] = []
    for i in range(len(words.text) + 1):
        if i < len(words.text) and (not line or "\n" not in words.gap(i)):
            line.append(i)
            continue
        if not line:
            break  # a text without a word
        long = [j for j in line if len(words.text[j]) > 3 and words.text[j].isalpha()]
        capitals = sum(words.text[j][0].isupper() for j in long)
        share = FIRST_LINE_SHARE if line and line[0] == 0 and _ends_sentence(words, line[-1]) else HEADLINE_SHARE
        open_end = share == FIRST_LINE_SHARE or not _ends_sentence(words, line[-1])
        if len(line) >= HEADLINE_WORDS and capitals >= share * len(long) and open_end:
            found.update(line)
        line = [i]
    return frozenset(found)


def _ends_sentence(words: Wording, last: int) -> bool:
    return words.source[words.end[last] : words.end[last] + 2].strip()[:1] in {".", "!", "”", '"', ","}


def _is_numbered_unit(words: Wording, table: Actors, i: int) -> bool:
    """Whether an ordinal begins the name of a military unit ("6th Infantry Division")."""
    if not ORDINAL.fullmatch(words.text[i]):
        return False
    j = i + 1
    while j < min(i + 5, len(words.text)) and words.joined[j] and _is_capital(words, j):
        head = table.org_heads.get(words.folded[j])
        if head is not None and head.kind == "military":
            return True
        j += 1
    return False


def _is_capital(words: Wording, i: int) -> bool:
    return words.text[i][0].isupper()


def _starts_name(words: Wording, table: Actors, i: int) -> bool:
    if _is_numbered_unit(words, table, i):
        return True
    if not _is_capital(words, i) or words.folded[i] in table.name_words["skip"] or words.folded[i] in {"the", "a", "an"}:
        return False
    token = words.token(i)
    if token.is_sent_start and (words.folded[i],) in table.group_nouns and not _joined_capital(words, i + 1):
        return False
    if token.pos_ == "PROPN" or token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"}:
        return True
    if token.pos_ in {"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "PART", "INTJ", "VERB"}:
        return False
    return not token.is_sent_start or (words.folded[i] in table.org_heads and _joined_capital(words, i + 1))


def _end_of_run(words: Wording, table: Actors, first: int) -> int:
    last = first
    while (following := _next_in_run(words, table, first, last)) is not None:
        last = following
    return last


def _next_in_run(words: Wording, table: Actors, first: int, last: int) -> int | None:
    """The next capitalised word of a run, past the small words that may stand between."""
    k = last + 1
    if k >= len(words.text):
        return None
    if not words.joined[k]:
        return _past_nickname(words, k)
    gap = words.gap(k)
    if gap != "'" and gap != "’" and ("'" in gap or "’" in gap) and words.folded[last] not in table.name_words["possessed"]:
        return None
    if _is_capital(words, k):
        return None if words.folded[k] in table.name_words["skip"] else k
    if words.text[k].isdigit() and words.folded[last] in table.name_words["numbered"]:
        return k  # "Channel 9"
    if gap == "-" and words.text[k].islower() and words.token(k).ent_type_ == "PERSON" and last > first:
        return k  # "Ban Ki-moon"
    if gap == "-" and words.text[k].islower() and _joined_capital(words, k + 1) and words.gap(k + 1) == " ":
        return k + 1 if words.folded[k + 1] in table.org_heads or "of" in words.folded[first:k] else None  # "Serb-majority Areas"
    if words.text[k] == "s" and words.folded[last] in table.name_words["possessed"]:
        return k + 1 if _joined_capital(words, k + 1) else None
    return _past_small_words(words, table, first, k)


def _past_nickname(words: Wording, k: int) -> int | None:
    """The word after a nickname in quotation marks ("Jimmy "Barbecue" Cherizier")."""
    if k + 1 >= len(words.text) or words.gap(k) not in {' "', " “"} or words.gap(k + 1) not in {'" ', "” "}:
        return None
    return k + 1 if _is_capital(words, k) and _is_capital(words, k + 1) else None


def _past_small_words(words: Wording, table: Actors, first: int, k: int) -> int | None:
    inside = words.folded[first:k]
    in_name = any(word in table.org_heads for word in inside) or words.token(k).ent_type_ == "ORG"
    if words.folded[k - 1] in table.name_words["portfolio"] and words.joined[k]:
        in_name = True  # "Secretary of State"
    links = table.name_words["link"] if in_name else frozenset()
    particles = table.name_words["particle"]
    for j in range(k, min(k + 3, len(words.text) - 1)):
        word = words.text[j]
        if not words.joined[j] or not (word in particles or word in links):
            return None
        if word in table.name_words["hyphened"] and word not in links and words.source[words.end[j]] not in "-‑":
            return None
        if word == "and" and "of" not in inside and "for" not in inside and words.token(j).ent_type_ != "ORG":
            return None
        if _joined_capital(words, j + 1):
            stop = words.folded[j + 1] in table.name_words["skip"] or (word == "and" and words.folded[j + 1] in table.lengths)
            return None if stop else j + 1
    return None


def _joined_capital(words: Wording, i: int) -> bool:
    return i < len(words.text) and words.joined[i] and _is_capital(words, i)


Label = Literal["PERSON", "ORG", "GPE", "OTHER", ""]


def label_of(words: Wording, run: Run) -> Label:
    """What the model takes most words of a run for ("" where it takes them for nothing)."""
    labels = [words.token(i).ent_type_ for i in range(run.first, run.last + 1)]
    best = max(labels, key=labels.count)
    if best in {"PERSON", "ORG", "GPE"}:
        return best  # type: ignore[return-value]
    return "OTHER" if best else ""

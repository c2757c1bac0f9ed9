"""Tests that the words of a rule's match must pass to be a time: "May" is a month in "in May", not in "may sign".

`TESTS` maps the names of `test` in `timex_rules.toml` to functions of the words and the setting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.calendar_values import Fields, Setting
from parley.lexicon.times import Times


@dataclass(frozen=True)
class Words:
    """The tokens of a match with its fields."""

    span: Tokens
    fields: Fields
    table: Times

    @property
    def before(self) -> Token | None:
        """The token before the match."""
        return self.span.doc[self.span.start - 1] if self.span.start else None

    @property
    def after(self) -> Token | None:
        """The token after the match."""
        return self.span.doc[self.span.end] if self.span.end < len(self.span.doc) else None

    @property
    def preposition(self) -> bool:
        """Whether a word of `prepositions` stands before the match."""
        return self.before is not None and self.before.lower_ in self.table.context.prepositions

    @property
    def entity(self) -> str:
        """The kind of named entity that the last word belongs to, "" for none."""
        return self.span[-1].ent_type_


def _capitalised(words: Words) -> bool:
    """Whether the last word is written as a name is, inside a sentence ("60 Minutes")."""
    return words.span[-1].text[0].isupper() and not words.span[0].is_sent_start


def _month(words: Words, setting: Setting) -> bool:
    """A month: a preposition or a word such as "last" before it, or the parser takes it for a date."""
    if words.fields.keys() & {"phase", "relation"}:
        return True
    named = words.after is not None and words.after.pos_ == "PROPN" and words.after.text[0].isalpha()
    if words.entity == "DATE" and not (named and not words.preposition):
        return True
    return (
        words.preposition and words.span[-1].pos_ not in {"VERB", "AUX"} and words.entity not in words.table.context.name_entities
    )


def _small(words: Words, setting: Setting) -> bool:
    """A word that a language writes small, so that a capital makes it a name ("Mars"); not in a headline of capitals."""
    months = [token.text for token in words.span if token.lower_ in words.table.words["month_name"]]
    return words.span.text.isupper() or all(text.islower() for text in months)


def _year(words: Words, setting: Setting) -> bool:
    """A year: taken for a date by the parser, or after a preposition and counting nothing."""
    if words.fields.keys() & {"phase"} or words.entity in {"DATE", "EVENT", "LAW"}:
        return True
    if words.entity in words.table.context.not_time_entities:
        return False
    after = words.after
    counts = after is not None and ((after.pos_ == "NOUN" and "Plur" in after.morph.get("Number", [])) or after.like_num)
    return words.preposition and not counts


def _decade(words: Words, setting: Setting) -> bool:
    """A decade of the calendar, not of a life ("in his 80s"), nor a bare "50s"."""
    text = words.span.text
    if words.before is not None and words.before.lower_ in words.table.context.possessives:
        return False
    return len(words.fields["decade"]) == 3 or not text[0].isdigit()


def _season(words: Words, setting: Setting) -> bool:
    """A season: "last summer", or "the summer" after a preposition; not "the fall of"."""
    of = words.after is not None and words.after.lower_ == "of"
    if words.span[-1].pos_ in {"VERB", "AUX"} or of:
        return False
    return "relation" in words.fields or "phase" in words.fields or words.preposition


def _clock(words: Words, setting: Setting) -> bool:
    """A time of day that names its half of the day, a zone or minutes; hours beyond 12 have no half."""
    hour = int(words.fields["hour"])
    return hour <= 24 and (("half" not in words.fields and "half_part" not in words.fields) or 1 <= hour <= 12)


def _unit(words: Words, setting: Setting) -> bool:
    """A unit that can be counted from today: not "the last day", nor hours."""
    unit = words.fields["unit"]
    return not _capitalised(words) and not unit.startswith("T") and (unit != "D" or words.fields["relation"] == "0")


def _quarter_named(words: Words, setting: Setting) -> bool:
    return setting.quarter is not None


def _not_day(words: Words, setting: Setting) -> bool:
    """A unit of which the past one is a length: not "the last day"."""
    return words.fields["unit"] not in {"D", "WE", "TS"}


def _story(words: Words, setting: Setting) -> bool:
    return not words.fields["unit"].startswith("T")


def _year_end(words: Words, setting: Setting) -> bool:
    return words.fields["unit"] in {"Y", "M", "Q"}


def _unit_end(words: Words, setting: Setting) -> bool:
    """The end of a unit that has one: the day's, hour's or second's end is not counted from today."""
    return words.fields["unit"] in {"W", "M", "Q", "Y", "DE", "CE", "WE"}


def _away_story(words: Words, setting: Setting) -> bool:
    return not words.fields["unit"].startswith("T")


def _ahead(words: Words, setting: Setting) -> bool:
    """Whether "in five years" means five years from now: the clause lies ahead."""
    return setting.side() == "future"


def _length(words: Words, setting: Setting) -> bool:
    """A length of time: not the age of a person ("a 54-year-old")."""
    if words.fields["unit"] == "TS" and words.fields.get("number", "").isalpha() and len(words.fields["number"]) < 3:
        return False
    number = words.fields.get("number", "")
    if words.fields["unit"] == "Q" and (len(number) == 4 or "-" in words.span.text):
        return False
    if _capitalised(words):
        return False
    old = "old" in words.fields or (words.after is not None and words.after.lower_ == "old")
    return not (old and words.fields["unit"] == "Y")


def _adverb(words: Words, setting: Setting) -> bool:
    """ "Tomorrow" and the like, not as a noun ("a brighter tomorrow")."""
    return words.before is None or words.before.pos_ not in {"ADJ", "DET"}


def _bare_length(words: Words, setting: Setting) -> bool:
    """ "Years" alone: after a preposition such as "for"."""
    before = words.before
    return "long" in words.fields or (before is not None and before.lower_ in words.table.context.length_prepositions)


def _nth(words: Words, setting: Setting) -> bool:
    return words.fields["unit"] in {"D", "W", "M", "Y"} and int(words.fields["number"]) > 1


def _not_name(words: Words, setting: Setting) -> bool:
    """A word that is no part of a name ("the Daily Mail")."""
    first = words.span[0]
    return not (first.text[0].isupper() and not first.is_sent_start) and words.entity not in words.table.context.not_time_entities


def _vague(words: Words, setting: Setting) -> bool:
    """A vague time that is not the beginning of a longer phrase ("now that", "the past government", "as soon as")."""
    after = words.after
    if after is None:
        return True
    if after.lower_ in {"that", "-"} or (after.lower_ == "as" and len(words.span) == 1):
        return False
    if words.fields["vague_time"] == "FUTURE_REF" and setting.side() == "past":
        return False
    return not (words.span[0].lower_ == "the" and after.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"})


TESTS: dict[str, Callable[[Words, Setting], bool]] = {
    "adverb": _adverb,
    "ahead": _ahead,
    "away_story": _away_story,
    "bare_length": _bare_length,
    "clock": _clock,
    "decade": _decade,
    "length": _length,
    "month": _month,
    "not_name": _not_name,
    "not_day": _not_day,
    "nth": _nth,
    "quarter_named": _quarter_named,
    "season": _season,
    "small": _small,
    "story": _story,
    "unit": _unit,
    "unit_end": _unit_end,
    "vague": _vague,
    "year": _year,
    "year_end": _year_end,
}

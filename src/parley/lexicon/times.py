"""Words and grammar of time expressions: `timex.toml` and `timex_rules.toml` of a language, compiled.

The patterns are regular expressions with `{class}` for the words of a class and `{macro}` for a piece of pattern. They are
compiled when first tried, as most articles need few of them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from parley.errors import DataError
from parley.lexicon.countries import country_words
from parley.lexicon.tables import read_toml

# Any white space but that of a new paragraph.
SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
HOLE = re.compile(r"\{(?P<bare>_?)(?P<name>[a-z]\w*)(?::(?P<group>\w+))?\}")
WORD = re.compile(r"[^\W\d_]+|\d+")
RULE_KEYS = {"name", "pattern", "trigger", "value", "set", "span", "test", "examples"}


@dataclass(frozen=True)
class TimeRule:
    """One rule of the grammar; what its fields mean stands at the head of `timex_rules.toml`."""

    name: str
    source: str
    triggers: tuple[str, ...]
    value: str
    tests: tuple[str, ...] = ()
    span: str | None = None
    set: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[tuple[str, str, str], ...] = ()

    @cached_property
    def groups(self) -> tuple[tuple[str, str, str | None], ...]:
        """(group of the pattern, field that it fills, class of its word or None), see `_named_once`."""
        found = []
        for group in self.pattern.groupindex:
            field_name, _, rest = group.partition("__")
            found.append((group, field_name, rest.partition("__")[0] or None))
        return tuple(found)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern, which begins and ends where a word does."""
        return re.compile(rf"(?<![\w$€£])(?:{self.source})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Forms:
    """Forms of verbs, each a list of what shows it: a tag of the model ("VBD") or features that a token must have ("Tense=Fut")."""

    past: frozenset[str]
    present: frozenset[str]
    future: frozenset[str]
    conditional: frozenset[str]
    subjunctive: frozenset[str]
    participle: frozenset[str]
    past_participle: frozenset[str]
    infinitive: frozenset[str]


@dataclass(frozen=True)
class Tense:
    """Words that tell where in time a clause lies (lemmas where the parse gives them, else words), and what the parse calls things.

    `helper_labels`: dependencies of auxiliaries, `perfect_labels` of those that make a past of a participle, `case_labels` of
    prepositions that hang on their noun. `past_lemmas` take an infinitive into the past ("venir de"); participles of
    `perfect_lemmas` lie there with any auxiliary ("est arrivé"). `follows_verb`: whether a time right behind a verb belongs to
    it, whatever the parse says.
    """

    future_auxiliaries: frozenset[str]
    past_auxiliaries: frozenset[str]
    forward: frozenset[str]
    forward_participles: frozenset[str]
    forward_nouns: frozenset[str]
    forward_prepositions: frozenset[str]
    past_prepositions: frozenset[str]
    present_auxiliaries: frozenset[str]
    perfect_auxiliaries: frozenset[str]
    present_perfect: frozenset[str]
    copulas: frozenset[str]
    helper_labels: frozenset[str]
    forms: Forms
    perfect_labels: frozenset[str] = frozenset()
    case_labels: frozenset[str] = frozenset()
    past_lemmas: frozenset[str] = frozenset()
    perfect_lemmas: frozenset[str] = frozenset()
    follows_verb: bool = False


@dataclass(frozen=True)
class TimeContext:
    """Words and kinds of named entities around an expression that tell whether it is a time."""

    prepositions: frozenset[str]
    length_prepositions: frozenset[str]
    possessives: frozenset[str]
    not_time_entities: frozenset[str]
    name_entities: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """How numbers are written: the marks before decimals and between thousands.

    `day_first`: whether "04/05/2021" begins with the day; else it is not known.
    """

    decimal: str
    thousands: str
    day_first: bool


@dataclass(frozen=True)
class Times:
    """The time grammar of a language. `words` maps class -> word -> code, `triggers` a word of the text -> classes.

    `figures` says how numbers are written.
    """

    words: Mapping[str, Mapping[str, str]]
    triggers: Mapping[str, tuple[str, ...]]
    rules: tuple[TimeRule, ...]
    fractions: Mapping[str, float]
    figures: Figures
    tense: Tense
    context: TimeContext
    publication: PublicationWords

    def code(self, name: str, word: str) -> str:
        """The code of a word (in any case, with any white space) of a class. Raises KeyError where it is not of the class."""
        words = self.words[name]
        plain = " ".join(word.replace("’", "'").split())
        return words[plain] if plain in words else words[plain.lower()]


@dataclass(frozen=True)
class PublicationWords:
    """Patterns for the lines that say when a text was published (see `extract/publication.py`).

    `rules` find dates, `beside_relative` dates beside a relative time in running text.
    """

    rules: tuple[TimeRule, ...]
    beside_relative: tuple[TimeRule, ...]
    labels: tuple[re.Pattern[str], ...]
    dateline: re.Pattern[str]
    byline: re.Pattern[str]
    beside: re.Pattern[str]
    copyright: re.Pattern[str]


def load_times(language: str) -> Times:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    name = f"data/lang/{language}/timex.toml"
    data = read_toml("lang", language, "timex.toml")
    grammar = read_toml("lang", language, "timex_rules.toml")
    try:
        cased = frozenset(data["cased"])
        words = _words(data["words"], cased) | ({"country": dict(country_words())} if data["countries"] else {})
        pieces = _pieces(words, cased, grammar["macros"])
        rules = tuple(_rule(row, pieces) for row in grammar["rule"])
        tense = _tense(data["tense"])
        context = TimeContext(**{key: frozenset(row) for key, row in data["context"].items()})
        figures = Figures(**data["figures"])
        publication = _publication(grammar["publication"], rules, pieces)
    except (KeyError, TypeError, re.error) as error:
        raise DataError(f"{name} or timex_rules.toml: {type(error).__name__}: {error}") from error
    return Times(
        words=MappingProxyType(words),
        triggers=_triggers(words, rules),
        rules=rules,
        fractions=MappingProxyType(dict(data["fractions"])),
        figures=figures,
        tense=tense,
        context=context,
        publication=publication,
    )


def _tense(table: dict[str, Any]) -> Tense:
    forms = Forms(**{key: frozenset(row) for key, row in table["forms"].items()})
    lists = {key: frozenset(row) for key, row in table.items() if isinstance(row, list)}
    return Tense(forms=forms, follows_verb=table.get("follows_verb", False), **lists)


def _words(tables: dict[str, dict[str, str]], cased: frozenset[str]) -> dict[str, dict[str, str]]:
    """Word classes; words that keep their case may also stand in capitals."""
    words = {name: dict(table) for name, table in tables.items()}
    for name in cased:
        words[name] |= {word.upper(): code for word, code in words[name].items()}
    return words


def _pieces(words: dict[str, dict[str, str]], cased: frozenset[str], macros: dict[str, str]) -> dict[str, str]:
    """What stands for each hole of a pattern: alternatives of a class (longest first), or the text of a macro."""
    pieces = {}
    for name, table in words.items():
        ordered = sorted(table, key=lambda word: (-len(word), word))
        choice = "|".join(re.escape(word).replace(r"\ ", " ").replace("'", "['’]") for word in ordered)
        pieces[name] = f"(?P<{name}__{name}>(?-i:{choice}))" if name in cased else f"(?P<{name}__{name}>{choice})"
    return pieces | macros


def _fill(pattern: str, pieces: dict[str, str], depth: int = 6) -> str:
    """A pattern with its holes filled and each space made to match any white space. Raises DataError on an unknown hole."""

    def piece(match: re.Match[str]) -> str:
        name, group = match["name"], match["group"]
        if name not in pieces:
            raise DataError(f"timex_rules.toml: {match[0]} is neither a class of words nor a macro")
        text = pieces[name]
        if match["bare"]:
            return re.sub(r"\(\?P<\w+>", "(?:", text)
        return re.sub(r"\(\?P<[a-z_]+?(__[a-z_]+)?>", rf"(?P<{group}\1>", text, count=1) if group else text

    for _ in range(depth):
        filled = HOLE.sub(piece, pattern)
        if filled == pattern:
            break
        pattern = filled
    return _named_once(_spaced(pattern))


def _named_once(pattern: str) -> str:
    """Group names made unlike, as `re` wants them: FIELD__CLASS__NUMBER; groups without a class have an empty one."""
    numbers = itertools.count(1)

    def name(match: re.Match[str]) -> str:
        field_name, _, word_class = match[1].partition("__")
        return f"(?P<{field_name}__{word_class}__{next(numbers)}>"

    marks = {m[1] for m in re.finditer(r"\(\?P=(\w+)\)", pattern)}
    return re.sub(r"\(\?P<(\w+)>", lambda m: m[0] if m[1] in marks else name(m), pattern)


def _spaced(pattern: str) -> str:
    """Spaces become any white space; in a character set, any one character of it."""
    out, in_set, escaped = [], False, False
    for char in pattern:
        in_set = (char == "[" or in_set) and not (char == "]" and in_set) if not escaped else in_set
        out.append(char if char != " " else r"\s" if in_set else SPACE)
        escaped = char == "\\" and not escaped
    return "".join(out)


def _rule(row: dict[str, Any], pieces: dict[str, str]) -> TimeRule:
    if unknown := row.keys() - RULE_KEYS:
        raise DataError(f"timex_rules.toml, rule {row.get('name')!r}: unknown keys {sorted(unknown)}")
    return TimeRule(
        name=row["name"],
        source=_fill(row["pattern"], pieces),
        triggers=tuple(row["trigger"]),
        value=row["value"],
        tests=tuple(row.get("test", ())),
        span=row.get("span"),
        set=MappingProxyType(dict(row.get("set", {}))),
        examples=tuple((text, published, value) for text, published, value in row["examples"]),
    )


def _publication(table: dict[str, Any], rules: tuple[TimeRule, ...], pieces: dict[str, str]) -> PublicationWords:
    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(_fill(pattern, pieces), re.IGNORECASE)

    return PublicationWords(
        rules=tuple(rule for rule in rules if rule.name in table["rules"]),
        beside_relative=tuple(TimeRule("", _fill(row, pieces), (), "") for row in table["beside_relative"]),
        labels=tuple(map(compiled, table["labels"])),
        **{key: compiled(table[key]) for key in ("dateline", "byline", "beside", "copyright")},
    )


def _triggers(words: dict[str, dict[str, str]], rules: tuple[TimeRule, ...]) -> Mapping[str, tuple[str, ...]]:
    """Each small-letter word that can start the search of a rule, with the triggers of rules that it fires."""
    found: dict[str, set[str]] = {}
    for trigger in {t for rule in rules for t in rule.triggers} - {"year", "digits"}:
        if not trigger.startswith("=") and trigger not in words:
            raise DataError(f"timex_rules.toml: the trigger {trigger!r} is no class of words")
        for word in [trigger[1:]] if trigger.startswith("=") else words[trigger]:
            # Of several words the longest is the rarest.
            longest = max(WORD.findall(word.lower()), key=len)
            found.setdefault(longest, set()).add(trigger)
    return MappingProxyType({word: tuple(sorted(names)) for word, names in found.items()})

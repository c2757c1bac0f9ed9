"""What is known so far while one article is being read: the text, its parse, and the records found by earlier steps.

Each extractor takes `Notes` and its table and returns a tuple of records; `pipeline.py` adds them and calls the next.
A `Doc` lives no longer than its `Notes`; nothing that holds a Token leaves `extract`.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from parley.records import Actor, Article, Attribution, Mention, Place, Reading, Span, Spans, Timex

BULLETS = frozenset({"-", "•", "*", "–"})
SHORT_LINE = 40  # characters; wrapped prose has longer lines, headings and time stamps mostly have not
NEVER_KEPT = frozenset({"article", "doc", "reading", "_contents", "_timex_starts", "_place_starts"})
BUCKET = 256  # characters, of the index of attributions by place; any number is right, this one was quick
OF_ACTORS = NEVER_KEPT | {"actor", "named", "state", "_mention_of"}


@dataclass(frozen=True)
class Notes:
    """An article, its parse and a Reading that grows from step to step (never in place: see `add`)."""

    article: Article
    doc: Doc
    reading: Reading

    @classmethod
    def begin(cls, article: Article, doc: Doc) -> Notes:
        """Notes with nothing found yet."""
        return cls(article, doc, Reading(article=article))

    def add(self, **records: Any) -> Notes:
        """New notes with the tuples given, e.g. `notes.add(timexes=(...))`."""
        fields = {name: getattr(self.reading, name) for name in self.reading.__struct_fields__} | records
        new = replace(self, reading=Reading(**fields))
        # What was computed from the text alone, or from records that did not change, need not be computed again.
        stale = OF_ACTORS if {"actors", "mentions"} & records.keys() else NEVER_KEPT
        new.__dict__.update({k: v for k, v in self.__dict__.items() if k not in stale})
        return new

    @property
    def text(self) -> str:
        """The article's text, which all offsets count in."""
        return self.article.text

    @cached_property
    def published(self) -> datetime.date | None:
        """The document creation time as a day, None where it is not known or not known to the day."""
        try:
            return datetime.date.fromisoformat(self.article.published or "")
        except ValueError:
            return None

    @cached_property
    def published_interval(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and last day that it may have been published, where they are all that is known."""
        if self.published is not None or self.article.published_interval is None:
            return None
        first, last = map(datetime.date.fromisoformat, self.article.published_interval)
        return first, last

    @cached_property
    def _boilerplate(self) -> frozenset[int]:
        return frozenset(c for start, end in self.article.boilerplate for c in range(start, end))

    def is_boilerplate(self, char: int) -> bool:
        """Whether a character belongs to a stretch that is not the article."""
        return char in self._boilerplate

    def sentences(self) -> Iterator[Tokens]:
        """The sentences of the article proper, boilerplate and empty ones left out."""
        return iter(self._sentences)

    @cached_property
    def _sentences(self) -> tuple[Tokens, ...]:
        return tuple(s for s in self.doc.sents if s.text.strip() and not self.is_boilerplate(s[0].idx))

    @cached_property
    def paragraphs_apart(self) -> tuple[Tokens, ...]:
        """The sentences once more, cut where a new paragraph begins: parsers run headings and paragraphs together."""
        return tuple(piece for sentence in self._sentences for piece in _pieces(sentence))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that a stretch of text touches, in order."""
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        found = [self.doc[i] for i in range(first, bisect_left(self._starts, span[1]))]
        return found[1:] if found and found[0].idx + len(found[0]) <= span[0] else found

    @cached_property
    def actor(self) -> dict[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.reading.actors}

    @cached_property
    def named(self) -> dict[str, str]:
        """Actor ids by their names and aliases in lower case; of a country's government also by the country's name."""
        found: dict[str, str] = {}
        for actor in self.reading.actors:
            for form in (actor.name, actor.name.removeprefix("Government of ").removeprefix("the "), *actor.aliases):
                found.setdefault(form.lower(), actor.id)
        return found

    @cached_property
    def state(self) -> dict[str, str]:
        """Ids of the governments among the actors by country code; a ministry or another organ is none."""
        governments = (
            a
            for a in self.reading.actors
            if a.kind == "government" and a.country and a.name.startswith(("Government", "Federal Government"))
        )
        return {a.country: a.id for a in governments if a.country}

    @cached_property
    def _mention_of(self) -> dict[int, Mention]:
        """For each token index, the shortest mention that covers it."""
        found: dict[int, Mention] = {}
        for mention in sorted(self.reading.mentions, key=lambda m: m.start_char - m.end_char):
            for token in self.tokens((mention.start_char, mention.end_char)):
                found[token.i] = mention
        return found

    def mention_of(self, token: Token) -> Mention | None:
        """The mention that covers a token, the shortest where they are nested."""
        return self._mention_of.get(token.i)

    def actors_of(self, token: Token | None) -> tuple[str, ...]:
        """Ids of the actors that the noun phrase headed by `token` stands for, its conjuncts and appositions included."""
        if token is None:
            return ()
        token = antecedent_of(token)
        found: dict[str, None] = {}
        # "the minister, Ada Obi, and the president, Ben Uka": the parse may hang the second on the name of the first
        named = [c for c in token.children if c.dep_ == "appos"]
        for head in [token, *(t for noun in (token, *named) for t in noun.conjuncts if t.i > noun.i)]:
            # "the UN secretary general, Antonio Guterres" stands for him, not for the UN: apposition goes before what modifies.
            beside = sorted((c for c in head.children if c.dep_ in {"appos", "compound", "nmod"}), key=lambda c: c.dep_ != "appos")
            candidates = [head, *beside]
            mention = next((m for m in map(self.mention_of, candidates) if m is not None), None)
            if mention is not None:
                found[mention.actor] = None
        return tuple(found)

    def timexes_in(self, span: Span) -> list[Timex]:
        """Time expressions that lie within a stretch of text."""
        return _within(self.reading.timexes, self._timex_starts, span)

    @cached_property
    def _timex_starts(self) -> list[int]:
        return [timex.start_char for timex in self.reading.timexes]

    def places_in(self, span: Span) -> list[Place]:
        """Places that lie within a stretch of text."""
        return _within(self.reading.places, self._place_starts, span)

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.start_char for place in self.reading.places]

    def attribution_at(self, char: int) -> Attribution | None:
        """The innermost attribution whose content covers a character."""
        return next((a for s, e, a in self._contents.get(char // BUCKET, ()) if s <= char < e), None)

    @cached_property
    def _contents(self) -> dict[int, list[tuple[int, int, Attribution]]]:
        """Stretches of content and their attributions, the shortest attribution first, by the part of the text that they touch."""
        found: dict[int, list[tuple[int, int, Attribution]]] = {}
        for attribution in sorted(self.reading.attributions, key=lambda a: sum(e - s for s, e in a.content)):
            for start, end in attribution.content:
                for bucket in range(start // BUCKET, end // BUCKET + 1):
                    found.setdefault(bucket, []).append((start, end, attribution))
        return found


def _within[R: (Timex, Place)](records: tuple[R, ...], starts: list[int], span: Span) -> list[R]:
    """Those of `records` (in text order, with their `starts`) that lie within a stretch."""
    near = records[bisect_left(starts, span[0]) : bisect_right(starts, span[1])]
    return [record for record in near if record.end_char <= span[1]]


def _pieces(sentence: Tokens) -> Iterator[Tokens]:
    start = sentence.start
    for token in sentence:
        if token.is_space and token.i + 1 < sentence.end and is_break(token):
            if token.i > start:
                yield sentence.doc[start : token.i]
            start = token.i + 1
    yield sentence.doc[start : sentence.end]


def is_break(space: Token) -> bool:
    """Whether white space ends a paragraph, a list item or a short line such as a heading or the time of an entry."""
    lines = space.text.count("\n")
    if lines != 1:
        return lines > 1
    following = space.doc[space.i + 1] if space.i + 1 < len(space.doc) else space
    return following.text in BULLETS or _line_length(space) < SHORT_LINE


def _line_length(space: Token) -> int:
    """Characters of the line that ends with a token, its own line break included; nothing beyond SHORT_LINE is counted."""
    # `doc.text` puts the whole article together anew, so the line is sought token by token.
    doc, end = space.doc, space.idx
    for i in range(space.i - 1, -1, -1):
        token = doc[i]
        if token.is_space and "\n" in token.text:
            return end - token.idx - token.text.rfind("\n")
        if end - token.idx >= SHORT_LINE:
            return SHORT_LINE
    return end + 1


def spans_of(tokens: Iterable[Token]) -> Spans:
    """Character spans of a set of tokens: neighbours joined, punctuation and space trimmed from the ends of each."""
    runs: list[list[Token]] = []
    for token in sorted(set(tokens), key=lambda t: t.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    found = []
    for run in runs:
        while run and (run[0].is_space or run[0].text in ",;:.-—–"):
            run = run[1:]
        while run and (run[-1].is_space or run[-1].text in ",;:-—–"):
            run = run[:-1]
        if run:
            found.append((run[0].idx, run[-1].idx + len(run[-1])))
    return tuple(found)


def antecedent_of(token: Token) -> Token:
    """What a relative pronoun stands for (the noun that its clause hangs on); any other token is itself."""
    if token.tag_ not in {"WDT", "WP"}:
        return token
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
    return token if clause is None else clause.head


def subtree_span(token: Token) -> Span:
    """First and last character of all that depends on a token."""
    tokens = list(token.subtree)
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def subject_of(verb: Token, depth: int = 3) -> Token | None:
    """The (logical) subject of a verb: its own, its agent in the passive, or the one it shares with the verb it hangs on."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            return child
    for child in verb.children:
        if child.dep_ == "agent":
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return None
    if verb.dep_ in {"relcl", "acl"}:
        return verb.head
    head = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if depth and verb.dep_ in {"conj", "xcomp", "advcl", "pcomp"} and head.pos_ in {"VERB", "AUX"} and head != verb:
        return subject_of(head, depth - 1)
    return None


def objects_of(verb: Token) -> list[Token]:
    """Direct objects of a verb, or its passive subject."""
    return [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]


def is_negated(verb: Token) -> bool:
    """Whether a verb carries a negation of its own ("did not sign"; "no longer" counts, "hardly" does not)."""
    return any(c.dep_ == "neg" for c in verb.children)

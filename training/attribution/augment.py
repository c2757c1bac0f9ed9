"""Changes to annotated articles that make the tagger heed what carries over: other cue verbs, other speakers, other layouts.

Every function takes and gives `Annotated`; offsets follow the text. Words come from the language and the world, not from any test.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from corpus import ROLES, Annotated, Span

WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf8"))
_SAID = {"said": WORDS["past"], "says": WORDS["present"]}
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*[ ]+(?=[\"“‘(]?[A-Z])")
_LINE = re.compile(r"[^\n]+")


@dataclass
class Edit:
    """Put `words` in the place of a span; `spans` says where in them certain roles (number of the attribution, role) now stand."""

    span: Span
    words: str
    spans: dict[tuple[int, str], Span] = field(default_factory=dict)


def edited(article: Annotated, edits: Iterable[Edit]) -> Annotated:
    """The article with the edits made, those that would overlap an earlier one or cut into a span left out."""
    bounds = {b for a in article.attributions for role in ROLES for span in a[role] for b in span}
    done: list[Edit] = []
    for edit in sorted(edits, key=lambda e: e.span):
        inside = any(edit.span[0] < b < edit.span[1] for b in bounds) and not edit.spans
        if not inside and (not done or edit.span[0] >= done[-1].span[1]):
            done.append(edit)
    parts, at, starts = [], 0, []
    length = 0
    for edit in done:
        parts += [article.text[at : edit.span[0]], edit.words]
        length += edit.span[0] - at
        starts.append(length)
        length += len(edit.words)
        at = edit.span[1]
    parts.append(article.text[at:])

    def moved(position: int) -> int:
        shift = 0
        for edit in done:
            if edit.span[1] <= position:
                shift += len(edit.words) - (edit.span[1] - edit.span[0])
        return position + shift

    own = {key: (s + start, e + start) for edit, start in zip(done, starts, strict=True) for key, (s, e) in edit.spans.items()}
    attributions = []
    for number, roles in enumerate(article.attributions):
        new = {}
        for role in ROLES:
            spans = tuple((moved(s), moved(e)) for s, e in roles[role])
            new[role] = (own[number, role],) if (number, role) in own else spans
        attributions.append(new)
    return Annotated(article.name, "".join(parts), tuple(attributions))


def _speaker(rng: Random) -> str:
    """A noun phrase for somebody who might speak in news of a conflict."""
    kind = rng.random()
    name = f"{rng.choice(WORDS['given_names'])} {rng.choice(WORDS['family_names'])}"
    role, country = rng.choice(WORDS["roles"]), rng.choice(WORDS["countries"])
    if kind < 0.25:
        words = name
    elif kind < 0.4:
        words = f"{country} {role} {name}"
    elif kind < 0.5:
        words = f"{name}, the {role} of {rng.choice(WORDS['bodies'])}"
    elif kind < 0.6:
        words = f"the {role} of {rng.choice(WORDS['bodies'])}"
    elif kind < 0.7:
        words = f"the {country} {role}"
    elif kind < 0.8:
        words = rng.choice(WORDS["bodies"])
    else:
        words = rng.choice(WORDS["unnamed"])
    return words


def other_words(article: Annotated, rng: Random) -> Annotated:
    """Some cues "said" and "says" become rarer verbs, some speakers others, some pairs of cue and speaker change places."""
    text, edits = article.text, []
    for number, roles in enumerate(article.attributions):
        if len(roles["source"]) != 1 or len(roles["cue"]) != 1:
            continue
        source, cue = roles["source"][0], roles["cue"][0]
        said, who = text[slice(*cue)], text[slice(*source)]
        swap_verb = said in _SAID and rng.random() < 0.3
        verb = rng.choice(_SAID[said]) if swap_verb else said
        new = _speaker(rng) if len(who) > 6 and rng.random() < 0.12 else who
        first, last = min(source, cue), max(source, cue)
        adjacent = text[first[1] : last[0]] == " "
        before, after = text[max(first[0] - 3, 0) : first[0]].rstrip(), text[last[1] : last[1] + 1]
        behind = before.endswith((",”", ',"', "”", '"')) and after in ".,"
        turn = adjacent and behind and rng.random() < 0.3
        if adjacent and (turn or verb != said or new != who):
            cue_first = (cue < source) != turn
            left, right = (verb, new) if cue_first else (new, verb)
            where = {left: (0, len(left)), right: (len(left) + 1, len(left) + 1 + len(right))}
            spans = {(number, "cue"): where[verb], (number, "source"): where[new]}
            shared = sum(1 for other in article.attributions if source in other["source"]) > 1
            if not shared:
                edits.append(Edit((first[0], last[1]), f"{left} {right}", spans))
        elif verb != said:
            edits.append(Edit(cue, verb))
    return edited(article, edits)


def lost_marks(article: Annotated, rng: Random) -> Annotated:
    """A few quotation marks at the edges of contents are missing."""
    text, edits = article.text, []
    for match in re.finditer(r"[\"“”]", text):
        if rng.random() < 0.04:
            edits.append(Edit(match.span(), ""))
    return edited(article, edits)


def layouts(article: Annotated, rng: Random) -> list[Span] | None:
    """Other paragraphs for the same text: each sentence one of its own, or neighbours joined; None leaves them as they are."""
    kind = rng.random()
    lines = [m.span() for m in _LINE.finditer(article.text) if m.group().strip()]
    if kind < 0.12:
        blocks = []
        for start, end in lines:
            for match in _SENTENCE_END.finditer(article.text, start, end):
                blocks.append((start, match.end()))
                start = match.end()
            if article.text[start:end].strip():
                blocks.append((start, end))
        return blocks
    if kind < 0.2:
        joined: list[Span] = []
        for start, end in lines:
            if joined and rng.random() < 0.4:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined
    return None

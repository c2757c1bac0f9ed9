"""What each key does on a reviewer's screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from parley.errors import ParleyError
from parley.ledger import KIND_OF
from parley.reason.decisions.fields import HELP as EXPECTED
from parley.reason.decisions.fields import Field, parse
from parley.reason.merged import Item
from parley.show.keys import END, ENTER, ESCAPE, Keys
from parley.show.review.finding import actors_named, items_like
from parley.show.review.screen import (
    HELP,
    fields_screen,
    head,
    item_screen,
    menu,
    paragraph_screen,
    row_of,
    show_screen,
    wrapped,
)
from parley.show.review.session import Session
from parley.show.reviews import fields_of, label, plain

_CHOICES = "123456789abcdefghijklmnoprstuvwxyz"  # keys of menus; q is always the way out
_FOUND = 7  # items to merge into that fit a screen


class Review:
    """A session at a terminal."""

    def __init__(self, session: Session, console: Console, keys: Keys) -> None:
        self.session, self.console, self.keys = session, console, keys
        self.message = ""
        self._lines: list[Text] = []
        keys.redraw = lambda: show_screen(self.console, self._lines)
        self._actions: dict[str, Callable[[Item], None]] = {
            "a": self._accept, "r": self._reject, "c": self._correct, "m": self._merge, "s": self._split, "o": self._open,
            " ": self._skip, "n": self._skip,
        }  # fmt: skip

    def run(self) -> None:
        """Until the reviewer quits."""
        while True:
            self._draw()
            self.message = ""
            pressed = self.keys.key()
            if pressed in {"q", END}:
                return
            self._press(pressed)

    def _press(self, pressed: str) -> None:
        item = self.session.item
        try:
            if pressed in {"b", "p"}:
                self.message = "" if self.session.move(-1) else "this is the first"
            elif pressed == "u":
                self._undo()
            elif pressed == "?":
                self._pause([line for each in HELP.split("\n") for line in wrapped(self.console, Text(each))])
            elif item is not None and pressed in self._actions:
                self._actions[pressed](item)
            elif pressed.strip() and len(pressed) == 1:
                self.message = f"{pressed!r} does nothing here; ? tells what the keys do"
        except ParleyError as error:
            self.message = f"NOT kept: {error}"

    def _draw(self) -> None:
        session, item = self.session, self.session.item
        top = f"{session.title} · {min(session.at + 1, len(session.queue))} of {len(session.queue)} · {session.done} decided"
        heading = Text(f"{top} · reviewing as {session.who}", style="reverse")
        if item is None:
            said = "Nothing here waits for review." if not session.queue else f"That was the last. {summary(session)}"
            self._show(
                [
                    heading,
                    Text(),
                    *wrapped(self.console, Text(said)),
                    Text(),
                    *self._said(),
                    Text("b back  u undo  q quit", style="dim"),
                ]
            )
        else:
            self._show(
                item_screen(self.console, session.book, row_of(session.book, item, KIND_OF[item.id[0]]), heading, self.message)
            )
        self.keys.forget()

    def _said(self) -> list[Text]:
        return wrapped(self.console, Text(self.message, style="bold green"), 2) if self.message else []

    def _show(self, lines: Sequence[Text]) -> None:
        self._lines = list(lines)
        show_screen(self.console, self._lines)

    def _pause(self, lines: Sequence[Text]) -> str:
        """A screen of its own; the key that was pressed there."""
        self._show(lines)
        return self.keys.key()

    def _accept(self, item: Item) -> None:
        self._judge(item, accepts=True)

    def _reject(self, item: Item) -> None:
        self._judge(item, accepts=False)

    def _judge(self, item: Item, *, accepts: bool) -> None:
        short = self.session.book.short(item.id)
        self.session.judge(item, accepts=accepts)
        self.message = f"{'accepted' if accepts else 'rejected'} {short}: kept"
        self.session.move(1)

    def _skip(self, item: Item) -> None:
        self.session.move(1)

    def _undo(self) -> None:
        taken = self.session.undo()
        self.message = "there is nothing of yours to take back"
        if taken is not None:
            self.message = f"taken back: {taken.verdict} {self.session.book.short(taken.item)}"

    def _open(self, item: Item) -> None:
        articles = list(dict.fromkeys(e.article for e in reversed(item.evidence)))
        at = 0
        while articles:
            mine = [e for e in item.evidence if e.article == articles[at]]
            if self._pause(paragraph_screen(self.console, self.session.book, articles[at], mine)) != "n":
                return
            at = (at + 1) % len(articles)

    def _choose(self, item: Item, title: str, entries: Sequence[Text]) -> int | None:
        """The number of the entry whose key was pressed, None where none was."""
        row = row_of(self.session.book, item, KIND_OF[item.id[0]])
        count = sum(entry.plain[1:2] in _CHOICES and entry.plain[2:3] == " " and entry.plain[:1] == " " for entry in entries)
        top = head(self.console, self.session.book, row)[:5]
        pressed = self._pause([*top, Text(), Text(title, style="bold"), *entries, Text("Esc: back", style="dim")])
        number = _CHOICES.find(pressed) if len(pressed) == 1 else -1
        return number if 0 <= number < count else None

    def _ask(self, prompt: str, note: str) -> str | None:
        for line in wrapped(self.console, Text(note, style="dim")):
            self.console.print(line, highlight=False)
        typed = self.keys.line(f"{prompt}> ")
        self.console.print()
        return typed

    def _correct(self, item: Item) -> None:
        names = list(fields_of(item))
        number = self._choose(item, "Correct which field?", fields_screen(self.session.book, item, _CHOICES))
        if number is None:
            return
        name = names[number]
        value = self._value(item, name, fields_of(item)[name])
        if value is None:
            self.message = "nothing changed"
            return
        self.session.correct(item, name, value[0])
        self.message = f"{label(name)} is {plain(value[0])}: kept"

    def _value(self, item: Item, name: str, field: Field) -> tuple[object] | None:
        """What the field is to hold, None where it was called off."""
        if field.type == "choice":
            choices = [*field.choices, *(["(nothing)"] if field.open else [])]
            entries = menu(self.console, zip(_CHOICES, (plain(c) for c in choices), strict=False))
            number = self._choose(item, f"{label(name)}:", entries)
            return None if number is None else (None if number == len(field.choices) else choices[number],)
        note = (
            f"{label(name)}: type {EXPECTED[field.type]}{'; - for nothing' if field.open else ''}. Enter keeps it, Esc goes back."
        )
        while (typed := self._ask(label(name), note)) is not None:
            try:
                return (parse(field, typed, lambda words: actors_named(self.session.book, self.session.dossier, words)),)
            except ValueError as error:
                note = f"Not kept: {error}."
        return None

    def _merge(self, item: Item) -> None:
        typed = self._ask(
            "part of which", "Words of the item that this one is part of, or its id; Enter alone: those with the same actors."
        )
        if typed is None:
            return
        book, found = items_like(self.session.book, self.session.dossier, item, typed, _FOUND)
        if not found:
            self.message = f"nothing of this kind has the words {typed!r}"
            return
        said = (
            " · ".join(part for part in (book.short(row.item.id), row.who, row.state, row.when, row.what) if part) for row in found
        )
        number = self._choose(item, "Part of which?", menu(self.console, zip(_CHOICES, said, strict=False)))
        if number is None:
            self.message = "nothing merged"
            return
        into = found[number].item
        short = self.session.book.short(item.id)
        if self.session.merge(item, into):
            self.message = f"merged {short} into {self.session.book.short(into.id)}: kept"
            self.session.move(1)
        else:
            self.message = "not merged: it is part of that already, or somebody decided otherwise"

    def _split(self, item: Item) -> None:
        articles = list(dict.fromkeys(e.article for e in item.evidence))
        if len(articles) < 2:
            self.message = "one article alone tells this: there is nothing to split"
            return
        leaving: set[int] = set()
        while True:
            entries = self._articles(item, articles, leaving)
            pressed = self._split_key(item, entries)
            if pressed == ENTER and leaving:
                break
            if pressed in {ESCAPE, ENTER, END, "q"}:
                self.message = "nothing split"
                return
            number = _CHOICES.find(pressed) if len(pressed) == 1 else -1
            if 0 <= number < len(articles):
                leaving ^= {number}
        if len(leaving) == len(articles):
            self.message = "not split: one article at least must stay"
            return
        own = self.session.split(item, [articles[number] for number in sorted(leaving)])
        self.message = f"split off as {self.session.book.short(own)}, which comes next: kept" if own else "not split"

    def _articles(self, item: Item, articles: Sequence[str], leaving: set[int]) -> list[Text]:
        book = self.session.book
        said = (
            f"{'[leaves]' if number in leaving else '[stays] '} {book.source(article)}: "
            + " … ".join(e.text for e in item.evidence if e.article == article)
            for number, article in enumerate(articles)
        )
        return menu(self.console, zip(_CHOICES, said, strict=False))

    def _split_key(self, item: Item, entries: Sequence[Text]) -> str:
        row = row_of(self.session.book, item, KIND_OF[item.id[0]])
        top = head(self.console, self.session.book, row)[:4]
        foot = Text("a key: leaves or stays; Enter: split; Esc: back", style="dim")
        return self._pause([*top, Text(), Text("Which articles tell of something else?", style="bold"), *entries, foot])


def summary(session: Session) -> str:
    """How many were decided and how many are left."""
    return f"{session.done} decided by {session.who}, {session.left} left."

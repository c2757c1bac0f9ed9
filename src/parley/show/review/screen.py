"""What stands on a reviewer's screen: one item in as many lines as the terminal has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from parley.reason.decisions.walk import why
from parley.reason.merged import Evidence, Item, MergedClaim
from parley.reason.sentences import around, paragraph, sentences
from parley.records import Span
from parley.show import wording
from parley.show.book import Book
from parley.show.listing import Row, rows
from parley.show.reviews import fields_of, label, mark, plain
from parley.show.show import said_by
from parley.show.terminal import marked

KEYS = (
    "a accept  r reject  c correct  m merge into  s split  space skip  b back",
    "u undo  o open the article  ? help  q quit",
)
_LEAST = 8  # lines that a screen has, however small the window
_WHAT = 4  # lines for what an item says
_SENTENCE = 5  # lines of one article's words
CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "·")  # nothing that an article has may steer the terminal
_CURT = 8  # words up to which a sentence says little without the one before


def show_screen(console: Console, lines: Iterable[Text]) -> None:
    """A fresh screen with these lines."""
    if console.is_terminal and not console.is_dumb_terminal:
        console.clear()
    else:
        console.print()
    for line in lines:
        console.print(line, no_wrap=True, overflow="crop", crop=True, highlight=False)


def wrapped(console: Console, text: Text, most: int | None = None, indent: int = 0) -> list[Text]:
    """A text in lines of the console, at most so many, the last with an ellipsis where it goes on."""
    text.plain = text.plain.translate(CONTROLS)
    lines = list(text.wrap(console, max(20, console.width - indent), overflow="fold"))
    if most is not None and len(lines) > most:
        lines = lines[:most]
        lines[-1].rstrip()
        lines[-1].truncate(max(20, console.width - indent) - 1)
        lines[-1].append("…")
    for line in lines:
        line.rstrip()
    return [Text(" " * indent).append_text(line) for line in lines]


def row_of(book: Book, item: Item, kind: str) -> Row:
    """An item in words."""
    return next(row for row in rows(book, kind) if row.item.id == item.id)


def head(console: Console, book: Book, row: Row) -> list[Text]:
    """What an item says, and why it is shown."""
    first = Text(row.kind, style="bold cyan").append(f" {book.short(row.item.id)}", style="yellow")
    if reason := why(row.item, book.view.as_of)[1]:
        first.append(f"  {reason}", style="default not bold")
    articles = len({e.article for e in row.item.evidence})
    told = f"told by {articles} articles" if articles > 1 else "told by one article"
    sure = getattr(row.item, "confidence", None)
    first.append(f", {told}{f', confidence {sure:.2f}' if sure is not None else ''}", style="dim not bold")
    lines = wrapped(console, first, 2)
    if parts := [part for part in (row.who, row.state, row.when) if part]:
        lines += wrapped(console, Text(" · ".join(parts), style="bold"), 2)
    if row.what:
        lines += wrapped(console, Text(row.what), _WHAT)
    if said := mark(row.item):
        lines += wrapped(console, Text(said, style="italic green"), 2)
    return lines


def item_screen(console: Console, book: Book, row: Row, top: Text, message: str) -> list[Text]:
    """The whole screen of an item."""
    height = max(_LEAST, console.height)
    lines = [*wrapped(console, top, 1), *head(console, book, row), Text()]
    foot = [*_message(console, message), *(line for keys in KEYS for line in wrapped(console, Text(keys, style="dim")))]
    room = height - len(lines) - len(foot) - 1
    return [*[*lines, *_told(console, book, row.item, room)][: height - len(foot) - 1], *foot]


def _message(console: Console, message: str) -> list[Text]:
    return wrapped(console, Text(message, style="bold green"), 2) if message else [Text()]


def _told(console: Console, book: Book, item: Item, room: int) -> list[Text]:
    """The sentences with the words marked, newest article first; articles for which there is no room are named."""
    by_article: dict[str, list[Evidence]] = {}
    for evidence in item.evidence:
        by_article.setdefault(evidence.article, []).append(evidence)
    lines: list[Text] = []
    waiting = list(reversed(by_article))
    while waiting:
        block = list(_block(console, book, waiting[0], by_article[waiting[0]], item))
        rest = 1 if len(waiting) > 1 else 0
        if lines and len(lines) + len(block) + rest > room:
            break
        lines += block[: max(2, room - rest)]
        waiting.pop(0)
    if waiting:
        named = "; ".join(book.source(article) for article in waiting)
        lines += wrapped(console, Text(f"also: {named}", style="green"), max(1, room - len(lines)))
    return lines


def _block(console: Console, book: Book, article: str, evidence: Sequence[Evidence], item: Item) -> Iterator[Text]:
    text = book.text_of[article].text
    spans = [(e.start_char, e.end_char) for e in evidence]
    span = _with_context(text, around(text, spans[0]))
    inside = [s for s in spans if s[0] < span[1] and s[1] > span[0]]
    sentence = marked(text, span, inside, plain=console.color_system is None)
    yield from wrapped(console, _one_line(sentence), _SENTENCE, 2)
    # whoever denies a claim is found as the source of its words, but has not said them
    names = [] if isinstance(item, MergedClaim) else list(said_by(book, article, inside))
    said = f" · said by {' and '.join(names[:2])}" if names else ""
    copy = book.article[article].copy_of if article in book.article else None
    yield from wrapped(console, Text(f"{book.source(article)}{said}{', a near copy' if copy else ''}", style="green"), 1, 2)


def _with_context(text: str, span: Span) -> Span:
    """A sentence; a curt one ("This is a red line.") with the one before it."""
    before = [each for each in sentences(text) if each[1] <= span[0]]
    curt = len(text[slice(*span)].split()) <= _CURT and before and "\n" not in text[before[-1][0] : span[0]]
    return (before[-1][0], span[1]) if curt else span


def _one_line(text: Text) -> Text:
    """Line breaks made blanks, so that marks stay where they are."""
    text.plain = text.plain.replace("\n", " ")
    return text


def paragraph_screen(console: Console, book: Book, article: str, evidence: Sequence[Evidence]) -> list[Text]:
    """An article's paragraphs that hold the words, with those before and after the first, cut to the screen."""
    text = book.text_of[article]
    spans = [(e.start_char, e.end_char) for e in evidence]
    lines = wrapped(console, Text(text.title or text.text.strip().partition("\n")[0], style="bold"), 2)
    lines += wrapped(console, Text(f"{book.source(article)}, {article}", style="green"), 1)
    lines += [Text(), *_around(console, text.text, spans)]
    height = max(_LEAST, console.height) - 2
    return [*lines[:height], Text("any key: back to the decision; n: next article", style="dim")]


def _around(console: Console, text: str, spans: Sequence[Span]) -> Iterator[Text]:
    for span in dict.fromkeys(paragraph(text, each) for each in sorted(spans)):
        inside = [s for s in spans if s[0] < span[1] and s[1] > span[0]]
        yield from wrapped(console, _one_line(marked(text, span, inside, plain=console.color_system is None)), None, 2)
        yield Text()


def fields_screen(book: Book, item: Item, keys: str) -> list[Text]:
    """The fields that can be corrected, each with its key and what it holds."""
    lines = []
    for key, name in zip(keys, fields_of(item), strict=False):
        found = getattr(item, name)
        field = fields_of(item)[name]
        if field.type in {"actor", "actors"}:
            found = book.names((found,) if isinstance(found, str) else found or ())
        held = plain(found) if found not in {"", None, ()} else "(nothing)"
        lines.append(Text(f" {key} ", style="bold yellow").append(f"{label(name)}: ", style="bold").append(wording.cut(held, 60)))
    return lines


def menu(console: Console, entries: Iterable[tuple[str, str]]) -> list[Text]:
    """Entries to choose from by key, two lines each at most."""
    lines = []
    for key, said in entries:
        first, *more = wrapped(console, Text(said), 2, 3)
        first.plain = f" {key} {first.plain[3:]}"
        lines += [first, *more]
    return lines


HELP = """\
A program read each item out of the articles; you say whether it is right. What
you decide is kept at once, with your name and the time. Nothing is overwritten,
and you can take back what you decided.

a           accept: it says what the articles say
r           reject: they do not say this. It leaves the brief; lists mark it
c           correct: choose a field, then choose or type what it should hold
m           merge into: it is part of another item, which you search by words
s           split: some of its articles tell of something else: choose them
space or n  skip: it comes again next time
p or b      back to the one before
u           undo: take back your last decision, also of an earlier session
o           open the paragraph of the article
q           quit: everything is kept already

The order: what broke or moved, red lines, denials, what is overdue or due soon,
then the rest; among equals, what one article alone tells comes first, and what
is less sure.

Any key goes back."""

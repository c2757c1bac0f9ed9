"""`parley show`: a record in full, or an article, found by the beginning of its id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from parley.errors import UsageError
from parley.ledger import FIELD_OF, KIND_OF, Library, LinkKind
from parley.reason.merged import Evidence, Item, MergedAgreement, MergedClaim, MergedExpectation, MergedPosition
from parley.reason.sentences import paragraph
from parley.reason.shelf import Asked
from parley.records import Article, Span
from parley.show import agreements, wording
from parley.show.book import Book
from parley.show.days import in_words
from parley.show.demo import notice
from parley.show.listing import Row, every_row
from parley.show.reviews import facts
from parley.show.terminal import marked

_TOLD = 12  # records of one item that an article is shown with
_CANDIDATES = 8  # shown where a beginning fits several


def find(library: Library, title: str, prefix: str) -> str:
    """The id of the item or article whose id begins so. Raises UsageError where there is none, or several."""
    articles, records = library.find(prefix)
    if prefix in articles:
        return prefix
    items = list(dict.fromkeys(library.items_of(records).values()))
    if len(items) + len(articles) == 1:
        return (*items, *articles)[0]
    if not items and not articles:
        raise UsageError(f"{title}: no record's id begins with {prefix!r}; ids stand first on the lines of brief and list")
    names = [*items, *articles]
    listed = ", ".join(names[:_CANDIDATES]) + (" ..." if len(names) > _CANDIDATES else "")
    raise UsageError(f"{title}: {len(names)} ids begin with {prefix!r}: {listed}. Type more of it")


def asked_for(library: Library, id: str) -> Asked:
    """What has to be merged to show an item, or an article with all that was read out of it."""
    reading = library.reading(id)
    if reading is None:
        return Asked({KIND_OF[id[0]]: [id]})
    kinds: dict[LinkKind, list[str]] = {
        kind: [r.id for r in getattr(reading, FIELD_OF[kind])] for kind in KIND_OF.values() if kind != "actors"
    }
    chosen = {kind: list(dict.fromkeys(library.items_of(records, kind).values())) for kind, records in kinds.items()}
    return Asked(chosen, _TOLD, (id,))


def print_found(console: Console, book: Book, id: str) -> None:
    """An item or article on a terminal; the book holds what `asked_for` says."""
    if id in book.item:
        _print_item(console, book, book.item[id])
    else:
        _print_article(console, book, book.text_of[id])
    if said := notice(book.view.articles):
        console.print(said, style="italic", highlight=False)


def _print_item(console: Console, book: Book, item: Item) -> None:
    row = next(row for row in every_row(book) if row.item.id == item.id)
    console.print(_head(row), highlight=False)
    for label, value in _facts(book, item):
        console.print(Text(f"  {label}: ", style="dim").append(value, style="not dim"), highlight=False)
    by_article: dict[str, list[Evidence]] = {}
    for evidence in item.evidence:
        by_article.setdefault(evidence.article, []).append(evidence)
    for article in reversed(by_article):
        console.print()
        # whoever denies a claim is found as the source of its words, but has not said them
        _print_context(console, book, article, by_article[article], with_sources=not isinstance(item, MergedClaim))


def _head(row: Row) -> Text:
    head = Text(row.kind, style="bold cyan").append(f" {row.item.id}\n", style="yellow")
    parts = [part for part in (row.who, row.state, row.when) if part]
    return head.append(" · ".join(parts), style="bold").append("\n" + row.what if row.what else "")


def particulars(book: Book, item: Item) -> Iterator[tuple[str, str]]:
    """What a row has no room for, by kind."""
    match item:
        case MergedAgreement():
            yield from agreements.facts(book, item)
        case MergedExpectation():
            if item.settled:
                yield item.outcome, f"{wording.sentence(book, item.settled)} ({book.source(item.settled.article)})"
            if item.likelihood and item.likelihood.low is not None and item.likelihood.high is not None:
                low, high = round(100 * item.likelihood.low), round(100 * item.likelihood.high)
                yield "likelihood", f"“{item.likelihood.word}”, which readers take for {low} to {high} %"
        case MergedPosition():
            if item.red_line:
                yield "red line", "called not negotiable"
            if item.condition:
                yield "condition", item.condition
            if item.since:
                yield "held since", in_words(item.since)


def _facts(book: Book, item: Item) -> Iterator[tuple[str, str]]:
    """What a row has no room for."""
    yield from particulars(book, item)
    yield from _life(book, item)
    yield from facts(item)
    if independent := book.independent(item):
        told = len({e.article for e in item.evidence})
        yield "told by", f"{told} article{'s' * (told != 1)}, {independent} of them first hand"


def _life(book: Book, item: Item) -> Iterator[tuple[str, str]]:
    """What an item was from which day on, where it changed."""
    if isinstance(item, MergedAgreement | MergedPosition | MergedClaim) and len(item.life) > 1:
        for stage in item.life:
            said = f"{stage.value.replace('_', ' ')} ({book.source(stage.evidence.article)})"
            yield in_words(stage.day) or "no day", said


def _print_context(console: Console, book: Book, article: str, evidence: Sequence[Evidence], *, with_sources: bool) -> None:
    text = book.text_of[article]
    console.print(Text(_title(text), style="bold"), highlight=False)
    copy = book.article[article].copy_of if article in book.article else None
    repeats = f", a near copy of {copy}" if copy else ""
    console.print(Text(f"{book.source(article)}, {article}{repeats}", style="green"), highlight=False)
    for span, inside in paragraphs_of(text, evidence):
        shown = marked(text.text, span, inside, plain=console.color_system is None)
        console.print(Padding(shown, (0, 0, 0, 2)), highlight=False)
        for said in said_by(book, article, inside) if with_sources else ():
            console.print(Text(f"  said by {said}", style="dim"), highlight=False)


def _title(article: Article) -> str:
    return article.title or article.text.strip().partition("\n")[0]


def paragraphs_of(article: Article, evidence: Sequence[Evidence]) -> Iterator[tuple[Span, list[Span]]]:
    """The paragraphs that evidence stands in, each with the evidence in it."""
    found: dict[Span, list[Span]] = {}
    for each in sorted(evidence, key=lambda e: e.start_char):
        span = (each.start_char, each.end_char)
        found.setdefault(paragraph(article.text, span), []).append(span)
    yield from found.items()


def said_by(book: Book, article: str, spans: Sequence[Span]) -> Iterator[str]:
    """Who says the words, where an attribution covers them."""
    reading = book.reading(article)
    seen: set[str] = set()
    for attribution in reading.attributions:
        if not any(start <= s < end for start, end in attribution.content for s, _ in spans):
            continue
        source = attribution.source_actor or ""
        name = book.name(book.shelf.item.get(source)) or " ".join(reading.article.text[s:e] for s, e in attribution.source)
        if name and name not in seen:
            seen.add(name)
            yield wording.one_line(name)


def _print_article(console: Console, book: Book, article: Article) -> None:
    """The whole text with everything that was read out of it marked."""
    console.print(Text(_title(article), style="bold"), highlight=False)
    console.print(Text(f"{book.source(article.id)}, {article.id}", style="green"), highlight=False)
    spans = [(e.start_char, e.end_char) for item in book.item.values() for e in item.evidence if e.article == article.id]
    console.print(marked(article.text, (0, len(article.text)), sorted(set(spans)), plain=True, brackets=False), highlight=False)
    mine = [row for row in every_row(book) if any(e.article == article.id for e in row.item.evidence)]
    for row in mine:
        parts = " · ".join(part for part in (row.kind, row.who, row.state, wording.cut(row.what, 120)) if part)
        console.print(Text(f"{book.short(row.item.id)} ", style="yellow").append(parts, style="default"), highlight=False)

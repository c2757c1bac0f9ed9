"""A digest as text: Markdown, in which nothing that an article says is taken for markup, and plain text for mail."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from parley.show.digest.contents import Chart, Digest, Entry, Part, Source

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$&@])")
_LINE_START = re.compile(r"^([#+\-=>]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
_WIDTH = 76  # columns of a plain text


def escape(text: str) -> str:
    """Text that a Markdown reader shows as it is: no links, no HTML, no emphasis, no list."""
    text = _MARKUP.sub(r"\\\1", text)
    text = _ADDRESS.sub(lambda found: found[0].replace(":", "\\:").replace(".", "\\."), text)
    return _LINE_START.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", text)


def render_markdown(digest: Digest) -> str:
    """The digest in Markdown (CommonMark, with a table as GitHub and others have it)."""
    return "\n".join(_markdown(digest)).rstrip() + "\n"


def _markdown(digest: Digest) -> Iterator[str]:
    yield f"# {escape(f'{digest.title}: {digest.subject}')}\n\n{escape(digest.period)}. {escape(digest.counts)}\n"
    if digest.notice:
        yield f"*{escape(digest.notice)}*\n"
    yield f"**{escape(digest.lead)}**\n"
    if digest.state:
        yield f"Where the talks stand, in the words of what was read:\n\n> “{escape(digest.state.quote)}” {_cites(digest.state)}\n"
    yield "## What changed\n"
    if not digest.changes:
        yield escape(digest.unchanged) + "\n"
    for part in digest.changes:
        yield from _markdown_part(part, "###")
    for part in digest.parts:
        yield from _markdown_part(part, "##")
    if digest.chart:
        yield from _markdown_chart(digest.chart)
    yield "## Sources\n"
    for source in digest.sources:
        yield f"{source.number}. {_markdown_source(source)}"


def _cites(entry: Entry) -> str:
    return "".join(f"\\[{number}\\]" for number in entry.sources)


def _markdown_part(part: Part, heading: str) -> Iterator[str]:
    yield f"{heading} {escape(part.title)}\n"
    for entry in part.entries:
        mark = f"**{escape(entry.mark)}**" if entry.mark else ""
        origins = f"({escape(entry.origins)})" if entry.origins else ""
        quote = f"“{escape(entry.quote)}”" if entry.quote else ""
        head = " ".join(word for word in (mark, escape(entry.lead), "" if entry.lead else quote, _cites(entry), origins) if word)
        yield f"- {head}" + (f"  \n  {quote}" if quote and entry.lead else "")
    if not part.entries:
        yield escape(part.empty)
    yield f"\n{part.left} more: `{part.command.replace('`', '')}`\n" if part.left else ""


def _markdown_chart(chart: Chart) -> Iterator[str]:
    yield f"## {escape(chart.title)}\n\n{escape(chart.sentence)}\n"
    yield f"| {' | '.join(map(escape, chart.columns))} |\n|{' --- |' * len(chart.columns)}"
    for row in chart.rows:
        yield f"| {' | '.join(map(escape, row))} |"
    yield ""


def _markdown_source(source: Source) -> str:
    address = f" <{source.url}>" if source.url else ""
    return f"{escape(f'{source.outlet}, {source.published}: {source.title}')}.{address}{_notes(source)}"


def _notes(source: Source) -> str:
    accessed = f" (accessed {source.accessed})" if source.accessed else ""
    return accessed + (f" Near copy of {source.copy_of}." if source.copy_of else "")


def render_text(digest: Digest) -> str:
    """The digest as plain text of 76 columns."""
    return "\n".join(_plain(digest)).rstrip() + "\n"


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)


def _plain(digest: Digest) -> Iterator[str]:
    yield f"{digest.title}: {digest.subject}".upper()
    yield _wrap(f"{digest.period}. {digest.counts}") + "\n"
    if digest.notice:
        yield _wrap(digest.notice) + "\n"
    yield _wrap(digest.lead) + "\n"
    if digest.state:
        yield _wrap(f"“{digest.state.quote}” {_numbers(digest.state)}", "  ", "  ") + "\n"
    if not digest.changes:
        yield digest.unchanged + "\n"
    for part in (*digest.changes, *digest.parts):
        yield from _plain_part(part)
    if digest.chart:
        yield f"{digest.chart.title.upper()}\n{_wrap(digest.chart.sentence)}\n"
    yield "SOURCES"
    for source in digest.sources:
        yield _wrap(f"{source.outlet}, {source.published}: {source.title}.{_notes(source)}", f"[{source.number}] ", "    ")
        if source.url:
            yield f"    {source.url}"


def _numbers(entry: Entry) -> str:
    return "".join(f"[{number}]" for number in entry.sources)


def _plain_part(part: Part) -> Iterator[str]:
    yield part.title.upper()
    for entry in part.entries:
        mark = f"{entry.mark}:" if entry.mark else ""
        quote = f"“{entry.quote}”" if entry.quote else ""
        origins = f"({entry.origins})" if entry.origins else ""
        yield _wrap(" ".join(word for word in (mark, entry.lead or quote, _numbers(entry), origins) if word), "- ", "  ")
        if entry.lead and quote:
            yield _wrap(quote, "    ", "    ")
    if not part.entries:
        yield part.empty
    yield f"  {part.left} more: {part.command}\n" if part.left else ""

"""A progress bar on standard error, where that is a terminal and the work takes longer than a moment."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

PATIENCE = 2.0  # seconds before a bar appears: what is done by then needs none


def with_progress[T](items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
    """The same items; a bar (`total` known) or a count beside `doing` appears after PATIENCE seconds."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (SpinnerColumn(), TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # redirect: what is printed meanwhile appears above the bar and not across it
    progress = Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty(), redirect_stderr=True
    )
    task = progress.add_task(doing, total=total)
    begun = time.monotonic()
    try:
        for item in items:
            progress.advance(task)
            if not progress.live.is_started and time.monotonic() - begun > PATIENCE:
                progress.start()
            yield item
    finally:
        if progress.live.is_started:
            progress.stop()

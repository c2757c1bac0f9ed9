"""Makes the pictures of the README from the demonstration dossier: docs/brief.svg (terminal) and docs/brief-page.png (page).

Run by `just pictures`. The page's picture needs Chromium (or Chrome) on the PATH; without one the old picture stays, status 1.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME

from parley.show.book import Book, open_book
from parley.show.demo import DOSSIER, build_demo
from parley.show.html import render_page
from parley.show.terminal import fitted, print_brief

DOCS = Path(__file__).parent
COLUMNS = 100
SIZE = (1200, 1130)  # pixels of the page's picture: its first cards, whole
LARGEST = 300_000  # bytes
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def picture_terminal(book: Book, target: Path) -> None:
    """Writes the brief as it looks on a terminal, in the reader's own fonts: Rich would have them fetched from the network."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(width=COLUMNS, record=True, force_terminal=True, color_system="truecolor", file=nowhere)
        print_brief(console, fitted(console, book))
    form = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    form = form.replace(
        "font-family: Fira Code, monospace", "font-family: 'Fira Code', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
    )
    title = f"parley brief {book.title}"
    target.write_text(console.export_svg(title=title, theme=SVG_EXPORT_THEME, code_format=form, unique_id="parley"), "utf8")


def picture_page(book: Book, target: Path, folder: Path) -> None:
    """Writes the top of the page as a browser shows it."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"none of {', '.join(BROWSERS)} is here: {target.name} stays as it was")
    page, made = folder / "brief.html", folder / "brief.png"
    page.write_text(render_page(book), encoding="utf8")
    size = ",".join(map(str, SIZE))
    options = ["--headless=new", "--disable-gpu", "--hide-scrollbars", f"--window-size={size}", f"--screenshot={made}"]
    if os.name == "posix" and os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium refuses to start as root with one
    subprocess.run([browser, *options, page.as_uri()], check=True, capture_output=True, timeout=120)
    if made.stat().st_size > LARGEST:
        sys.exit(f"{target.name} would have {made.stat().st_size} bytes, more than {LARGEST}: make SIZE smaller")
    shutil.copyfile(made, target)


def main() -> None:
    """Both pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_demo(folder / DOSSIER, workers=1)
        book = open_book(folder / DOSSIER)
        picture_terminal(book, DOCS / "brief.svg")
        picture_page(book, DOCS / "brief-page.png", folder)


if __name__ == "__main__":
    main()

"""Makes the pictures of the README from the demonstration dossier: docs/brief.svg (terminal), docs/brief-page.png (page), and
docs/serve-dossier.png and docs/serve-reader.png (pages of `parley serve`).

Run by `just pictures`. Pictures of pages need Chromium (or Chrome) on the PATH; without one the old pictures stay, status 1.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME

from parley.show.book import Book, open_book
from parley.show.demo import DOSSIER, build_demo
from parley.show.html import render_page
from parley.show.terminal import fitted, print_brief
from parley.show.web.app import make_app
from parley.show.web.desks import Desks
from parley.show.web.safety import Guard

DOCS = Path(__file__).parent
COLUMNS = 100
SIZE = (1200, 1130)  # pixels of the page's picture: its first cards, whole
SERVED = (  # pages of `parley serve`, pixels, picture
    ("/?as_of=2022-02-18&since=2022-01-15", (1280, 980), "serve-dossier.png"),
    ("/articles/03-niono-pact-collapses", (1280, 900), "serve-reader.png"),
)
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
    page, made = folder / "brief.html", folder / "brief.png"
    page.write_text(render_page(book), encoding="utf8")
    _shoot(page.as_uri(), SIZE, made, target)


def _shoot(address: str, size: tuple[int, int], made: Path, target: Path) -> None:
    """The top of a page at `target`, by way of `made`."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"none of {', '.join(BROWSERS)} is here: {target.name} stays as it was")
    window = f"--window-size={size[0]},{size[1]}"
    options = ["--headless=new", "--disable-gpu", "--hide-scrollbars", window, f"--screenshot={made}"]
    if os.name == "posix" and os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium refuses to start as root with one
    subprocess.run([browser, *options, address], check=True, capture_output=True, timeout=120)
    if made.stat().st_size > LARGEST:
        sys.exit(f"{target.name} would have {made.stat().st_size} bytes, more than {LARGEST}: make its size smaller")
    shutil.copyfile(made, target)


def picture_serve(dossier: Path, folder: Path) -> None:
    """Writes the dossier page and the reader as a browser shows them."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        app = make_app(Desks(str(dossier), dossier.name), Guard())
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        for path, size, name in SERVED:
            _shoot(address + path, size, folder / name, DOCS / name)
        server.should_exit = True


def main() -> None:
    """All pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_demo(folder / DOSSIER, workers=1)
        with open_book(folder / DOSSIER) as book:
            picture_terminal(book, DOCS / "brief.svg")
            picture_page(book, DOCS / "brief-page.png", folder)
        picture_serve(folder / DOSSIER, folder)


if __name__ == "__main__":
    main()

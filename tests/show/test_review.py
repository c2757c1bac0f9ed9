"""parley review in a real pseudo-terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from parley.keep import keep
from parley.ledger import Decision
from parley.store.dossier import Dossier
from tests.reason.builders import Story
from tests.show.conftest import stories
from tests.show.terminals import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    third = Story("03-other", "The pact of Dasa has collapsed, traders said. A wholly other pact of Orla holds.", "2030-06-05")
    third.agreement("local", "The pact of Dasa has collapsed", place="Dasa", status="collapsed")
    third.agreement("local", "A wholly other pact of Orla holds", place="Orla", status="in_force")
    path = tmp_path / "talks.parley"
    with Dossier.create(path) as opened:
        for story in (*stories(), third):
            keep(opened, story.read())
    return path


def decided(path: Path) -> Sequence[Decision]:
    with Dossier.open(path) as opened:
        return opened.library().decisions()


def review(path: Path, *more: str) -> Terminal:
    return Terminal("review", str(path), "--who", "Ana", *more)


def test_a_screen_says_what_and_why_with_its_words_and_fits_the_terminal(talks: Path) -> None:
    with review(talks) as terminal:
        screen = terminal.shows("1 of", "reviewing as Ana", "? help")
        assert "agreement collapsed" in screen
        assert "Orla Gazette, 1 May 2030" in screen or "The Courier, 4 Jun 2030" in screen
        lines = screen.rstrip("\n").split("\n")
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80
        terminal.type("q")
        terminal.shows("0 decided by Ana")
        assert terminal.ended() == 0


def test_accept_and_reject_are_on_the_disk_when_the_screen_says_so(talks: Path) -> None:
    with review(talks) as terminal:
        terminal.shows("1 of", "? help")
        terminal.type("a")
        terminal.shows("accepted", ": kept", "2 of", "q quit")
        assert [d.verdict for d in decided(talks)] == ["accepted"]
        terminal.type("r")
        terminal.shows("rejected", ": kept", "3 of", "q quit")
        os.kill(terminal.pid, signal.SIGKILL)
    assert [(d.who, d.verdict) for d in decided(talks)] == [("Ana", "accepted"), ("Ana", "rejected")]
    with review(talks) as terminal:
        assert "3 of" not in terminal.shows("1 of", "? help")


def test_undo_and_back(talks: Path) -> None:
    with review(talks) as terminal:
        first = terminal.shows("1 of", "? help").split("\n")[1]
        terminal.type("r")
        terminal.shows("2 of", "kept", "q quit")
        terminal.type("b")
        assert first.split()[1] in terminal.shows("1 of", "✗ rejected by Ana", "q quit")
        terminal.type("u")
        assert "✗" not in terminal.shows("taken back", "1 of", "0 decided", "q quit")
    assert [d.verdict for d in decided(talks)] == ["rejected", "undone"]


def test_undo_reaches_into_an_earlier_session(talks: Path) -> None:
    for keys, seen in (("a", "kept"), ("u", "taken back: accepted")):
        with review(talks) as terminal:
            terminal.shows("? help")
            terminal.type(keys)
            terminal.shows(seen, "q quit")


def test_correct_checks_what_is_typed(talks: Path) -> None:
    with review(talks, "--kind", "agreements") as terminal:
        terminal.shows("1 of", "? help")
        terminal.type("c")
        terminal.shows("Correct which field?", "status", "Esc: back")
        terminal.type("5")
        terminal.shows("date: type a day", "date> ")
        terminal.type("next week\r")
        terminal.shows("Not kept: 'next week' is no date", "date> ")
        terminal.type("2030-04\r")
        terminal.shows("date is 2030-04: kept", "✓ corrected by Ana", "q quit")
        terminal.type("c")
        terminal.shows("Correct which field?", "Esc: back")
        terminal.type("2")
        terminal.shows("parties> ")
        terminal.type("Nobody\r")
        terminal.shows("no actor of the dossier goes by 'Nobody'", "parties> ")
        terminal.type("Norland; the Frnt\x7f\x7f\x7fnt\x15Norland; Front\r")
        terminal.shows("parties is Norland and Front: kept", "q quit")
        terminal.type("c")
        terminal.shows("Esc: back")
        terminal.type("6")
        terminal.shows("4 violated", "Esc: back")
        terminal.type("4")
        terminal.shows("status is violated: kept", "q quit")
    assert [(d.field, d.value) for d in decided(talks)][::2] == [("date", '"2030-04"'), ("status", '"violated"')]


def test_escape_leaves_everything_as_it_is(talks: Path) -> None:
    with review(talks, "--kind", "agreements") as terminal:
        terminal.shows("? help")
        for opening, seen in (("c", "Correct which"), ("m", "part of which> "), ("o", "any key")):
            terminal.type(opening)
            terminal.shows(seen)
            terminal.type("\x1b")
            terminal.shows("q quit")
    assert not decided(talks)


def test_merge_and_split(talks: Path) -> None:
    with review(talks, "--kind", "agreements") as terminal:
        screen = terminal.shows("1 of 2", "? help")
        assert "told by 3 articles" in screen
        terminal.type("s")
        terminal.shows("Which articles tell of something else?", "Esc: back")
        terminal.type("2")
        terminal.shows("[leaves]", "Esc: back")
        terminal.type("\r")
        terminal.shows("split off as", "told by 2 articles", "1 of 3", "q quit")
        terminal.type("n")
        terminal.shows("2 of 3", "told by one article", "q quit")
        terminal.type("m")
        terminal.shows("part of which> ")
        terminal.type("orla\r")
        terminal.shows("Part of which?", "in force", "Esc: back")
        terminal.type("1")
        terminal.shows("merged", ": kept", "3 of 3", "told by 2 articles", "q quit")
        terminal.type("u")
        terminal.shows("taken back: merged", "told by one article", "q quit")
    assert [d.verdict for d in decided(talks)] == ["split", "merged", "undone"]


def test_help_the_article_and_the_end(talks: Path) -> None:
    with review(talks, "--kind", "relations") as terminal:
        terminal.shows("1 of 1", "? help")
        terminal.type("?")
        assert len(terminal.shows("The order:", "Any key").split("\n")) <= 24
        terminal.type("x")
        terminal.shows("q quit")
        terminal.type("o")
        terminal.shows("Both will sign a truce", "any key")
        terminal.type("x")
        terminal.shows("q quit")
        terminal.type(" ")
        terminal.shows("That was the last.", "0 decided by Ana, 1 left")
        terminal.type("\x03")
        assert terminal.ended() == 130


def test_arrow_keys_and_unknown_keys_decide_nothing(talks: Path) -> None:
    with review(talks) as terminal:
        terminal.shows("1 of", "? help")
        terminal.type("\x1b[A")
        terminal.shows("1 of", "q quit")
        terminal.type("é")
        terminal.shows("'é' does nothing here", "q quit")
    assert not decided(talks)


def test_the_terminal_is_given_back_and_a_closed_one_ends_it(talks: Path) -> None:
    with review(talks) as terminal:
        terminal.shows("? help")
        os.kill(terminal.pid, signal.SIGWINCH)
        terminal.shows("? help")
        terminal.type("\x04")
        terminal.shows("0 decided by Ana")
        assert terminal.ended() == 0


@pytest.mark.parametrize(("columns", "lines"), [(40, 12), (200, 60)])
def test_other_sizes_of_terminal(talks: Path, columns: int, lines: int) -> None:
    with Terminal("review", str(talks), columns=columns, lines=lines, PARLEY_REVIEWER="Ben") as terminal:
        screen = terminal.shows("1 of", "u undo", "quit").rstrip("\n").split("\n")
        assert len(screen) < lines
        assert max(map(len, screen)) <= columns


def test_without_a_terminal_it_says_so(talks: Path) -> None:
    command = [sys.executable, "-c", "from parley.show.cli import main; main()", "review", str(talks)]
    ended = subprocess.run(command, input="a", capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "needs a terminal" in ended.stderr
    assert not decided(talks)

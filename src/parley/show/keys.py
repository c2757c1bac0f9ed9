"""Single keys from a terminal, without Enter; the terminal is given back as it was, whatever happens."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

if sys.platform == "win32":
    import msvcrt
else:
    import termios
    import tty

ESCAPE, ENTER, BACKSPACE, END = "escape", "enter", "backspace", "end"
_NAMES = {"\r": ENTER, "\n": ENTER, "\x7f": BACKSPACE, "\x08": BACKSPACE, "\x1b": ESCAPE, "\x04": END}
_MOMENT = 0.05  # seconds within which the rest of an arrow key comes, also over a slow line


class ClosedError(Exception):
    """The terminal is gone: the window was closed, or the line broke."""


class Keys:
    """A terminal read key by key. `redraw` is called when the window changes, and when the program comes back from Ctrl-Z."""

    def __init__(self) -> None:
        self.redraw: Callable[[], None] = lambda: None
        self._fd = sys.stdin.fileno()

    def key(self) -> str:
        """The next key: a character, or "escape", "enter", "backspace", "end" (Ctrl-D); arrows and the like are "".

        Raises KeyboardInterrupt at Ctrl-C, ClosedError where the terminal is gone.
        """
        if sys.platform == "win32":
            typed = msvcrt.getwch()
            if typed in "\x00\xe0":
                msvcrt.getwch()
                return ""
            if typed == "\x03":
                raise KeyboardInterrupt
            return _NAMES.get(typed, typed)
        with self._single():
            return self._read()

    def _read(self) -> str:
        first = os.read(self._fd, 1)
        if not first:
            raise ClosedError
        if first == b"\x1b" and self._more():
            while self._more():
                os.read(self._fd, 1)
            return ""
        while (missing := _length(first) - len(first)) > 0:
            first += os.read(self._fd, missing)
        typed = first.decode("utf8", errors="replace")
        return _NAMES.get(typed, typed)

    def _more(self) -> bool:
        return bool(select.select([self._fd], [], [], _MOMENT)[0])

    def forget(self) -> None:
        """Drops what was typed ahead: nothing is decided about what was not yet on the screen."""
        if sys.platform == "win32":
            while msvcrt.kbhit():
                msvcrt.getwch()
            return
        with suppress(termios.error):
            termios.tcflush(self._fd, termios.TCIFLUSH)

    @contextmanager
    def _single(self) -> Iterator[None]:
        """No line editing and no echo; Ctrl-C and Ctrl-Z do what they always do."""
        if sys.platform == "win32":
            yield
            return
        before = termios.tcgetattr(self._fd)

        def resumed(*_: Any) -> None:
            tty.setcbreak(self._fd, termios.TCSANOW)
            self.redraw()

        handlers = {number: signal.signal(number, resumed) for number in (signal.SIGCONT, signal.SIGWINCH)}
        try:
            tty.setcbreak(self._fd, termios.TCSANOW)
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            with suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSANOW, before)

    def line(self, prompt: str) -> str | None:
        """A line that is typed with Enter at its end; None where it is called off by Escape or Ctrl-D."""
        typed = ""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        while True:
            pressed = self.key()
            if pressed == ENTER:
                return typed
            if pressed in {ESCAPE, END}:
                return None
            if pressed == BACKSPACE:
                if typed:
                    typed = typed[:-1]
                    sys.stdout.write("\b \b")
            elif pressed == "\x15":  # Ctrl-U: the whole line
                sys.stdout.write("\b \b" * len(typed))
                typed = ""
            elif len(pressed) == 1 and pressed.isprintable():
                typed += pressed
                sys.stdout.write(pressed)
            sys.stdout.flush()


def _length(first: bytes) -> int:
    """Bytes of a character in UTF-8, by its first."""
    return 1 if first[0] < 0xC0 else 2 if first[0] < 0xE0 else 3 if first[0] < 0xF0 else 4

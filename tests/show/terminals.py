"""A program run in a pseudo-terminal: keys go in, screens come out."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from fcntl import ioctl
from types import TracebackType
from typing import Self

_PATIENCE = 30.0  # seconds for a screen to come; it takes well under one where nothing else runs
_QUIET = 0.3  # seconds without a word after which a screen is complete
_CLEARED = re.compile(r"\x1b\[2J")
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\r")


class Terminal:
    """`parley ARGUMENTS` in a terminal of 80 columns and 24 lines."""

    def __init__(self, *arguments: str, columns: int = 80, lines: int = 24, **environment: str) -> None:
        command = [sys.executable, "-c", "from parley.show.cli import main; main()", *arguments]
        size = struct.pack("HHHH", lines, columns, 0, 0)
        kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "PARLEY_REVIEWER"}}
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            ioctl(0, termios.TIOCSWINSZ, size)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever started the tests in the background has it ignored
            os.execvpe(sys.executable, command, kept | {"TERM": "xterm-256color"} | environment)
        self._said = ""
        self.status: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def screen(self) -> str:
        """What stands on the screen: all since it was last cleared."""
        return _CODES.sub("", _CLEARED.split(self._said)[-1])

    def shows(self, *words: str) -> str:
        """Waits until the screen has all of the words; the screen."""
        end = time.monotonic() + _PATIENCE
        while not all(word in self.screen for word in words):
            assert time.monotonic() < end, f"no {words} on the screen:\n{self.screen}"
            if not self._read(0.2) and self.status is not None:
                raise AssertionError(f"ended without {words}:\n{self.screen}")
        return self.screen

    def _read(self, wait: float) -> bool:
        if not select.select([self._fd], [], [], wait)[0]:
            return False
        try:
            found = os.read(self._fd, 65536)
        except OSError:  # the program has closed its side
            found = b""
        if not found:
            self._end()
            return False
        self._said += found.decode("utf8", errors="replace")
        return True

    def type(self, keys: str) -> None:
        """Presses keys; what was on the screen before no longer counts for `shows`."""
        while self._read(_QUIET):  # keys pressed before a screen is complete are dropped by it
            pass
        self._said = ""
        os.write(self._fd, keys.encode())

    def ended(self) -> int:
        """Waits for the end; the exit status."""
        end = time.monotonic() + _PATIENCE
        while self.status is None:
            assert time.monotonic() < end, f"it does not end:\n{self.screen}"
            self._read(0.2)
        return self.status

    def _end(self) -> None:
        if self.status is None:
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)

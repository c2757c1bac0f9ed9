"""Files that commands write: whole or not at all; and what is said where that fails."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_FIX = {
    errno.ENOSPC: "Make room or choose another place",
    errno.EDQUOT: "Make room or choose another place",
    errno.EFBIG: "Choose a place that may hold larger files",
    errno.ENOENT: "Make the folder or choose another place",
    errno.EACCES: "Choose a place where you may write",
    errno.EPERM: "Choose a place where you may write",
    errno.EROFS: "Choose a place where you may write",
}


def explain(error: OSError) -> str:
    """An error of the operating system in one line: the file, what was found, what to do."""
    name = f"{error.filename}: " if error.filename else ""
    fix = _FIX.get(error.errno or 0, "Choose another place")
    return f"{name}{error.strerror or error}. {fix}, then run the same command again"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream into a file that appears at `path` when all is written; on failure nothing of it stays. Pipes are written to.

    Raises OSError with the name of `path`.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.filename not in {None, str(part)}:
            raise  # of another file, that was read meanwhile
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from parley.show.files import explain, whole_file


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    with whole_file(path) as stream:
        stream.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("fault", [ValueError("ours"), KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
def test_nothing_stays_of_a_file_that_failed(tmp_path: Path, fault: BaseException) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    with pytest.raises(type(fault)) as raised, whole_file(path):
        raise fault
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]
    if isinstance(raised.value, OSError):
        assert (
            explain(raised.value)
            == f"{path}: No space left on device. Make room or choose another place, then run the same command again"
        )


def test_an_error_of_another_file_keeps_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised, whole_file(tmp_path / "out"):
        (tmp_path / "input").read_text()
    assert raised.value.filename == str(tmp_path / "input")


def test_a_missing_folder_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "a.json"
    with pytest.raises(OSError, match="No such file") as raised, whole_file(path):
        pass
    assert explain(raised.value).endswith(
        f"{path}: No such file or directory. Make the folder or choose another place, then run the same command again"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = f"print(open({str(pipe)!r}).read(), end='')"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as reader:
        with whole_file(pipe) as stream:
            stream.write(b"through")
        assert reader.communicate(timeout=20)[0] == "through"
    assert pipe.is_fifo()

"""A real PostgreSQL server of Debian's for the tests: its own data in a temporary folder, reached by a socket in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "sécret/1"


def binaries() -> Path | None:
    """The folder of the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("postgres")
    return Path(there).resolve().parent if there else None


def as_somebody(command: list[str]) -> list[str]:
    """The command, run by a user who is not root, which PostgreSQL refuses to run as."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command]


class Server:
    """A running server; `url` is the address of one of its databases."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        programs = binaries()
        assert programs is not None, "no PostgreSQL: apt-get install postgresql, or set PARLEY_POSTGRES=none to go without"
        self.programs = programs
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, schema: str = "parley", database: str = "postgres") -> str:
        return f"postgresql://parley@/{database}?host={self.folder}&schema={schema}".replace("@/", f"@localhost:{self.port}/")

    def run(self, program: str, *arguments: str) -> None:
        command = as_somebody([str(self.programs / program), *arguments])
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)

    def make(self) -> None:
        secret = self.folder / "secret"
        secret.write_text(PASSWORD)
        if os.geteuid() == 0:
            for path in (self.folder, secret):
                shutil.chown(path, "nobody", "nogroup")
        self.run(
            "initdb", "-D", str(self.data), "-U", "parley", "-E", "UTF8", "--locale=C.UTF-8", "--auth-local=trust",
            "--auth-host=scram-sha-256", f"--pwfile={secret}",
        )  # fmt: skip
        self.start()

    def start(self) -> None:
        options = ["-c", f"unix_socket_directories={self.folder}", "-c", "listen_addresses=127.0.0.1", "-c", f"port={self.port}"]
        options += ["-c", "fsync=off"]  # no test takes the power away, and a hundred schemas are many files
        command = as_somebody([str(self.programs / "postgres"), "-D", str(self.data), *options])
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        for _ in range(300):
            ready = [str(self.programs / "pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)]
            if subprocess.run(ready, check=False).returncode == 0:
                return
            assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())

    def stop(self, *, at_once: bool = False) -> None:
        """At once: as a crash would."""
        if self.process is not None:
            self.process.send_signal(3 if at_once else 2)
            self.process.wait(60)
            self.process = None


@contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as it is needed. Not in pytest's folder, which others than its owner may not enter."""
    with tempfile.TemporaryDirectory(prefix="parley-pg-", dir="/tmp") as name:
        server = Server(Path(name))
        server.make()
        try:
            yield server
        finally:
            server.stop(at_once=True)

"""A server in a thread and a Chromium beside it, which remember what must not happen."""

from __future__ import annotations

import importlib.resources
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

LOOPBACK = {"127.0.0.1", "localhost"}
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
_QUIET = ("--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-gpu")
_PATIENCE = 15.0  # seconds in which a server has to start


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """The app on a free port of this machine: its address without a slash at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        began = time.monotonic()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            assert time.monotonic() - began < _PATIENCE, "the server did not start in time"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(_PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window. As root it starts without its sandbox only."""
    options = [*_QUIET, "--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else [*_QUIET]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


class Visit:
    """A page of the browser. `faults` are errors on its console and requests to other machines: see `check`."""

    def __init__(self, browser: Browser, address: str, **context: Any) -> None:
        self.address = address
        self.faults: list[str] = []
        self._context = browser.new_context(base_url=address, **context)
        self.page: Page = self._context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname not in LOOPBACK:
            self.faults.append(f"request to {request.url}")

    def open(self, path: str) -> Page:
        """The page at a path, loaded."""
        self.page.goto(path, wait_until="load")
        return self.page

    def check(self) -> None:
        """Fails on anything that must not happen."""
        assert self.faults == []

    def axe(self) -> list[str]:
        """What axe-core calls serious or critical on the page as it is now, one line each."""
        source = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf8")
        self.page.evaluate(source)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{each['impact']} {each['id']}: {node['html'][:200]} ({node['failureSummary'][:300]})"
            for each in found["violations"]
            if each["impact"] in {"serious", "critical"}
            for node in each["nodes"]
        ]

    def close(self) -> None:
        """Ends the page."""
        self._context.close()

"""What a page costs does not depend on how much there is: the same pages of a dossier of 60 articles and of one of 600."""

from __future__ import annotations

import time
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from parley.keep import keep
from parley.show.web.app import make_app
from parley.show.web.desks import Desks
from parley.show.web.safety import Guard
from parley.store.dossier import Dossier
from tests.reason.builders import Story
from tests.show.web.conftest import HOST

# On two cores with 10,000 articles (benchmarks/dossier_growth.py), CPU time of a page that is not kept: see docs/pages.md
PAGES = ("/", "/review", "/review?kind=positions", "/articles/a00059")
_SLACK = 3.0  # times as long, on a machine that others use


def made(path: Path, count: int) -> FastAPI:
    with Dossier.create(path) as opened:
        for number in range(count):
            day = f"20{30 + number // 336}-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
            text = f"Orla and the Front met in Town{number % 9} on day {number}. Orla will never cede Hill{number}. "
            text += f"The Front denies it {number}."
            story = Story(f"a{number:05}", text, day, f"Outlet {number % 7}", language="en")
            story.actor("Orla").actor("Front", "armed_group")
            story.event("CONSULT", "met in", ("Orla", "Front"), date=day, place=f"Town{number % 9}")
            story.position("Orla", f"cede Hill{number}", "against", f"will never cede Hill{number}")
            story.claim(f"The Front denies it {number}", "denied", denied=("Front",))
            keep(opened, story.read())
    return make_app(Desks(str(path), path.name, "Ana"), Guard())


def cost(app: FastAPI, address: str) -> float:
    """Seconds of CPU time, of three the least, with nothing kept."""
    spent = []
    with TestClient(app, base_url=HOST) as client:
        client.get(address)
        for _ in range(3):
            app.state.desks._pages.clear()
            begun = time.process_time()
            assert client.get(address).status_code == 200
            spent.append(time.process_time() - begun)
    return min(spent)


def test_pages_cost_the_same_in_a_larger_dossier(tmp_path: Path) -> None:
    small, large = made(tmp_path / "small.parley", 60), made(tmp_path / "large.parley", 600)
    slower = {address: (cost(small, address), cost(large, address)) for address in PAGES}
    assert {address: both for address, both in slower.items() if both[1] > _SLACK * both[0] + 0.02} == {}

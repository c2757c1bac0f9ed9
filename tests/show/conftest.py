"""A dossier made by hand, so that showing is tested without a model."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.keep import keep
from parley.show.book import Book, book_of
from parley.store.dossier import Dossier
from tests.reason.builders import Story

HOSTILE = '<script>alert("1")</script> & <b onmouseover=alert(2)>'


def stories() -> list[Story]:
    first = Story(
        "01-refusal",
        f"Norland rules out talks\n\nORLA, 1 May - Norland will never negotiate with the Front, its president said. {HOSTILE}\n\n"
        "A pact between herders and farmers in Dasa still holds.\n\nSubscribe to our letter.",
        "2030-05-01",
        "Orla Gazette",
        url="https://gazette.example/1",
        language="en",
    )
    first.article = first.article.__class__(
        **{f: getattr(first.article, f) for f in first.article.__struct_fields__}
        | {"boilerplate": first.spans("Subscribe to our letter.")}
    )
    first.actor("Norland").actor("Front", "armed_group").actor("herders", "people").actor("farmers", "people")
    first.position("Norland", "negotiate with the Front", "against", "will never negotiate with the Front", red_line=True)
    first.agreement("local", "A pact between herders and farmers", ("herders", "farmers"), place="Dasa", status="in_force")
    first.statement("its president", "Norland will never negotiate with the Front", "direct")
    second = Story(
        "02-talks",
        "Envoys in Basra\n\nNorland and the Front met in Basra on Monday. The Front denies that it shelled Dasa. "
        "Both will sign a truce by Friday. The pact of Dasa has collapsed.",
        "2030-06-04",
        "The Courier",
        url="javascript:alert(3)",
        language="en",
    )
    second.actor("Norland").actor("Front", "armed_group")
    second.event("CONSULT", "met in Basra", ("Norland", "Front"), date="2030-06-03", place="Basra")
    second.claim("it shelled Dasa", "denied", denied=("Front",))
    second.expectation("Both will sign a truce by Friday", due="2030-06-07")
    second.agreement("local", "The pact of Dasa has collapsed", place="Dasa", status="collapsed")
    second.relation("Front", "opposes", "Norland", "Norland and the Front met")
    return [first, second]


@pytest.fixture(scope="session")
def book() -> Book:
    return book_of("talks.parley", [story.read() for story in stories()])


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dossier") / "talks.parley"
    with Dossier.create(path) as opened:
        for story in stories():
            keep(opened, story.read())
    return path

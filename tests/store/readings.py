"""Readings made by hand, one for each number, with records of every kind."""

from __future__ import annotations

import datetime

from parley.records import (
    Actor,
    Agreement,
    Article,
    Attribution,
    Claim,
    Event,
    Expectation,
    Likelihood,
    Mention,
    Place,
    Position,
    Reading,
    Relation,
    Role,
    Term,
    Timex,
    record_id,
)

FIRST_DAY = datetime.date(2022, 1, 1)


def reading(number: int, *, published: str | None = "", publisher: str | None = "Lakeside Post") -> Reading:
    """Article `number`, published `number` days after FIRST_DAY unless told otherwise."""
    name = f"a{number:04}"
    day = (FIRST_DAY + datetime.timedelta(days=number)).isoformat() if published == "" else published
    text = f"Round {number}: the Élan Front and the government met in Dovar. They agreed to swap {number} prisoners.\n\nSubscribe"
    article = Article(
        id=name, text=text, publisher=publisher, title=f"Round {number}", language="en", published=day,
        published_from="given" if day else "unknown", boilerplate=((len(text) - 9, len(text)),),
    )  # fmt: skip
    front, state = record_id("a", name, "front"), record_id("a", name, "state")
    span = (0, 10)
    return Reading(
        article=article,
        actors=(
            Actor(id=front, name="Élan Front", kind="armed_group", aliases=("the front",)),
            Actor(
                id=state,
                name="Government",
                kind="government",
                country="MLI",
                roles=(Role(role="host", of=front, evidence=(span,)),),
            ),
        ),
        mentions=(Mention(start_char=0, end_char=5, actor=front, how="name"),),
        places=(Place(start_char=1, end_char=4, name="Dovar", lat=1.5, lon=-2.25, precision="city"),),
        timexes=(Timex(start_char=2, end_char=3, type="DATE", value="2022-W06"),),
        attributions=(Attribution(id=record_id("t", name), content=(span,), source_actor=front, confidence=0.1 + 0.2),),
        events=(
            Event(
                id=record_id("e", name),
                event_type="AGREE",
                evidence=(span,),
                actor=(front,),
                recipient=(state,),
                contexts=("military",),
            ),
        ),
        agreements=(
            Agreement(
                id=record_id("g", name), kind="ceasefire", evidence=(span,), terms=(Term(text="swap", by=front, evidence=(span,)),)
            ),
        ),
        positions=(
            Position(id=record_id("p", name), actor=front, issue="talks", direction="for", evidence=(span,), red_line=True),
        ),
        claims=(Claim(id=record_id("c", name), text="x", evidence=(span,), status="denied", denied_by=(state,)),),
        expectations=(
            Expectation(id=record_id("x", name), text="x", evidence=(span,), likelihood=Likelihood(word="may", low=0.3, high=0.7)),
        ),
        relations=(Relation(id=record_id("r", name), subject=front, type="opposes", object=state, evidence=(span,)),),
    )

"""What somebody says that others did: put forward as true, and so a claim, before anybody denies or confirms it.

A statement counts where it tells as a fact what somebody else than its source did. Opinions, plans, what media report and what
the text's own claims hold already do not count. Misses facts that no event was read out of.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.records import Claim, Reading, Spans


def claim_id(statement: str) -> str:
    """The id of the claim that a statement (its id) puts forward."""
    return f"c{statement[1:]}"


def statement_id(claim: str) -> str:
    """The id of the statement that puts a claim (its id) forward; of no statement where an article has the claim itself."""
    return f"t{claim[1:]}"


def claims_of(reading: Reading) -> tuple[Claim, ...]:
    """The claims of a reading, and those that its statements put forward."""
    return (*reading.claims, *_put_forward(reading))


def _put_forward(reading: Reading) -> Iterator[Claim]:
    kinds = {actor.id: actor.kind for actor in reading.actors}
    text = reading.article.text
    for statement in reading.attributions:
        source = statement.source_actor
        if statement.type == "belief" or source is None or kinds.get(source) == "media":
            continue
        content = tuple(span for span in statement.content if not any(_touch((span,), claim.evidence) for claim in reading.claims))
        if not _tells(reading, source, content):
            continue
        yield Claim(
            id=claim_id(statement.id),
            text=" … ".join(text[start:end] for start, end in content),
            evidence=content,
            status="asserted",
            asserted_by=(source,),
            date=statement.date,
            origin=statement.origin,
            confidence=statement.confidence,
        )


def _tells(reading: Reading, source: str, content: Spans) -> bool:
    """Whether the words of a source tell what others did."""
    return any(event.aux is None and set(event.actor) - {source} and _touch(content, event.evidence) for event in reading.events)


def _touch(a: Spans, b: Spans) -> bool:
    return any(start < other_end and other_start < end for start, end in a for other_start, other_end in b)

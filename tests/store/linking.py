"""A tiny linking for tests of the store: every record shares keys with others, so that `near` and `links` have work to do."""

from __future__ import annotations

from parley.ledger import LINK_KINDS, Link, Linked, LinkKind, Memory, Settlement, Trace
from parley.records import Reading

KINDS: tuple[LinkKind, ...] = tuple(kind for kind in LINK_KINDS if kind not in ("statements", "issues", "assertions"))


def link_all(reading: Reading, memory: Memory) -> Linked:
    """Links each record to the item of the first that shares its two keys, half of the articles to one of two items."""
    article = reading.article
    links = [_link(reading, kind, number, memory) for kind in KINDS for number in range(len(getattr(reading, kind)))]
    others = memory.with_sketch([len(article.text)])
    settled = [
        Settlement(item=link.item, article=article.id, start_char=0, end_char=5, outcome="met", known=link.known)
        for link in links
        if link.kind == "expectations" and link.reason != "first"
    ]
    return Linked(
        copy_of=memory.copy_of(others[0]) or others[0] if others else None,
        sketch=(len(article.text), 7),
        links=tuple(links),
        settlements=tuple(settled),
    )


def _link(reading: Reading, kind: LinkKind, number: int, memory: Memory) -> Link:
    article, record = reading.article, getattr(reading, kind)[number]
    parity = int(article.id[1:]) % 2 if article.id[1:].isdigit() else 0
    keys = (f"{kind}-{number}", f"parity-{parity}")
    known = article.published or "0001-01-01"
    near = memory.near(kind, keys, known, least=2)
    return Link(
        kind=kind, article=article.id, record=record.id, item=near[0].item if near else record.id, known=known,
        reason="same keys" if near else "first", value=f"v{int(article.id[-1]) // 3}",
        due=known if kind == "expectations" else None, weight=float(number + parity), keys=keys,
        trace=Trace(words=frozenset({"b", "a"}), key=article.id),
    )  # fmt: skip

"""A sentence as the classifier of events reads it: word pieces, with marks around who acts and who is acted on.

Training and use share this module, so that both see the same. It runs on Python 3.11 too, where the network is trained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.extract.windows import Vocabulary, pieces_of, word_spans
from parley.records import Span

# The marks are pieces that news hardly has; the longest sentence, in pieces, longer ones are cut at the end.
ACTOR, RECIPIENT = "@", "#"
LONGEST = 128


@dataclass(frozen=True, slots=True)
class Marked:
    """Ids of a sentence's pieces; `actor` and `recipient` say where in them the marks of each stand, none where there is none."""

    ids: tuple[int, ...]
    actor: tuple[int, ...]
    recipient: tuple[int, ...]


def marked(text: str, stretch: Span, actor: Span | None, recipient: Span | None, vocabulary: Vocabulary) -> Marked:
    """The words of a stretch of text with marks before and after the spans of the two parties."""
    ids = [vocabulary.start]
    at: dict[str, list[int]] = {ACTOR: [], RECIPIENT: []}
    opening = {span[0]: mark for mark, span in ((RECIPIENT, recipient), (ACTOR, actor)) if span is not None}
    closing = {span[1]: mark for mark, span in ((RECIPIENT, recipient), (ACTOR, actor)) if span is not None}

    def put(mark: str | None) -> None:
        if mark is not None:
            at[mark].append(len(ids))
            ids.extend(vocabulary.encode(mark))

    for word in word_spans(text, stretch):
        pieces = pieces_of(text, word, vocabulary)
        if len(ids) + len(pieces) + 3 > LONGEST:
            break
        put(opening.get(word[0]))
        ids.extend(pieces)
        put(closing.get(word[1]))
    ids.append(vocabulary.end)
    return Marked(tuple(ids), tuple(at[ACTOR]), tuple(at[RECIPIENT]))


def padded(batch: Sequence[Marked]) -> tuple[list[list[int]], list[list[float]], list[list[float]], list[list[float]]]:
    """Ids, mask, and the marks of actors and recipients as rows of one length."""
    longest = max(len(m.ids) for m in batch)
    ids = [[*m.ids, *[0] * (longest - len(m.ids))] for m in batch]
    mask = [[1.0] * len(m.ids) + [0.0] * (longest - len(m.ids)) for m in batch]
    actors = [[float(i in m.actor) for i in range(longest)] for m in batch]
    recipients = [[float(i in m.recipient) for i in range(longest)] for m in batch]
    return ids, mask, actors, recipients

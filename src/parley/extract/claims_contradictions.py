"""Contradictions that no word of denial marks: the same words with a "not", an accused who says no, and other accounts.

Misses: opposites that other words make ("alive" and "dead"). Figures: see `claims_figures`; turns of phrase: see `claims_turns`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.claims_assertions import Assertion, Ledger
from parley.extract.claims_figures import Contradiction, figures
from parley.extract.claims_turns import says_no, turns
from parley.extract.clauses import VERBAL, trimmed
from parley.extract.notes import Notes
from parley.extract.voices import subjects
from parley.lexicon.stances import Claims
from parley.records import Span


def contradictions(notes: Notes, table: Claims, ledger: Ledger) -> Iterator[Contradiction]:
    """The contradictions of an article, in reading order of each kind."""
    yield from figures(notes, table)
    yield from _opposites(notes, table, ledger)
    yield from turns(notes, table, ledger)


def _opposites(notes: Notes, table: Claims, ledger: Ledger) -> Iterator[Contradiction]:
    """ "A said the bridge was lost. B said the bridge was not lost", "A said B had fired. "We did not fire," said B"."""
    for attribution in notes.reading.attributions:
        speaker = attribution.source_actor
        if speaker is None or attribution.type == "belief" or not attribution.content:
            continue
        tokens = notes.tokens(attribution.content[0])
        span = trimmed(tokens)
        if span is None or not says_no(tokens):
            continue
        other = ledger.opposite(span, (speaker,)) or (
            _on(speaker, span, notes, ledger) if _is_own(tokens, speaker, notes, table) else None
        )
        if other is not None:
            yield Contradiction(other.span, other.by, (speaker,), False)


def _on(speaker: str, span: Span, notes: Notes, ledger: Ledger) -> Assertion | None:
    """What somebody else said just before on what a speaker did, or whoever he speaks for."""
    actor = notes.actor[speaker]
    offices = [r.of for r in actor.roles if r.of is not None and r.current is not False]
    state = notes.state.get(actor.country or "") if actor.kind == "military" else None
    found = (ledger.about(a, span[0]) for a in (speaker, *offices, *([state] if state else [])))
    return next((a for a in found if a is not None and speaker not in a.by), None)


def _is_own(tokens: list[Token], speaker: str, notes: Notes, table: Claims) -> bool:
    """Whether what somebody says is about himself ("we did not fire")."""
    root = next((t for t in tokens if t.pos_ in VERBAL and t.dep_ in {"ROOT", "ccomp", "parataxis"}), None)
    return root is not None and root.lemma_ != "be" and speaker in subjects(root, notes, table.bodies)

"""What the classifier makes of the sentence that an article opens with, and of articles that are hardly about a conflict.

News tells its event in the first sentence, so there the network may name an event for which the rules have no word, and put right
a type that it is sure the rules have wrong. Further down it does neither: on whole articles kept for development, of the types
that it would have changed there the rules had more right (docs/quality.md, training/events/LOG.md).

Where an article names hardly a power, its "attacks" and "deals" may be a team's or a firm's: what the network takes for no event is
none there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.event_doings import Doing, doing_of, phrase_of
from parley.extract.event_marks import marked, padded
from parley.extract.event_triggers import Trigger
from parley.extract.notes import Notes
from parley.lexicon.classifier import NONE, Classifier
from parley.lexicon.tagger import Floats
from parley.records import Span
from parley.values import EventType

# How likely a type must be to stand where the rules have none, and to stand in the place of another.
NEW, OTHER = 0.3, 0.5
# What the network learnt from PLOVER's coders to call otherwise than Parley does: signing, sending soldiers.
OURS = frozenset({("AGREE", "SUPPORT"), ("MOBILIZE", "AID")})
# A frame of more weight than this says so much that it stands.
LOOSE = 2
# How likely it must be that a sentence tells no event, where an article names fewer powers than this.
NO_EVENT, FEWEST_POWERS = 0.5, 2
POWERS = frozenset({"government", "armed_group", "military", "igo"})
# Slots of who acts and of whom it befalls, the likeliest first.
ACTING = ("subj", "p:by", "p:between", "poss")
ACTED_ON = ("obj", "dative", "p:against", "p:on", "p:to", "p:of", "p:with", "p:for", "p:from")
TERMINAL = frozenset({".", "!", "?", "…", "”", '"', "’"})
CLAUSES = frozenset({"advcl", "relcl", "parataxis", "acl"})
# The lead stands among so many pieces: headlines, bylines and days go before it.
MOST = 6


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its doing and the type that the network gives it."""

    sentence: Tokens
    doing: Doing
    event_type: EventType
    probability: float

    def is_of(self, token: Token) -> bool:
        """Whether a word belongs to the doing: its verb, or what hangs on that and is no clause that tells of something else."""
        for word in (token, *token.ancestors):
            if word == self.doing.verb:
                return True
            if word.dep_ in CLAUSES:
                return False
        return False


def judged_lead(notes: Notes, said: frozenset[str], classifier: Classifier) -> Judged | None:
    """The sentence that an article opens with and its type; None where it tells of no doing or, to the network, of no event."""
    sentence = lead(notes)
    doing = doing_of(sentence, said) if sentence is not None else None
    if sentence is None or doing is None:
        return None
    odds = _odds(notes, sentence, (doing.actor, doing.recipient), classifier)
    best = int(odds.argmax())
    if classifier.labels[best] == NONE:
        return None
    return Judged(sentence, doing, cast(EventType, classifier.labels[best]), float(odds[best]))


def is_about_powers(notes: Notes) -> bool:
    """Whether an article names governments, armies, armed groups or organisations of states, so many that its events are theirs."""
    return sum(actor.kind in POWERS and not actor.place_only for actor in notes.reading.actors) >= FEWEST_POWERS


def is_no_event(notes: Notes, trigger: Trigger, classifier: Classifier) -> bool:
    """Whether the network takes a sentence, with the parties that a trigger gives it, for one without an event."""
    parties = (_party_of(trigger, ACTING), _party_of(trigger, ACTED_ON))
    odds = _odds(notes, trigger.token.sent, parties, classifier)
    return float(odds[classifier.labels.index(NONE)]) >= NO_EVENT


def _odds(notes: Notes, sentence: Tokens, parties: tuple[Token | None, Token | None], classifier: Classifier) -> Floats:
    """Probabilities of the labels for a sentence with its actor and recipient, those left out whose phrase it does not hold."""
    stretch = (sentence[0].idx, sentence[-1].idx + len(sentence[-1]))
    spans = (phrase_of(token) if token is not None else None for token in parties)
    actor, recipient = (span if span is not None and _within(span, stretch) else None for span in spans)
    return classifier.run(*padded([marked(notes.text, stretch, actor, recipient, classifier)]))[0]  # type: ignore[no-any-return]


def _party_of(trigger: Trigger, names: tuple[str, ...]) -> Token | None:
    """The first word in the first of some slots of a trigger."""
    return next((t for name in names for t in trigger.slots.get(name, ())), None)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def lead(notes: Notes) -> Tokens | None:
    """The first sentence that ends as one does, past a headline, a byline and a day; a text of one line is its own lead."""
    pieces = notes.paragraphs_apart
    return pieces[0] if len(pieces) == 1 else next((s for s in pieces[:MOST] if _ends(s)), None)


def _ends(sentence: Tokens) -> bool:
    last = next((t for t in reversed(sentence) if not t.is_space), None)
    return last is not None and last.text in TERMINAL

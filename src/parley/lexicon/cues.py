"""Words that say that somebody says, believes or wants something, and how often each does in each construction."""

from __future__ import annotations

import math
from dataclasses import dataclass

from parley.errors import DataError
from parley.lexicon.tables import read_tsv

KINDS = frozenset(
    {
        "say", "ask", "announce", "promise", "threaten", "demand", "accuse", "deny", "reject", "confirm", "accept", "praise",
        "believe", "know", "doubt", "want", "plan", "refuse", "fear",
    }
)  # fmt: skip
BELIEFS = frozenset({"believe", "know", "doubt", "want", "plan", "refuse", "fear"})
# A word of the hand-made list counts as this many sightings, so many of them hits, before the corpus speaks: enough to carry
# words that US politics never uses, little enough for the counts of common words to overrule it.
_LISTED_SEEN, _LISTED_SHARE = 4.0, 0.7
_BACKOFF_SEEN = 2.0  # weight of the construction's own rate for words that are not listed


@dataclass(frozen=True, slots=True)
class Cues:
    """`rate` by (lemma, part of speech, construction); `kind` by (lemma, part of speech); the rest are sets of lower-case words.

    `speech`: verbs of speaking; `remarks`: nouns for things said; `weight`: of features (extract/cue_features.py).
    `descriptions`: reporters by which a text calls a speaker again. `phrases`: "according to" and such: kind, how sure.
    `reporters`: nouns for people and things that say something (minister, report, officials), by kind of actor.
    """

    rate: dict[tuple[str, str, str], float]
    backoff: dict[tuple[str, str], float]
    kind: dict[tuple[str, str], str]
    listed: frozenset[tuple[str, str, str]]
    speech: frozenset[str]
    reporters: dict[str, str]
    weight: dict[str, float]
    remarks: frozenset[str]
    descriptions: frozenset[str]
    phrases: dict[tuple[str, ...], tuple[str, float]]

    def probability(self, lemma: str, pos: str, construction: str) -> float:
        """How likely this word in this construction is the cue of an attribution."""
        found = self.rate.get((lemma, pos, construction))
        return found if found is not None else self.backoff.get((pos, construction), 0.0)

    def weighed(self, probability: float, features: list[str]) -> float:
        """The probability after what else speaks for and against the cue (logistic regression, weights from training/cues)."""
        odds = math.log(probability / (1 - probability)) if 0 < probability < 1 else math.copysign(5.0, probability - 0.5)
        score = self.weight.get("bias", 0.0) + self.weight.get("rate", 1.0) * odds
        score += sum(self.weight.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-score))


def rates(
    counts: dict[tuple[str, str, str], tuple[int, int]], listed: frozenset[tuple[str, str, str]]
) -> tuple[dict[tuple[str, str, str], float], dict[tuple[str, str], float]]:
    """Smoothed rates from (hits, seen), and the rates of words without counts by (part of speech, construction)."""
    overall = {(pos, construction): hits / seen for (lemma, pos, construction), (hits, seen) in counts.items() if lemma == "*"}
    # a word that the corpus table leaves out is rarer as a cue than the average of its construction
    backoff = {key: rate / 2 for key, rate in overall.items()}
    rate = {}
    for key in counts.keys() | listed:
        hits, seen = counts.get(key, (0, 0))
        if key in listed:
            rate[key] = (hits + _LISTED_SEEN * _LISTED_SHARE) / (seen + _LISTED_SEEN)
        elif key[0] != "*":
            rate[key] = (hits + _BACKOFF_SEEN * overall.get(key[1:], 0.0)) / (seen + _BACKOFF_SEEN)
    return rate, backoff


def load_cues(language: str) -> Cues:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    counts = {
        (row["lemma"], row["pos"], row["construction"]): (int(row["hits"]), int(row["seen"]))
        for row in read_tsv(("lemma", "pos", "construction", "hits", "seen"), "lang", language, "cues.tsv")
    }
    kind: dict[tuple[str, str], str] = {}
    listed: set[tuple[str, str, str]] = set()
    for row in read_tsv(("lemma", "pos", "kind", "constructions", "note"), "lang", language, "reporting.tsv"):
        if row["kind"] not in KINDS:
            name, found = f"data/lang/{language}/reporting.tsv", f"{row['lemma']}: found the kind {row['kind']!r}"
            raise DataError(f"{name}: {found}, expected one of {sorted(KINDS)}")
        kind[row["lemma"], row["pos"]] = row["kind"]
        listed.update((row["lemma"], row["pos"], construction) for construction in row["constructions"].split())
    nouns = list(read_tsv(("noun", "kind", "again"), "lang", language, "reporters.tsv"))
    reporters = {row["noun"]: row["kind"] for row in nouns}
    trades = (row["role"] for row in read_tsv(("role", "sort"), "lang", language, "roles.tsv") if row["sort"] == "profession")
    descriptions = frozenset(row["noun"] for row in nouns if row["again"] == "y") | frozenset(trades)
    speech = frozenset(lemma for (lemma, pos), k in kind.items() if pos == "VERB" and k not in BELIEFS)
    remarks = frozenset(lemma for (lemma, pos), k in kind.items() if pos == "NOUN" and k in {"say", "accuse", "deny", "threaten"})
    rate, backoff = rates(counts, frozenset(listed))
    weight = {row["feature"]: float(row["weight"]) for row in read_tsv(("feature", "weight"), "lang", language, "cue_weights.tsv")}
    rows = read_tsv(("phrase", "kind", "sure"), "lang", language, "source_phrases.tsv")
    phrases = {tuple(row["phrase"].split()): (row["kind"], float(row["sure"])) for row in rows}
    return Cues(rate, backoff, kind, frozenset(listed), speech, reporters, weight, remarks, descriptions, phrases)

"""Tables behind `extract` of positions and claims: words that take a side, issues, words that deny and confirm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from parley.errors import DataError
from parley.lexicon.countries import country_words
from parley.lexicon.tables import read_toml, read_tsv
from parley.values import Direction

Words = frozenset[str]
STANCES, CLAIMS, ISSUES, ISSUE_NOUNS = "stances.toml", "claims.toml", "issues.tsv", "issue_nouns.tsv"


@dataclass(frozen=True, slots=True)
class Side:
    """Which side a word takes. A `strong` word takes it whatever it is said of."""

    direction: Direction
    strong: bool


@dataclass(frozen=True, slots=True)
class IssueNoun:
    """The noun that words the deed of a verb as an issue ("release": "release"), and the preposition before what it is done to."""

    noun: str
    prep: str


@dataclass(frozen=True, slots=True)
class Stances:
    """Lemmas, and patterns that ignore case, named as in stances.toml. Keys of `verbs`, `adjectives`, `nouns`: "lemma" or
    "lemma.preposition"; `heads` has their first halves; of `idioms`: "verb.noun.preposition".
    `family` gives the family of issues (issues.tsv) of a lemma, `nouns_of` the
    noun of a verb (issue_nouns.tsv), `countries` the country code of its name, adjective or seat in lower case."""

    verbs: Mapping[str, Side]
    negated: Words
    heads: Words
    adjectives: Mapping[str, Side]
    nouns: Mapping[str, Side]
    goals: Words
    proposals: Words
    preconditions: Words
    speech: Words
    verdict_verbs: Words
    verdicts: Mapping[str, Direction]
    refusals: Mapping[str, Direction]
    red_lines: re.Pattern[str]
    firm_lines: re.Pattern[str]
    condition_marks: Words
    hard_marks: Words
    conditions: re.Pattern[str]
    delegates: Words
    leaders: Words
    bodies: Words
    organs: Words
    offices: Words
    first_person: Words
    idle: Words
    family: Mapping[str, str]
    countries: Mapping[str, str]
    yielding: Words
    giving_up: Words
    duties: Words
    remedies: Words
    vague: Words
    endings: Words
    impositions: Words
    hopes: Words
    onlookers: Words
    idioms: Mapping[str, Direction]
    idiom_verbs: Words
    idiom_heads: Words
    contenting: Words
    ceasing: Words
    foreseen: Words
    reports: Words
    scrapping: Words
    scrapped: Words
    bare: Mapping[str, Direction]
    offering: Words
    plain: Words
    weighing: Words
    together: Mapping[str, str]
    counts: Words
    demanding: Words
    conditioning: Mapping[str, str]
    dependent: Words
    vows: Words
    keeping: Words
    firmness: Words
    mediating: Words
    substitutes: Words
    backing: Words
    militants: Words
    attitudes: Words
    set_aside: Words
    readiness: Words
    sides: Words
    tight: Words
    commitments: Words
    nouns_of: Mapping[str, IssueNoun]
    claims: Claims


@dataclass(frozen=True, slots=True)
class Claims:
    """Lemmas, and patterns that ignore case, named as in claims.toml."""

    bodies: Words
    deny: Words
    spurn: Words
    open_verbs: Words
    confirm: Words
    admit: Words
    accuse: Words
    judge: Words
    uphold: Words
    retort: Words
    believe: Words
    tell: Words
    insist: Words
    trade: Words
    parry: Words
    disowned_states: Words
    disowned_parts: Words
    blame: Words
    cast: Words
    doubts: Words
    accounts: Words
    formal: Words
    grants: Words
    blunt: re.Pattern[str]
    verbs: Words
    assertions: Words
    deeds: Words
    wholes: Words
    falsehoods: Words
    denials_given: Words
    doubting: Words
    unsure: Words
    unready: Words
    counting: Words
    counted: Mapping[str, str]
    measures: Words
    numbers: Mapping[str, int]
    pretexts: re.Pattern[str]
    denials: re.Pattern[str]
    disputes: re.Pattern[str]
    neither: re.Pattern[str]
    idle: Words


def _pattern(patterns: Iterable[str], where: str) -> re.Pattern[str]:
    try:
        return re.compile("|".join(patterns), re.IGNORECASE)
    except re.error as error:
        raise DataError(f"{where}: not a regular expression: {error}") from error


def _sides(groups: Mapping[str, list[str]]) -> Mapping[str, Side]:
    found = {}
    for name, words in groups.items():
        direction: Direction = "against" if name.startswith("against") else "for"
        found.update(dict.fromkeys(words, Side(direction, name.endswith("strong"))))
    return MappingProxyType(found)


def _families(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in read_tsv(("family", "words"), "lang", language, ISSUES):
        for word in row["words"].split():
            found.setdefault(word, row["family"])
    return MappingProxyType(found)


def _issue_nouns(language: str) -> Mapping[str, IssueNoun]:
    rows = read_tsv(("verb", "noun", "prep"), "lang", language, ISSUE_NOUNS)
    return MappingProxyType({row["verb"]: IssueNoun(row["noun"], row["prep"]) for row in rows})


def _directions(for_it: Iterable[str], against_it: Iterable[str]) -> Mapping[str, Direction]:
    found: dict[str, Direction] = dict.fromkeys(for_it, "for")
    return MappingProxyType(found | dict.fromkeys(against_it, "against"))


def _claims(language: str) -> Claims:
    data = read_toml("lang", language, CLAIMS)
    where = f"data/lang/{language}/{CLAIMS}"
    verbs, nouns, phrases = data["verbs"], data["nouns"], data["phrases"]
    return Claims(
        bodies=frozenset(read_toml("lang", language, STANCES)["delegates"]["bodies"]),
        deny=frozenset(verbs["deny"]),
        spurn=frozenset(verbs["spurn"]),
        open_verbs=frozenset(verbs["open"]),
        confirm=frozenset(verbs["confirm"]),
        admit=frozenset(verbs["admit"]),
        accuse=frozenset(verbs["accuse"]),
        judge=frozenset(verbs["judge"]),
        uphold=frozenset(verbs["uphold"]),
        retort=frozenset(verbs["retort"]),
        believe=frozenset(verbs["believe"]),
        tell=frozenset(verbs["tell"]),
        insist=frozenset(verbs["insist"]),
        trade=frozenset(verbs["trade"]),
        parry=frozenset(verbs["parry"]),
        disowned_states=frozenset(data["disowning"]["states"]),
        disowned_parts=frozenset(data["disowning"]["parts"]),
        blame=frozenset(nouns["blame"]),
        cast=frozenset(verbs["cast"]),
        doubts=frozenset(nouns["doubts"]),
        accounts=frozenset(nouns["accounts"]),
        formal=frozenset(nouns["formal"]),
        grants=frozenset(nouns["grants"]),
        blunt=_pattern(phrases["blunt"], where),
        verbs=frozenset(w.split(":")[0] for key, words in verbs.items() if key != "insist" for w in words),
        assertions=frozenset(nouns["assertions"]),
        deeds=frozenset(nouns["deeds"]),
        wholes=frozenset(nouns["wholes"]),
        falsehoods=frozenset(nouns["falsehoods"]),
        denials_given=frozenset(verbs["give_denial"]),
        doubting=frozenset(data["doubting"]["adjectives"]),
        unsure=frozenset(data["doubting"]["nobody"]),
        unready=frozenset(data["doubting"]["unready"]),
        counting=frozenset(data["figures"]["counting"]),
        counted=MappingProxyType({w: family for family, words in data["figures"]["counted"].items() for w in words}),
        measures=frozenset(data["figures"]["measures"]),
        numbers=MappingProxyType(dict(data["figures"]["numbers"])),
        pretexts=_pattern(phrases["weak_denials"], where),
        denials=_pattern(phrases["denials"], where),
        disputes=_pattern(phrases["disputes"], where),
        neither=_pattern(phrases["open"], where),
        idle=frozenset(data["idle"]["words"]),
    )


@cache
def load_stances(language: str) -> Stances:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    data: dict[str, Any] = read_toml("lang", language, STANCES)
    where = f"data/lang/{language}/{STANCES}"
    verbs = {k: v for k, v in data["verbs"].items() if k not in {"speech", "giving_up", "plain", "negated"}}
    try:
        return Stances(
            verbs=_sides(verbs),
            negated=frozenset(data["verbs"]["negated"]),
            together={w: kind for kind in ("states", "persons") for w in data["together"][kind]},
            counts=frozenset(data["together"]["counts"]),
            heads=frozenset(
                k.split(".")[0]
                for k in (*_sides(verbs), *data["verbs"]["negated"], *_sides(data["adjectives"]), *_sides(data["nouns"]))
            ),
            adjectives=_sides(data["adjectives"]),
            nouns=_sides(data["nouns"]),
            proposals=frozenset(data["proposals"]["nouns"]),
            preconditions=frozenset(data["proposals"]["conditions"]),
            goals=frozenset(data["goals"]["nouns"]),
            speech=frozenset(data["verbs"]["speech"]),
            verdict_verbs=frozenset(data["verdicts"]["verbs"]),
            verdicts=_directions(data["verdicts"]["for"], data["verdicts"]["against"]),
            refusals=_directions(data["refusals"]["insisting"], data["refusals"]["phrases"]),
            red_lines=_pattern(data["red_lines"]["patterns"], where),
            firm_lines=_pattern(data["red_lines"]["curt"], where),
            condition_marks=frozenset(data["conditions"]["marks"]),
            hard_marks=frozenset(data["conditions"]["hard_marks"]),
            conditions=_pattern(data["conditions"]["phrases"], where),
            delegates=frozenset(data["delegates"]["roles"]),
            leaders=frozenset(data["delegates"]["leaders"]),
            bodies=frozenset(data["delegates"]["bodies"]),
            organs=frozenset(data["delegates"]["organs"]),
            offices=frozenset(data["delegates"]["offices"]),
            first_person=frozenset(data["delegates"]["first_person"]),
            idle=frozenset(data["idle"]["words"]),
            family=_families(language),
            countries=country_words(),
            yielding=frozenset(data["refusals"]["yielding"]),
            giving_up=frozenset(data["verbs"]["giving_up"]),
            duties=frozenset(data["duties"]["auxiliaries"]),
            remedies=frozenset(data["verdicts"]["remedies"]),
            vague=frozenset(data["idle"]["vague"]),
            endings=frozenset(data["idle"]["endings"]),
            impositions=frozenset(data["idle"]["impositions"]),
            hopes=frozenset(data["refusals"]["hopes"]),
            onlookers=frozenset(data["refusals"]["onlookers"]),
            idioms=_directions(data["idioms"]["for"], data["idioms"]["against"]),
            idiom_verbs=frozenset(k.split(".")[0] for k in (*data["idioms"]["for"], *data["idioms"]["against"])),
            idiom_heads=frozenset(k.rpartition(".")[0] for k in (*data["idioms"]["for"], *data["idioms"]["against"])),
            contenting=frozenset(data["idioms"]["contenting"]),
            ceasing=frozenset(data["held"]["ceasing"]),
            foreseen=frozenset(data["held"]["foreseen"]),
            reports=frozenset(data["held"]["reports"]),
            scrapping=frozenset(data["idle"]["scrapping"]),
            scrapped=frozenset(data["idle"]["scrapped"]),
            bare=_directions(data["refusals"]["bare_for"], data["refusals"]["bare"]),
            offering=frozenset(data["conditions"]["offering"]),
            weighing=frozenset(data["conditions"]["weighing"]),
            plain=frozenset(data["verbs"]["plain"]),
            demanding=frozenset(data["terms"]["demanding"]),
            conditioning=MappingProxyType(dict(data["terms"]["conditioning"])),
            dependent=frozenset(data["terms"]["dependent"]),
            vows=frozenset(data["vows"]["verbs"]),
            keeping=frozenset(data["vows"]["keeping"]),
            firmness=frozenset(data["vows"]["firmness"]),
            militants=frozenset(data["idle"]["militants"]),
            substitutes=frozenset(data["refusals"]["substitutes"]),
            backing=frozenset(data["vows"]["backing"]),
            attitudes=frozenset(data["held"]["attitudes"]),
            mediating=frozenset(data["vows"]["mediating"]),
            set_aside=frozenset(data["refusals"]["set_aside"]),
            readiness=frozenset(data["adjectives_of_readiness"]["words"]),
            sides=frozenset(data["adjectives_of_side"]["frames"]),
            tight=frozenset(data["idle"]["tight"]),
            commitments=frozenset(data["held"]["commitments"]),
            nouns_of=_issue_nouns(language),
            claims=_claims(language),
        )
    except KeyError as error:
        raise DataError(f"{where}: no section or list {error}") from error

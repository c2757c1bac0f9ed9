"""Tables behind `extract` of agreements: data/lang/<code>/agreements.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from parley.errors import DataError
from parley.lexicon.deal_details import DealDetails, load_details
from parley.lexicon.parties import Parties, load_parties
from parley.lexicon.tables import read_toml
from parley.values import AgreementKind, AgreementStatus

# A unilateral promise ("written guarantees") is no kind of its own: it is written down as `other`
UNDERTAKING = "undertaking"
# What is on the table: an agreement of whichever kind, still `proposed`
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Deals:
    """Words around agreements. The mappings go from a lemma to the kind or the status that it tells."""

    nouns: Mapping[str, str]
    modifiers: Mapping[str, AgreementKind]
    needs_company: frozenset[str]
    make: frozenset[str]
    obtain: frozenset[str]
    propose: frozenset[str]
    extend: frozenset[str]
    sign: frozenset[str]
    announce: frozenset[str]
    arise: frozenset[str]
    hand: frozenset[str]
    study: frozenset[str]
    negative: frozenset[str]
    party: frozenset[str]
    subject: Mapping[str, AgreementStatus]
    object: Mapping[str, AgreementStatus]
    phrasal: Mapping[str, AgreementStatus]
    particles: Mapping[str, AgreementStatus]
    predicates: Mapping[str, AgreementStatus]
    happenings: Mapping[str, AgreementStatus]
    through: Mapping[str, AgreementStatus]
    acts: Mapping[str, AgreementKind]
    content: tuple[tuple[AgreementKind, frozenset[str], frozenset[str]], ...]
    jointly: frozenset[str]
    detail: frozenset[str]
    manner: frozenset[str]
    signing: frozenset[str]
    plural: frozenset[str]
    lapse: frozenset[str]
    breach: frozenset[str]
    measures: frozenset[str]
    opinions: frozenset[str]
    worked_out: frozenset[str]
    rule: frozenset[str]
    joint_saying: frozenset[str]
    treaties: frozenset[str]
    ending: frozenset[str]
    owners: frozenset[str]
    account: frozenset[str]
    quarrels: frozenset[str]
    undertake: frozenset[str]
    oblige: frozenset[str]
    modal: frozenset[str]
    provide: frozenset[str]
    exchange: frozenset[str]
    both: frozenset[str]
    new: frozenset[str]
    unreal: frozenset[str]
    nobody: frozenset[str]
    awaiting: frozenset[str]
    exist: frozenset[str]
    to: frozenset[str]
    offer: frozenset[str]
    later: frozenset[str]
    copulas: frozenset[str]
    wordings: frozenset[str]
    under: frozenset[str]
    annexes: frozenset[str]
    versions: frozenset[str]
    stages: frozenset[str]
    denying: frozenset[str]
    statements: frozenset[str]
    proposed: frozenset[str]
    locative: frozenset[str]
    generic: frozenset[str]
    definite: frozenset[str]
    particle_verbs: frozenset[str]
    force_verbs: frozenset[str]
    force_words: frozenset[str]
    parties: Parties
    details: DealDetails


def _by_word(section: Mapping[str, str], allowed: set[str], where: str) -> dict[str, Any]:
    if not set(section) <= allowed:
        raise DataError(
            f"{where}: found {', '.join(sorted(set(section) - allowed))}; expected some of {', '.join(sorted(allowed))}"
        )
    found: dict[str, Any] = {}
    for name, words in section.items():
        for word in words.split():
            found.setdefault(word, name)
    return found


def _content(data: Mapping[str, Any], kinds: set[str], where: str) -> tuple[Any, ...]:
    """Verbs and nouns that tell a kind together; each section names the same kinds."""
    verbs, nouns = data["content_verbs"], data["content_nouns"]
    if set(verbs) != set(nouns) or not set(verbs) <= kinds:
        raise DataError(f"{where}: found {sorted(verbs)} and {sorted(nouns)}; expected the same kinds in both")
    return tuple((kind, frozenset(text.split()), frozenset(nouns[kind].split())) for kind, text in verbs.items())


def load_deals(language: str) -> Deals:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    data = read_toml("lang", language, "agreements.toml")
    where = f"data/lang/{language}/agreements.toml"
    kinds, statuses = set(get_args(AgreementKind)), set(get_args(AgreementStatus))
    words: dict[str, Any] = {
        name: frozenset(text.split()) for part in ("verbs", "terms", "words") for name, text in data[part].items()
    }
    fates: dict[str, Any] = {
        name: _by_word(data[name], statuses, f"{where} [{name}]")
        for name in ("subject", "object", "phrasal", "particles", "predicates", "happenings", "through")
    }
    return Deals(
        nouns=_by_word(data["nouns"], kinds | {UNDERTAKING, DRAFT}, f"{where} [nouns]"),
        modifiers=_by_word(data["modifiers"], kinds, f"{where} [modifiers]"),
        acts=_by_word(data["acts"], kinds, f"{where} [acts]"),
        content=_content(data, kinds, where),
        needs_company=frozenset(data["needs"]["company"].split()),
        parties=load_parties(language),
        details=load_details(language),
        **words,
        **fates,
    )

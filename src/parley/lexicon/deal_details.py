"""Words for what else is told of an agreement: data/lang/<code>/agreement_details.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parley.errors import DataError
from parley.lexicon.tables import read_toml

FILE = "agreement_details.toml"
Words = Mapping[str, frozenset[str]]
LISTS = {
    "stage": {"pre", "pre_verbs", "partial", "matters", "whole", "renew", "renewing", "monitoring"},
    "effect": {
        "into", "force", "begin", "starting", "effective", "since", "on", "immediate", "immediately", "silent", "granting",
        "open", "failing",
    },
    "duration": {
        "period", "lasting", "valid", "lengthened", "lengthening", "of", "by", "old", "renewable", "chance", "subject", "not",
    },
    "exchange": {"nouns", "swap", "nothing", "denying", "blows"},
    "owed": {"moving", "each_other", "doings"},
    "mandate": {"strong", "weak", "envoy", "task", "phrases", "leading", "from"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DealDetails:
    """Sets of lower-case lemmas by name, one mapping per field of an agreement; what each is for is told in the file."""

    stage: Words
    effect: Words
    duration: Words
    exchange: Words
    owed: Words
    mandate: Words


def load_details(language: str) -> DealDetails:
    """The table for a language code. Raises DataError where the file is missing, or lacks a list or has one too many."""
    data = read_toml("lang", language, FILE)
    found = {section: set(lists) for section, lists in data.items()}
    if found != LISTS:
        raise DataError(f"data/lang/{language}/{FILE}: found the lists {found}, expected {LISTS}")
    return DealDetails(**{section: {name: frozenset(text.split()) for name, text in data[section].items()} for section in LISTS})

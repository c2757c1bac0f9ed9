"""Where in time the clause around a word lies, from its verb's form and its auxiliaries.

Used for dates that do not say their year and for days of the week. What the parse calls a past tense or an auxiliary stands in the
language's table: tags and labels of the Penn treebank, or features and labels of Universal Dependencies. It misses headlines
without a verb, the historical present, and what the parse attaches to the wrong verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Token

from parley.lexicon.times import Tense

# Longest way up a parse that is still about the clause around a word.
REACH = 25

Side = Literal["past", "future", "present"]
Form = Literal["past", "present", "future", "conditional", "subjunctive", "participle", "past_participle", "infinitive"]


def shows(token: Token, form: Form, table: Tense) -> bool:
    """Whether a token has a form of verbs, by its tag or its features."""
    rows: frozenset[str] = getattr(table.forms, form)
    if token.tag_ in rows:
        return True
    marked = [row for row in rows if "=" in row]
    return bool(marked) and any(set(str(token.morph).split("|")).issuperset(row.split("|")) for row in marked)


def side_of(token: Token, table: Tense, first: Token | None = None) -> Side | None:
    """Whether what stands at `token` lies in the past or the future; "present" for a present tense, None where no verb says.

    `first` is the first word of the expression of which `token` is the head.
    """
    preposition: str | None = None
    ahead = False
    edge = _paragraph_start(token)
    for word in _upwards(token, _verb_before(first or token, table)):
        if word.i < edge:
            return _next_verb_side(token, table)
        preposition = preposition or _preposition(word, table)
        if preposition in table.past_prepositions:
            return "past"
        ahead = ahead or word.lower_ in table.forward_nouns or preposition in table.forward_prepositions
        if _carries_tense(word, token, table):
            side = verb_side(word, table)
            perfect = any(c.lower_ in table.present_perfect for c in word.children if c.dep_ == "aux")
            return "future" if ahead and (perfect or side in {None, "present"}) else side
        if word.lower_ in table.forward_participles or (word.pos_ == "ADJ" and word.lemma_ in table.forward):
            return "future"
    return "future" if ahead else None


def _preposition(word: Token, table: Tense) -> str | None:
    """The preposition that a word is (where they head their noun) or has hanging on it."""
    if word.dep_ == "prep" or word.tag_ == "IN":
        return word.lower_
    return next((child.lower_ for child in word.children if child.dep_ in table.case_labels), None)


def _carries_tense(word: Token, token: Token, table: Tense) -> bool:
    """Whether a word is a verb or, with a copula, does a verb's work; a time that is taken for a verb is none."""
    if word.i == token.i and table.case_labels:
        return _preposition(word, table) is None and any(_is_helper(child, table) for child in word.children)
    if word.pos_ in {"VERB", "AUX"} or shows(word, "past_participle", table) or shows(word, "past", table):
        return True
    return bool(table.case_labels) and any(_is_helper(child, table) for child in word.children)


def _is_helper(token: Token, table: Tense) -> bool:
    return token.dep_ in table.helper_labels


def _verb_before(token: Token, table: Tense) -> Token | None:
    """The verb that a time stands right behind ("conclu mercredi"), where the language lets it belong to it."""
    before = token.nbor(-1) if token.i and table.follows_verb else None
    return before if before is not None and before.pos_ in {"VERB", "AUX"} and not before.is_sent_end else None


def _upwards(token: Token, next_up: Token | None = None) -> Iterator[Token]:
    """A token and its heads up to the root, or at most REACH of them; `next_up` comes in place of its own head."""
    for _ in range(REACH):
        yield token
        if next_up is None and token.head.i == token.i:
            return
        token, next_up = next_up or token.head, None


def _paragraph_start(token: Token) -> int:
    """Index of the first token of the paragraph; 0 where it began more than REACH tokens before."""
    for i in range(token.i - 1, max(token.i - 2 * REACH, -1), -1):
        if token.doc[i].is_space and token.doc[i].text.count("\n") > 1:
            return i + 1
    return 0


def _next_verb_side(token: Token, table: Tense) -> Side | None:
    """The side of the next finite verb: for a parse that runs on from a headline into the text and so cannot be trusted."""
    for word in token.doc[token.i + 1 : token.i + REACH]:
        if word.is_space and "\n" in word.text:
            return None
        if shows(word, "past", table) or word.lower_ in table.present_perfect:
            return "past"
        if word.lower_ in table.future_auxiliaries or shows(word, "future", table):
            return "future"
        if shows(word, "present", table):
            return "present"
    return None


def verb_side(verb: Token, table: Tense, depth: int = 4) -> Side | None:
    """The side of a verb: its auxiliaries first, then its form, then (without a tense of its own) the verb that it hangs on."""
    helpers = [child for child in verb.children if _is_helper(child, table)]
    words = {helper.lower_ for helper in helpers}
    perfect = any(h.dep_ in table.perfect_labels for h in helpers) or (bool(helpers) and verb.lemma_ in table.perfect_lemmas)
    if words & table.future_auxiliaries:
        return "past" if words & table.perfect_auxiliaries and shows(verb, "past_participle", table) else "future"
    if verb.lower_ in table.forward_participles and shows(verb, "participle", table) and not _active(perfect, helpers, table):
        return "future"
    inflected = _inflected_side([verb, *helpers], perfect, table)
    if inflected is not None:
        return inflected
    if words & table.past_auxiliaries or perfect or shows(verb, "past", table):
        return "past"
    if shows(verb, "present", table) or words & table.present_auxiliaries:
        return "present"
    if shows(verb, "past_participle", table) and not _is_infinitive(verb, table):
        return "past"
    return _borrowed(verb, table, depth)


def _is_infinitive(verb: Token, table: Tense) -> bool:
    """Whether a verb is an infinitive, alone or with its auxiliary ("to be seen", "être reçue")."""
    group = [verb, *(child for child in verb.children if _is_helper(child, table))]
    return any(child.tag_ == "TO" for child in verb.children) or any(shows(token, "infinitive", table) for token in group)


def _active(perfect: bool, helpers: list[Token], table: Tense) -> bool:
    """Whether a participle with a perfect's auxiliary says what somebody did: "ont reporté", not "a été reporté"."""
    return perfect and not any(shows(helper, "past_participle", table) for helper in helpers)


def _inflected_side(group: list[Token], perfect: bool, table: Tense) -> Side | None:
    """The side that the endings of a verb and its helpers give, in languages that have endings for it."""
    if any(shows(token, "future", table) for token in group):
        return "future"
    if any(shows(token, "conditional", table) for token in group):
        # "Auraient pris" reports what has happened, "prendraient" what may.
        return "past" if perfect else "future"
    if any(shows(token, "past", table) for token in group[1:]):
        return "past"
    return "future" if not perfect and any(shows(token, "subjunctive", table) for token in group) else None


def _borrowed(verb: Token, table: Tense, depth: int) -> Side | None:
    """The side of an infinitive, a gerund or an imperative."""
    head = next((w for w in _upwards(verb.head) if w.pos_ in {"VERB", "AUX"} or w.lemma_ in table.forward), verb)
    infinitive = _is_infinitive(verb, table)
    if infinitive and head.lemma_ in table.past_lemmas:
        return "past"
    if infinitive and (head.lemma_ in table.forward or head.i == verb.i or head.lemma_ in table.copulas):
        return "future"
    if head.i == verb.i or not depth:
        return "future" if infinitive else None
    side = verb_side(head, table, depth - 1)
    return "future" if infinitive and side != "past" else side

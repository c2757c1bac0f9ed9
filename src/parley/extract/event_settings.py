"""When and where something happened: the time and the place that belong to the word that tells of it.

A time belongs to the verb that it hangs on, and to what shares that verb's adverbials ("On Monday X met Y and signed Z"); never
to a verb that merely reports. Misses: times told in another sentence, and times that the parser hangs on the wrong verb.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.event_slots import SlotReader
from parley.extract.notes import Notes
from parley.lexicon.parties import Parties
from parley.records import Timex

TIMES = frozenset({"DATE", "TIME"})
NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
# How a year or month stands before the noun that it tells of
BESIDE = frozenset({"nummod", "compound", "amod", "nmod", "poss"})
VERBS = frozenset({"VERB", "AUX"})
# A clause that shares the adverbials of the verb that it hangs on ("marched on Friday, demanding", "met to sign")
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp"})
# Words far from their trigger belong to something else: how far a date may stand, in tokens
NEAR = 25
# The rank of a time that a verb below has
BELOW = 3
# How far up the tree shared adverbials are looked for
DEPTH = 3


def root_of(tokens: list[Token]) -> Token:
    """The token of a stretch that hangs on one outside it."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head == t or t.head.i not in inside), tokens[0])


def owner_of(token: Token) -> Token:
    """The verb whose clause a word stands in; the topmost word where no verb is above it."""
    node = token
    while node.head != node:
        node = node.head
        if node.pos_ in VERBS:
            break
    return node


def shares_of(verb: Token) -> list[Token]:
    """Verbs whose adverbials hold for a verb too: it is coordinated with them, or hangs on them as participle or infinitive."""
    found, node = [], verb
    for _ in range(DEPTH):
        if node.dep_ not in SHARING or any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in node.children):
            break
        node = owner_of(node)
        if node.pos_ not in VERBS:
            break
        found.append(node)
    return found


def value_of(timex: Timex) -> str | None:
    """A date's value without its time of day; None for durations, sets and references without a calendar date."""
    if timex.type not in {"DATE", "TIME"} or timex.value is None or not timex.value[:4].isdigit() or len(timex.value) < 4:
        return None
    return timex.value.partition("T")[0]


class SettingReader:
    """Reads times and places in one article.

    `locative`: prepositions that lead to a place; those of the table that rest tell where something is.
    """

    def __init__(self, notes: Notes, slots: SlotReader, locative: frozenset[str], table: Parties) -> None:
        self.notes = notes
        self.slots = slots
        self.locative = locative
        self.resting = table.resting
        self.relative = table.relative
        self.sequence = table.sequence

    def date(self, token: Token, clause: list[Token], worded: bool = False) -> str | None:
        """Value of the time that belongs to a word, the nearest of several; never the publication date for want of one.

        `worded`: the event is done with words; when what they speak of was is not when they were spoken.
        """
        opened = self._opened(token)
        if opened is not None:  # "in December 2020, when X attacked"
            before = (t for t in self._times(token.sent) if t.start_char <= opened.idx < t.end_char)
            value = next((value_of(t) for t in before), None)
            if value is not None:
                return value
        ranked = []
        for timex in self._times(token.sent):
            tokens = self.notes.tokens((timex.start_char, timex.end_char))
            rank = self._rank(tokens, token, clause) if tokens and value_of(timex) else None
            if rank == BELOW and worded:
                continue
            if rank is not None and abs(tokens[0].i - token.i) <= NEAR:
                ranked.append((rank, abs(tokens[0].i - token.i), value_of(timex)))
        return min(ranked)[2] if ranked else None

    def _opened(self, token: Token) -> Token | None:
        """The word before the "when" or "where" that opens the clause of a word: the time or place that the clause tells of."""
        home = token if token.pos_ in VERBS else owner_of(token)
        while home.dep_ in {"conj", "xcomp"} and home.head.pos_ in VERBS:
            home = home.head
        first = home.left_edge
        if first.lower_ not in self.relative or first.i == token.sent.start:
            return None
        before = first.nbor(-1)
        while before.is_punct and before.i > token.sent.start:
            before = before.nbor(-1)
        return before

    def _rank(self, tokens: list[Token], token: Token, clause: list[Token]) -> int | None:
        """How closely a time belongs to a word: 0 its own, 1 its verb's, 2 shared; None where it is another's."""
        root = root_of(tokens)
        inside = {t.i for t in tokens}
        owner = owner_of(root)
        if root.dep_ in BESIDE and root.head.pos_ in NOUNS and root.head != token:
            return None  # "renewed the 2003 ceasefire": when that was, not when this
        if self._is_of_another(root, token):
            return None
        home = token if token.pos_ in VERBS else owner_of(token)
        if token in (owner, root.head) or any(a == token for a in _up(root)):
            return 0
        if home.dep_ == "relcl" and home.head.i in inside:
            return 0  # "on 17 October, when they signed"
        if owner == home:
            # "the truce, the third since April, was broken": what is said of the subject is no date of the verb
            return None if root.i < home.i and any(t.pos_ in NOUNS and t.i not in inside for t in _up(root)) else 1
        if owner in shares_of(home) and (root.i < home.i or home.dep_ != "conj"):
            return 2
        belongs = {t.i for t in clause}
        if root.i in belongs and owner.i in belongs and not any(c.lower_ == "to" for c in owner.children if c.dep_ == "aux"):
            return BELOW
        return None

    def _is_of_another(self, root: Token, token: Token) -> bool:
        """Whether a time tells of a noun on the way up to its verb, or stands beyond a semicolon.

        "left the pact of 2015", "after the coup in January", "the debt, due in October".
        """
        above = _up(root)
        if token in above or token.i in {t.i for t in root.subtree}:
            return False
        for lower, upper in pairwise(above):
            if lower.dep_ == "prep" and upper.pos_ in NOUNS and upper.ent_type_ not in TIMES:
                governed = upper.dep_ == "pobj" and upper.head.lower_ in self.sequence
                if governed or lower.lower_ == "of":
                    return True
            if upper.pos_ == "ADJ" and upper.dep_ in {"amod", "acl", "appos"}:
                return True
        return any(t.text == ";" for t in token.doc[min(root.i, token.i) : max(root.i, token.i)])

    def _times(self, sentence: Tokens) -> list[Timex]:
        return self.notes.timexes_in((sentence.start_char, sentence.end_char))

    def place(self, token: Token, clause: list[Token], striking: frozenset[str] = frozenset(), worded: bool = False) -> str | None:
        """Name of the nearest place after a preposition of place in the clause, else beside the verb that it is shared with.

        What is done with words (`worded`) is done where the verb says, not where the things and people are that it speaks of.

        `striking`: prepositions after the word itself that lead to the place that its deed strikes ("strikes on X").
        """
        found: list[tuple[int, int, str]] = []
        opened = self._opened(token)
        inside = {t.i for t in clause}
        home = token if token.pos_ in VERBS else owner_of(token)
        shared = shares_of(home)
        struck = self.slots(token).get("obj", ()) if token.pos_ == "VERB" else ()
        for place in self.notes.places_in((token.sent.start_char, token.sent.end_char)):
            tokens = self.notes.tokens((place.start_char, place.end_char))
            if not tokens:
                continue
            last = tokens[-1]
            owned = last.dep_ in {"poss", "compound", "nmod"} and last.head in struck  # "attacked X's outskirts", "the X air base"
            aimed = last.dep_ == "pobj" and last.head.lower_ in striking and _is_at(last.head.head, token) and not struck
            if opened is not None and place.start_char <= opened.idx < place.end_char:
                found.append((-1, 0, place.name))  # "in Kingston, where X met Y"
            if last in struck or aimed or (owned and bool(striking)):
                found.append((0, 0, place.name))
            preposition = self._preposition(tokens[-1])
            if preposition is None:
                continue
            owner = owner_of(preposition)
            if owner.dep_ == "pcomp" and owner != home and home in owner.ancestors:
                continue  # "met X after flying in from Y"
            if worded and token.pos_ == "VERB" and preposition.head != token and preposition.i > token.i:
                continue
            mine = tokens[-1].i in inside or owner == home
            if mine or owner in shared:
                found.append((0 if mine else 1, abs(tokens[-1].i - token.i), place.name))
        return min(found)[2] if found else None

    def _preposition(self, token: Token) -> Token | None:
        """The preposition of place that leads to a word, None where there is none."""
        while token.dep_ in {"compound", "nmod", "amod", "appos", "conj", "poss"} and token.head != token:
            token = token.head
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.dep_ in {"pobj", "appos"}:
            return self._preposition(token.head.head)  # "in the city of Niono"
        head = token.head
        if token.dep_ != "pobj" or head.lower_ not in self.locative:
            return None
        return head if head.lower_ in self.resting or head.head.pos_ in VERBS else None


def _is_at(noun: Token, token: Token) -> bool:
    """Whether a noun is a word itself, or tells in what it came about ("killed in strikes on X")."""
    return noun == token or (noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head == token)


def _up(token: Token) -> list[Token]:
    """The words above a word, up to and without the first verb."""
    found, node = [], token
    while node.head != node and node.head.pos_ not in VERBS:
        node = node.head
        found.append(node)
    return found

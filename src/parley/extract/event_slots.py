"""The parse around a word as named slots: what stands as its subject, its object, after which preposition.

Slot names are those of data/lang/<code>/event_triggers.tsv. Relative pronouns are replaced by what they stand for.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from parley.extract.notes import subject_of

Slots = dict[str, list[Token]]
RELATIVE = frozenset({"WDT", "WP", "WP$"})
BE = frozenset({"is", "are", "was", "were", "am", "been", "being", "'s", "'re", "'m"})
SPLIT = frozenset({"fire", "fires"})
MEASURES = frozenset({"DATE", "TIME", "QUANTITY", "PERCENT", "MONEY"})
CONTROLLING = frozenset({"of", "for", "from"})
OBJECTS = frozenset({"dobj", "nsubjpass"})


def lemma(token: Token) -> str:
    """Lower-case lemma; "cease-fire", which the tokenizer splits, comes out as "ceasefire" at its last part."""
    lower = token.lower_
    if lower in SPLIT and token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "cease":
        return "ceasefire"
    if lower in BE and token.pos_ == "AUX":
        return "be"
    return token.lemma_.lower()


def _add(slots: Slots, name: str, token: Token) -> None:
    slots.setdefault(name, []).append(token)


def _referent(token: Token, verb: Token) -> Token:
    return verb.head if token.tag_ in RELATIVE and verb.dep_ == "relcl" else token


def _preposition(slots: Slots, preposition: Token) -> None:
    name = "p:" + preposition.lower_
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            _add(slots, name, child)
        elif child.dep_ == "prep" or (child.dep_ == "conj" and child.pos_ == "ADP"):  # "of X and of Y"
            _preposition(slots, child)
    if name == "p:between" or name == "p:among":
        for child in [c for t in slots.get(name, []) for c in t.conjuncts]:
            if child not in slots[name]:
                _add(slots, name, child)


def _common(slots: Slots, child: Token) -> None:
    """What verbs and nouns alike may govern."""
    if child.dep_ in {"prep", "agent"}:
        _preposition(slots, child)
    elif child.dep_ == "dative":
        if child.pos_ == "ADP":
            _preposition(slots, child)
        else:
            _add(slots, "dative", child)


def _clause(slots: Slots, child: Token) -> None:
    auxiliaries = [c for c in child.children if c.dep_ == "aux"]
    if any(c.lower_ == "to" for c in auxiliaries):
        _add(slots, "to", child)
        if any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children):
            _add(slots, "sc", child)  # "wants the rebels to leave"
    elif child.tag_ in {"VBN", "JJ", "VBG"} and not any(c.dep_ in {"mark", "aux"} for c in child.children):
        _add(slots, "sc", child)
        _add(slots, "adj", child)
        _add(slots, "oprd", child)
    else:
        if child.tag_ == "VB" and not auxiliaries:
            _add(slots, "to", child)
        _add(slots, "that", child)
        for auxiliary in auxiliaries:
            _add(slots, "thataux", auxiliary)


def _controller(verb: Token) -> Token | None:
    """Who does what another is accused of or thanked for: the object of "accused X of shelling Y"."""
    first = verb
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ != "pcomp" or first.head.lower_ not in CONTROLLING:
        return None
    governor = first.head.head
    while governor.pos_ == "ADP" and governor.dep_ in {"prep", "conj"} and governor.head != governor:
        governor = governor.head
    if governor.pos_ == "ADV" and governor.head.pos_ == "VERB":
        return subject_of(governor.head)  # "X stopped short of breaking off relations"
    if governor.dep_ == "dobj":
        return governor  # "accused the army of shelling": the parse may hang "of" on the army
    return next((c for c in governor.children if c.dep_ in OBJECTS), None) if governor.pos_ == "VERB" else None


def _particle(slots: Slots, particle: Token) -> None:
    """A particle or adverb with what the prepositions behind it lead to: "handed the town back to X"."""
    _add(slots, "prt", particle)
    for preposition in (c for c in particle.children if c.dep_ == "prep"):
        _preposition(slots, preposition)


def _of_adjective(verb: Token) -> Token | None:
    """Who does what an adjective leads to: "X is due to brief Y", "X is ready to talk"."""
    first = verb
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    adjective = first.head
    return subject_of(adjective.head) if first.dep_ == "xcomp" and adjective.dep_ == "acomp" else None


def _of_passive(verb: Token) -> Token | None:
    """Who does what they are sent or asked to do: "a convoy was deployed to secure the area", "X was urged to withdraw"."""
    first = verb
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    if first.dep_ not in {"xcomp", "advcl"} or not any(c.lower_ == "to" and c.dep_ == "aux" for c in first.children):
        return None
    return next((c for c in first.head.children if c.dep_ == "nsubjpass"), None)


def verb_slots(verb: Token) -> Slots:
    """Slots of a verb."""
    slots: Slots = {}
    for child in verb.children:
        dependency = child.dep_
        if dependency in OBJECTS:
            _add(slots, "obj", _referent(child, verb))
        elif dependency == "prt" or (dependency == "advmod" and child.pos_ in {"ADV", "ADP"}):
            _particle(slots, child)
        elif dependency in {"xcomp", "ccomp"}:
            _clause(slots, child)
        elif dependency in {"acomp", "attr", "oprd"}:
            _add(slots, "adj", child)
            _add(slots, "oprd", child)
        elif dependency == "aux":
            _add(slots, "aux", child)
        else:
            _common(slots, child)
    if "obj" not in slots:
        # an object set off by an adverbial ("concluded, after weeks of talks, an arrangement") is often taken for a measure
        for child in verb.children:
            if child.dep_ == "npadvmod" and child.i > verb.i and child.pos_ == "NOUN" and child.ent_type_ not in MEASURES:
                _add(slots, "obj", child)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and "obj" not in slots:
        _add(slots, "obj", verb.head)
        subject = slots.get("p:by", [None])[0]
    else:
        subject = _controller(verb) or subject_of(verb) or _of_adjective(verb) or _of_passive(verb)
    if subject is not None:
        _add(slots, "subj", _referent(subject, verb))
    return slots


def noun_slots(noun: Token) -> Slots:
    """Slots of a noun. `by`: participles and verbs that it hangs on, `aux` theirs; `subj`: who does what it is object of."""
    slots: Slots = {}
    for child in noun.children:
        if child.dep_ == "poss":
            _add(slots, "poss", child)
        elif child.dep_ in {"compound", "amod", "nmod"}:
            _add(slots, "mod", child)
        elif child.dep_ in {"acl", "relcl"}:
            _add(slots, "by", child)
        else:
            _common(slots, child)
        if child.dep_ == "det":
            _add(slots, "det", child)
    head = noun.head
    if head.pos_ in {"VERB", "AUX"} and noun.dep_ in {"nsubj", "dobj", "nsubjpass", "attr"}:
        _add(slots, "by", head)
        for child in head.children:
            if child.dep_ == "aux":
                _add(slots, "aux", child)
    if head.pos_ == "VERB" and noun.dep_ == "dobj":
        subject = subject_of(head)
        if subject is not None:
            _add(slots, "subj", _referent(subject, head))
    return slots


def adjective_slots(adjective: Token) -> Slots:
    """Slots of a predicative adjective: `to` and the subject of its copula."""
    slots: Slots = {}
    for child in adjective.children:
        if child.dep_ in {"xcomp", "ccomp"}:
            _clause(slots, child)
        else:
            _common(slots, child)
    subject = subject_of(adjective.head)
    if subject is not None:
        _add(slots, "subj", _referent(subject, adjective.head))
    return slots


READERS: dict[str, Callable[[Token], Slots]] = {"V": verb_slots, "N": noun_slots, "A": adjective_slots}
CLASS_OF = {"VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A"}


class SlotReader:
    """Slots of the tokens of one article, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, Slots] = {}

    def __call__(self, token: Token) -> Slots:
        """The slots of a token; a word that is no verb, noun or adjective ("some of the troops") is read like a noun."""
        found = self._known.get(token.i)
        if found is None:
            found = self._known[token.i] = READERS[CLASS_OF.get(token.pos_, "N")](token)
        return found

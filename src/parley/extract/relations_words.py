"""Words in a sentence that tie one actor to another: "X, which leads Y", "backed by Y", "a rival of Y", "Y-backed X".

Everything is read off the parse, starting from the few words that a table of ties knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from spacy.tokens import Token

from parley.extract.clauses import clause_head, has_subject
from parley.extract.notes import Notes, is_negated, spans_of, subject_of
from parley.extract.relations_frames import frame_ties
from parley.extract.relations_who import PARTIES, Tie, clause_of, counted, join, prep_objects, who
from parley.lexicon.ties import Ties
from parley.values import RelationType

# Nouns of these ties may have the other's name right before them ("a Maduro ally").
BESIDE = frozenset({"allied_with", "opposes", "supports"})
# Of these it may where the name of the part stands beside ("the UN mission, MONUSCO").
NAMED = frozenset({"part_of"})

Rule = Callable[[Token, Notes, Ties], Iterator[Tie]]


def word_ties(notes: Notes, table: Ties) -> Iterator[Tie]:
    """The ties that words of the article's sentences make, in reading order."""
    if len(notes.reading.actors) < 2:
        return
    for sentence in notes.paragraphs_apart:
        if all(notes.mention_of(token) is None for token in sentence):
            continue
        for token in sentence:
            for rule in RULES.get(token.pos_, ()):
                yield from rule(token, notes, table)


def _verb_ties(verb: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    lemma = verb.lemma_.lower()
    if lemma not in table.heads or is_negated(verb) or any(c.tag_ == "MD" for c in verb.children):
        return
    kind = table.verbs.get(lemma)
    if kind == "controls" and verb.dep_ == "xcomp" and verb.head.lemma_ not in table.going_on:
        return  # "wants to control the port"
    passive = any(c.dep_ in {"agent", "auxpass", "nsubjpass"} for c in verb.children)
    if kind is not None and (passive or (verb.dep_ == "acl" and verb.tag_ == "VBN")):
        object_ = next((c for c in verb.children if c.dep_ == "nsubjpass"), verb.head if verb.dep_ in {"acl", "relcl"} else None)
        errand = [c for c in verb.children if c.dep_ in {"xcomp", "advcl"} and kind == "mandates"]  # "was sent to mediate by X"
        agent = next((o for v in (verb, *errand) for p, o in prep_objects(v) if p == "by"), None)
        kind = _kind_with(kind, object_, notes, table)
        yield from join(who(agent, notes, table), kind, who(object_, notes, table), clause_of(verb))
    elif kind is not None:
        subjects = who(subject_of(verb), notes, table)
        for obj in _objects(verb):
            yield from join(subjects, _kind_with(kind, obj, notes, table), who(obj, notes, table), clause_of(verb))
    yield from _framed_ties(verb, notes, table)


def _kind_with(kind: RelationType, obj: Token | None, notes: Notes, table: Ties) -> RelationType:
    """Whoever leads the delegation of a group is a member of the group."""
    inner = obj is not None and obj.lower_ in table.inner and notes.mention_of(obj) is None
    return "member_of" if inner and kind == "leads" else kind


def _objects(verb: Token) -> Iterator[Token]:
    """What a verb is done to: its object, the subject of the infinitive behind it ("authorised the force to patrol"), or the object
    that it shares with the verb behind it ("arms and funds X")."""
    if not any(c.dep_ in {"dobj", "ccomp", "xcomp", "prep"} for c in verb.children):
        for other in (c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and not has_subject(c)):
            yield from (c for c in other.children if c.dep_ == "dobj")
    for child in verb.children:
        if child.dep_ == "dobj":
            yield child
        elif child.dep_ in {"ccomp", "xcomp"} and child.tag_ == "VB":
            yield from (c for c in child.children if c.dep_ == "nsubj")


def _framed_ties(verb: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "clash with X", "prop up X", "charge X with finding a way out": a verb and the preposition or particle that it needs."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        framed = table.verbs.get(f"{lemma}.{child.lower_}") if child.dep_ in {"prt", "prep"} else None
        if framed is None or (verb.tag_ == "VBN" and not any(c.lemma_ == "have" for c in verb.children)):
            continue
        inner = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
        if child.dep_ == "prt" or any(c.dep_ == "pcomp" for c in inner):
            inner = list(_objects(verb))
        elif framed == "mandates":
            continue  # "charged X with murder"
        for obj in inner:
            yield from join(who(subject_of(verb), notes, table), framed, who(obj, notes, table), clause_of(verb))


def _described(token: Token) -> Token | None:
    """What an adjective or participle describes: the noun it follows, or the subject of its copula."""
    if token.dep_ in {"amod", "acl", "appos"}:
        return token.head
    if token.dep_ in {"acomp", "attr", "oprd", "xcomp", "advcl", "relcl", "ROOT", "conj"}:
        passive = next((c for c in token.children if c.dep_ in {"nsubjpass", "nsubj"}), None)
        return passive if passive is not None else subject_of(token.head)
    return None


def _adjective_ties(token: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    if token.lower_ not in table.heads:
        return
    for prep, obj in prep_objects(token):
        kind = table.adjectives.get(f"{token.lower_}.{prep}")
        if kind is None or is_negated(token) or is_negated(token.head):
            continue
        objects = who(obj, notes, table)
        if objects:
            described = who(_described(token), notes, table) or _left_actor(token, notes)
            yield from join(described, kind, objects, spans_of([token, *obj.doc[token.i : obj.i + 1]]))


def _left_actor(token: Token, notes: Notes) -> tuple[str, ...]:
    """The actor named just before a comma and the word ("the GSIM, close to ..."), where the parse leaves the word hanging."""
    if token.i < 2 or token.nbor(-1).text != ",":
        return ()
    mention = notes.mention_of(token.nbor(-2))
    return () if mention is None else (mention.actor,)


def _noun_ties(noun: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "a rival of Y", "Y's ally": the noun stands beside the name that it describes, or is said of it."""
    kind = table.nouns.get(noun.lemma_.lower())
    if kind is None or noun.tag_ not in {"NN", "NNS", "NNP"}:
        return
    below = any(c.lower_ in table.below for c in noun.children if c.dep_ in {"amod", "compound"})
    if below and kind == "leads":
        kind = "member_of"
    noun, inner = counted(noun), noun
    beside = BESIDE | NAMED if any(c.dep_ == "appos" for c in noun.children) else BESIDE
    owners = [o for p, o in prep_objects(inner) if p in {"of", "to", "for"}]
    owners += [c for c in inner.children if c.dep_ == "poss" or (c.dep_ in {"compound", "nmod"} and kind in beside)]
    if noun != inner or any(c.lower_ in table.indefinite for c in noun.children):
        kind = "member_of" if kind == "leads" else kind
    for owner in owners:
        objects = who(owner, notes, table)
        named = _named_by(noun, notes, table) if objects else ()
        evidence = spans_of([noun, *noun.doc[min(inner.i, owner.i) : max(inner.i, owner.i) + 1]])
        past = any(c.lower_ in table.past for c in inner.children) or (
            noun.left_edge.i > 0 and noun.left_edge.nbor(-1).lower_ == "then"
        )
        if past and kind != "leads":
            continue
        objects = tuple(o for o in objects if o not in named)
        if kind in BESIDE and owner.tag_ in {"PRP$", "WP$"}:
            named, objects = (objects, named) if kind != "supports" else (named, objects)  # whoever is named first comes first
        yield from join(named, "former_leader_of" if past else kind, objects, evidence)


def _named_by(noun: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """The actors that a common noun is said of: apposition either way, or subject of "be"."""
    if noun.dep_ == "appos":
        return who(noun.head, notes, table)
    if noun.dep_ == "attr" and noun.head.lemma_ in {"be", "become", "remain"} and not is_negated(noun.head):
        return who(subject_of(noun.head), notes, table)
    for child in noun.children:
        if child.dep_ == "appos":
            return who(child, notes, table)
    mention = notes.mention_of(noun)
    return () if mention is None or mention.how == "pronoun" else (mention.actor,)


def _conflict_ties(noun: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "the war between A and B"."""
    if noun.lower_ not in table.conflict_nouns:
        return
    for prep, obj in prep_objects(noun):
        sides = who(obj, notes, table)
        if prep in {"between", "among"} and len(sides) == 2:
            yield Tie(sides[0], "opposes", sides[1], spans_of([noun, *obj.subtree]))


def _mutual_ties(token: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "A and B are sworn enemies", "A and B fight side by side": two names side by side, said of them now."""
    kind = table.mutual.get(token.lemma_.lower())
    verb = clause_head(token)
    if kind is None or is_negated(verb) or any(c.dep_ == "prep" and c.lower_ in {"of", "to"} for c in token.children):
        return
    said = token.dep_ == "attr" and token.tag_ == "NNS" and verb.lemma_ in {"be", "become", "remain"}
    said = said or (token.dep_ == "dobj" and verb.lower_ in table.sworn)
    if kind == "allied_with" and token.lower_ == "side":
        said = any(
            t.lower_ == "by" and t.nbor().lower_ == "side" for t in token.doc[token.i + 1 : token.i + 2] if t.i + 1 < len(t.doc)
        )
    now = verb.tag_ in {"VBZ", "VBP"} or any(c.tag_ in {"VBZ", "VBP"} and c.dep_ in {"aux", "auxpass"} for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    sides = who(subject, notes, table) if said and now else ()
    if len(sides) == 2:
        yield Tie(sides[0], kind, sides[1], clause_of(verb))


def _phrase_ties(noun: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "X is at the head of Y", "X, at war with Y"."""
    if noun.lower_ not in table.phrase_nouns or noun.dep_ != "pobj":
        return
    holder = noun.head.head
    if is_negated(holder):
        return
    subject = subject_of(holder) if holder.pos_ in {"VERB", "AUX"} else holder
    for prep, obj in [*prep_objects(noun), *prep_objects(noun.head), *prep_objects(holder)]:
        key = f"{noun.head.lower_} {noun.lower_}.{prep}"
        evidence = spans_of(noun.doc[noun.head.i : obj.i + 1])
        if obj.i > noun.i and key in table.phrases:
            yield from join(who(subject, notes, table), table.phrases[key], who(obj, notes, table), evidence)
        elif obj.i > noun.i and key in table.reversed_phrases:
            yield from join(who(obj, notes, table), table.reversed_phrases[key], who(subject, notes, table), evidence)


def _sanction_ties(noun: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "sanctions by Y on X", "Y's sanctions against X", "Y imposed sanctions on X"."""
    if noun.lower_ not in table.sanction_nouns:
        return
    senders: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    verb = noun.head if noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_ in table.sanction_verbs else None
    pairs = [*prep_objects(noun), *(prep_objects(verb) if verb is not None else ())]
    for acl in (c for c in noun.children if c.dep_ in {"acl", "relcl"} and c.lemma_ in table.sanction_verbs):
        pairs.extend(prep_objects(acl))
    for prep, obj in pairs:
        if prep in {"by", "from", "of"}:
            senders = senders or who(obj, notes, table)
        elif prep in {"on", "against", "upon"}:
            targets = targets or who(obj, notes, table)
    if verb is not None and not is_negated(verb) and verb.tag_ != "VB" and noun.dep_ == "dobj":
        senders = senders or who(subject_of(verb), notes, table)
    owners = [c for c in noun.children if c.dep_ in {"poss", "compound", "nmod"}]
    senders = senders or next((w for c in owners if (w := who(c, notes, table))), ())
    if senders and not targets:
        targets = _weighed_down(noun, notes, table) or _only_other(noun, senders, notes)
    yield from join(senders, "sanctions", targets, spans_of(noun.subtree))


def _weighed_down(noun: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """Whom sanctions weigh on where only the rest of the sentence says it: "under sanctions", "weighed down by sanctions"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"by", "under", "to"}:
        return ()
    verb = noun.head.head
    found = who(next((c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}), None), notes, table)
    return found or who(subject_of(verb.head) if verb.dep_ in {"advcl", "conj", "acl"} else subject_of(verb), notes, table)


def _only_other(noun: Token, senders: tuple[str, ...], notes: Notes) -> tuple[str, ...]:
    """The one government or group beside the senders in the sentence, none where there are several."""
    named = dict.fromkeys(m.actor for t in noun.sent if (m := notes.mention_of(t)) is not None and m.actor not in senders)
    sides = tuple(a for a in named if a in notes.actor and notes.actor[a].kind in PARTIES)
    return sides if len(sides) == 1 else ()


def _compound_ties(token: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "Iran-backed fighters": the name before the hyphen, the noun after the participle."""
    kind = table.compounds.get(token.lower_)
    if kind is None or token.i < 2 or token.nbor(-1).text not in {"-", "‑", "–"}:
        return
    name = token.nbor(-2)
    mention = notes.mention_of(name)
    left = mention.actor if mention is not None else notes.named.get(name.lower_)
    right = who(token.head, notes, table) if token.dep_ in {"amod", "acl", "compound"} else ()
    if left is not None:
        evidence = spans_of(token.doc[token.i - 2 : token.head.i + 1])
        if kind in {"supports", "leads", "controls"}:
            yield from join((left,), kind, right, evidence)
        else:
            yield from join(right, kind, (left,), evidence)


_NOUN_RULES: tuple[Rule, ...] = (_noun_ties, _conflict_ties, _mutual_ties, _phrase_ties, _sanction_ties)
_OTHER_RULES: tuple[Rule, ...] = (_adjective_ties, _compound_ties)
RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "VERB": (_verb_ties, frame_ties, *_OTHER_RULES),
        "AUX": (_verb_ties, frame_ties),
        "NOUN": _NOUN_RULES,
        "PROPN": _NOUN_RULES,
        **dict.fromkeys(("ADJ", "SCONJ", "ADP"), _OTHER_RULES),
        "ADV": (*_OTHER_RULES, _mutual_ties),
    }
)

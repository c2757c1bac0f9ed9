"""Ties that offices and memberships make: "the army's spokesman, X", "X, head of Y", "Kremlin aide X", "X of the Horn Policy Lab".

The `Role`s found with the actors come first; what they miss is read off the parse here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.notes import Notes, is_negated, spans_of, subject_of
from parley.extract.relations_organs import first_mention, is_organ, organ_ties
from parley.extract.relations_who import Tie, counted, prep_objects, who
from parley.lexicon.ties import Ties
from parley.records import Actor, Role, Spans
from parley.values import RelationType

BODIES = frozenset({"ngo", "igo", "media", "party", "religious", "company", "armed_group", "military"})
PARTY_LETTER = re.compile(r"\b([RD])-(?=[A-Z][A-Za-z.]+)")
OWNING = frozenset({"of", "for", "at", "with", "from", "in"})


def office_ties(notes: Notes, table: Ties) -> Iterator[Tie]:
    """Ties from recorded roles, then from offices and memberships in the text, then from what ministries are by their name."""
    yield from _role_ties(notes, table)
    persons = {a.id for a in notes.reading.actors if a.kind == "person"}
    if persons:
        for piece in notes.paragraphs_apart:
            yield from _in_piece(piece, persons, notes, table)
    yield from organ_ties(notes, table)


def _in_piece(piece: Tokens, persons: set[str], notes: Notes, table: Ties) -> Iterator[Tie]:
    for token in piece:
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if token.lower_ in table.offices or (counted(token) != token and token.lemma_ in table.offices):
            yield from _office(token, persons, notes, table)
        elif token.pos_ == "PROPN":
            yield from _of_body(token, persons, notes, table)


def _role_ties(notes: Notes, table: Ties) -> Iterator[Tie]:
    disputed = _shared_evidence(notes)
    for actor in notes.reading.actors:
        for role in actor.roles:
            if (actor.id, role.evidence) in disputed or _is_abroad(role, notes):
                continue
            kind = _kind_now(role, notes, table)
            if kind is None:
                continue
            evidence = role.evidence or first_mention(actor, notes)
            owner = notes.actor.get(role.of) if role.of is not None else None
            if owner is not None and owner.kind != "person" and any(" to " in notes.text[s:e] for s, e in role.evidence):
                continue  # an ambassador to a country is another country's
            if role.of is not None:
                yield Tie(actor.id, kind, role.of, evidence, 0.8)
            elif _is_of_state(role, table):
                state = state_of_office(actor, role, notes, table)
                if state is not None:
                    yield Tie(actor.id, kind, state, evidence, 0.4)


def _kind_now(role: Role, notes: Notes, table: Ties) -> RelationType | None:
    """What a role makes of its holder: no leader who led once, is one of several, or heads a team or (spy chiefs) a service."""
    kind = role_type(role, table)
    if kind != "leads":
        return kind
    if _is_over(role, notes, table):
        return "former_leader_of"
    several = any(_is_one_of_several(t, table) for s in role.evidence for t in notes.tokens(s))
    owner = notes.actor.get(role.of) if role.of is not None else None
    serves = role.role.lower() in table.of_state and (owner is None or (owner.kind == "government" and not is_organ(owner, table)))
    return "member_of" if several or serves or _is_of_team(role, notes, table) else kind


def _is_of_team(role: Role, notes: Notes, table: Ties) -> bool:
    """ "heads Hamas's negotiating team": whoever leads the delegation of a group is a member of the group."""
    last = [t for s, e in role.evidence[-1:] for t in notes.tokens((s, e))][-1:]
    mention = notes.mention_of(last[0]) if last else None
    return mention is not None and mention.how == "description" and mention.actor == role.of and last[0].lower_ in table.teams


def _is_over(role: Role, notes: Notes, table: Ties) -> bool:
    """ "for twenty years the president of X"."""
    for start, end in role.evidence[:1]:
        tokens = notes.tokens((start, end))
        before = tokens[0].nbor(-1) if tokens and tokens[0].i > 1 else None
        if before is not None and before.dep_ == "det":
            before = before.nbor(-1)
        if before is not None and before.lower_ in table.spans:
            return before.dep_ == "pobj" and before.head.lower_ == "for"
    return False


def _shared_evidence(notes: Notes) -> set[tuple[str, Spans]]:
    """Those who were given an office by words that stand right behind another's name ("A, the head of B, C said": C)."""
    found: set[tuple[str, Spans]] = set()
    holders: dict[Spans, list[Actor]] = {}
    for actor in notes.reading.actors:
        for role in actor.roles:
            if role.evidence and role.of is not None:
                holders.setdefault(role.evidence, []).append(actor)
    for evidence, actors in holders.items():
        if len(actors) > 1 and (":" not in notes.text[slice(*evidence[0])]):
            start, end = evidence[0][0], evidence[-1][1]
            before = {m.actor for m in notes.reading.mentions if start - 8 <= m.end_char <= start}
            after = {m.actor for m in notes.reading.mentions if end <= m.start_char <= end + 3}
            if before and after:
                found.update((a.id, evidence) for a in actors if a.id in after and a.id not in before)
    return found


def _is_abroad(role: Role, notes: Notes) -> bool:
    """ "Our correspondent in Doha": where somebody works, not for whom."""
    owner = notes.actor.get(role.of) if role.of is not None else None
    inside = any(" in " in notes.text[s:e] for s, e in role.evidence)
    return owner is not None and owner.kind == "government" and inside and "minister" not in role.role.lower()


def _is_of_state(role: Role, table: Ties) -> bool:
    """Whether an office without an owner is of a state: presidents, prime ministers, ministers, heads of its services."""
    name = role.role.lower()
    if name in table.of_state:
        return True
    return name in table.heads_of_state or name.removeprefix("interim ") in table.heads_of_state or "minister" in name.split()


def state_of_office(actor: Actor, role: Role, notes: Notes, table: Ties) -> str | None:
    """The government that an office without an owner belongs to: the country that the person's title or the words right before it
    name, else the only government in the sentence, else the one whose country most of the article is about."""
    words = [w for alias in actor.aliases for w in alias.lower().split()]
    before = notes.tokens((max(0, role.evidence[0][0] - 30), role.evidence[0][0])) if role.evidence else []
    near = [t.lower_ for t in before if before and t.sent == before[-1].sent][-3:]
    for word in (*words, *near):
        code = table.countries.get(word)
        if code is not None:
            return notes.state.get(code)
    if not _stands_alone(role, notes):
        return None
    return notes.state.get(actor.country or _country_of_article(notes) or "")


def _country_of_article(notes: Notes) -> str | None:
    """The country that the article names at least twice as often as any other, None where there is no such country."""
    counts: Counter[str] = Counter(p.country for p in notes.reading.places if p.country)
    for mention in notes.reading.mentions:
        country = notes.actor[mention.actor].country if mention.how != "pronoun" and mention.actor in notes.actor else None
        if country:
            counts[country] += 1
    ranked = counts.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]) else None


def _stands_alone(role: Role, notes: Notes) -> bool:
    """Whether an office is named without a word that says whose ("President X", not "Mauritania's president X")."""
    tokens = [t for span in role.evidence for t in notes.tokens(span)]
    words, role_words = " ".join(t.text for t in tokens).lower(), role.role.lower()
    if not tokens or (role_words not in words and words not in role_words):
        return False
    if tokens[0].lower_ in {"the", "a"}:
        tokens = tokens[1:]
    return tokens[0].i == 0 or tokens[0].nbor(-1).pos_ not in {"ADJ", "PROPN", "PART"}


def role_type(role: Role, table: Ties) -> RelationType | None:
    """What an office makes of its holder: "deputy head" a member, "former president" a former leader, None if nothing."""
    words = role.role.lower().replace(",", " ").replace("ex-", "ex ").split()
    past = role.current is False or any(w in table.past for w in words)
    words = [w for w in words if w not in table.past]
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            if words[i] in table.ranks and any(w in table.offices for w in words[i + size :]):
                continue  # a "chief negotiator" negotiates
            kind = _kind_of(" ".join(words[i : i + size]), words[:i], table)
            if kind is not None:
                return _in_time(kind, past or (kind == "leads" and words[max(i - 1, 0)] in table.ordinals))
    return None


def _kind_of(name: str, before: list[str], table: Ties) -> RelationType | None:
    if name in table.speaks:
        return "spokesperson_of"
    if name in table.leads and not any(w in table.below for w in before):
        return "leads"
    return "member_of" if name in table.offices else None


def _in_time(kind: RelationType, past: bool) -> RelationType | None:
    """A tie of the past has a name of its own for leaders only."""
    if not past:
        return kind
    return "former_leader_of" if kind == "leads" else None


def _office(noun: Token, persons: set[str], notes: Notes, table: Ties) -> Iterator[Tie]:
    """An office, whose it is, and who holds it."""
    holders = tuple(a for a in _holders(noun, notes, table) if a in persons)
    if not holders:
        return
    owner, before = _owner(noun, notes, table)
    if owner is None:
        return
    words = [c.lower_ for c in noun.children if c.lower_ in table.past]
    words += [t.lower_ for t in noun.doc[max(before, noun.i - 3) : noun.i] if t.is_alpha]
    words.append(noun.lemma_.lower() if counted(noun) != noun else noun.lower_)
    kind = role_type(Role(role=" ".join(words)), table)
    if kind == "leads" and (_is_one_of_several(noun, table) or " ".join(words[-2:]) in table.of_state):
        kind = "member_of"
    if kind is not None:
        for holder in holders:
            yield Tie(holder, kind, owner, spans_of(noun.subtree), 0.6)


def _is_one_of_several(noun: Token, table: Ties) -> bool:
    """ "a commander of X", "one of its leaders"."""
    return counted(noun) != noun or any(c.lower_ in table.indefinite and c.i < noun.i for c in noun.children)


def _holders(noun: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """Who holds an office: in apposition either way, the name that the title stands before, or the subject of "be" or "become"."""
    noun = counted(noun)
    first = noun.left_edge.i
    if first > 1 and noun.doc[first - 1].text == "," and noun.dep_ not in {"compound", "nmod"}:
        mention = notes.mention_of(noun.doc[first - 2])
        if mention is not None and notes.actor[mention.actor].kind == "person":
            return (mention.actor,)
    if noun.dep_ == "appos":
        found = who(noun.head, notes, table)
        if any(notes.actor[a].kind == "person" for a in found if a in notes.actor):
            return found
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and not is_negated(noun.head):  # "whose chairman is X"
        return next((who(c, notes, table) for c in noun.head.children if c.dep_ == "attr"), ())
    if noun.dep_ in {"compound", "nmod"} and noun.head.i > noun.i:
        mention = notes.mention_of(noun.head)
        return () if mention is None else (mention.actor,)
    if noun.dep_ == "attr" and noun.head.lemma_ in {"be", "become", "remain"} and not is_negated(noun.head):
        return who(subject_of(noun.head), notes, table)
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
        return _holder_as(noun.head.head, notes, table)
    return next((who(c, notes, table) for c in noun.children if c.dep_ == "appos"), ())


def _holder_as(verb: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """ "elected X as chairman", "X took over as chairman": the object, else the subject."""
    if is_negated(verb) or any(c.tag_ == "MD" for c in verb.children):
        return ()
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    return who(objects[0] if objects else subject_of(verb), notes, table)


def _owner(noun: Token, notes: Notes, table: Ties) -> tuple[str | None, int]:
    """Whose office it is (an actor id), and the index of the token after which the title itself begins."""
    for prep, obj in prep_objects(noun):
        if prep in OWNING or (prep == "to" and noun.lower_ in table.attending):
            found = who(obj, notes, table)
            if found:
                return found[0], 0
    for child in (*noun.children, *(noun.head.children if noun.dep_ in {"compound", "nmod"} else ())):
        if child.dep_ in {"poss", "compound", "nmod", "amod"} and child.i < noun.i and child.i >= noun.i - 5:
            mention = notes.mention_of(child)
            if mention is not None and not mention.start_char <= noun.idx < mention.end_char:
                return mention.actor, child.i + 1
            found = who(child, notes, table) if child.tag_ in {"PRP$", "WP$"} else ()
            state = notes.state.get(table.countries.get(child.lower_, ""))
            if found or state is not None:
                return (found[0] if found else state), child.i + 1
    return None, 0


def _of_body(name: Token, persons: set[str], notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "X of the Horn Policy Lab", "X, from Amnesty International"."""
    mention = notes.mention_of(name)
    if mention is None or mention.actor not in persons or name.idx + len(name) < mention.end_char:
        return
    for prep, obj in prep_objects(name):
        if prep in {"of", "from", "at", "with"}:
            for body in who(obj, notes, table):
                actor = notes.actor.get(body)
                if actor is not None and (actor.kind in BODIES or is_organ(actor, table)):
                    yield Tie(mention.actor, "member_of", body, spans_of([name, *obj.subtree]), 0.6)


def party_ties(notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "Rep. X, R-Fla.": the party that American papers put behind a lawmaker's name, where the article names the party too."""
    for match in PARTY_LETTER.finditer(notes.text):
        party = next((notes.named[n] for n in table.parties.get(match.group(1), ()) if n in notes.named), None)
        before = (m for m in notes.reading.mentions if match.start() - 3 <= m.end_char <= match.start())
        person = next((m.actor for m in before if notes.actor[m.actor].kind == "person"), None)
        if party is not None and person is not None:
            yield Tie(person, "member_of", party, ((match.start(), match.end()),), 0.8)

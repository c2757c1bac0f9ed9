"""Groups named as another's branch, and missions: "the local branch of al-Qaida", "the Islamic State's affiliate in Somalia",
"the UN mission".

Which one is meant is in the ties of the knowledge base: a group that on the day of publication was part of the other one or had
pledged allegiance to it, in the country that the phrase names or else in that of the conflict. Where none or several fit, nobody is
meant. Misses: branches described in a clause ("a group loyal to al-Qaida").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.casts import Draft
from parley.extract.descriptions import conflict_country
from parley.extract.scenes import Scene
from parley.lexicon.actors import Entry
from parley.lexicon.known_actors import Tie

# How many characters a phrase may run on after its noun: "affiliate in the wider Sahel region of West Africa".
REACH = 40


def find_affiliates(scene: Scene) -> None:
    """Adds mentions of the branches that the article names by their parent."""
    for token in scene.notes.doc:
        mission = token.lemma_ in scene.table.name_words["mission"]
        if not (mission or token.lemma_ in scene.table.name_words["branch"]) or token.pos_ != "NOUN":
            continue
        if scene.notes.is_boilerplate(token.idx):
            continue
        parent = _parent(scene, token)
        entry = _branch(scene, token, parent) if parent is not None else None
        if entry is not None and mission == (entry.kind != "armed_group"):
            draft = scene.cast.get(entry.key, entry.name, entry.kind, entry.key, entry.where)
            first, last = _ends(token)
            span = (first.idx, last.idx + len(last))
            scene.cast.mention(draft, span, "description", " ".join(scene.notes.text[slice(*span)].split()))


def _parent(scene: Scene, token: Token) -> Draft | None:
    """The known group whose branch it is: before the noun in its phrase, or after "of"."""
    first, last = _ends(token)
    inside = scene.cast.mentions_between(first.idx, last.idx + len(last))
    return next((d for _, d in inside if d.canonical is not None and d.canonical in scene.table.branches), None)


def _ends(token: Token) -> tuple[Token, Token]:
    """First and last token of a noun's phrase without its article: what stands before it, and what "of" it is."""
    first = token.left_edge
    if first.pos_ == "DET" and first.i < token.i:
        first = first.nbor()
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == token.i + 1), None)
    return first, of.right_edge if of is not None else token


def _branch(scene: Scene, token: Token, parent: Draft) -> Entry | None:
    """The branch that the knowledge base has for that parent there and then; None where none or several fit."""
    ties = [tie for tie in _active(scene, parent.canonical or "") if tie.subject != parent.canonical]
    last = _ends(token)[1]
    span = (token.left_edge.idx, last.idx + len(last) + REACH)
    here = {p.country for p in scene.notes.places_in(span) if p.country}
    country = here.pop() if len(here) == 1 else conflict_country(scene)
    known = scene.table.known
    fitting = dict.fromkeys(tie.subject for tie in ties if country in known[tie.subject].where)
    present = [key for key in fitting if scene.cast.by_key(key) is not None]
    dated = dict.fromkeys(tie.subject for tie in ties if tie.subject in fitting and tie.since)
    at_home = [key for key in dated if known[key].where[0] == country]
    found = next((keys for keys in (present, [*fitting], [*dated], at_home) if len(keys) == 1), [])
    return known[found[0]] if found else None


def _active(scene: Scene, parent: str) -> Iterator[Tie]:
    """The ties of a parent's branches on the day of publication."""
    day = scene.notes.published.isoformat() if scene.notes.published else None
    for tie in scene.table.branches.get(parent, ()):
        began = day is None or tie.since is None or tie.since <= day
        ended = day is not None and tie.until is not None and tie.until < day[: len(tie.until)]
        if began and not ended:
            yield tie

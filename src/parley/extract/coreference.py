"""What points back: "the group", "the party", he, she, it, they.

A pronoun stands for the last compatible actor that is a subject, in its own sentence or the two before; none is
resolved inside quotation marks, where the words are somebody else's. Source: the salience order of Hobbs and of Lappin and Leass
(subjects first, then nearness), without their weights. Misses: gender, plurals that sum up several actors, objects.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from parley.extract.casts import Draft
from parley.extract.descriptions import Phrase
from parley.extract.scenes import Scene, form_of, span_of
from parley.extract.trees import tree_of
from parley.lexicon.words import words_of
from parley.values import ActorKind

PERSONAL = frozenset({"he", "she", "him", "his", "her", "hers", "himself", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "their", "them", "themselves"})
PRONOUNS = PERSONAL | NEUTER | PLURAL
# How many sentences back an antecedent may lie, for persons and for the rest; news prose repeats the name of a group sooner.
PERSON_REACH, GROUP_REACH, PHRASE_REACH = 3, 1, 5
GROUP_KINDS: frozenset[ActorKind] = frozenset(
    {"government", "armed_group", "igo", "ngo", "media", "party", "military", "religious", "company", "people", "other"}
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention on the way through the text: where its head stands, whether as a subject, and in which sentence."""

    draft: Draft
    token: Token
    sentence: int

    @property
    def is_subject(self) -> bool:
        """Whether the mention (or the conjunct that it hangs on) is the subject of a clause."""
        top = self.token
        while top.dep_ in {"conj", "appos", "compound"} and top.head != top:
            top = top.head
        return top.dep_ in {"nsubj", "nsubjpass"} or (top.dep_ == "pobj" and top.head.dep_ == "agent")


def link_anaphors(scene: Scene, phrases: list[Phrase]) -> None:
    """Ties "the group", "the party", "the fighters" to the actor that was named last, its own name's noun first."""
    starts = sentence_starts(scene)
    for phrase in phrases:
        if (
            phrase.noun.sense not in {"anaphor", "band"}
            or not phrase.definite
            or phrase.land is not None
            or (phrase.owner is not None and phrase.owner.kind != "person")
        ):
            continue
        if not phrase.definite and not (phrase.noun.sense == "band" and phrase.first < phrase.head):
            continue
        span = span_of(scene.words, phrase.first, phrase.head)
        if scene.cast.at(span) is not None:
            continue
        here = sentence_of(starts, phrase.token.i)
        reach = scene.notes.doc[starts[max(0, here - PHRASE_REACH)]].idx
        before = [(s, d) for (s, _), d in scene.cast.mentions_between(reach, span[0])]
        nouns = {word.removesuffix("s") for word in phrase.noun.noun.split()}
        named = [d for _, d in before if d.kind in phrase.noun.kinds and not nouns.isdisjoint(_called(d))]
        body = phrase.noun.noun in scene.table.name_words["body"]  # "the council" is one that is called so
        kinds = [d.kind for _, d in before]
        wanted = (
            {phrase.noun.noun} if phrase.noun.noun in kinds else phrase.noun.kinds
        )  # "the party" is a party rather than a force
        fitting = named or [d for _, d in before if d.kind in wanted and not body]
        if fitting:
            scene.cast.mention(fitting[-1], span, "description", form_of(scene.words, phrase.first, phrase.head))


def _called(draft: Draft) -> Iterator[str]:
    """The words of all forms of a name, in the singular: "the M23 rebel group" is one of rebels."""
    for form in (draft.name, *draft.forms):
        yield from (word.removesuffix("s") for word in words_of(form))


def sentence_starts(scene: Scene) -> list[int]:
    """Token index of the first token of each sentence."""
    return [s.start for s in scene.notes.doc.sents]


def sentence_of(starts: list[int], token: int) -> int:
    """Number of the sentence that a token is in."""
    return bisect_right(starts, token) - 1


def link_pronouns(scene: Scene) -> None:
    """Ties pronouns outside quotations to actors."""
    starts, quoted = sentence_starts(scene), quoted_tokens(scene)
    seen: deque[Seen] = deque()
    for token, draft in _walk(scene):
        here = sentence_of(starts, token.i)
        while seen and here - seen[0].sentence > max(PERSON_REACH, GROUP_REACH):
            seen.popleft()
        if draft is not None:
            seen.append(Seen(draft, token, here))
            continue
        if token.i in quoted:
            continue
        found = _antecedent(token, here, seen, scene.table.acting["stance"])
        if found is not None:
            scene.cast.mention(found, (token.idx, token.idx + len(token)), "pronoun")
            seen.append(Seen(found, token, here))


def _walk(scene: Scene) -> Iterator[tuple[Token, Draft | None]]:
    """Heads of mentions with their drafts, and pronouns with None, in the order of the text."""
    doc, boiler, tree = scene.notes.doc, scene.notes.is_boilerplate, tree_of(scene.notes)
    found: dict[int, Draft | None] = {
        i: None for i, word in enumerate(tree.lower) if word in PRONOUNS and tree.pos[i] == "PRON" and not boiler(tree.start[i])
    }
    for (start, end), draft in scene.cast.mentions():
        first, last = scene.words.token_at(start), scene.words.token_at(end - 1)
        found[doc[first.i : last.i + 1].root.i] = draft
    return ((doc[i], found[i]) for i in sorted(found))


def _antecedent(token: Token, here: int, seen: Iterable[Seen], stances: frozenset[str]) -> Draft | None:
    word = token.lower_
    if word in PERSONAL:
        return _last(token, [s for s in seen if s.draft.kind == "person" and here - s.sentence <= PERSON_REACH])
    near = [s for s in seen if here - s.sentence <= GROUP_REACH and s.draft.kind in GROUP_KINDS]
    if word in NEUTER:
        if word == "it" and (token.dep_ not in {"nsubj", "nsubjpass"} or is_expletive(token, stances)):
            return None
        single = [s for s in near if s.token.tag_ not in {"NNS", "NNPS"}]
        return _last(token, single, subjects_only=True)
    plural = [s for s in near if s.token.tag_ in {"NNS", "NNPS", "PRP"} or s.draft.kind in {"armed_group", "people", "military"}]
    return _last(token, plural, subjects_only=True)


def _last(token: Token, candidates: list[Seen], subjects_only: bool = False) -> Draft | None:
    """The last subject among the candidates; else, for persons, the last of all. Never an object of the pronoun's own verb."""
    own = [s for s in candidates if not (s.token.head == token.head and token.dep_ == "nsubj")]
    subjects = [s for s in own if s.is_subject]
    if subjects:
        return subjects[-1].draft
    return None if subjects_only or not own else own[-1].draft


def is_expletive(token: Token, stances: frozenset[str]) -> bool:
    """Whether "it" stands for nobody: "it is clear that", "it was X who", "it seems"; "it is ready to" has a stance (acting)."""
    verb = token.head
    if verb.lemma_ == "be":
        return not any(c.dep_ in {"acomp", "prep"} and c.lemma_.lower() in stances for c in verb.children)
    return verb.lemma_ in {
        "seem",
        "appear",
        "take",
        "rain",
        "turn",
        "happen",
        "emerge",
        "transpire",
        "depend",
        "matter",
        "mean",
        "follow",
    }


def quoted_tokens(scene: Scene) -> frozenset[int]:
    """Tokens inside quotation marks; a quotation that nobody closes ends with its paragraph."""
    found: set[int] = set()
    opened: int | None = None
    for i, text in enumerate(tree_of(scene.notes).text):
        if "\n\n" in text:
            opened = None
        elif text in {"“", "«", "``"}:
            opened = i
        elif text in {"”", "»", "''"}:
            opened = None
        elif text == '"':
            opened = None if opened is not None else i
        elif opened is not None:
            found.add(i)
    return frozenset(found)


def merge_latter(scene: Scene) -> None:
    """Ties "the former" and "the latter" to the two last persons or groups before."""
    for word in (i for i, w in enumerate(scene.words.folded) if w in {"former", "latter"}):
        second = scene.words.token(word)
        if second.i == 0 or second.nbor(-1).lower_ != "the" or second.dep_ == "amod":
            continue
        before = [d for span, d in scene.cast.mentions_between(0, second.idx) if d.spans[span] != "pronoun"]
        distinct = list(dict.fromkeys(reversed(before)))[:2]
        if len(distinct) == 2 and distinct[0].kind == distinct[1].kind:
            draft = distinct[1] if second.lower_ == "former" else distinct[0]
            scene.cast.mention(draft, (second.idx, second.idx + len(second)), "pronoun")

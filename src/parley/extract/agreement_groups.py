"""Which mentions mean the same agreement.

Misses: agreements that only their content tells apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parley.extract.agreement_mentions import DealMention
from parley.extract.event_slots import lemma
from parley.extract.notes import Notes
from parley.values import AgreementKind


@dataclass
class Deal:
    """The mentions of one agreement, in text order."""

    mentions: list[DealMention] = field(default_factory=list)
    base: Deal | None = None

    @property
    def kind(self) -> AgreementKind | None:
        """The kind that its mentions tell; what it is beside a truce goes first."""
        kinds = [m.kind for m in self.mentions if m.kind]
        return next((k for k in kinds if k != "ceasefire"), kinds[0] if kinds else None)

    @property
    def best(self) -> DealMention:
        """The mention that says most about how it was made."""
        return max(
            self.mentions,
            key=lambda m: (
                m.made,
                m.draft and m.telling,
                bool(m.parties) + bool(m.date) + bool(m.place),
                m.proposed,
                bool(m.fates),
            ),
        )

    @property
    def proposed(self) -> bool:
        """Whether somebody asked for it and nobody made it."""
        return any(m.proposed for m in self.mentions) and not any(m.made or m.fates for m in self.mentions)

    @property
    def alone(self) -> bool:
        """Whether one party may have bound itself: it announced or undertook something."""
        return any(m.unilateral or m.undertaking for m in self.mentions) or self.kind == "principle"

    def last_year(self, notes: Notes) -> bool:
        """Whether it was made in the year before publication: still the business of the two sides of the article."""
        date, published = self.best.date, notes.article.published
        return date is not None and published is not None and int(published[:4]) - int(date[:4]) == 1

    @property
    def told(self) -> bool:
        """Whether enough is told for a record: it was made or proposed by someone, or is said to hold, fail or provide."""
        first = self.mentions[0]
        said = any(
            m.named or m.telling or m.made or m.fates or (m.parties and (not m.generic or len(m.parties) > 1))
            for m in self.mentions
        )
        return first.draft or said or (self.proposed and bool(self.best.parties))

    def names(self, mention: DealMention) -> bool:
        """Whether a later mention takes up this agreement's own word: "a declaration of principles ... The declaration"."""
        same = any(lemma(m.token) == lemma(mention.token) for m in self.mentions)
        return same and self.kind == "principle" and mention.definite and mention.kind is None

    def fits(self, mention: DealMention) -> bool:
        """Whether a later mention can mean this agreement."""
        if mention.draft or self.mentions[0].draft:
            return mention.draft and self.mentions[0].draft
        if self.names(mention):
            return True
        if mention.new or mention.undertaking or self.mentions[0].undertaking or "principle" in {mention.kind, self.kind}:
            return False
        if mention.made and not mention.definite and any(m.made for m in self.mentions):
            return False
        owned = {m.own[:4] for m in self.mentions if m.own}
        known = owned or ({self.best.date[:4]} if self.best.date and mention.definite else set())
        if mention.own and known and mention.own[:4] not in known:
            return False  # "the accord of 2015" is not the one that was signed last week
        made = [m for m in self.mentions if m.made]
        places, dates = {m.place for m in made if m.place}, {m.date for m in made if m.date}
        if mention.made and (
            (mention.place and places and mention.place not in places) or (mention.date and dates and mention.date not in dates)
        ):
            return False
        if mention.made and not made and self.kind is None:
            return True  # a headline may name what the text then introduces
        if mention.kind is None or self.kind is None or mention.kind == self.kind:
            return mention.kind is None or mention.definite or mention.kind == self.kind
        return mention.definite and mention.kind in {"ceasefire", "comprehensive"} and self.kind != "prisoner_exchange"


def _meant(candidates: list[Deal], mention: DealMention, text: str) -> Deal | None:
    """Which agreement a mention means: the one of the same paragraph, else the one that the article speaks of most."""
    called = next((d for d in reversed(candidates) if d.names(mention)), None)
    if called is not None:
        return called
    paragraph = text.rfind("\n\n", 0, mention.token.idx)
    for deal in reversed(candidates):
        if paragraph < deal.mentions[-1].token.idx:
            return deal
    # "the deal" is rather another one than the exchange of the day
    others = [d for d in candidates if mention.kind is not None or d.kind != "prisoner_exchange"]
    return max(others or candidates, key=lambda d: len(d.mentions), default=None)


def group(mentions: list[DealMention], text: str) -> list[Deal]:
    """Mentions that mean the same agreement, together. What is proposed beside a made agreement is one of its own."""
    deals: list[Deal] = []
    for mention in mentions:
        known = _meant([d for d in deals if d.base is None and d.fits(mention)], mention, text)
        if not mention.draft and mention.proposed and (mention.extension or mention.new or not mention.definite):
            earlier = next((d for d in deals if d.proposed and (known is None or d.base is known)), None)
            if earlier is not None:
                earlier.mentions.append(mention)
            else:
                deals.append(Deal([mention], base=known))
        elif known is not None:
            known.mentions.append(mention)
        elif mention.token.pos_ != "PRON":
            deals.append(Deal([mention]))
    return deals

"""Agreements, positions, claims and expectations over several articles."""

from __future__ import annotations

import pytest

from parley.reason.expectations import expectations
from parley.values import Duration, Exchange, Mandate
from tests.reason.builders import Story, seen, shelf


def _pact() -> tuple[Story, Story, Story]:
    signed = Story("1", "Herders and farmers signed a pact in Dasa in May.", "2030-05-10").actor("Herders", "people")
    signed.actor("farmers", "people").agreement(
        "local", "signed a pact", ("Herders", "farmers"), place="Dasa", date="2030-05", status="agreed"
    )
    broken = Story("2", "The Dasa truce is dead, elders say.", "2030-08-02")
    broken.agreement("ceasefire", "The Dasa truce is dead", place="Dasa", status="collapsed")
    recalled = Story("3", "The Dasa pact of May was signed under a tree.", "2030-09-01")
    recalled.agreement("local", "The Dasa pact of May", place="the town of Dasa", date="2030-05", status="agreed")
    return signed, broken, recalled


def _detailed() -> tuple[Story, Story, Story]:
    """The pact, first for three months and then for six."""
    text = "Herders and farmers signed a pact for three months in Dasa in May. Ada, sent by the Union, had goats go for wells."
    signed = Story("1", text, "2030-05-10").actor("Herders", "people").actor("farmers", "people")
    signed.actor("Ada", "person").actor("Union", "igo")
    signed.agreement(
        "local",
        "signed a pact",
        ("Herders", "farmers"),
        place="Dasa",
        date="2030-05",
        duration=Duration(value="P3M", evidence=signed.spans("three months")),
        mandate=(Mandate(mediator=signed.who("Ada"), by=signed.who("Union"), evidence=signed.spans("Ada, sent by the Union")),),
        exchange=(
            Exchange(given="goats", received="wells", by=signed.who("Herders"), evidence=signed.spans("goats go for wells")),
        ),
    )
    renewed = Story("2", "The Dasa pact holds for six months from 12 May and can be renewed.", "2030-08-02")
    renewed.agreement(
        "local",
        "The Dasa pact",
        place="Dasa",
        date="2030-05",
        stage="Cea",
        effective="2030-05-12",
        effective_evidence=renewed.spans("from 12 May"),
        duration=Duration(value="P6M", renewable=True, evidence=renewed.spans("six months")),
    )
    recalled = Story("3", "The Dasa pact of May was signed under a tree.", "2030-09-01")
    return signed, renewed, recalled.agreement("local", "The Dasa pact of May", place="Dasa", date="2030-05")


def test_one_agreement_told_three_times_has_one_life() -> None:
    (agreement,) = seen(*_pact()).agreements
    assert agreement.kind == "local"
    assert agreement.status == "collapsed"
    assert [(stage.day, stage.value) for stage in agreement.life] == [("2030-05-10", "agreed"), ("2030-08-02", "collapsed")]


def test_details_of_an_agreement_come_from_the_newest_article_that_has_them() -> None:
    signed, broken, recalled = _detailed()
    (agreement,) = seen(signed, broken, recalled).agreements
    assert (agreement.stage, agreement.effective) == ("Cea", "2030-05-12")
    assert agreement.duration is not None
    assert (agreement.duration.value, agreement.duration.renewable) == ("P6M", True)
    assert [e.text for e in agreement.duration.evidence] == ["six months"]
    (mandate,) = agreement.mandate
    assert (mandate.mediator, mandate.by) == (signed.who("Ada"), signed.who("Union"))
    (exchange,) = agreement.exchange
    assert (exchange.given, exchange.received, exchange.by) == ("goats", "wells", signed.who("Herders"))


def test_details_of_an_agreement_are_what_was_known_on_the_day() -> None:
    (agreement,) = seen(*_detailed(), as_of="2030-07-01").agreements
    assert agreement.duration is not None
    assert (agreement.duration.value, agreement.stage, agreement.effective) == ("P3M", None, None)


def test_an_agreement_is_what_was_known_on_the_day() -> None:
    (agreement,) = seen(*_pact(), as_of="2030-07-01").agreements
    assert agreement.status == "agreed"


def test_agreements_elsewhere_or_at_another_time_stay_apart() -> None:
    signed, _, _ = _pact()
    elsewhere = Story("4", "A pact was signed in Moro.", "2030-06-01").agreement("local", "A pact was signed in Moro", place="Moro")
    earlier = Story("5", "The Dasa pact of 2027.", "2030-06-02").agreement(
        "local", "The Dasa pact of 2027", place="Dasa", date="2027"
    )
    assert len(seen(signed, elsewhere, earlier).agreements) == 3


def _stances() -> tuple[Story, Story]:
    one = Story("1", "Norland will never talk to the rebels.", "2030-01-01").actor("Norland", canonical="gov:NOR")
    one.position("Norland", "talk to the rebels", "against", "will never talk to the rebels", red_line=True)
    two = Story("2", "Norland favours negotiations with insurgents.", "2030-02-01").actor("Norland", canonical="gov:NOR")
    two.position("Norland", "negotiations with insurgents", "for", "favours negotiations with insurgents")
    return one, two


def test_a_position_moves_and_its_red_line_with_it() -> None:
    (now,) = seen(*_stances()).positions
    assert (now.direction, now.red_line, now.moved) == ("for", False, True)
    (then,) = seen(*_stances(), as_of="2030-01-15").positions
    assert (then.direction, then.red_line, then.moved) == ("against", True, False)


def test_different_issues_stay_apart() -> None:
    story = Story("1", "Norland is for talks with rebels and against the toll on grain.", "2030-01-01").actor("Norland")
    story.position("Norland", "talks with rebels", "for", "talks with rebels")
    story.position("Norland", "toll on grain", "against", "toll on grain")
    assert len(seen(story).positions) == 2


def test_a_claim_is_asserted_until_it_is_denied() -> None:
    one = Story("1", "Villagers say that soldiers burned the mill at Oda.", "2030-01-01").actor("Villagers", "people")
    one.claim("soldiers burned the mill at Oda", "asserted", asserted=("Villagers",))
    two = Story("2", "The army denies that its soldiers burned the Oda mill.", "2030-01-05").actor("army", "military")
    two.claim("its soldiers burned the Oda mill", "denied", denied=("army",))
    (claim,) = seen(one, two).claims
    assert claim.status == "denied"
    assert claim.asserted_by == (one.who("Villagers"),)
    assert claim.denied_by == (two.who("army"),)
    assert seen(one, two, as_of="2030-01-02").claims[0].status == "asserted"


@pytest.mark.parametrize(
    ("later", "as_of", "outcome"),
    [
        ("Nothing of note happened in the capital.", "2030-03-09", "open"),
        ("Nothing of note happened in the capital.", "2030-03-12", "overdue"),
        ("Envoys of both sides opened the border bridge at Keta.", "2030-03-12", "met"),
        ("The border bridge at Keta was never opened by the envoys.", "2030-03-12", "missed"),
        ("The border bridge at Keta will be opened by envoys.", "2030-03-12", "overdue"),
    ],
)
def test_outcome_of_an_expectation(later: str, as_of: str, outcome: str) -> None:
    promise = Story("1", "Envoys will open the border bridge at Keta by Sunday.", "2030-03-05")
    promise.expectation("Envoys will open the border bridge at Keta", due="2030-03-10")
    day = min(as_of, "2030-03-11")
    (found,) = expectations(shelf(promise, Story("2", later, day), as_of=as_of))
    assert found.outcome == outcome
    assert found.settled_by == ("2" if outcome in {"met", "missed"} else None)


def test_what_comes_before_it_was_due_settles_nothing() -> None:
    promise = Story("1", "Envoys will open the border bridge at Keta in May.", "2030-03-05")
    promise.expectation("Envoys will open the border bridge at Keta", due="2030-05")
    early = Story("2", "Envoys opened the border bridge at Keta for an hour.", "2030-03-20")
    assert expectations(shelf(promise, early, as_of="2030-03-21"))[0].outcome == "open"


def test_without_a_day_an_expectation_stays_open() -> None:
    promise = Story("1", "Envoys will open the border bridge at Keta.", "2020-03-05").expectation(
        "Envoys will open the border bridge"
    )
    assert expectations(shelf(promise, as_of="2030-01-01"))[0].outcome == "open"


def test_whoever_denies_a_claim_does_not_assert_it() -> None:
    story = Story("1", "The army denies that soldiers burned the mill at Oda.", "2030-01-05").actor("army", "military")
    story.claim("soldiers burned the mill at Oda", "denied", asserted=("army",), denied=("army",))
    (claim,) = seen(story).claims
    assert (claim.asserted_by, claim.denied_by) == ((), (story.who("army"),))


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        ("The vote promised for 10 March was never held.", "missed"),
        ("The vote of 10 March was held in all regions.", "met"),
        ("The vote of 20 April was held in all regions.", "overdue"),
        ("The harvest festival of 10 March drew thousands to the capital.", "overdue"),
    ],
)
def test_a_sentence_about_the_very_day_settles_what_was_due_on_it(later: str, outcome: str) -> None:
    promise = Story("1", "The junta promised that elections would be held on 10 March.", "2030-01-05")
    promise.expectation("elections would be held on 10 March", due="2030-03-10")
    told = Story("2", later, "2030-05-01")
    day = "20 April" if "20 April" in later else "10 March"
    told.timex(day, "2030-04-20" if day == "20 April" else "2030-03-10")
    (found,) = expectations(shelf(promise, told, as_of="2030-05-02"))
    assert found.outcome == outcome


@pytest.mark.parametrize(("mod", "outcome"), [("START", "overdue"), (None, "open")])
def test_what_is_due_by_the_start_of_a_year_is_overdue_in_summer(mod: str | None, outcome: str) -> None:
    promise = Story("1", "The bases will be closed by the start of 2031.", "2030-03-05")
    promise.expectation("The bases will be closed by the start of 2031", due="2031").timex("the start of 2031", "2031", mod=mod)
    assert expectations(shelf(promise, as_of="2031-07-01"))[0].outcome == outcome


def test_parties_by_description_are_the_same_within_one_pact() -> None:
    one = Story("1", "A pact between traditional hunters and Katiba Dasa holds in Dasa.", "2030-05-10")
    one.actor("traditional hunters", "people").actor("Katiba Dasa", "armed_group")
    one.agreement("local", "A pact", ("traditional hunters", "Katiba Dasa"), place="Dasa", status="in_force")
    two = Story("2", "The Dasa pact between the hunters and the jihadists is dead.", "2030-08-10")
    two.actor("hunters", "people").actor("jihadists", "armed_group")
    two.agreement("ceasefire", "The Dasa pact", ("hunters", "jihadists"), place="Dasa", status="collapsed")
    (agreement,) = seen(one, two).agreements
    assert agreement.parties == (one.who("traditional hunters"), one.who("Katiba Dasa"))
    three = Story("3", "The Dasa pact between herders and the army is dead.", "2030-08-10")
    three.actor("herders", "people").actor("army", "military")
    three.agreement("local", "The Dasa pact", ("herders", "army"), place="Dasa", status="collapsed")
    assert len(seen(one, three).agreements) == 2


def _mandate() -> Story:
    said = Story("1", "Norland's ministry said that it had mandated the Guild for talks with the Red Front.", "2030-01-01")
    said.actor("ministry").actor("Guild", "ngo", canonical="x:guild").actor("Red Front", "armed_group", canonical="x:front")
    return said.statement("ministry", "it had mandated the Guild for talks with the Red Front")


def _denial(words: str, *, named: tuple[str, ...] = ("council of guilds", "Frontists")) -> Story:
    denial = Story("2", f"The presidency denies that {words}.", "2030-01-05").actor("presidency")
    for name, key in zip(named, ("x:guild", "x:front"), strict=False):
        denial.actor(name, canonical=key)
    return denial.claim(words, "denied", denied=("presidency",))


def test_a_denial_in_other_words_meets_the_statement_that_it_denies() -> None:
    said, denial = _mandate(), _denial("the council of guilds was sent to negotiate with the Frontists")
    (claim,) = seen(said, denial).claims
    assert claim.asserted_by == (said.who("ministry"),)
    assert [(stage.day, stage.value) for stage in claim.life] == [("2030-01-01", "asserted"), ("2030-01-05", "denied")]
    assert claim.evidence[0].article == "1"
    assert seen(said, denial, as_of="2030-01-04").claims == ()


@pytest.mark.parametrize(
    "denial",
    [
        _denial("the council of guilds was sent to shell the Frontists"),  # the same parties, another matter
        _denial("anybody was sent to negotiate with the Frontists", named=("the Frontists",)),  # one party is not enough
    ],
)
def test_a_denial_of_something_else_meets_no_statement(denial: Story) -> None:
    assert seen(_mandate(), denial).claims[0].asserted_by == ()


def test_two_sentences_may_settle_together_what_neither_tells_alone() -> None:
    promise = Story("1", "The forts of Oda, Keta and Lume will be handed to local guards one by one in May.", "2030-03-05")
    promise.expectation("The forts of Oda, Keta and Lume will be handed to local guards one by one in May", due="2030-05")
    text = "On 3 May soldiers handed the fort of Lume to guards. After those of Oda and Keta it was the last."
    assert expectations(shelf(promise, Story("2", text, "2030-06-01")))[0].outcome == "met"
    apart = text.replace(". After", ".\nAfter")
    assert expectations(shelf(promise, Story("2", apart, "2030-06-01")))[0].outcome == "overdue"


def _lifting(aux: str | None, day: str, words: str = "lifted its sanctions on Norland", by: str = "The bloc") -> Story:
    story = Story("2", f"{by} {words}.", day).actor(by, "igo", canonical=f"x:{by}")
    return story.event("CONCEDE", words, (by,), aux=aux)


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        (_lifting(None, "2030-06-01"), "met"),
        (_lifting("negation", "2030-06-01"), "missed"),
        (_lifting("future", "2030-06-01"), "open"),
        (_lifting(None, "2030-03-05"), "open"),  # not after it was told
        (_lifting(None, "2030-06-01", by="Sunda"), "open"),  # by somebody else
        (_lifting(None, "2030-06-01", words="lifted the fishing ban"), "open"),  # something else
    ],
)
def test_an_event_of_the_expected_kind_fulfils_what_was_expected(later: Story, outcome: str) -> None:
    told = "The sanctions will be lifted by the bloc step by step once a calendar is on the table."
    promise = Story("1", told, "2030-03-05").actor("the bloc", "igo", canonical="x:The bloc")
    promise.expectation(told).event("CONCEDE", "The sanctions will be lifted", ("the bloc",), aux="future")
    (found,) = expectations(shelf(promise, later))
    assert (found.outcome, found.settled_by) == (outcome, "2" if outcome in {"met", "missed"} else None)

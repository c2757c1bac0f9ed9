from __future__ import annotations

from parley.records import Role
from tests.reason.builders import Story, seen


def test_the_knowledge_bases_key_links_different_names() -> None:
    one = Story("1", "Norland agreed.", "2030-01-01").actor("Norland", canonical="gov:NOR")
    two = Story("2", "Oslotown refused.", "2030-01-02").actor("Oslotown", canonical="gov:NOR")
    (actor,) = seen(one, two).actors
    assert {actor.name, *actor.aliases} == {"Norland", "Oslotown"}
    assert actor.articles == 2
    assert actor.id == one.who("Norland")


def test_names_link_whatever_accents_and_titles() -> None:
    one = Story("1", "Colonel Idé Baré spoke.", "2030-01-01").actor("Colonel Idé Baré", "person")
    two = Story("2", "Ide Bare spoke.", "2030-01-02").actor("Ide Bare", "person")
    assert len(seen(one, two).actors) == 1


def test_a_surname_links_only_where_one_person_bears_it() -> None:
    ana = Story("1", "Ana Soto spoke.", "2030-01-01").actor("Ana Soto", "person")
    soto = Story("2", "Soto spoke.", "2030-01-02").actor("Soto", "person")
    luis = Story("3", "Luis Soto spoke.", "2030-01-03").actor("Luis Soto", "person")
    again = Story("4", "Soto spoke again.", "2030-01-04").actor("Soto", "person")
    assert len(seen(ana, soto).actors) == 1
    assert [actor.articles for actor in seen(ana, soto, luis, again).actors] == [2, 1, 1]


def test_a_full_name_joins_the_one_person_known_by_its_surname() -> None:
    soto = Story("1", "Soto spoke.", "2030-01-01").actor("Soto", "person")
    ana = Story("2", "Ana Soto spoke.", "2030-01-02").actor("Ana Soto", "person")
    assert [actor.name for actor in seen(soto, ana).actors] == ["Ana Soto"]


def test_two_entries_of_the_knowledge_base_stay_two() -> None:
    one = Story("1", "The Front spoke.", "2030-01-01").actor("Front", "armed_group", canonical="x:north-front")
    two = Story("2", "The Front spoke.", "2030-01-02").actor("Front", "armed_group", canonical="x:south-front")
    assert len(seen(one, two).actors) == 2


def test_descriptions_do_not_link() -> None:
    one = Story("1", "a delegate spoke.", "2030-01-01").actor("a delegate", "person")
    two = Story("2", "a delegate spoke.", "2030-01-02").actor("a delegate", "person")
    assert len(seen(one, two).actors) == 2


def test_a_role_is_what_the_latest_article_says() -> None:
    text = "Ana Soto chairs the Assembly."
    office = {"role": "chair", "evidence": ((0, 8),)}
    one, two = (Story(id, text, day) for id, day in (("1", "2030-01-01"), ("2", "2030-06-01")))
    for story, current in ((one, True), (two, False)):
        story.actor("Assembly", "other")
        story.actor("Ana Soto", "person", roles=(Role(of=story.who("Assembly"), current=current, **office),))  # type: ignore[arg-type]
    (before,) = [a.roles for a in seen(one, two, as_of="2030-02-01").actors if a.name == "Ana Soto"]
    (after,) = [a.roles for a in seen(one, two).actors if a.name == "Ana Soto"]
    assert [role.current for role in before] == [True]
    assert [role.current for role in after] == [False]

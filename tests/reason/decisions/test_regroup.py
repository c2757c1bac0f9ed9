from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from parley.ledger import Decision
from parley.reason.decisions.counting import counted, with_id
from parley.reason.decisions.regroup import regroup, regrouped

GROUPS = {"e1": "e1", "e2": "e1", "e3": "e3", "e4": "e4", "e5": "e4", "e6": "e4", "g1": "g1"}


def decision(verdict: str, item: str, minute: int, who: str = "Ana", **more: object) -> Decision:
    return with_id(
        Decision(id="", when=f"2030-01-01T00:{minute:02}:00+00:00", who=who, verdict=verdict, kind="events", item=item, **more)  # type: ignore[arg-type]
    )


def test_chains_of_merges_are_closed() -> None:
    steps = [decision("merged", "e3", 1, other="e4"), decision("merged", "e4", 2, other="e1")]
    assert {regroup(GROUPS, steps)[record] for record in ("e1", "e2", "e3", "e4", "e5", "e6")} == {"e1"}


def test_circles_other_kinds_and_unknown_items_are_refused() -> None:
    steps = [
        decision("merged", "e3", 1, other="e4"), decision("merged", "e4", 2, other="e3"), decision("merged", "e1", 3, other="g1"),
        decision("merged", "g1", 4, other="e99"),
    ]  # fmt: skip
    made = regrouped(GROUPS, steps)
    assert made.item == GROUPS | {"e3": "e4"}
    assert len(made.refused) == 3


def test_a_split_makes_an_item_and_the_records_that_have_the_id_stay() -> None:
    assert regroup(GROUPS, [decision("split", "e4", 1, records=("e5", "e6"))]) == GROUPS | {"e5": "e5", "e6": "e5"}
    assert regroup(GROUPS, [decision("split", "e4", 1, records=("e4",))]) == GROUPS | {"e5": "e5", "e6": "e5"}
    assert regroup(GROUPS, [decision("split", "e4", 1, records=("e4", "e5", "e6"))]) == GROUPS


def test_what_was_merged_can_be_split_off_again() -> None:
    steps = [decision("merged", "e3", 1, other="e1"), decision("split", "e1", 2, records=("e3",))]
    assert regroup(GROUPS, steps) == GROUPS


def test_an_undone_decision_does_not_count_unless_somebody_else_undid_it() -> None:
    merge = decision("merged", "e3", 1, other="e1")
    by_other = decision("undone", "e3", 2, who="Ben", other=merge.id)
    by_self = decision("undone", "e3", 3, other=merge.id)
    again = decision("undone", "e3", 4, other=by_self.id)
    assert regroup(GROUPS, [merge, by_other])["e3"] == "e1"
    assert regroup(GROUPS, [merge, by_other, by_self])["e3"] == "e3"
    assert [d.id for d in counted([again, by_self, merge])] == [merge.id]


def test_the_latest_merge_of_a_person_counts() -> None:
    steps = [decision("merged", "e3", 1, other="e1"), decision("merged", "e3", 2, other="e4")]
    assert regroup(GROUPS, steps)["e3"] == "e4"


def test_two_people_who_contradict_each_other_change_nothing() -> None:
    two_targets = [decision("merged", "e3", 1, other="e1"), decision("merged", "e3", 2, who="Ben", other="e4")]
    made = regrouped(GROUPS, two_targets)
    assert made.item == GROUPS
    assert made.contested == {d.id for d in two_targets}
    rejected = [decision("merged", "e3", 1, other="e1"), decision("rejected", "e3", 2, who="Ben")]
    assert regroup(GROUPS, rejected) == GROUPS
    splits = [decision("split", "e4", 1, records=("e5", "e6")), decision("split", "e4", 2, who="Ben", records=("e5",))]
    assert regroup(GROUPS, splits) == GROUPS
    again = [decision("split", "e4", 1, records=("e5",)), decision("merged", "e5", 2, who="Ben", other="e4")]
    assert len(regrouped(GROUPS, again).contested) == 2


def test_two_targets_that_are_one_in_the_end_are_no_contradiction() -> None:
    steps = [
        decision("merged", "e3", 1, other="e1"), decision("merged", "e3", 2, who="Ben", other="e4"),
        decision("merged", "e4", 3, other="e1"),
    ]  # fmt: skip
    made = regrouped(GROUPS, steps)
    assert made.item["e3"] == made.item["e4"] == "e1"
    assert not made.contested


def test_the_same_said_by_two_people_is_done_once() -> None:
    for verdict, item, more in (("merged", "e3", {"other": "e1"}), ("split", "e4", {"records": ("e5",)})):
        steps = [decision(verdict, item, 1, **more), decision(verdict, item, 2, who="Ben", **more)]
        made = regrouped(GROUPS, steps)
        assert not made.refused
        assert not made.contested
        assert made.item != GROUPS


_STEPS = st.lists(
    st.builds(
        lambda verdict, item, other, records, minute, who: decision(
            verdict, item, minute, who, **({"records": tuple(records)} if verdict == "split" else {"other": other})
        ),
        st.sampled_from(["merged", "split"]), st.sampled_from(["e1", "e3", "e4", "g1"]), st.sampled_from(sorted(GROUPS)),
        st.lists(st.sampled_from(sorted(GROUPS)), min_size=1, unique=True), st.integers(0, 59), st.sampled_from(["Ana", "Ben"]),
    ),
    max_size=6,
)  # fmt: skip


@given(_STEPS, st.randoms())
def test_the_order_of_the_list_does_not_matter_and_every_item_has_a_record_of_its_kind(
    steps: list[Decision], chance: random.Random
) -> None:
    made = regroup(GROUPS, steps)
    mixed = [*steps, *steps[:2]]
    chance.shuffle(mixed)
    assert regroup(GROUPS, mixed) == made
    assert set(made) == set(GROUPS)
    assert all(record[0] == item[0] for record, item in made.items())

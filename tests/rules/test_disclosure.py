"""Block-closed publication: what holds for every tree, every answer and every order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import disclosure
from colead.rules.disclosure import Cut, Node, Partition, Place, Publication, TooLowThreshold, publish

SIZES = st.integers(0, 30)


@st.composite
def organisations(draw: st.DrawFn) -> tuple[Node, dict[Place, int]]:
    hospitals, answered, number = [], {}, 0
    for h in range(draw(st.integers(1, 3))):
        lines = []
        for line in range(draw(st.integers(1, 3))):
            units = []
            for _ in range(draw(st.integers(1, 4))):
                number += 1
                units.append(Node(f"u{number}"))
                for discipline in draw(st.sets(st.sampled_from(disclosure.DISCIPLINES), min_size=1)):
                    answered[f"u{number}", discipline] = draw(SIZES)
            lines.append(Node(f"h{h}l{line}", tuple(units)))
        hospitals.append(Node(f"h{h}", tuple(lines)))
    return Node("root", tuple(hospitals)), answered


def block_closed(publication: Publication, answered: dict[Place, int], k: int) -> bool:
    sizes = [sum(answered[place] for place in block) for block in publication.blocks]
    whole = all(
        group.places == frozenset().union(*(block for block in publication.blocks if block <= group.places))
        for group in publication.groups
    )
    return whole and all(size >= k for size in sizes) and sum(map(len, publication.blocks)) in (0, len(answered))


@given(organisations(), st.sampled_from(Cut), st.integers(5, 12))
def test_every_group_is_made_of_blocks_of_k_people_or_more(
    organisation: tuple[Node, dict[Place, int]], cut: Cut, k: int
) -> None:
    root, answered = organisation
    assert block_closed(publish(root, answered, cut=cut, k=k), answered, k)


@given(
    st.lists(st.tuples(st.sets(st.integers(0, 11)), st.just("x")), max_size=25),
    st.lists(SIZES, min_size=12, max_size=12),
)
def test_groups_offered_in_any_order_stay_made_of_blocks(offers: list[tuple[set[int], str]], sizes: list[int]) -> None:
    answered = {(f"u{i}", "nurse"): n for i, n in enumerate(sizes)}
    partition = Partition(answered, 7)
    for members, _ in offers:
        partition.offer(("any",), frozenset((f"u{i}", "nurse") for i in members))
    assert block_closed(Publication(tuple(partition.groups), tuple(partition.blocks)), answered, 7)


@given(organisations(), st.sampled_from(Cut))
def test_the_same_answers_are_published_the_same(organisation: tuple[Node, dict[Place, int]], cut: Cut) -> None:
    root, answered = organisation
    turned = dict(reversed(answered.items()))
    assert publish(root, answered, cut=cut).groups == publish(root, turned, cut=cut).groups


@given(organisations(), st.sampled_from(Cut))
def test_fewer_than_k_in_all_publish_nothing(organisation: tuple[Node, dict[Place, int]], cut: Cut) -> None:
    root, answered = organisation
    few = {place: 0 for place in answered} | {next(iter(answered)): 6}
    assert publish(root, few, cut=cut) == Publication((), ())


def line_of(**answers: int) -> tuple[Node, dict[Place, int]]:
    root = Node("line", tuple(Node(name) for name in answers))
    return root, {(name, "nurse"): n for name, n in answers.items()}


def named(publication: Publication) -> list[tuple[str, ...]]:
    return [group.nodes for group in publication.groups]


def test_a_small_unit_is_told_with_the_smallest_of_the_others() -> None:
    root, answered = line_of(west=16, east=4, north=12, south=8)
    assert named(publish(root, answered, cut=Cut.BY_TEAM)) == [("line",), ("east", "south"), ("north",), ("west",)]


def test_small_units_that_are_k_together_leave_the_others_alone() -> None:
    root, answered = line_of(a=4, b=3, c=9)
    assert named(publish(root, answered, cut=Cut.BY_TEAM)) == [("line",), ("a", "b"), ("c",)]


def test_a_unit_where_nobody_answered_is_told_like_a_small_one() -> None:
    root, answered = line_of(a=0, b=9, c=12)
    assert named(publish(root, answered, cut=Cut.BY_TEAM)) == [("line",), ("a", "b"), ("c",)]


def test_a_discipline_that_would_tell_of_a_few_others_is_not_told() -> None:
    root = Node("hospital", (Node("a"),))
    few = {("a", "nurse"): 20, ("a", "physician"): 3}
    many = {("a", "nurse"): 20, ("a", "physician"): 8}
    none = {("a", "nurse"): 20, ("a", "physician"): 0}
    told = [
        {group.discipline for group in publish(root, answered, cut=Cut.BY_DISCIPLINE).groups}
        for answered in (few, many, none)
    ]
    assert told == [{""}, {"", "nurse", "physician", "not_nurse"}, {""}]


def test_a_wave_by_team_has_no_discipline() -> None:
    root, answered = line_of(a=20, b=20)
    assert {group.discipline for group in publish(root, answered, cut=Cut.BY_TEAM).groups} == {""}


def test_no_wave_goes_below_the_floor() -> None:
    root, answered = line_of(a=20, b=20)
    with pytest.raises(TooLowThreshold, match="the floor is 5"):
        publish(root, answered, cut=Cut.BY_TEAM, k=4)


def test_the_tree_is_walked_level_by_level_from_the_top() -> None:
    root = Node("r", (Node("h1", (Node("l1", (Node("u1"),)),)), Node("h2", (Node("u2"),))))
    rows = [node.id for node in disclosure.parents(root)]
    assert rows == ["r", "h1", "h2", "l1"]
    assert all(rows.index(a) < rows.index(b) for a, b in pairwise(["r", "h1", "l1"]))

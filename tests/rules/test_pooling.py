"""Pooled numbers: nothing is told of too few, and no difference of what is told is about too few."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import pooling
from colead.rules.pooling import Block, Counted, Window

SIZES = ("quick", "standard", "big")
ANSWERS = ("worked", "partly", "not", "too_early")
SPANS = (range(8), range(8, 15), range(15, 31), range(31, 61))
dyads = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda two: (two[0], two[1] + 10))
counted = st.builds(
    lambda two, group, value: Counted(two, frozenset(two), group, value),
    dyads,
    st.sampled_from(SIZES),
    st.integers(0, 99),
)
many = st.lists(counted, min_size=15, max_size=120)


def dyad(n, *, group="standard", times=4, people=None):
    return [Counted(n, people or frozenset({f"nurse {n}", f"doctor {n}"}), group, day) for day in range(times)]


def town(n_dyads, **given):
    return [record for n in range(n_dyads) for record in dyad(n, **given)]


def told(records):
    return pooling.blocks(records, SIZES)


@given(many)
def test_everything_told_holds_by_itself(records):
    assert all(pooling.holds(block.records) for block in told(records))


@given(many)
def test_no_difference_of_what_is_told_is_about_too_few(records):
    """Whatever is added up and taken away from anything else: what is left over holds, or is nobody's."""
    all_told = [set(map(id, block.records)) for block in told(records)]
    known = {id(record): record for record in records}
    for n in range(1, len(all_told) + 1):
        for some in combinations(all_told, n):
            for whole in all_told:
                left = whole - set().union(*some)
                assert not left or pooling.holds([known[one] for one in left])


@given(st.lists(st.tuples(dyads, st.sampled_from(SIZES)), max_size=19), dyads, st.sampled_from(SIZES))
def test_one_dyad_more_below_the_threshold_changes_nothing(rows, two, group):
    records = [Counted(pair, frozenset(pair), size, 3) for pair, size in rows]
    more = [*records, Counted(two, frozenset(two), group, 60)]
    if not pooling.holds(more):
        assert told(records) == told(more) == []


@given(many, dyads)
def test_small_size_never_stands_alone_with_or_without_one_dyad(records, two):
    """A size below the threshold is told only inside a larger block, whichever dyad comes or goes."""
    for present in (records, [record for record in records if record.dyad != two]):
        for size in SIZES:
            inside = [record for record in present if record.group == size]
            if not pooling.holds(inside):
                assert all(block.groups != (size,) for block in told(present))


def test_numbers_appear_at_the_threshold_and_not_one_below():
    assert [block.groups for block in told(town(5))] == [SIZES]
    assert told(town(5)[:-1]) == []  # nineteen decisions
    assert told(town(4, times=9)) == []  # four dyads


def test_one_leader_of_five_dyads_is_not_a_crowd():
    shared = [record for n in range(5) for record in dyad(n, people=frozenset({"Ana", f"doctor {n}"}))]
    assert told(shared) == []


def test_six_people_in_nine_dyads_are_still_six_people():
    nine = [frozenset({f"nurse {n % 3}", f"doctor {n // 3}"}) for n in range(9)]
    assert told([record for n, people in enumerate(nine) for record in dyad(n, people=people, times=3)]) == []


def test_one_busy_dyad_does_not_speak_for_all():
    assert told([*town(5), *dyad(9, times=11)]) == []
    assert told([*town(5), *dyad(9, times=6)]) == []
    assert told([*town(5), *dyad(9, times=5)]) != []


def test_small_size_is_joined_with_the_next_smallest():
    records = [*town(8), *town(8, group="quick"), *dyad(1, group="big", times=2)]
    assert [block.groups for block in told(records)] == [SIZES, ("quick", "big"), ("standard",)]


def test_size_without_a_single_decision_looks_like_a_small_one():
    records = [*town(8), *town(6, group="quick")]
    one_big = [*records, *dyad(1, group="big", times=1)]
    assert [block.groups for block in told(records)] == [block.groups for block in told(one_big)]


def answered(n, answers):
    return [Counted(n, frozenset({f"nurse {n}", f"doctor {n}"}), "standard", answer) for answer in answers]


def worlds_of(n):
    """Every way in which a dyad may have answered so many times, in the order it does not matter in."""
    return combinations_with_replacement(ANSWERS, n)


@given(
    st.integers(4, 8).flatmap(lambda n: st.tuples(*[st.lists(st.sampled_from(ANSWERS), min_size=n, max_size=n)] * 5))
)
def test_who_knows_four_dyads_has_four_guesses_or_more_at_the_fifth(five):
    """Whatever the four answered: of the fifth no more is told than whether at least half had worked."""
    *known, fifth = five
    others = [record for n, answers in enumerate(known) for record in answered(n, answers)]
    told = pooling.share_of_dyads([*others, *answered("fifth", fifth)], "worked")
    fitting = [
        guess
        for guess in worlds_of(len(fifth))
        if pooling.share_of_dyads([*others, *answered("fifth", guess)], "worked") == told
    ]
    assert told is not None
    assert tuple(sorted(fifth, key=ANSWERS.index)) in fitting
    assert len(fitting) >= 4


@pytest.mark.parametrize("of_each", [3, 4, 12])
@pytest.mark.parametrize("n_yes", range(20))
def test_who_knows_all_dyads_but_one_has_four_guesses_or_more(of_each, n_yes):
    """Twenty dyads, told in bands or in steps; whichever of the known ones had worked."""
    others = [record for n in range(19) for record in answered(n, [ANSWERS[n >= n_yes]] * of_each)]
    told = Counter(
        pooling.share_of_dyads([*others, *answered("last", guess)], "worked") for guess in worlds_of(of_each)
    )
    assert None not in told
    assert min(told.values()) >= 4


@given(st.lists(st.lists(st.integers(0, 60), min_size=4, max_size=4), min_size=5, max_size=8), st.data())
def test_days_of_each_decision_may_be_any_of_their_span(days, data):
    """Whoever knows all other decisions learns at most in which span of seven days or more one fell."""
    records = [Counted(n, frozenset({n}), "quick", day) for n, all_days in enumerate(days) for day in all_days]
    n = data.draw(st.integers(0, len(records) - 1))
    span = next(span for span in SPANS if records[n].value in span)
    other = replace(records[n], value=data.draw(st.sampled_from(span)))
    changed = [*records[:n], other, *records[n + 1 :]]
    assert len(span) >= 7
    assert pooling.days_within(Block(("quick",), tuple(records))) == pooling.days_within(
        Block(("quick",), tuple(changed))
    )


def test_dyad_with_two_answers_is_not_among_those_told():
    assert pooling.share_of_dyads([*town(5), *answered("few", ["worked"] * 2)], "worked") == "fewer"
    assert len(pooling.answering([*town(5), *answered("few", ["worked"] * 2)])) == 20


def test_shares_are_coarse_and_never_none_or_all():
    few, many_more = ([record for n in range(5) for record in answered(n, ["worked"] * times)] for times in (11, 12))
    assert pooling.share_of_dyads(few, "worked") == "more"
    assert pooling.share_of_dyads(many_more, "worked") == 95
    assert pooling.share_of_dyads(many_more, "not") == 5


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 900))
def test_windows_are_over_and_never_overlap(on, later):
    since = date(2019, 1, 1)
    first = set(pooling.closed_windows(on=on, since=since))
    second = set(pooling.closed_windows(on=on + timedelta(days=later), since=since))
    every = sorted(first | second)
    assert all(window.last_on < on for window in first)
    assert all(one.last_on < other.first_on for one, other in zip(every, every[1:], strict=False))


@pytest.mark.parametrize(
    ("on", "newest"),
    [
        (date(2026, 6, 30), Window(date(2025, 7, 1), date(2025, 12, 31))),
        (date(2026, 7, 1), Window(date(2026, 1, 1), date(2026, 6, 30))),
        (date(2027, 1, 1), Window(date(2026, 7, 1), date(2026, 12, 31))),
    ],
)
def test_half_year_is_counted_only_when_it_is_over(on, newest):
    assert pooling.closed_windows(on=on, since=date(2020, 1, 1))[0] == newest


def test_no_half_year_before_the_first_dyad():
    assert pooling.closed_windows(on=date(2026, 11, 23), since=date(2026, 7, 9)) == []


KINDS = ("event", "near", "feedback", "concern")
CASES = st.lists(
    st.builds(lambda two, kind: Counted(two, frozenset(two), kind, 1), dyads, st.sampled_from(KINDS)), max_size=60
)


def counted_open(records):
    return pooling.blocks(records, KINDS, pooling.CASES_MIN)


@given(CASES)
def test_every_count_that_is_told_is_of_five_dyads_and_ten_people(records):
    for told_block in counted_open(records):
        behind = {person for record in told_block.records for person in record.people}
        assert len({record.dyad for record in told_block.records}) >= 5
        assert len(behind) >= 10
        per_dyad = Counter(record.dyad for record in told_block.records)
        assert max(per_dyad.values()) * 5 <= len(told_block.records)


@given(CASES)
def test_no_difference_of_counts_is_about_too_few(records):
    found = [set(map(id, each.records)) for each in counted_open(records)]
    known = {id(record): record for record in records}
    for n in range(1, len(found) + 1):
        for some in combinations(found, n):
            for whole in found:
                left = whole - set().union(*some)
                assert not left or pooling.holds([known[one] for one in left], pooling.CASES_MIN)


@given(CASES)
def test_count_is_told_in_steps_of_five_and_never_more_than_there_are(records):
    for each in counted_open(records):
        n = pooling.at_least(each)
        assert n % 5 == 0
        assert 5 <= n <= len(each.records) < n + 5


@given(CASES, dyads, st.sampled_from(KINDS))
def test_one_case_more_below_the_bar_leaves_no_trace(records, two, kind):
    more = [*records, Counted(two, frozenset(two), kind, 1)]
    if not pooling.holds(more, pooling.CASES_MIN) and not pooling.holds(records, pooling.CASES_MIN):
        assert counted_open(more) == counted_open(records) == []

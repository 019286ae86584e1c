"""What is published of a pulse, taken together by somebody who wants to know what one person said."""

from __future__ import annotations

import random

import pytest

from colead.rules.disclosure import Cut, Group, Partition, Place, publish
from tests.attacks import pulse_attacker as attacker

EVERYDAY, PROOF = 40, 2000


def leak_in(seed: int, cut: Cut) -> object:
    root, answered, sums = attacker.organisation(seed)
    published = publish(root, answered, cut=cut)
    groups = [group.places for group in published.groups]
    rows = [attacker.shown(places, answered, sums) for places in groups]
    return (
        attacker.by_subtraction(groups, answered)
        or attacker.by_row_space(groups, answered)
        or attacker.by_unanimity(rows)
        or attacker.by_bounds(rows, answered)
    )


def threshold_leaks(seed: int) -> bool:
    root, answered, _ = attacker.organisation(seed)
    groups = attacker.over_a_plain_threshold(root, answered)
    return bool(attacker.by_subtraction(groups, answered) or attacker.by_row_space(groups, answered))


@pytest.mark.parametrize("cut", Cut)
def test_nothing_published_tells_of_fewer_than_k_people(cut: Cut) -> None:
    assert [seed for seed in range(EVERYDAY) if leak_in(seed, cut)] == []


def test_the_attacker_finds_what_a_plain_threshold_lets_out() -> None:
    assert sum(threshold_leaks(seed) for seed in range(EVERYDAY)) > 0.95 * EVERYDAY


@pytest.mark.prove
@pytest.mark.parametrize("cut", Cut)
def test_nothing_published_in_two_thousand_organisations_tells_of_fewer_than_k_people(cut: Cut) -> None:
    assert [seed for seed in range(PROOF) if leak_in(seed, cut)] == []


@pytest.mark.prove
def test_the_attacker_finds_a_plain_threshold_in_two_thousand_organisations() -> None:
    assert sum(threshold_leaks(seed) for seed in range(PROOF)) > 0.95 * PROOF


def test_each_rule_of_the_partition_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the look at what is left of a block, the attacker finds something in nearly every organisation."""

    def offer(self: Partition, nodes: tuple[str, ...], places: frozenset[Place], discipline: str = "") -> bool:
        if self.size(places) < self.k:
            return False
        self.groups.append(Group(nodes, discipline, places, self.size(places)))
        return True

    monkeypatch.setattr(Partition, "offer", offer)
    assert sum(bool(leak_in(seed, Cut.BY_DISCIPLINE)) for seed in range(20)) > 15


def test_exact_means_of_units_that_agree_would_tell_what_each_person_said() -> None:
    """The bands are needed too: the bounds attacker finds people in the same groups when means are told exactly."""
    found = 0
    for seed in range(20):
        root, answered, _ = attacker.organisation(seed)
        content = {place: 4.95 * n for place, n in answered.items()}
        groups = [group.places for group in publish(root, answered, cut=Cut.BY_TEAM).groups]
        rows = [
            attacker.Row(g, n := attacker.size(g, answered), *(sum(content[p] for p in g) / n,) * 2) for g in groups
        ]
        found += attacker.by_bounds(rows, answered) is not None
    assert found == 20


def test_a_mean_of_five_told_plainly_would_be_found_as_unanimity() -> None:
    assert attacker.by_unanimity([attacker.Row(frozenset(), 8, 4.95, 5.0)])


def test_somebody_who_leaves_a_group_of_bands_keeps_a_point_of_the_scale_or_more() -> None:
    """Even if everybody else answers as the last time, and the reader knows the exact number of answers."""
    for seed in range(300):
        before, after = two_waves(seed, n=random.Random(seed).randint(8, 19), response=1.0)
        assert attacker.by_moving([before[0]], [after]) >= attacker.NARROW, seed


@pytest.mark.parametrize(("n", "most"), [(8, 0.72), (20, 0.65), (40, 0.65)])
def test_from_two_waves_a_leaver_s_answer_is_little_more_than_guessed(n: int, most: float) -> None:
    """How often a leaver who was unhappy looks unhappier than one who was happy; 0.5 is chance, 1 is certainty."""
    low, high = [], []
    for seed in range(1500):
        (before, leaver), after = two_waves(seed, n=n, response=0.7)
        change = (before.low + before.high) / 2 - (after.low + after.high) / 2
        if not 2.5 < leaver < 3.5:
            (low if leaver <= 2.5 else high).append(change)
    wins = sum((a < b) + 0.5 * (a == b) for a in low for b in high) / (len(low) * len(high))
    assert 0.45 < wins < most


def two_waves(seed: int, *, n: int, response: float) -> tuple[tuple[attacker.Row, float], attacker.Row]:
    """What a page shows of a group before and after one of its people leaves, and what that one said."""
    chance = random.Random(seed)
    mood = chance.choice([2.6, 3.4, 4.2])
    people = [min(5.0, max(1.0, chance.gauss(mood, 1.0))) for _ in range(n)]
    leaver = people[0]
    first = [leaver, *(x for x in people[1:] if chance.random() < response)]
    second = [x for x in people[1:] if chance.random() < response] or [mood]
    place: Place = ("u1", "nurse")
    rows = [attacker.shown(frozenset({place}), {place: len(said)}, {place: sum(said)}) for said in (first, second)]
    return (rows[0], leaver), rows[1]

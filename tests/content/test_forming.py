"""The words of the first weeks: cards, conversations, decision rights, agreement, covenant."""

import pytest

from colead.content import agreement, cards, conversations, covenant, rights
from colead.content.agreement import Section, Summary
from colead.content.rights import Area
from colead.rules.launch import SECTIONS_BEFORE_GOALS
from colead.rules.rights import Level


def test_card_has_eight_lines_and_each_has_an_example():
    prompts = cards.load().prompts
    assert len(prompts) == 8
    assert all(prompt.example for prompt in prompts)
    assert cards.load().prompt("interrupt_me").second_stem == "and not when"


def test_three_conversations_come_in_order_and_end_with_something_to_leave_with():
    loaded = conversations.load().conversations
    assert [(one.number, one.key) for one in loaded] == [
        (1, "who_we_are"),
        (2, "what_we_believe"),
        (3, "strengths_needs"),
    ]
    assert "guideposts" in conversations.load().conversation("what_we_believe").leave_with


def test_rights_cover_thirty_areas_in_groups_that_miss_none():
    loaded = rights.load()
    assert len(loaded.areas) >= 30
    grouped = [area.key for group in loaded.groups for area in loaded.in_group(group.key)]
    assert sorted(grouped) == sorted(area.key for area in loaded.areas)


def test_every_row_for_both_says_who_breaks_a_tie_and_when():
    for area in rights.load().areas:
        if area.starter is Level.BOTH:
            assert area.tie_break
            assert 1 <= area.days <= 30


def test_row_for_both_without_a_tie_break_is_refused():
    with pytest.raises(ValueError, match="lacks a tie-break"):
        Area("beds", "Beds", "care", Level.BOTH)


@pytest.mark.parametrize(
    ("area", "level"),
    [
        ("nurse_staffing_plan", "N+"),
        ("physician_schedule", "P"),
        ("closing_beds", "B"),
        ("emergency_surge", "E"),
        ("external_communication", "S"),
    ],
)
def test_starter_level(area, level):
    assert rights.load().area(area).starter == level
    assert rights.load().level(level).label


def test_neither_side_owns_the_starter_proposal():
    starters = [area.starter for area in rights.load().areas]
    nurse = sum(level in {Level.NURSE, Level.NURSE_ASKS} for level in starters)
    physician = sum(level in {Level.PHYSICIAN, Level.PHYSICIAN_ASKS} for level in starters)
    assert abs(nurse - physician) <= 2


def test_agreement_has_ten_sections_and_only_three_reach_the_sponsor():
    loaded = agreement.load()
    assert len(loaded.sections) == 10
    assert [section.number for section in loaded.for_summary] == [1, 3, 5]


def test_section_for_hard_times_never_leaves():
    section = agreement.load().section("when_hard")
    assert section.number == 8
    assert section.in_summary is Summary.NEVER
    assert "never leaves" in section.seen_by


def test_sections_before_goals_are_those_of_the_rule():
    assert {section.number for section in agreement.load().before_goals} == SECTIONS_BEFORE_GOALS


def test_section_shown_in_part_names_the_part():
    with pytest.raises(ValueError, match="name its summary part"):
        Section("time", 5, "Our time", "g", "s", Summary.PART, "seen")


def test_covenant_has_a_version_and_makes_its_four_promises():
    loaded = covenant.load()
    assert loaded.version
    assert [promise.key for promise in loaded.promises] == ["not_seek", "not_judge", "answer", "ourselves_first"]
    assert "{privacy_officer}" in loaded.breaches
    assert len(loaded.to_sign) == 4

"""Decision rights, agreement, launch and the life of a partnership."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colead.rules import agreements, launch, partnerships, rights
from colead.rules.launch import Step
from colead.rules.moves import IllegalMove
from colead.rules.rights import AgreedRow, Level, Standing

AREAS = ("beds", "budget", "visiting", "teaching")
DAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Seat:
    side: str
    from_on: date = DAY
    until_on: date | None = None
    is_interim: bool = False


def test_comparison_tells_same_from_different_from_left_open():
    rows = rights.compare(
        AREAS, {"beds": "B", "budget": "N", "visiting": "B"}, {"beds": "B", "budget": "B", "visiting": ""}
    )
    assert [row.standing for row in rows] == [Standing.SAME, Standing.DIFFERS, Standing.ONE_ONLY, Standing.BLANK]
    assert [row.area for row in rights.rows_to_talk(rows)] == ["budget", "visiting"]


fill_in = st.dictionaries(st.sampled_from(AREAS), st.sampled_from([level.value for level in Level]))


@given(fill_in, fill_in)
def test_comparison_favours_neither_partner(first, second):
    there, back = rights.compare(AREAS, first, second), rights.compare(AREAS, second, first)
    assert [row.standing for row in there] == [row.standing for row in back]


def test_level_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="X"):
        rights.compare(AREAS, {"beds": "X"}, {})


@pytest.mark.parametrize(
    ("row", "complete"),
    [
        (AgreedRow("beds", Level.NURSE), True),
        (AgreedRow("beds", Level.BOTH), False),
        (AgreedRow("beds", Level.BOTH, "our sponsor", 0), False),
        (AgreedRow("beds", Level.BOTH, "  ", 3), False),
        (AgreedRow("beds", Level.BOTH, "our sponsor", 3), True),
    ],
)
def test_row_for_both_is_complete_with_a_tie_break_and_its_days(row, complete):
    assert row.is_complete is complete
    assert rights.incomplete((row,)) == (() if complete else ("beds",))


def test_edit_takes_back_the_first_signature():
    one = agreements.MACHINE.next_state("draft", "sign")
    assert agreements.MACHINE.next_state(one, "edit") == "draft"
    assert agreements.MACHINE.next_state(one, "sign") == "in_force"


def test_what_is_in_force_is_never_edited_in_place():
    editable = {state for (state, verb) in agreements.MACHINE.moves if verb == "edit"}
    assert not editable & agreements.IN_EFFECT


def test_agreement_still_holds_while_its_review_is_due():
    assert agreements.is_in_effect("review_due")
    assert not agreements.is_in_effect("one_signed")


@pytest.mark.parametrize(
    ("signed", "review"),
    [
        (date(2026, 11, 24), date(2027, 5, 24)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_review_falls_on_the_same_day_six_months_on(signed, review):
    assert agreements.review_due_on(signed) == review


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_review_is_about_half_a_year_away(signed):
    assert 180 <= (agreements.review_due_on(signed) - signed).days <= 184


def test_reminder_comes_four_weeks_before_and_stops_on_the_day():
    review = date(2027, 5, 24)
    assert not agreements.reminder_is_due(review, date(2027, 4, 25))
    assert agreements.reminder_is_due(review, date(2027, 4, 26))
    assert not agreements.reminder_is_due(review, review)


def test_road_holds_every_step_once_and_has_no_hole():
    assert [days.step for days in launch.ROAD] == list(Step)
    covered = {day for days in launch.ROAD for day in range(days.first_day, days.last_day + 1)}
    assert covered == set(range(1, launch.LAST_DAY + 1))


def test_next_step_is_the_first_that_is_not_settled():
    assert launch.next_step([]) is Step.CARDS
    assert launch.next_step(["cards", "day_in_your_world"]) is Step.CONVERSATIONS
    assert launch.next_step(list(Step)) is None


def test_dates_of_a_step_count_from_the_appointment():
    assert launch.suggested_dates("cards", DAY) == (DAY, DAY + timedelta(days=13))
    assert launch.day_of_launch(DAY, DAY) == 1


@pytest.mark.parametrize(("days_in", "on_road"), [(-1, False), (0, True), (99, True), (100, False)])
def test_road_ends_after_a_hundred_days(days_in, on_road):
    assert launch.is_on_the_road(DAY, DAY + timedelta(days=days_in)) is on_road


@pytest.mark.parametrize(
    ("written", "waived", "may"),
    [({1, 2}, False, False), ({1, 2, 3}, False, True), (range(1, 11), False, True), ((), True, True)],
)
def test_goals_wait_for_the_first_three_sections_unless_waived(written, waived, may):
    assert launch.may_publish_goals(written, is_waived_by_sponsor=waived) is may


@pytest.mark.parametrize("missing", ["agreement_in_force", "has_role_descriptions", "has_cadence"])
def test_launch_is_whole_only_with_all_three(missing):
    whole = {"agreement_in_force": True, "has_role_descriptions": True, "has_cadence": True}
    assert launch.is_complete(**whole)
    assert not launch.is_complete(**{**whole, missing: False})


def test_dyad_with_one_person_on_each_side_has_two_partners():
    assert partnerships.has_two_partners([Seat("nurse"), Seat("physician")], DAY)


@pytest.mark.parametrize(
    "seats",
    [
        [Seat("nurse")],
        [Seat("nurse"), Seat("nurse")],
        [Seat("nurse"), Seat("physician"), Seat("physician")],
        [Seat("nurse"), Seat("physician", until_on=DAY - timedelta(days=1))],
        [Seat("nurse"), Seat("physician", from_on=DAY + timedelta(days=1))],
    ],
)
def test_anything_else_is_no_pair(seats):
    assert not partnerships.has_two_partners(seats, DAY)


def test_interim_counts_as_partner_and_shows_as_between():
    seats = [Seat("nurse"), Seat("physician", is_interim=True)]
    assert partnerships.has_two_partners(seats, DAY)
    assert partnerships.is_between_partners(seats, DAY)


def test_new_partner_sets_an_active_dyad_back_to_forming():
    assert partnerships.MACHINE.next_state("active", "change_partner") == "forming"


def test_ended_dyad_is_not_revived():
    assert partnerships.MACHINE.terminal == {"ended"}
    with pytest.raises(IllegalMove):
        partnerships.MACHINE.next_state("ended", "resume")


def test_temporary_co_leads_are_never_counted():
    assert partnerships.counts_in_cascade("active", is_temporary=False)
    assert not partnerships.counts_in_cascade("active", is_temporary=True)
    assert not partnerships.counts_in_cascade("forming", is_temporary=False)


@pytest.mark.parametrize(("status", "may"), [("planned", False), ("forming", True), ("active", True), ("ended", False)])
def test_two_write_together_only_while_they_lead(status, may):
    assert partnerships.may_write_together(status) is may

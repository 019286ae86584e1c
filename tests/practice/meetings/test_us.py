"""'How are we?': two taps, sealed, opened together, and stored no longer once the next time is over."""

import pytest

from colead.practice.meetings.queries import partner_time
from colead.promises.models import Entry, Round
from colead.promises.models.rounds import RoundState
from tests.practice.meetings.conftest import TIME, Together

NUMBERS = "us-both"


def us_of(together: Together) -> dict[object, int]:
    return partner_time.us_values(together.ahead, together.maya.viewer)


def test_one_number_is_seen_by_nobody_before_the_other(together: Together) -> None:
    together.chosen()
    together.say_us(together.maya, 2)
    assert us_of(together) == {}
    assert "You have tapped" in together.maya.sees(TIME)
    page = together.tom.sees(TIME)
    assert "is ready when you are" in page
    assert NUMBERS not in page


def test_page_of_the_other_is_the_same_whatever_was_tapped(together: Together) -> None:
    together.chosen()
    pages = []
    for value in (1, 5):
        together.say_us(together.maya, value)
        page = together.tom.sees(TIME)
        pages.append([line for line in page.splitlines() if "csrf" not in line and "once" not in line])
    assert pages[0] == pages[1]


def test_both_numbers_open_together(together: Together) -> None:
    together.chosen()
    together.say_us(together.maya, 2)
    together.say_us(together.maya, 4)
    together.say_us(together.tom, 3)
    found = us_of(together)
    assert found == {together.maya.person.pk: 4, together.tom.person.pk: 3}
    for desk in (together.maya, together.tom):
        assert "<strong>4</strong>" in desk.sees(TIME)


def test_number_is_not_changed_once_both_are_open(together: Together) -> None:
    together.chosen()
    together.say_us(together.maya, 2)
    together.say_us(together.tom, 3)
    together.say_us(together.maya, 5, status=409)
    assert us_of(together)[together.maya.person.pk] == 2


@pytest.mark.parametrize("value", [0, 6, -1])
def test_only_one_to_five_is_taken(together: Together, value: int) -> None:
    together.chosen()
    together.say_us(together.maya, value, status=404)


def test_numbers_stand_until_the_next_time_is_over_and_then_nowhere(together: Together) -> None:
    first = together.chosen()
    together.say_us(together.maya, 2)
    together.say_us(together.tom, 3)
    together.close()
    assert "Last time:" in together.tom.sees(TIME)
    together.close()
    assert "Last time:" not in together.tom.sees(TIME)
    forgotten = Round.door.visible_to(together.maya.viewer).get(pk=first.round_id)
    assert forgotten.state == RoundState.FORGOTTEN
    entries = Entry.door.visible_to(together.maya.viewer).filter(round=forgotten)
    assert {(entry.shared_ciphertext, entry.own_ciphertext) for entry in entries} == {(None, None)}


@pytest.mark.parametrize("verb", ["close", "skip"])
def test_number_that_only_one_tapped_goes_unseen(together: Together, verb: str) -> None:
    meeting = together.chosen()
    together.say_us(together.maya, 1)
    together.tom.sends(f"meetings:{verb}", meeting.pk)
    round = Round.door.visible_to(together.maya.viewer).get(pk=meeting.round_id)
    assert round.state == RoundState.WITHDRAWN
    assert "Last time:" not in together.tom.sees(TIME)

"""Who says after a year that their page is still so, turns a key on the words that were on the screen (P12)."""

import re
from datetime import timedelta

import pytest

from colead.foundation import clock
from colead.people.models import Person
from colead.practice.visibility import queries
from colead.promises import two_key
from tests.practice.conftest import Desk
from tests.practice.visibility.conftest import Seen, settle

pytestmark = pytest.mark.django_db
ANEW = "The words have changed"


def on_screen(desk: Desk) -> dict[str, str]:
    """What the question on the page would send, were it tapped now."""
    page = desk.sees("visibility:our_page")
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if "still-so" in form)
    return dict(re.findall(r'<input type="hidden" name="(seen)" value="([^"]*)">', form))


def has_turned(seen: Seen, desk: Desk) -> bool:
    draft = queries.draft_of(desk.viewer, desk.pair)
    return draft is not None and desk.person.pk in queries.keys_turned(draft, desk.viewer)


@pytest.fixture
def old(seen: Seen) -> Seen:
    """A page to which both agreed a year ago."""
    seen.release(welcome="One plan, by day and by night.", areas=["huddle_design"])
    clock.travel(timedelta(days=366))
    return seen


def test_key_turns_on_the_very_words_of_the_page(old: Seen) -> None:
    before = old.out()
    old.maya.sends("visibility:say_still_so", **on_screen(old.maya))
    assert before is not None
    assert has_turned(old, old.maya)
    draft = old.draft()
    assert two_key.text_of(draft, old.maya.viewer) == before.published


def test_area_settled_anew_meanwhile_is_not_said_to_be_still_so(old: Seen) -> None:
    """Maya reads the page; while it is on her screen the two settle an area anew; then she taps."""
    shown = on_screen(old.maya)
    settle(old.tom, old.maya, {"huddle_design": "N"})
    assert "no longer so" in old.maya.sends("visibility:say_still_so", status=409, **shown)
    assert not has_turned(old, old.maya)
    assert queries.draft_of(old.maya.viewer, old.maya.pair) is None, "nothing is left lying"


def test_title_changed_meanwhile_is_not_said_to_be_still_so(old: Seen) -> None:
    shown = on_screen(old.maya)
    Person.objects.filter(pk=old.tom.person.pk).update(title="Chair of medicine")
    assert "no longer so" in old.maya.sends("visibility:say_still_so", status=409, **shown)
    assert not has_turned(old, old.maya)


def test_page_worded_anew_meanwhile_is_not_the_one_that_was_read(old: Seen) -> None:
    """Both agree to other words while the old ones are on her screen; a year later she taps in that tab."""
    shown = on_screen(old.maya)
    old.release(welcome="Other words.")
    clock.travel(timedelta(days=366))
    assert ANEW in old.maya.sends("visibility:say_still_so", status=409, **shown)
    assert not has_turned(old, old.maya)


def test_words_of_the_partner_that_wait_are_not_overwritten(old: Seen) -> None:
    shown = on_screen(old.maya)
    old.write(old.tom, welcome="Tom words it anew.")
    assert ANEW in old.maya.sends("visibility:say_still_so", status=409, **shown)
    assert not has_turned(old, old.maya)


@pytest.mark.parametrize("given", ["", "0" * 64])
def test_tap_that_names_no_words_turns_no_key(old: Seen, given: str) -> None:
    assert ANEW in old.maya.sends("visibility:say_still_so", status=409, **({"seen": given} if given else {}))
    assert not has_turned(old, old.maya)

"""Half a minute: a number, and whose it is. Until it is looked over it is nobody else's."""

from datetime import timedelta

import pytest
from django.db import connection

from colead.foundation import clock
from colead.practice.reviews.models import Action, Case, Support
from colead.promises import space
from colead.promises.models import Hold, Membership
from colead.promises.models.spaces import SpaceKind
from tests.attacks.tables import changes, snapshot
from tests.practice.reviews.conftest import NUMBER, Case6West, required, status

pytestmark = pytest.mark.django_db


def test_pointing_asks_for_a_kind_and_a_number_and_fills_the_rest(west: Case6West) -> None:
    page = west.maya.sees("reviews:point")
    assert required(page, 'name="number"') == {"kind", "number", "system", "unit", "happened_on"}
    assert 'value="the safety event system"' in page or "the safety event system" in page
    assert f'value="{clock.today():%Y-%m-%d}"' in page


def test_no_field_of_a_case_holds_more_than_a_short_line() -> None:
    for model in (Case, Action, Support):
        assert max(model.TEXT.values()) <= 280, model
        assert not [name for name in model.TEXT if name in {"name", "person", "story", "cause", "opinion"}]
    assert Action.TEXT["action"] == 100


def test_only_who_pointed_sees_it_before_it_is_looked_over(west: Case6West) -> None:
    id = west.point()
    assert NUMBER in west.maya.sees("reviews:show_case", id)
    assert status(west.town.tom, "reviews:show_case", west.town.six_west.pk, id) == 404
    assert NUMBER not in west.tom.sees("reviews:list_cases")


def test_both_see_it_once_nobody_was_part_of_it(west: Case6West) -> None:
    id = west.led()
    assert NUMBER in west.tom.sees("reviews:show_case", id)
    assert west.state(id) == "screened_in"


def test_a_record_number_and_a_story_are_stopped(west: Case6West) -> None:
    unit, day = str(west.town.west_unit.pk), "2026-01-05"
    given = {"kind": "adverse_event", "system": "RL", "unit": unit, "happened_on": day}
    page = west.maya.sends("reviews:point", status=422, number="MRN 0044512 slipped", **given)
    assert "This looks like patient information" in page
    page = west.maya.sends("reviews:point", status=422, number="slipped at the bed", **given)
    assert "Only the number" in page
    assert not Case.door.visible_to(west.maya.viewer).exists()


@pytest.mark.parametrize("route", ["see_to_people", "add_action", "word_line"])
def test_every_line_is_looked_at_for_patients(west: Case6West, route: str) -> None:
    id = west.following()
    words = "MRN 0044512 slipped"
    fields = {
        "see_to_people": {"by_family": words},
        "add_action": {"action": words, "owner_role": "Lead", "strength": "weaker"},
        "word_line": {"line": words},
    }
    page = west.maya.sends(f"reviews:{route}", id, status=422, **fields[route])
    assert "This looks like patient information" in page


def test_who_sees_it_is_said_before_the_first_field_and_once(west: Case6West) -> None:
    page = west.maya.sees("reviews:point")
    places = [page.index(words) for words in ("you alone can see it", "Only you, until you have looked it over")]
    fields = [page.index(f'name="{name}"') for name in ("kind", "system", "number")]
    assert places + fields == sorted(places + fields)
    assert "Named reviewers only" not in page


def test_people_are_ticked_in_the_open_and_by_whom_stands_in_a_fold(west: Case6West) -> None:
    page = west.maya.sees("reviews:show_case", west.led())
    people = page.partition('/people/"')[2].partition("</form>")[0]
    assert people.count("Named reviewers only") == 1
    assert people.index('name="known_unit"') < people.index("<details") < people.index('name="by_family"')


def test_the_same_number_is_pointed_at_once(west: Case6West) -> None:
    west.led()
    given = {"kind": "near_miss", "number": NUMBER, "system": "rl", "unit": str(west.town.west_unit.pk)}
    page = west.tom.sends("reviews:point", status=422, happened_on="2026-01-05", **given)
    assert "already looked after" in page
    assert Membership.objects.filter(space__kind=SpaceKind.CASE).values("space").distinct().count() == 1


def test_a_day_to_come_is_refused(west: Case6West) -> None:
    day = (clock.today() + timedelta(days=1)).isoformat()
    given = {"kind": "near_miss", "number": "1", "system": "RL", "unit": str(west.town.west_unit.pk)}
    assert "Choose a day that has come" in west.maya.sends("reviews:point", status=422, happened_on=day, **given)


def test_the_stop_stores_nothing_and_shows_the_telephone_first(west: Case6West) -> None:
    before = snapshot()
    page = west.maya.sees("reviews:show_stop")
    changed = [row for row in changes(before, snapshot()) if "session" not in row[0]]
    assert changed == []
    assert page.index("tel:911") < page.index("Call at once.")
    assert "stored" in page


def test_what_has_to_go_to_an_office_goes_there_and_is_gone_after_its_days(west: Case6West) -> None:
    id = west.point(kind="conduct")
    west.maya.sends("reviews:look_over", id, answer="mandatory")
    case = west.enter(id).case
    assert case.state == "screened_out"
    assert case.retain_until == clock.today() + timedelta(days=30)
    west.maya.sends("reviews:hand_over", id, lead="both", status=422)


def test_a_slip_is_taken_away_before_it_is_looked_over(west: Case6West) -> None:
    id = west.point()
    west.maya.sends("reviews:take_away", id)
    assert not Case.door.visible_to(west.maya.viewer).exists()
    other = west.led()
    assert status(west.town.maya, "reviews:show_case", west.town.six_west.pk, other) == 200
    assert west.maya.client.post(west.maya.url("reviews:take_away", other)).status_code == 404


def test_a_slip_takes_along_nothing_that_is_held(west: Case6West) -> None:
    """The case itself is not held: what stands on it is."""
    id = west.point()
    desk = west.enter(id)
    action = space.write(
        Action, space=desk.case.space, by=desk.viewer, text={"action": "Low beds"}, case=desk.case, strength="stronger"
    )
    held = {"placed_by": west.town.dana, "confirmed_by": west.town.sam}
    Hold.objects.create(space=desk.case.space, item_id=action.pk, **held)
    west.maya.sends("reviews:take_away", id)
    assert Action.door.visible_to(desk.viewer).filter(pk=action.pk).exists()
    assert west.state(id) == "screened_out"


def test_number_and_system_stand_in_no_column(west: Case6West) -> None:
    west.led(number="XK-4471-Q", system="Quantros West")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            rows = repr(cursor.fetchall())
            assert not {word for word in ("XK-4471-Q", "Quantros") if word in rows}, table


def test_the_units_offered_are_the_pairs_own_and_below(west: Case6West) -> None:
    page = west.maya.sees("reviews:point")
    assert "6 West" in page
    assert "7 East" not in page
    given = {"kind": "near_miss", "number": "1", "system": "RL", "unit": str(west.town.east_unit.pk)}
    west.maya.sends("reviews:point", status=422, happened_on="2026-01-05", **given)

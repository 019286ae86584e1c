"""Maya and Tom let their page out with two keys, are seen somewhere, and keep the past between them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from colead.content import rights as rights_content
from colead.foundation import clock
from colead.practice.visibility.models import FORUM_MAX
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.practice.conftest import Desk
from tests.practice.goals.conftest import sign_agreement
from tests.practice.visibility.conftest import AREAS, Seen, settle

pytestmark = pytest.mark.browser


def two(town: Riverside) -> tuple[Desk, Desk]:
    return Desk(town.maya, town.six_west), Desk(town.tom, town.six_west)


def pages_of(visitor: Visitor, paper: str) -> int:
    """How many sheets come out of the printer."""
    return len(re.findall(rb"/Type\s*/Page[^s]", visitor.page.pdf(format=paper)))


def test_a_page_of_two_and_where_they_are_seen(town: Riverside, visit: Callable[..., Visitor]) -> None:
    desks = two(town)
    home = f"/partnerships/{town.six_west.pk}/"
    maya, tom, nia = visit(town.maya), visit(town.tom), visit(town.nia)

    # Before the agreement the page waits, and says for what.
    maya.goes_to(home).taps("How we are seen").taps("Begin it").sees("Your agreement comes first.")
    maya.is_at_ease()
    sign_agreement(*desks, "why", "guideposts", "mine_yours_ours")
    settle(*desks, AREAS)

    # Maya builds it in one tap and turns her key; Tom changes a line, and both keys are open again.
    maya.goes_to(home).taps("How we are seen").taps("Begin it").taps("Build it from our agreement")
    maya.sees("Ask either of us.")
    maya.taps("Turn my key").sees("You have agreed.")
    maya.keeps_a_picture("seen-our-page")
    maya.is_at_ease()
    tom.goes_to(home).sees("It waits for your key")
    tom.taps("Your page").taps("Edit").fills(find_us="The glass room beside bed 12, before rounds.")
    tom.is_at_ease()
    tom.taps("Keep these words").taps("Turn my key").sees("You have agreed.")
    nia.goes_to("/who-leads/").sees("No page is out yet.")
    maya.goes_to(home).taps("Your page").sees("glass room")
    maya.taps("Turn my key").sees("Everyone can read it")

    # Nia, a nurse, finds them by a name; the page hangs on a wall as one sheet.
    nia.goes_to("/who-leads/").sees("6 West")
    nia.is_at_ease()
    nia.fills(q="becker").taps("Find").taps(re.compile("Maya Lind"))
    nia.sees("Maya Lind decides").scroll_into_view_if_needed()
    nia.sees("after asking Maya Lind")
    nia.keeps_a_picture("seen-page")
    nia.is_at_ease()
    assert [pages_of(nia, paper) for paper in ("A4", "Letter")] == [1, 1]

    # An appearance, known to everyone once both have agreed.
    day = (clock.today() + timedelta(days=4)).isoformat()
    maya.goes_to(f"{home}seen/").opens("Plan an appearance").fills(forum="Night shift huddle", on_day=day)
    maya.taps("Plan it").opens("More").taps("Let everyone know beforehand").sees("Everyone will know once")
    maya.is_at_ease()
    nia.page.reload()
    nia.does_not_see("Night shift huddle")
    tom.goes_to(home).sees("Shall everyone know beforehand?")
    tom.taps("Night shift huddle").taps("Let everyone know: turn my key").sees("everyone knows")
    nia.page.reload()
    nia.sees("Night shift huddle")
    nia.is_at_ease()

    # Afterwards one tap; from then on it is for the two alone.
    clock.travel(timedelta(days=5))
    tom_later, maya_later, ana = visit(town.tom), visit(town.maya), visit(town.ana)
    tom_later.goes_to(home).taps("We were together")
    tom_later.does_not_see("We were together")
    tom_later.is_at_ease()
    maya_later.goes_to(f"{home}seen/").sees("Night shift huddle")
    maya_later.keeps_a_picture("seen-past")
    maya_later.is_at_ease()
    for other in (visit(town.nia), ana, visit(town.priya)):
        other.goes_to(f"/who-leads/{town.six_west.pk}/").sees("Ask either of us.")
        other.does_not_see("Night shift huddle")
        answer = other.page.request.get(f"{home}seen/")
        assert answer.status == 404

    # Ana and Kwame lead too: she asks to sit in, and Maya says yes on her first page.
    ana.taps("Ask to sit in with them").fills(on_day=(clock.today() + timedelta(days=6)).isoformat())
    ana.is_at_ease()
    ana.taps("Ask them").sees("You asked")
    maya_later.goes_to(home).taps("Yes, do come")
    ana.page.reload()
    ana.sees("You sit in with")
    ana.is_at_ease()


# How much stands on a sheet: letters of the three fields, areas, and how it is then set.
LOADS = {"airy": (120, 60, 80, 7), "calm": (200, 119, 100, 12), "full": (600, 280, 280, 40)}


@pytest.mark.parametrize("size", LOADS)
def test_sheet_for_the_wall_is_one(town: Riverside, visit: Callable[..., Visitor], size: str) -> None:
    """At its fullest in each of its sizes, with as many days to come as one could plan."""
    maya, tom = two(town)
    sign_agreement(maya, tom, "why")
    seen = Seen(maya, tom)
    *letters, n_areas = LOADS[size]
    levels = ["N+", "B", "B", "P+", "E"]
    areas = [area.key for area in rights_content.load().areas][:n_areas]
    settle(maya, tom, {area: levels[n % 5] for n, area in enumerate(areas)})
    welcome, find_us, north_star = (filled(longest) for longest in letters)
    seen.release(areas=areas, welcome=welcome, find_us=find_us, north_star=north_star)
    for n in range(6):
        item = seen.plan(days=3 + n, forum=filled(FORUM_MAX))
        seen.show(item)
        release = seen.newest().release
        assert release is not None
        tom.sends("visibility:show_appearance", item.pk, turn="yes", seen=release.text_hash)
    nia = visit(town.nia).goes_to(f"/who-leads/{town.six_west.pk}/")
    assert nia.page.locator(f".poster.{size}").count() == 1
    nia.is_at_ease()
    assert [pages_of(nia, paper) for paper in ("A4", "Letter")] == [1, 1]


def filled(longest: int) -> str:
    return ("Nobody here waits alone for word of it. " * 20)[:longest].strip()

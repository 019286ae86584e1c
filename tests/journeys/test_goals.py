"""Maya and Tom on their first goal: too early, then accepted by both, read by Ana, looked at in a month, closed."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from colead.foundation import clock
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.practice.conftest import Desk
from tests.practice.goals.conftest import sign_agreement

pytestmark = pytest.mark.browser

GOAL = {
    "title": "No patient waits in a corridor",
    "north_star_line": "It is best for those who wait",
    "patient_line": "A bed with a door, within four hours",
    "staff_line": "Nobody is nursed where nobody can be heard",
    "why_us_together": "Beds are hers, discharges are his",
    "measure_1": "Hours to a bed",
    "baseline_1": "9 hours",
    "target_1": "4 hours",
}


def test_a_goal_of_two(town: Riverside, visit: Callable[..., Visitor]) -> None:
    home = f"/partnerships/{town.six_west.pk}/"
    maya, tom = visit(town.maya), visit(town.tom)

    # On day 20 there is no agreement yet: the draft is kept, and the page says kindly what comes first.
    maya.goes_to(home).taps("Our goals")
    maya.sees("Going slow first")
    maya.taps("Draft a goal").fills(**GOAL).chooses(incentives="no").taps("Keep this text")
    maya.sees("Going slow first")
    assert maya.page.get_by_role("button", name="Accept: turn my key").count() == 0
    maya.is_at_ease()

    # Later the first three sections stand. Tom changes a word and accepts; Maya reads exactly that, and accepts.
    given_the_first_sections(town)
    tom.goes_to(home).taps("Our goals").taps(GOAL["title"]).taps("Edit")
    tom.fills(staff_line="Nobody is nursed where everybody can hear").taps("Keep this text")
    tom.taps("Accept: turn my key").sees("You have agreed.")
    tom.is_at_ease()
    maya.goes_to(home).sees("A goal waits for your key")
    maya.taps(GOAL["title"]).sees("everybody can hear")
    maya.keeps_a_picture("goals-two-keys")
    maya.taps("Accept: turn my key").sees("This month")
    maya.keeps_a_picture("goals-live")
    maya.is_at_ease()

    # Ana reads what both released, and that only one of them is paid for it; nothing else of it.
    maya.opens("Plan a conversation").fills(whom="The head of transport").chooses(lead="both").taps("Plan it")
    ana = visit(town.ana).goes_to("/sponsor/")
    ana.sees("it counts in the pay of one of them only")
    ana.keeps_a_picture("goals-sponsor")
    ana.taps(GOAL["title"]).sees("It counts in the pay of one of them only")
    ana.does_not_see("transport")
    ana.is_at_ease()

    # A month later one tap on the first page is enough.
    clock.travel(timedelta(days=29))
    tom_later = visit(town.tom).goes_to(home)
    tom_later.sees("How does it go?")
    tom_later.keeps_a_picture("goals-home")
    tom_later.taps("On its way")
    tom_later.does_not_see("How does it go?")
    tom_later.sees("What we are doing")
    tom_later.is_at_ease()

    # Both say how it ended.
    tom_later.taps(GOAL["title"]).taps("Close this goal").chooses(outcome="partly")
    tom_later.fills(learned="We asked the porters last. They were the ones who knew.")
    tom_later.taps("Put it before both of us").taps("Turn my key and close it")
    maya_later = visit(town.maya).goes_to(home).taps(GOAL["title"])
    maya_later.taps("Turn my key and close it").sees("Closed: met in part")
    assert not maya_later.page.get_by_text(re.compile("Who does what")).count()
    maya_later.is_at_ease()


def given_the_first_sections(town: Riverside) -> None:
    desks = [Desk(person, town.six_west) for person in (town.maya, town.tom)]
    sign_agreement(*desks, "why", "guideposts", "mine_yours_ours")

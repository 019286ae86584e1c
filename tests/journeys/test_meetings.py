"""Maya and Tom keep a Tuesday: an agenda nobody wrote, two numbers, a round told back, a seat asked for."""

from collections.abc import Callable

import pytest

from colead.foundation import clock
from colead.practice.meetings.queries import partner_time
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.practice.conftest import Desk
from tests.practice.meetings.conftest import to_the_morning_of

pytestmark = pytest.mark.browser


def test_a_time_for_two(town: Riverside, visit: Callable[..., Visitor]) -> None:
    home = f"/partnerships/{town.six_west.pk}/"
    maya, tom = visit(town.maya), visit(town.tom)

    # One tap sets half an hour a week.
    maya.goes_to(home).taps("Partner time").sees("No time is set yet.")
    maya.is_at_ease()
    maya.taps("Choose your time")
    maya.is_at_ease()
    maya.taps("Set it").sees("The agenda fills itself")

    # What lies in the rooms is on the agenda by itself; Tom brings one thing more.
    tom.goes_to(home).fills(line="Cohort the two new admissions on the east side?").taps("Gut check")
    tom.goes_to(home).taps("Partner time").sees("Cohort the two new admissions")
    tom.fills(line="The night float in December").taps("Put it on the agenda")

    # Two numbers: sealed, opened together.
    maya.goes_to(home + "partner-time/").taps("4").sees("You have tapped")
    tom.goes_to(home + "partner-time/").sees("is ready when you are")
    tom.does_not_see("us-both")
    tom.keeps_a_picture("time-sealed")
    tom.is_at_ease()
    tom.taps("3").sees("Both numbers are gone when your next time is over")
    tom.keeps_a_picture("time-agenda")
    tom.is_at_ease()

    # Closing is ticking.
    tom.taps("The night float in December").opens("We met already").taps("Close it").sees(
        "Closed. What you take along stands here."
    )
    tom.sees("What you took along")
    tom.keeps_a_picture("time-next")
    tom.is_at_ease()

    # On a full day ten minutes are one tap on the first page.
    desk = Desk(town.maya, town.six_west)
    ahead = partner_time.ahead(desk.viewer, desk.pair)
    assert ahead is not None
    clock.travel(to_the_morning_of(ahead.on_day))
    later = visit(town.maya).goes_to(home)
    later.keeps_a_picture("time-home")
    later.taps("Make it ten minutes")
    later.goes_to(home + "partner-time/").sees("10 minutes")
    later.is_at_ease()
    later.taps("Earlier times").sees("We met")
    later.is_at_ease()


def test_a_round_and_a_seat(town: Riverside, visit: Callable[..., Visitor]) -> None:
    home = f"/partnerships/{town.six_west.pk}/"
    maya, tom = visit(town.maya), visit(town.tom)

    # They walk today: three lines, and a promise that stays in sight.
    maya.goes_to(home).taps("Rounding together").fills(place="6 West, night shift", on_day=clock.today().isoformat())
    maya.keeps_a_picture("rounds")
    maya.is_at_ease()
    maya.taps("Plan it").fills(heard="The lifts stop at night", promised="Somebody for the lifts").taps("Keep the note")
    maya.sees("Told back")
    maya.keeps_a_picture("round-promised")
    maya.is_at_ease()
    tom.goes_to(home).sees("waits to hear what came of it")
    tom.taps("Somebody for the lifts").fills(told="Porters come from ten to six").taps("Told back")

    # What people told and what was done goes out in other words, under both keys.
    tom.taps("Tell everyone").fills(told_us="The lifts stop at night", we_did="Porters come from ten to six")
    tom.is_at_ease()
    tom.taps("Turn my key on these words").sees("You have agreed. It waits for Maya Lind.")
    maya.goes_to(home).sees("About your round: waits for your key")
    maya.taps("6 West, night shift").taps("Turn my key").sees("Everyone reads it.")
    maya.is_at_ease()
    nia = visit(town.nia).goes_to("/published/").taps("Porters come from ten to six")
    nia.sees("What you told us")
    nia.does_not_see("Somebody for the lifts")
    nia.keeps_a_picture("round-out")
    nia.is_at_ease()

    # A table where one of them is missing; the sponsor reads of it once both have shown the map.
    maya.goes_to(home).taps("Seat map").opens("Add a table").fills(name="Board quality committee")
    maya.chooses(mode="physician", level="board").taps("Add it").taps("Board quality committee")
    maya.taps("We would like this seat to be opened").sees("Take the wish back")
    maya.is_at_ease()
    maya.goes_to(home + "seats/").keeps_a_picture("seats")
    maya.is_at_ease()
    maya.taps("Show this map: turn my key")
    tom.goes_to(home).sees("Your seat map waits for your key")
    tom.taps("For your sponsor").keeps_a_picture("seats-keys")
    tom.taps("Turn my key").sees("Ana Ruiz has been able to read it since")
    tom.is_at_ease()
    ana = visit(town.ana).goes_to("/sponsor/")
    ana.sees("They ask for a seat: Board quality committee")
    ana.is_at_ease()
    ana.taps("Seat map, 6 West").sees("Only the physician leader sits here")
    ana.keeps_a_picture("seats-sponsor")
    ana.is_at_ease()

    # A huddle that exists anyway.
    tom.goes_to(home + "huddles/").opens("A card for a huddle").fills(which="Bed huddle", nurse="Float staff")
    tom.taps("Keep the card").sees("Bed huddle")
    tom.opens("My two minutes").fills(one_thing="The visit of the board").taps("Say it")
    tom.sees("The visit of the board")
    tom.keeps_a_picture("huddles")
    tom.is_at_ease()

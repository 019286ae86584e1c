"""S7: a seat only for the physician stands on the seat map; the two ask Helen to open it; she answers in 9 days."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from colead.foundation import clock
from tests.cast import Riverside
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
SEAT = "Please open a seat for Ana Ruiz beside Dr Kwame Osei: Board quality committee."


def test_a_seat_asked_for_and_opened(town: Riverside, visit: Callable[..., Visitor]) -> None:
    home = f"/partnerships/{town.exec.pk}/"
    ana, kwame = visit(town.ana), visit(town.kwame)

    # From the seat map one tap begins the request, in words that can be changed.
    ana.goes_to(home).taps("Seat map").opens("Add a table").fills(name="Board quality committee")
    ana.chooses(mode="physician", level="board").taps("Add it").sees("Ask for this seat")
    ana.is_at_ease()
    ana.page.get_by_role("link", name="Ask for this seat").first.click()
    assert ana.page.locator("[name=text]").input_value() == SEAT
    ana.sees("the programme office sees that a request to Helen Park waits")
    ana.keeps_a_picture("request-asked")
    ana.is_at_ease()
    ana.taps("Turn my key on these words").sees("You have agreed. It waits for Dr Kwame Osei.")
    ana.is_at_ease()

    # Helen reads nothing yet. Kwame changes a word, so both keys turn anew.
    visit(town.helen).goes_to("/sponsor/").does_not_see(SEAT)
    kwame.goes_to(home).sees("To your sponsor: Ana Ruiz has agreed. It waits for you")
    kwame.taps(SEAT).keeps_a_picture("request-keys")
    kwame.is_at_ease()
    kwame.taps("Edit").fills(text=f"{SEAT} Half of it is nursing.").taps("Turn my key on these words")
    ana.goes_to(home).taps(f"{SEAT} Half of it is nursing.").taps("Turn my key").sees("Helen Park reads it.")
    ana.is_at_ease()

    # Nine days later it waits on her page with its age, and nothing else of theirs does.
    clock.travel(timedelta(days=9))
    helen = visit(town.helen).goes_to("/sponsor/")
    helen.sees("An answer is promised within 14 days; it is day 9.")
    helen.does_not_see("Seat map")
    helen.keeps_a_picture("request-sponsor")
    helen.is_at_ease()
    helen.taps(f"{SEAT} Half of it is nursing.").chooses(value="no").taps("Answer both of them")
    helen.sees("Write the because, please.")
    helen.is_at_ease()
    helen.chooses(value="yes").fills(by_on=(clock.today() + timedelta(days=20)).isoformat())
    helen.keeps_a_picture("request-answer")
    helen.taps("Answer both of them").sees("Both have your answer.")
    helen.keeps_a_picture("request-answered")
    helen.is_at_ease()

    # Both read it, and on the day they are asked whether it came.
    for person in (town.ana, town.kwame):
        visit(person).goes_to(home).sees("Helen Park: Yes, by")
    clock.travel(timedelta(days=29))
    later = visit(town.kwame).goes_to(home)
    later.sees("Has it come?")
    later.is_at_ease()
    later.taps("It came").goes_to(f"{home}requests/").sees("A seat · It came")
    later.keeps_a_picture("request-came")
    later.is_at_ease()
    visit(town.helen).goes_to("/sponsor/").sees("A seat · It came")


def test_a_request_without_an_answer(town: Riverside, visit: Callable[..., Visitor]) -> None:
    home = f"/partnerships/{town.six_west.pk}/"
    maya, tom = visit(town.maya), visit(town.tom)
    maya.goes_to(home).taps("Requests to our sponsor").sees("You have asked for nothing yet.")
    maya.is_at_ease()
    maya.taps("Ask for something").chooses(kind="time").fills(text="Two hours a week in one calendar")
    maya.taps("Turn my key on these words")
    tom.goes_to(home).taps("Two hours a week in one calendar").taps("Turn my key").sees("There is no answer yet.")

    # After a fortnight the programme office reads to whom and since when; nothing else.
    priya = visit(town.priya).goes_to("/programme/requests/")
    priya.sees("Nothing waits longer than a fortnight.")
    clock.travel(timedelta(days=15))
    priya = visit(town.priya).goes_to("/programme/requests/")
    priya.sees("has no answer since")
    priya.does_not_see("calendar")
    priya.does_not_see("6 West")
    priya.keeps_a_picture("request-office")
    priya.is_at_ease()

    # Taken back, it is nowhere but with the two.
    tom = visit(town.tom).goes_to(f"{home}requests/")
    tom.opens("Take it back").sees("It leaves your sponsor")
    tom.is_at_ease()
    tom.taps("Take it back").sees("Taken back")
    visit(town.priya).goes_to("/programme/requests/").sees("Nothing waits longer than a fortnight.")
    visit(town.ana).goes_to("/sponsor/").does_not_see("calendar")

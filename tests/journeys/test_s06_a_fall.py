"""S6, a fall with harm, a complaint and a conduct note: people first, numbers only, who was part of it cared for."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from colead.foundation import clock
from colead.home import queries as home_queries
from colead.operations import worker
from colead.operations.exports.pages import Book
from colead.partnerships.queries import get_pair
from colead.practice.reviews.models import Action, Case
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.mailing import next_digest
from tests.makers import make_login, make_person, viewer_of

pytestmark = pytest.mark.browser
NUMBER, COMPLAINT, MESSAGE = "88213", "PF-2207", "C-3310"
LINE = "We two know about last night and are looking into it together."
ACTIONS = (
    ("Low beds in every room", "Facilities lead", "Stronger"),
    ("Rounding at two and at five", "Charge nurse", "Intermediate"),
    ("Retrain everyone on falls", "Educator", "Weaker"),
)


def points(who: Visitor, room: str, kind: str, number: str, system: str = "RL") -> None:
    who.goes_to(f"{room}new/").taps(kind).fills(number=number, system=system).taps("Point at it")


def lands(who: Visitor, title: str) -> Visitor:
    """Whoever has pointed at something looks it over next."""
    for words in ("Taken. You alone see it until you have looked it over.", title):
        who.sees(words)
    return who


def steps_back(who: Visitor) -> None:
    """The partner was part of it: asked once more before it is so."""
    asked = who.page.locator("details.confirm:has(input[value=partner_was_involved])")
    asked.locator("summary").click()
    who.taps("My partner steps back", inside=asked)


def test_a_fall_a_complaint_and_a_conduct_note(town: Riverside, visit: Callable[..., Visitor]) -> None:
    room = reverse("reviews:list_cases", args=[town.six_west.pk])
    home = reverse("home:pair", args=[town.six_west.pk])
    grace = make_person("Grace Hale", profession="medicine", title="Deputy of the Chief Nursing Officer")
    make_login(grace)

    # Long before: their sponsor names who would stand in, and is told of nothing.
    ana = visit(town.ana)
    ana.goes_to("/sponsor/").taps("Who stands in")
    ana.taps("The physician leader").fills(person="Grace Hale").taps("Name them").sees("Grace Hale")
    ana.is_at_ease()
    ana.keeps_a_picture("s06-stand-ins")

    # Wed 02:10. Maya points; what looks like a patient is stopped, and a story too.
    maya, tom = visit(town.maya), visit(town.tom)
    maya.goes_to(home).taps("Events and concerns")
    maya.is_at_ease()
    maya.keeps_a_picture("s06-empty")
    maya.taps("Point at something").taps("Yes, or I am not sure").sees("Call 911")
    maya.is_at_ease()
    maya.keeps_a_picture("s06-stop")
    points(maya, room, "Adverse event", "MRN 0044512 slipped at the bed")
    maya.sees("This looks like patient information")
    maya.is_at_ease()
    maya.fills(number=NUMBER).keeps_a_picture("s06-point")
    lands(maya.taps("Point at it"), f"Adverse event {NUMBER}").sees("Is it one of these?")
    maya.is_at_ease()
    maya.keeps_a_picture("s06-look-over")
    case = maya.page.url

    # Tom was the covering physician. He is out of it at once, and finds a kind word.
    steps_back(maya)
    maya.sees("You lead.")
    assert tom.page.goto(case).status == 404  # type: ignore[union-attr]
    tom.goes_to(room).does_not_see(NUMBER)
    tom.goes_to(home).taps("A word for you").sees("Grace Hale stands in for you.")
    tom.does_not_see(NUMBER)
    tom.is_at_ease()
    tom.keeps_a_picture("s06-support")
    tom.taps("Coffee with Maya Lind")

    # People first; then one line, under the keys of Maya and Grace.
    grace_there = visit(grace)
    grace_there.goes_to("/standing-in/").taps(f"Adverse event {NUMBER}").sees("Named reviewers only")
    maya.goes_to(case)
    maya.is_at_ease()
    maya.keeps_a_picture("s06-people")
    for name in ("known_family", "known_staff", "known_unit"):
        maya.page.locator(f"input[name={name}]").check(force=True)
    maya.opens("By whom, by title").fills(by_family="Chief patient liaison").taps("Keep this")
    maya.opens("Find the words").fills(line=LINE).taps("Put it before both").taps("Turn my key")
    grace_there.goes_to(case).sees(LINE)
    grace_there.taps("Turn my key").sees("Both keys have turned")

    # The analysis is run elsewhere; its three released actions are copied, and one is only training.
    for action, role, strength in ACTIONS:
        maya.goes_to(case).opens("Add an action").fills(action=action, owner_role=role).taps(re.compile(strength))
        for name in ("is_copied", "is_released"):
            maya.page.locator(f"input[name={name}]").check(force=True)
        maya.taps("Add it")
    maya.sees("Only training?")
    maya.opens("Somebody was told, or will not be").taps("The staff").taps("Yes").taps("Keep this")
    maya.sees("Told: The staff. Still open: Who reported it")
    maya.is_at_ease()
    maya.keeps_a_picture("s06-case")
    grace_there.goes_to(case)
    grace_there.is_at_ease()
    grace_there.keeps_a_picture("s06-standing-in")
    maya.taps("Print the released list").sees(ACTIONS[0][0])
    maya.is_at_ease()
    maya.keeps_a_picture("s06-released")

    # The same day a complaint with the office's day, seen by both of them.
    due = (clock.today() + timedelta(days=7)).isoformat()
    maya.goes_to(f"{room}new/").taps("Patient feedback").fills(number=COMPLAINT, system="Grievance office", due_on=due)
    lands(maya.taps("Point at it"), f"Patient feedback {COMPLAINT}").taps("Both of us").sees("What follows is open.")
    tom.goes_to(room).sees(COMPLAINT)
    tom.is_at_ease()
    tom.keeps_a_picture("s06-list")

    # A conduct note is led by who stands in, taken over in one tap, delivered in another.
    points(maya, room, "Conduct", MESSAGE, "Professionalism office")
    lands(maya, f"Conduct {MESSAGE}")
    steps_back(maya)
    maya.taps("Hand over to: Grace Hale").sees("Grace Hale leads this. You can take it back.")
    message = maya.page.url
    maya.taps("Take it back").sees("One observation")
    maya.is_at_ease()
    maya.keeps_a_picture("s06-message")
    maya.taps("Delivered").sees("The talk has been held.")

    # A lesson of the team is a note of the two; this page knows nothing of it. Then it is closed.
    maya.goes_to(case).taps("It is noted")
    maya.opens("Close it").taps("Close it")
    maya.sees("It has been seen through.")

    nobody_else_knows(town, visit, case)
    and_then_it_is_gone(town, message)


def nobody_else_knows(town: Riverside, visit: Callable[..., Visitor], case: str) -> None:
    """Sponsor, office, coach and analyst are shown nothing; search, files and mail know nothing of it."""
    for person, place in ((town.ana, "/sponsor/"), (town.priya, "/programme/decisions/"), (town.joan, "/for-you/")):
        other = visit(person)
        assert other.page.goto(case).status == 404  # type: ignore[union-attr]
        other.goes_to(place)
        for words in (NUMBER, COMPLAINT, MESSAGE, "dverse event", "Low beds"):
            other.does_not_see(words)
    for person in (town.maya, town.tom):
        viewer = viewer_of(person)
        assert home_queries.find(viewer, get_pair(viewer, town.six_west.pk), NUMBER) == []
        assert NUMBER not in Book(viewer).as_json()
    next_digest()
    said = "\n".join(message.body for message in mail.outbox)
    assert not [words for words in (NUMBER, COMPLAINT, MESSAGE, "event", "review") if words in said]


def and_then_it_is_gone(town: Riverside, message: str) -> None:
    maya: Any = viewer_of(town.maya)
    assert Case.door.visible_to(maya).count() == 3
    clock.travel(timedelta(days=32))
    worker.round_of_work(None)
    assert message.rstrip("/").rpartition("/")[2] not in {str(row.pk) for row in Case.door.visible_to(maya)}
    clock.travel(timedelta(days=95))
    worker.round_of_work(None)
    assert not Action.door.visible_to(maya).exists()

"""S5, it landed badly: Ana and Kwame talk, agree on two small things, look again; later they ask a coach in."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from colead.foundation import clock
from colead.operations import worker
from colead.operations.exports.pages import Book
from colead.practice.conflicts import queries
from colead.practice.conflicts.models import Matter, Prep
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.mailing import next_digest
from tests.makers import viewer_of

pytestmark = pytest.mark.browser
NOTES = {
    "camera": "He said before the board that my number was wrong.",
    "story": "That he wanted them to see who knows the figures.",
    "good_will": "He saw the slide for the first time.",
    "my_part": "I sent it at midnight.",
    "want": "That we each hear it first.",
}
TOPIC = "How we correct each other"
LINES = ("We show each other the figures the evening before.", "In the room we ask a question, and no more.")
A_FORTNIGHT = timedelta(days=17)  # and a weekend, on which nobody is reminded
STUCK = "One of us finds out in the meeting, and answers there."


def bodies() -> list[str]:
    return sorted({message.body.split("\n")[0] for message in mail.outbox})


def test_it_landed_badly(town: Riverside, visit: Callable[..., Visitor]) -> None:
    home = reverse("home:pair", args=[town.exec.pk])
    room = reverse("conflicts:start", args=[town.exec.pk])
    ana, kwame = visit(town.ana), visit(town.kwame)

    # She prepares alone. While she does, and after, there is nothing of it for him to see.
    ana.goes_to(home).taps("When we differ")
    ana.is_at_ease()
    ana.keeps_a_picture("s05-start")
    ana.taps("Something landed badly")
    ana.sees("Only you")
    ana.fills(**NOTES).taps(re.compile("Keep it for me"))
    ana.goes_to(f"{room}notes/").fills(story="That he wanted to be right. Or that he was startled.")
    ana.is_at_ease()
    ana.keeps_a_picture("s05-notes")
    for place in (home, room):
        kwame.goes_to(place).does_not_see("board")
        kwame.does_not_see("Your notes")

    # The invitation holds a few words of its own, and the notes stay behind.
    ana.taps(re.compile("Ask .* for a talk"))
    ana.fills(topic=TOPIC).taps("A walk").taps("20 minutes").taps("Ask")
    kwame.goes_to(home).sees("Ana Ruiz would like to talk")
    kwame.does_not_see(TOPIC)
    kwame.keeps_a_picture("s05-first-page")
    kwame.taps("Ana Ruiz would like to talk").sees(TOPIC)
    kwame.does_not_see("midnight")
    kwame.taps("Yes, let us talk").sees("What I saw")
    kwame.is_at_ease()
    kwame.keeps_a_picture("s05-guide")

    # They talk, outside. Two small agreements, both tapped.
    kwame.taps("We talked").sees("You say you two have talked. It waits for Ana Ruiz.")
    kwame.is_at_ease()
    ana.goes_to(home).taps("Dr Kwame Osei says you two have talked.").taps("We talked")
    ana.is_at_ease()
    address = kwame.page.url
    kwame.goes_to(address)
    for line in LINES:
        kwame.fills(line=line).taps("Offer this")
    ana.goes_to(home).sees("A small agreement waits for your yes")
    ana.goes_to(address)
    for _ in LINES:
        ana.taps("Yes, I will")
    ana.sees("You look how it is")
    ana.is_at_ease()
    ana.keeps_a_picture("s05-agreements")

    # A fortnight on each says how it is, without knowing the other's.
    clock.travel(A_FORTNIGHT)
    next_digest(days=1)
    assert bodies() == ["Something is waiting for you."]
    ana, kwame = visit(town.ana), visit(town.kwame)
    ana.goes_to(address).taps("Closer").taps("Seal it").sees("Open when Dr Kwame Osei has too")
    kwame.goes_to(address).sees("Ana Ruiz is ready when you are")
    kwame.does_not_see("You have sealed")
    kwame.taps("The same").taps("Seal it").sees("Both said it")
    kwame.is_at_ease()
    kwame.keeps_a_picture("s05-check")
    kwame.taps("It is settled").sees("You say it is settled. Ana Ruiz has not said so yet.")
    ana.goes_to(home).taps("Dr Kwame Osei says it is settled.").taps("It is settled").sees("This is settled.")
    ana.is_at_ease()

    # Three weeks later the same again: a card on where they are stuck, lent to Joan by both.
    clock.travel(A_FORTNIGHT + timedelta(weeks=3))
    ana, kwame, joan = visit(town.ana), visit(town.kwame), visit(town.joan)
    ana.goes_to(f"{room}invite/?kind=same_again").fills(topic="In the meeting, again").taps("Ask")
    again = ana.page.url
    kwame.goes_to(again).taps("Yes, let us talk").taps("We talked")
    ana.goes_to(again).taps("We talked").taps("We are stuck")
    for visitor in (kwame, ana):
        visitor.goes_to(again).opens("Ask somebody in, both of us")
        visitor.page.locator("button[name=rung][value=coach]").first.click()
    ana.goes_to(again).taps("The card for a coach").fills(stuck=STUCK).taps("Keep this card")
    ana.taps(re.compile("Joan Reed")).taps("I would lend it")
    joan.goes_to("/for-you/").does_not_see(STUCK)
    kwame.goes_to(f"{again}card/").taps("Yes, lend it")
    joan.goes_to("/for-you/").sees(STUCK)
    joan.does_not_see(TOPIC)
    joan.is_at_ease()
    joan.keeps_a_picture("s05-lent")

    nobody_else_knows(town, visit, home, room)
    ninety_days_later(town)


def nobody_else_knows(town: Riverside, visit: Callable[..., Visitor], home: str, room: str) -> None:
    """Sponsor, programme office and administrator are shown nothing, in no number either; the notes are Ana's."""
    for person, place in ((town.helen, "/sponsor/"), (town.priya, "/programme/decisions/"), (town.sam, "/accounts/")):
        other = visit(person)
        for path in (home, room):
            assert other.page.goto(path).status == 404
        other.goes_to(place)
        for words in (TOPIC, "landed", "conflict", *LINES):
            other.does_not_see(words)
        assert NOTES["my_part"] not in Book(viewer_of(person)).as_json()
    assert NOTES["my_part"] in Book(viewer_of(town.ana)).as_json()
    assert NOTES["my_part"] not in Book(viewer_of(town.kwame)).as_json()
    assert bodies() == ["Something is waiting for you."]


def ninety_days_later(town: Riverside) -> None:
    clock.travel(A_FORTNIGHT + timedelta(weeks=3, days=95))
    worker.round_of_work(None)
    ana: Any = viewer_of(town.ana)
    assert not Matter.door.visible_to(ana).exists()
    assert not Prep.door.visible_to(ana).exists()
    assert queries.lent_to_me(viewer_of(town.joan)) == []

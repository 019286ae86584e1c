"""A Tuesday of two partners, in two browsers: asked, answered, told, heard, with one thumb."""

from collections.abc import Callable
from typing import Any

import pytest

from colead.partnerships.queries import get_pair
from colead.practice.daily.actions import briefs, coffees, debriefs, doors, run_its
from colead.practice.wins import actions as wins
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.makers import viewer_of

pytestmark = pytest.mark.browser
PHONE, WAITS = 360, 3

COHORT = "May I tell staffing we cohort the two new admissions on the east side, so that one nurse has both?"
FAMILY = "The family meeting in the afternoon went badly. I kept explaining, and the daughter stopped looking at me."


def a_morning(town: Riverside) -> dict[str, Any]:
    """What the two have already said to each other when they open their pages."""
    maya, tom = viewer_of(town.maya), viewer_of(town.tom)
    hers, his = get_pair(maya, town.six_west.pk), get_pair(tom, town.six_west.pk)
    asked = run_its.ask(pair=his, kind="before_meeting", line=COHORT, hours=4, by=tom)
    held = run_its.ask(
        pair=hers, kind="they_asked_me", line="A resident asked about weekend discharges. We say: with a call.", by=maya
    )
    run_its.answer(run_it=held, answer="talk_first", line="Pharmacy cannot do Sundays yet.", by=tom)
    kept = run_its.ask(pair=hers, kind="fyi", line="The new charge nurse starts on nights on Monday.", by=maya)
    run_its.answer(run_it=kept, answer="good", line="I will say hello at the huddle.", by=tom)
    run_its.keep(run_it=kept, by=tom)
    told = debriefs.share(pair=his, text={"kind": "hard_day", "need": "listen", "line": FAMILY}, by=tom)
    cup = coffees.invite(pair=his, by=tom)
    card = briefs.share(
        pair=his,
        speaker=town.maya,
        text={
            "meeting": "Bed meeting, Thursday at 14:00",
            "position": "We keep the two step-down beds open until the census has been under 30 for a week.",
            "can": "One bed at night, if the hospitalist is in house.",
            "cannot": "Closing both at once.",
            "bring_back": "What surgery says about their Mondays.",
        },
        by=tom,
    )
    doors.set_door(pair=his, says="rounding", by=tom)
    wins.appreciate(pair=his, line="You spoke for the night nurses when nobody had asked you to.", by=tom)
    return {"asked": asked, "held": held, "told": told, "cup": cup, "card": card}


def look(visitor: Visitor, path: str, name: str) -> list[str]:
    found = visitor.goes_to(path).unease()
    visitor.keeps_a_picture(f"daily-{name}")
    return found


def test_every_page_of_the_day_is_at_ease(town: Riverside, visit: Callable[..., Visitor]) -> None:
    made = a_morning(town)
    here = f"/partnerships/{town.six_west.pk}/"
    maya, tom = visit(town.maya), visit(town.tom)
    looks = [
        look(maya, f"{here}between/", "between"),
        look(tom, f"{here}between/", "between-tom"),
        look(maya, f"{here}between/kept/", "kept"),
        look(maya, f"{here}help/", "help"),
        look(maya, f"{here}run-its/new/", "ask"),
        look(maya, f"{here}run-its/{made['asked'].pk}/", "run-it"),
        look(maya, f"{here}run-its/{made['held'].pk}/", "run-it-answered"),
        look(maya, f"{here}debriefs/new/?kind=mistake", "debrief-write"),
        look(maya, f"{here}debriefs/{made['told'].pk}/", "debrief"),
        look(maya, f"{here}door/", "door"),
        look(maya, f"{here}coffees/{made['cup'].pk}/", "coffee"),
        look(maya, f"{here}briefs/new/", "brief-write"),
        look(maya, f"{here}briefs/{made['card'].pk}/", "brief"),
        look(maya, f"{here}appreciations/", "appreciations"),
    ]
    assert looks == [[]] * len(looks)


def test_a_question_is_asked_and_answered_with_one_thumb(town: Riverside, visit: Callable[..., Visitor]) -> None:
    here = f"/partnerships/{town.six_west.pk}/between/"
    maya, tom = visit(town.maya), visit(town.tom)
    maya.goes_to(here).writes("Ask Tom", COHORT)
    maya.keeps_a_picture("daily-thumb")
    maya.taps("Before a meeting")
    maya.sees("Waits for an answer from Dr Tom Becker")
    tom.goes_to(here).sees("cohort the two new admissions")
    tom.taps("Good")
    maya.goes_to(here).sees("Dr Tom Becker: Good")
    assert maya.unease() == []
    home = f"/partnerships/{town.six_west.pk}/"
    maya.goes_to(home).writes("Ask Tom", "Rounds at 8:15?").taps("Ask").sees("Rounds at 8:15?")
    maya.goes_to(home).taps("Open my door").sees("My door: open until")
    maya.keeps_a_picture("daily-my-door")
    assert maya.unease() == []


def test_the_field_at_the_thumb_lies_over_no_button(town: Riverside, visit: Callable[..., Visitor]) -> None:
    """At a desk it lies over nothing; on a phone what is reached for always comes clear of it."""
    a_morning(town)
    maya = visit(town.maya).goes_to(f"/partnerships/{town.six_west.pk}/")
    bar = maya.page.locator(".thumb")
    if maya.width > PHONE:
        assert bar.evaluate("one => getComputedStyle(one).position") == "static"
    buttons = maya.page.locator(".line-actions button:visible, .line-actions summary")
    assert buttons.count() > WAITS
    for button in buttons.all():
        button.focus()
        place, field = button.bounding_box(), bar.bounding_box()
        assert place is not None
        assert field is not None
        assert place["y"] + place["height"] <= field["y"] or place["y"] >= field["y"] + field["height"]
    maya.is_at_ease()
    maya.keeps_a_picture("daily-home-order")


def test_patient_words_are_asked_about_and_kept(town: Riverside, visit: Callable[..., Visitor]) -> None:
    maya = visit(town.maya)
    maya.goes_to(f"/partnerships/{town.six_west.pk}/between/").writes("Ask Tom", "MRN 0044512 slipped, who calls home?")
    maya.taps("Gut check").sees("This looks like patient information")
    maya.is_at_ease()
    maya.keeps_a_picture("daily-guard")
    maya.taps("Remove it").sees("It is taken out")
    maya.taps("Gut check").sees("slipped, who calls home?")

"""S2, going slow: the first hundred days of 6 West, by Maya and Tom, with Ana as their sponsor."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from colead.content import rights as rights_content
from colead.forming.launch import jobs
from colead.forming.launch.actions import rights as rights_actions
from colead.forming.launch.pages.rights import rights_page
from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import charter, charter_actions
from colead.partnerships.queries import Pair, get_pair
from colead.people.models import QuietBlock
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.makers import PASSWORD, viewer_of

pytestmark = pytest.mark.browser
TUESDAY, THURSDAY, WEEKEND = 1, 3, (5, 6)
MAYAS = {area.key: area.starter.value for area in rights_content.load().areas}
TOM_DIFFERS_ON = (
    "huddle_design",
    "equipment",
    "space",
    "visitor_access",
    "staff_education",
    "quality_projects",
    "closing_beds",
)
TOMS = MAYAS | dict.fromkeys(TOM_DIFFERS_ON, "P+")


def pair_of(town: Riverside, person: object) -> Pair:
    return get_pair(viewer_of(person), town.six_west.pk)  # type: ignore[arg-type]


def fills_in(visitor: Visitor, place: str, levels: dict[str, str]) -> int:
    """One tap for each row, one for each group that stands folded, and the seal."""
    visitor.goes_to(f"{place}write/rights/")
    for area, level in levels.items():
        row = visitor.page.locator(f'input[name="{area}"][value="{level}"]')
        group = visitor.page.locator("details[name=groups]", has=row)
        if group.get_attribute("open") is None:
            group.locator("summary").first.click()
        row.check(force=True)
    visitor.taps("Seal my rows")
    return len(levels)


def signs(visitor: Visitor, place: str) -> None:
    visitor.goes_to(f"{place}agreement/sign/")
    if visitor.page.get_by_role("link", name="Show that it is me").count():
        visitor.taps("Show that it is me")
        visitor.page.locator('input[type="password"]').fill(PASSWORD)
        visitor.page.locator('main button[type="submit"]').first.click()
        visitor.page.wait_for_url(re.compile("agreement/sign"))
    visitor.taps("Sign")


def prints_each_word_once(visitor: Visitor) -> None:
    """On paper all is open: no first words of a section stand above the section, and the day has its date."""
    page = visitor.page
    page.emulate_media(media="print")
    assert page.locator(".words").first.is_visible()
    assert not any(one.is_visible() for one in page.locator(".part-first").all())
    assert page.get_by_text("Signed by both, ").is_visible()
    assert "since today" not in page.locator("h2").first.inner_text()
    page.emulate_media(media="screen")


def settle_what_differs(town: Riverside) -> None:
    """Maya and Tom talk the seven rows through at one table; she writes, he agrees."""
    her, his = pair_of(town, town.maya), pair_of(town, town.tom)
    maya, tom = viewer_of(town.maya), viewer_of(town.tom)
    for area in TOM_DIFFERS_ON:
        row = charter_actions.propose_right(pair=her, area=area, level="B", tie_break="We ask", days=7, by=maya)
        rights_actions.agree_all(pair=his, ids=[row.pk], by=tom)


def test_going_slow(town: Riverside, visit: Callable[..., Visitor]) -> None:
    for weekday in (TUESDAY, THURSDAY):
        QuietBlock.objects.create(person=town.tom, weekday=weekday)
    place = f"/partnerships/{town.six_west.pk}/launch/"
    maya, tom = visit(town.maya), visit(town.tom)

    # Two cards, sealed alone, opened together.
    maya.goes_to(place).taps("Write your eight lines").taps("Write your card")
    maya.writes(re.compile("I am at my best when"), "I have had ten quiet minutes first").taps("Seal my card")
    maya.sees("It opens when Dr Tom Becker has too")
    tom.goes_to(f"{place}cards/").does_not_see("ten quiet minutes")
    tom.sees("Maya Lind is ready when you are")
    tom.taps("Write your card").writes(re.compile("I decide by"), "Thinking aloud").taps("Seal my card")
    tom.sees("I have had ten quiet minutes first")
    tom.is_at_ease()

    # Who decides: some thirty taps each, alone; only the rows that differ are talked through.
    assert fills_in(maya, place, MAYAS) <= 32
    assert fills_in(tom, place, TOMS) <= 32
    tom.sees("To talk through")
    assert len(rights_page(viewer_of(town.maya), pair_of(town, town.maya)).rows.to_talk) == len(TOM_DIFFERS_ON)
    tom.taps("Propose these rows")
    maya.goes_to(f"{place}rights/").taps("Agree to all of these")
    settle_what_differs(town)
    maya.goes_to(f"{place}rights/table/").opens_every_detail().sees("We ask")
    maya.is_at_ease()
    maya.keeps_a_picture("s02-who-decides")

    # Tom's quiet days stay quiet.
    for days in range(30):
        jobs.remind(on=clock.today() + timedelta(days=days))
    assert not [
        one
        for one in Notice.objects.filter(person_id=town.tom.pk)
        if one.due_at.weekday() in (TUESDAY, THURSDAY, *WEEKEND)
    ]

    # Day 20: goals are not open yet, for a friendly reason; nobody waives it.
    clock.travel(timedelta(days=20))
    maya = visit(town.maya)
    maya.goes_to(place).sees("Goals open once the first three sections of your agreement are written")
    assert not charter.may_publish_goals(viewer_of(town.maya), pair_of(town, town.maya)).is_allowed

    # Day 55: Maya signs, Tom moves a comma, and both sign again.
    clock.travel(timedelta(days=55))
    maya, tom, ana, priya = visit(town.maya), visit(town.tom), visit(town.ana), visit(town.priya)
    maya.goes_to(f"{place}agreement/edit/").taps("Put it on the table")
    signs(maya, place)
    tom.goes_to(f"{place}agreement/edit/")
    hard = tom.page.locator('textarea[name="when_hard"]')
    hard.fill(hard.input_value().replace(". ", ", ", 1))
    tom.taps("Put it on the table").sees("Nobody has signed these words yet")
    signs(tom, place)
    tom.sees("You have signed. It waits for Maya Lind")
    signs(maya, place)
    maya.sees("Both of you have signed")
    maya.is_at_ease()
    maya.keeps_a_picture("s02-agreement")
    prints_each_word_once(maya)
    assert charter.may_publish_goals(viewer_of(town.tom), pair_of(town, town.tom)).is_allowed

    # Ana reads the summary, never section 8 and never a card; the programme office sees what is ticked.
    ana.goes_to(f"{place}summary/").taps("I have read it").sees("You have told them that you read it")
    for words in ("dropping in", "ten quiet minutes", "Thinking aloud", "tell each other what is real"):
        ana.does_not_see(words)
    ana.is_at_ease()
    ana.keeps_a_picture("s02-summary")
    maya.goes_to(place)
    maya.page.get_by_text("Tell it").first.click()
    maya.page.get_by_role("button", name="Tick").first.click()
    priya.goes_to(f"{place}progress/").sees("Agreement in force")
    for words in ("Role descriptions", "dropping in", "We ask", "Huddle design"):
        priya.does_not_see(words)
    assert visit(town.rosa).page.goto(place).status == 404  # type: ignore[union-attr]

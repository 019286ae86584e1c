"""The programme office adds a dyad and keeps the tree, on a phone and at a desk."""

import time
from collections.abc import Callable

import pytest

from colead.partnerships import actions
from colead.partnerships.models import Partnership, Seat
from colead.people.models import Person
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.makers import viewer_of

pytestmark = pytest.mark.browser
SECONDS_FOR_A_DYAD = 90


def test_priya_adds_a_dyad(town: Riverside, visit: Callable[..., Visitor]) -> None:
    priya = visit(town.priya).goes_to("/dyads/")
    priya.keeps_a_picture("dyads")
    priya.is_at_ease()
    started = time.monotonic()
    priya.taps("Add a dyad")
    priya.writes("Nurse leader", "nia").writes("Physician leader", "becker")
    priya.writes("The unit they lead", "riverside").writes("Sponsor", "helen")
    priya.taps("Add the dyad")
    priya.sees("Several go by these words")
    priya.keeps_a_picture("dyad-which")
    priya.is_at_ease()
    priya.taps("Riverside Children's · Riverside Health").taps("Add the dyad")
    priya.sees("Nia Grant")
    assert time.monotonic() - started < SECONDS_FOR_A_DYAD
    priya.keeps_a_picture("dyad")
    priya.is_at_ease()
    assert Partnership.objects.filter(unit=town.childrens).count() == 1


def test_priya_ends_and_fills_a_seat(town: Riverside, visit: Callable[..., Visitor]) -> None:
    priya = visit(town.priya).goes_to(f"/dyads/{town.six_west.pk}/")
    seat = priya.page.locator("li.line", has_text="Dr Tom Becker")
    seat.locator("summary").click()
    seat.get_by_text("without fault").wait_for(state="visible")
    priya.keeps_a_picture("seat-ending")
    priya.is_at_ease()
    seat.get_by_role("button", name="End this seat").click()
    priya.sees("Until then everything stays as it is")
    priya.keeps_a_picture("seat-ends-on")
    priya.is_at_ease()
    actions.end_seat(partnership=town.six_west, side="physician", by=viewer_of(town.priya))
    priya.goes_to(f"/dyads/{town.six_west.pk}/")
    priya.sees("Between partners")
    priya.keeps_a_picture("dyad-between")
    priya.is_at_ease()
    priya.page.get_by_role("link", name="Fill this seat").click()
    priya.page.get_by_label("Who takes the seat").press_sequentially("ines")
    priya.page.locator('datalist option[value^="Dr Ines Vogel"]').wait_for(state="attached")
    priya.keeps_a_picture("seat-filling")
    priya.is_at_ease()
    priya.taps("Fill this seat")
    priya.sees("Dr Ines Vogel")
    seated = Seat.objects.filter(partnership=town.six_west, side="physician", until_on=None)
    assert [seat.person for seat in seated] == [town.ines]


def test_priya_keeps_the_tree(town: Riverside, visit: Callable[..., Visitor]) -> None:
    priya = visit(town.priya).goes_to("/units/")
    priya.keeps_a_picture("units")
    priya.is_at_ease()
    priya.goes_to(f"/units/{town.west_unit.pk}/")
    priya.sees("The North Star of Riverside Health holds here too.")
    priya.keeps_a_picture("unit")
    priya.is_at_ease()
    priya.taps("Change its words")
    priya.keeps_a_picture("unit-words")
    priya.is_at_ease()
    priya.goes_to(f"/units/{town.west_unit.pk}/move/")
    priya.is_at_ease()
    priya.goes_to(f"/units/{town.west_unit.pk}/objectives/new/")
    priya.writes("Objective", "No one falls").taps("Keep this")
    priya.sees("No one falls")
    assert town.west_unit.objectives.filter(text="No one falls", retired_on=None).count() == 1


def test_priya_brings_in_a_list(town: Riverside, visit: Callable[..., Visitor]) -> None:
    priya = visit(town.priya).goes_to("/imports/")
    priya.keeps_a_picture("imports")
    priya.is_at_ease()
    priya.taps("Bring in people")
    sent = {"name": "people.csv", "mimeType": "text/csv", "buffer": b"name,email\nNora Hale,nora at riverside\n"}
    priya.page.get_by_label("The list", exact=True).set_input_files(sent)  # type: ignore[arg-type]
    priya.taps("Look at it first")
    priya.sees('row 2, column "email"')
    priya.keeps_a_picture("import-wrong")
    priya.is_at_ease()
    sent["buffer"] = b"name,email\nNora Hale,nora@riverside.example\n"
    for verb in ("Look at it first", "Take it in"):
        priya.page.get_by_label("The list", exact=True).set_input_files(sent)  # type: ignore[arg-type]
        if verb == "Take it in":
            priya.keeps_a_picture("import-look")
            priya.is_at_ease()
        priya.taps(verb)
    priya.sees("1 new, 0 changed, 0 retired")
    assert Person.objects.get(name="Nora Hale").email == "nora@riverside.example"

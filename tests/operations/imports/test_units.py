"""Lists of units: the tree, groups made from a column, and a real list of hospitals read in place."""

from pathlib import Path

import pytest

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.operations.imports import actions, mapping
from colead.operations.imports.intake import Intake, Kind, Listing
from colead.operations.imports.messages import Refused
from colead.units.models import Unit
from tests.cast import Riverside
from tests.makers import make_unit, viewer_of
from tests.operations.imports.files import units_csv

HOSPITALS = Path("shared/data/cms_hospital_data.csv")
HOSPITALS_MAP = ("name=Hospital Name", "external_id=Provider Number", "parent=State")


def take_in(content: bytes, *maps: str, retire_missing: bool = False) -> Intake:
    listing = Listing(Kind.UNITS, content, mapping.from_lines(maps), retire_missing)
    return actions.take_in(listing=listing, by=None)


def real_hospitals() -> bytes:
    places = (folder / HOSPITALS for folder in Path(__file__).resolve().parents)
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        pytest.skip("the public list of hospitals does not stand beside this project")
    return found.read_bytes()


def test_tree_arrives_whatever_the_order_of_its_rows(db: None) -> None:
    take_in(units_csv(["W6", "6 West", "G", "unit"], ["G", "General", "S", "Hospital"], ["S", "Health", "", "system"]))
    west = Unit.objects.select_related("parent__parent").get(external_id="W6")
    assert west.parent is not None
    assert west.parent.parent is not None
    assert (west.parent.level, west.parent.parent.name) == ("hospital", "Health")


def test_parent_may_be_here_already(db: None) -> None:
    make_unit("General", level="hospital", external_id="G")
    take_in(units_csv(["W6", "6 West", "G", "unit"]))
    assert Unit.objects.get(external_id="W6").parent == Unit.objects.get(external_id="G")


def test_circle_through_units_that_are_here_is_seen(db: None) -> None:
    general = make_unit("General", external_id="G")
    make_unit("West", external_id="W", parent=general)
    with pytest.raises(Refused) as refused:
        take_in(units_csv(["G", "General", "W", "hospital"]))
    assert str(refused.value.messages[0]).startswith('row 2, column "parent"')


def test_real_hospitals_become_states_with_hospitals(db: None) -> None:
    content = real_hospitals()
    counts = take_in(content, *HOSPITALS_MAP).units.counts
    assert counts["new"] == Unit.objects.count() > 4800
    hospital = Unit.objects.select_related("parent").get(external_id="010001")
    assert (hospital.name, hospital.level) == ("SOUTHEAST ALABAMA MEDICAL CENTER", "hospital")
    assert hospital.parent is not None
    assert (hospital.parent.name, hospital.parent.level) == ("AL", "region")
    again = take_in(content, *HOSPITALS_MAP)
    assert again.is_idle
    assert again.units.counts["unchanged"] == counts["new"]


def test_real_hospitals_without_a_map_name_what_is_missing(db: None) -> None:
    with pytest.raises(Refused) as refused:
        take_in(real_hospitals(), "name=Hospitel Name")
    assert 'Did you mean "Hospital Name"?' in str(refused.value.messages[0])


def test_group_column_makes_units_of_a_chosen_level(db: None) -> None:
    head = ["external_id", "name", "County"]
    rows = [["1", "A", "North"], ["2", "B", "North"], ["3", "C", ""]]
    take_in(units_csv(*rows, head=head), "group=County", "parent_level:division", "level:unit")
    north = Unit.objects.get(name="North")
    assert (north.level, north.children.count(), Unit.objects.get(name="C").parent) == ("division", 2, None)


def test_unit_keeps_what_the_list_does_not_say(db: None) -> None:
    unit = make_unit("6 West", external_id="W6", mission="Home sooner", level="unit")
    take_in(units_csv(["W6", "6 West tower", "", ""]))
    unit.refresh_from_db()
    assert (unit.name, unit.mission, unit.level) == ("6 West tower", "Home sooner", "unit")


def test_missing_units_retire_only_when_asked_and_empty(riverside: Riverside) -> None:
    gone = make_unit("Closed", external_id="C")
    Unit.objects.filter(pk=riverside.west_unit.pk).update(external_id="W6")
    content = units_csv(["N1", "New", "", "unit"])
    assert take_in(content).units.counts["retired"] == 0
    with pytest.raises(Refused) as refused:
        take_in(content, retire_missing=True)
    assert "6 West" in str(refused.value.messages[0])
    Unit.objects.filter(pk=riverside.west_unit.pk).update(external_id=None)
    assert take_in(content, retire_missing=True).units.counts["retired"] == 1
    gone.refresh_from_db()
    assert gone.retired_on == clock.today()


def test_only_who_keeps_the_tree_takes_units_in(riverside: Riverside) -> None:
    listing = Listing(Kind.UNITS, units_csv(["N1", "New", "", "unit"]))
    with pytest.raises(Hidden):
        actions.take_in(listing=listing, by=viewer_of(riverside.ana))
    assert actions.take_in(listing=listing, by=viewer_of(riverside.sam)).units.counts["new"] == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [("namee=x", 'Did you mean "name"?'), ("name", "field=Heading"), ("parent_level:palace", "no level")],
)
def test_mapping_that_cannot_be_meant_is_explained(db: None, line: str, words: str) -> None:
    with pytest.raises(mapping.Unclear) as unclear:
        take_in(units_csv(["1", "A", "", "unit"]), line)
    assert words in str(unclear.value)


@pytest.mark.parametrize(
    "text", ["[columns", "[colums]\nname='x'", "[columns]\nname=3", "columns=3", "[professions]\nx='y'"]
)
def test_mapping_file_that_cannot_be_meant_is_explained(text: str) -> None:
    with pytest.raises(mapping.Unclear):
        mapping.from_toml(text)

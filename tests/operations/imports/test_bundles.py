"""FHIR bundles: organizations become the tree, practitioners people, and roles their titles."""

import json

from colead.operations.imports import actions
from colead.operations.imports.intake import Intake, Kind, Listing
from colead.people.models import Person
from colead.units.models import Unit
from tests.operations.imports.files import bundle, organization, practitioner, role

PROVIDER = [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/organization-type", "code": "prov"}]}]
PHYSICIAN = [{"coding": [{"system": "http://snomed.info/sct", "code": "309343006", "display": "Physician"}]}]


def take_in(content: bytes) -> Intake:
    return actions.take_in(listing=Listing(Kind.FHIR, content), by=None)


def hospital_bundle() -> bytes:
    return bundle(
        organization("u", name="6 West", partOf={"reference": "Organization/h"}),
        organization("h", name="General", type=PROVIDER, partOf={"reference": "Organization/s"}),
        organization("s", name="Health", identifier=[{"use": "official", "value": "S-1"}]),
        practitioner(
            "p1",
            name=[{"use": "official", "prefix": ["Dr"], "given": ["Kwame"], "family": "Osei"}],
            telecom=[{"system": "phone", "value": "1"}, {"system": "email", "value": "Kwame@b.example"}],
        ),
        role("Practitioner/p1", code=PHYSICIAN, organization={"reference": "Organization/h"}),
        {"resourceType": "Location", "id": "l"},
    )


def test_bundle_becomes_tree_and_people(db: None) -> None:
    found = take_in(hospital_bundle())
    unit = Unit.objects.select_related("parent__parent").get(name="6 West")
    assert unit.parent is not None
    assert unit.parent.parent is not None
    assert (unit.parent.level, unit.parent.parent.external_id) == ("hospital", "S-1")
    person = Person.objects.get()
    assert (person.name, person.email, person.profession) == ("Dr Kwame Osei", "kwame@b.example", "medicine")
    assert person.title == "Physician"
    assert any("1 resources of type Location were skipped" in note for note in found.notes)


def test_same_bundle_again_changes_nothing(db: None) -> None:
    take_in(hospital_bundle())
    assert take_in(hospital_bundle()).is_idle


def test_inactive_resources_are_retired(db: None) -> None:
    take_in(bundle(organization(active=False), practitioner(active=False)))
    assert Unit.objects.get().retired_on is not None
    assert Person.objects.get().left_on is not None


def test_references_work_by_full_url(db: None) -> None:
    entries = [
        {"fullUrl": "urn:uuid:1", "resource": organization("1")},
        {"fullUrl": "urn:uuid:2", "resource": organization("2", partOf={"reference": "urn:uuid:1"})},
    ]
    take_in(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode())
    parent = Unit.objects.get(external_id="2").parent
    assert parent is not None
    assert parent.external_id == "1"


def test_references_work_by_identifier(db: None) -> None:
    """Some systems point at a number instead of an address."""
    number = [{"system": "urn:npi", "value": "99"}]
    take_in(
        bundle(
            practitioner("p1", identifier=number),
            role("Practitioner?identifier=urn:npi|99", code=PHYSICIAN),
            organization("1", identifier=[{"system": "urn:x", "value": "H"}]),
            organization("2", partOf={"identifier": {"system": "urn:x", "value": "H"}}),
        )
    )
    assert Person.objects.get(external_id="99").profession == "medicine"
    parent = Unit.objects.get(external_id="2").parent
    assert parent is not None
    assert parent.external_id == "H"

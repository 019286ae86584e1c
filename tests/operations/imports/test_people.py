"""Lists of people: who is new, who is meant, and that the same list twice changes nothing."""

from typing import Any

import pytest

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.operations.imports import actions, intake, mapping
from colead.operations.imports.intake import Kind, Listing
from colead.operations.imports.messages import Refused
from colead.people.models import Person
from colead.promises.models.trails import TrailEntry
from tests.cast import Riverside
from tests.makers import make_person, viewer_of
from tests.operations.imports.files import GOOD_PERSON, PEOPLE_HEAD, csv_of, people_csv, people_xlsx


def take_in(content: bytes, *maps: str, by: Any = None, **how: Any) -> dict[str, int]:
    listing = Listing(Kind.PEOPLE, content, mapping.from_lines(maps), **how)
    return actions.take_in(listing=listing, by=by).people.counts


def test_new_person_arrives_with_every_field(db: None) -> None:
    assert take_in(people_csv(GOOD_PERSON))["new"] == 1
    person = Person.objects.get(external_id="E1")
    assert (person.name, person.title, person.profession) == ("Nora Hale", "Nurse manager", "nursing")
    assert person.email == "nora.hale@riverside.example"


@pytest.mark.parametrize("content", [people_csv(GOOD_PERSON), people_xlsx(GOOD_PERSON)], ids=["csv", "xlsx"])
def test_same_list_again_changes_nothing(db: None, content: bytes) -> None:
    take_in(content)
    entries = TrailEntry.objects.count()
    assert take_in(content) == {"new": 0, "changed": 0, "unchanged": 1, "retired": 0}
    assert TrailEntry.objects.count() == entries


def test_look_writes_nothing(db: None) -> None:
    found = intake.prepare(Listing(Kind.PEOPLE, people_csv(GOOD_PERSON)))
    assert found.people.counts["new"] == 1
    assert not Person.objects.exists()


def test_person_is_known_by_address_when_no_number_is_here(riverside: Riverside) -> None:
    counts = take_in(people_csv(["N77", "Ana Ruiz-Meyer", "CNO", "nursing", "ANA.RUIZ@riverside.example"]))
    assert counts == {"new": 0, "changed": 1, "unchanged": 0, "retired": 0}
    ana = Person.objects.get(pk=riverside.ana.pk)
    assert (ana.external_id, ana.name, ana.email) == ("N77", "Ana Ruiz-Meyer", "ana.ruiz@riverside.example")


def test_empty_cell_leaves_what_is_here(db: None) -> None:
    person = make_person("Nora Hale", title="Director", external_id="E1")
    take_in(people_csv(["E1", "Nora Hale", "", "", ""]))
    person.refresh_from_db()
    assert (person.title, person.email) == ("Director", "nora.hale@riverside.example")


@pytest.mark.parametrize("missing", ["-", "n/a", "—", "  "])
def test_dash_for_nothing_is_nothing(db: None, missing: str) -> None:
    take_in(people_csv(["E1", "Nora Hale", missing, "RN", missing]))
    person = Person.objects.get()
    assert (person.title, person.email, person.profession) == ("", "", "nursing")


def test_address_shared_by_two_people_names_neither(db: None) -> None:
    make_person("Nora Hale")
    make_person("Nora Hale")
    with pytest.raises(Refused, match="1 messages") as refused:
        take_in(people_csv(["", "Nora", "", "", "nora.hale@riverside.example"]))
    assert "several people" in str(refused.value.messages[0])


def test_two_rows_that_mean_one_person_are_refused(db: None) -> None:
    make_person("Nora Hale", external_id="E1")
    with pytest.raises(Refused) as refused:
        take_in(people_csv(["E1", "Nora", "", "", "new@b.example"], ["", "N.", "", "", "nora.hale@riverside.example"]))
    assert "same person" in str(refused.value.messages[0])


def test_headings_may_be_in_another_language_when_mapped(db: None) -> None:
    content = csv_of([["Personalnummer", "Vollständiger Name", "E-Mail"], ["7", "Jörg Müller", "j@b.example"]], ";")
    take_in(content, "external_id=personalnummer", "name=Vollständiger Name")
    assert Person.objects.get(external_id="7").name == "Jörg Müller"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_letters_survive_their_encoding(db: None, name: str) -> None:
    take_in("name,email\nJörg Müller,j@b.example\n".encode(name))
    assert Person.objects.get().name == "Jörg Müller"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separator_is_found(db: None, delimiter: str) -> None:
    take_in(csv_of([PEOPLE_HEAD, GOOD_PERSON], delimiter))
    assert Person.objects.get().title == "Nurse manager"


def test_own_words_for_professions(db: None) -> None:
    own = mapping.from_toml('[columns]\nprofession = "title"\n[professions]\n"Nurse manager" = "nursing"\n')
    actions.take_in(listing=Listing(Kind.PEOPLE, people_csv(GOOD_PERSON), own), by=None)
    assert Person.objects.get().profession == "nursing"


def test_missing_people_leave_only_when_asked(db: None) -> None:
    gone = make_person("Old Hand", external_id="E9")
    make_person("Added By Hand")
    assert take_in(people_csv(GOOD_PERSON))["retired"] == 0
    assert take_in(people_csv(GOOD_PERSON), retire_missing=True)["retired"] == 1
    gone.refresh_from_db()
    assert gone.left_on == clock.today()
    assert Person.objects.exclude(left_on=None).count() == 1


def test_person_with_a_seat_is_not_let_go_by_a_list(riverside: Riverside) -> None:
    Person.objects.filter(pk=riverside.maya.pk).update(external_id="M1")
    with pytest.raises(Refused) as refused:
        take_in(people_csv(GOOD_PERSON), retire_missing=True)
    assert "Maya Lind" in str(refused.value.messages[0])


LEAVING = ["name", "email", "left_on"]


def test_missing_from_a_list_lets_nobody_with_an_account_go(riverside: Riverside) -> None:
    Person.objects.filter(pk=riverside.nia.pk).update(external_id="N1")
    with pytest.raises(Refused) as refused:
        take_in(people_csv(GOOD_PERSON), retire_missing=True)
    assert "IT administrator" in str(refused.value.messages[0])


@pytest.mark.parametrize("who", ["maya", "helen", "dana", "nia"], ids=["seat", "sponsor", "role", "account"])
@pytest.mark.parametrize("day", ["2020-01-01", "2199-01-01"])
def test_line_of_a_list_lets_nobody_go_who_has_something_here(riverside: Riverside, who: str, day: str) -> None:
    person = getattr(riverside, who)
    with pytest.raises(Refused) as refused:
        take_in(csv_of([LEAVING, [person.name, person.email, day]]))
    said = str(refused.value.messages[0])
    assert said.startswith('row 2, column "left_on"')
    assert "first" in said
    assert Person.objects.get(pk=person.pk).left_on is None


def test_line_of_a_list_lets_go_whose_account_is_closed(riverside: Riverside) -> None:
    riverside.nia.login.is_active = False
    riverside.nia.login.save()
    assert take_in(csv_of([LEAVING, ["Nia Grant", riverside.nia.email, "2020-01-01"]]))["changed"] == 1


def test_open_role_without_an_account_is_not_let_go(riverside: Riverside) -> None:
    riverside.dana.login.delete()
    with pytest.raises(Refused):
        take_in(csv_of([LEAVING, ["Dana Cole", riverside.dana.email, "2020-01-01"]]))


def test_only_the_programme_office_takes_people_in(riverside: Riverside) -> None:
    with pytest.raises(Hidden):
        take_in(people_csv(GOOD_PERSON), by=viewer_of(riverside.sam))
    assert take_in(people_csv(GOOD_PERSON), by=viewer_of(riverside.priya))["new"] == 1
    entry = TrailEntry.objects.get(verb="took_in_list")
    assert entry.actor_id == riverside.priya.pk
    assert "Nora" not in str(entry.facts)


def test_one_wrong_row_in_many_keeps_all_out(db: None) -> None:
    rows = [[f"E{n}", f"Person {n}", "", "nursing", f"p{n}@b.example"] for n in range(500)]
    rows[333][4] = "nonsense"
    with pytest.raises(Refused) as refused:
        take_in(people_csv(*rows))
    assert str(refused.value.messages[0]) == 'row 335, column "email": "nonsense" is not an e-mail address.'
    assert not Person.objects.exists()


def test_list_that_is_wrong_everywhere_is_not_recited(db: None) -> None:
    with pytest.raises(Refused) as refused:
        take_in(people_csv(*[[f"E{n}", "", "", "", ""] for n in range(900)]))
    assert len(refused.value.messages) == 50
    assert refused.value.lines[-1] == "and 850 more. The first 50 are named here."

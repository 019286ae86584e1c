"""The programme office keeps dyads: forms them, fills and ends seats, and sees nothing of what they write."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.partnerships import actions, queries
from colead.partnerships.models import Partnership, Seat, Sponsorship
from colead.people.models import Person
from colead.promises import space as spaces
from colead.promises.models import Membership, Space, SpaceKey
from colead.rules.moves import IllegalMove
from colead.rules.partnerships import Status
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import make_partnership, make_person, make_unit, viewer_of

WORDS = {"nurse": "nia grant", "physician": "kwame", "unit": "children", "sponsor": "helen"}


@pytest.fixture
def office(riverside: Riverside, as_person: SignIn) -> Client:
    return as_person(riverside.priya)


def url(name: str, *args: Any) -> str:
    return reverse(f"partnerships:{name}", args=args)


def shown(client: Client, name: str, *args: Any) -> str:
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_dyad_is_added_from_four_lines(riverside: Riverside, office: Client) -> None:
    answer = office.post(url("add"), WORDS)
    dyad = Partnership.objects.get(unit=riverside.childrens)
    assert answer.status_code == 303
    assert answer["Location"] == url("show", dyad.pk)
    assert (dyad.name, dyad.status) == ("Riverside Children's", Status.FORMING)
    assert dyad.space is not None
    assert [row.person.name for row in queries.open_seats(dyad)] == ["Nia Grant", "Dr Kwame Osei"]


def test_sponsor_comes_from_the_unit_when_it_names_one(riverside: Riverside, office: Client) -> None:
    riverside.childrens.sponsors.create(person=riverside.helen)
    office.post(url("add"), WORDS | {"sponsor": ""})
    dyad = Partnership.objects.get(unit=riverside.childrens)
    assert queries.sponsorships_of(dyad)[0].person == riverside.helen


def test_sponsor_is_asked_for_when_nobody_is_named(riverside: Riverside, office: Client) -> None:
    page = office.post(url("add"), WORDS | {"sponsor": ""}).content.decode()
    assert "names no sponsor" in page
    assert not Partnership.objects.filter(unit=riverside.childrens).exists()


def test_words_that_fit_several_people_ask_which(riverside: Riverside, office: Client) -> None:
    other = make_person("Nia Grant", title="Nurse, 7 East")
    page = office.post(url("add"), WORDS).content.decode()
    assert "Nia Grant, Nurse, 7 East" in page
    assert 'value="helen"' in page
    assert office.post(url("add"), WORDS | {"nurse_id": str(other.pk)}).status_code == 303
    assert Seat.objects.filter(person=other).exists()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"sponsor": "nia"}, "The sponsor of a dyad cannot hold one of its seats."),
        ({"nurse": "sam field"}, "An IT administrator cannot hold a seat in a dyad."),
        ({"physician": "nia"}, "A dyad needs two people."),
        ({"nurse": "nobody of this name"}, "Nothing here goes by these words."),
        ({"is_temporary": "on"}, "Write the last day, today or later."),
    ],
)
def test_what_stands_against_a_dyad_is_said(
    riverside: Riverside, office: Client, said: dict[str, str], reason: str
) -> None:
    before = Partnership.objects.count()
    page = office.post(url("add"), WORDS | said).content.decode()
    assert reason in page
    assert 'value="children"' in page
    assert Partnership.objects.count() == before


def test_temporary_co_leads_stand_apart(riverside: Riverside, office: Client) -> None:
    last_day = clock.today() + timedelta(days=30)
    office.post(url("add"), WORDS | {"is_temporary": "on", "temporary_until": last_day.isoformat()})
    dyad = Partnership.objects.get(unit=riverside.childrens)
    assert not queries.is_countable(dyad)
    page = shown(office, "list")
    assert page.index("Co-leads for a time") < page.index("Riverside Children&#x27;s")


def test_list_is_by_name_and_counts_nothing(riverside: Riverside, office: Client) -> None:
    page = shown(office, "list")
    places = [page.index(f">{name}</a>") for name in ("6 West", "7 East", "Riverside General executive")]
    assert places == sorted(places)
    assert "Maya Lind" in page
    assert "reports to Ana Ruiz" in page


def test_list_costs_the_same_for_one_and_for_thirty(
    riverside: Riverside, office: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(27):
        make_partnership(
            unit=make_unit(f"Ward {number}"),
            nurse=make_person(f"Nurse {number}"),
            physician=make_person(f"Doctor {number}"),
            sponsor=riverside.helen,
            keeper=riverside.priya,
        )
    with django_assert_max_num_queries(12):
        shown(office, "list")


@pytest.mark.parametrize("who", ["ana", "maya", "sam", "nia", "helen", "joan", "dana"])
def test_only_the_office_enters(riverside: Riverside, as_person: SignIn, who: str) -> None:
    client = as_person(getattr(riverside, who))
    dyad = riverside.six_west.pk
    assert client.get(url("list")).status_code == 404
    assert client.get(url("show", dyad)).status_code == 404
    assert client.post(url("end_seat", dyad, "nurse")).status_code == 404
    assert client.post(url("move", dyad, "end")).status_code == 404


def test_names_of_dyads_in_a_unit_are_for_those_who_may_know(riverside: Riverside, as_person: SignIn) -> None:
    assert "6 West" in shown(as_person(riverside.ana), "of_unit", riverside.west_unit.pk)
    assert "No dyad that you know of" in shown(as_person(riverside.helen), "of_unit", riverside.west_unit.pk)
    assert as_person(riverside.nia).get(url("of_unit", riverside.west_unit.pk)).status_code == 404


def test_seat_ends_without_fault_and_the_successor_reads_nothing(riverside: Riverside, office: Client) -> None:
    dyad, before = riverside.six_west, riverside.six_west.space
    actions.end_seat(partnership=dyad, side="physician", by=viewer_of(riverside.priya))
    page = shown(office, "show", dyad.pk)
    assert "Between partners" in page
    assert "Dr Tom Becker" in page
    with pytest.raises(Hidden):
        queries.get_pair(viewer_of(riverside.tom), dyad.pk)
    office.post(url("fill_seat", dyad.pk, "physician"), {"person": "ines", "is_interim": "on"})
    dyad.refresh_from_db()
    assert dyad.space not in (None, before)
    assert "Dr Ines Vogel" in shown(office, "show", dyad.pk)
    assert "Between partners" in shown(office, "show", dyad.pk)
    assert queries.get_pair(viewer_of(riverside.ines), dyad.pk).space == dyad.space


def belongs(person: Person, space: Space) -> bool:
    """By membership or by a key."""
    rows = (Membership.objects.filter(ended_at=None), SpaceKey.objects.all())
    return any(row.filter(space=space, person=person).exists() for row in rows)


@pytest.mark.parametrize("is_ended_at_once", [False, True])
def test_second_to_leave_leaves_the_closed_space_too(riverside: Riverside, is_ended_at_once: bool) -> None:
    priya, dyad, pair = viewer_of(riverside.priya), riverside.six_west, riverside.six_west.space
    assert pair is not None
    own = spaces.own(riverside.maya)
    if is_ended_at_once:
        actions.move(partnership=dyad, verb="end", by=priya)
    else:
        actions.end_seat(partnership=dyad, side="physician", by=priya)
        assert (belongs(riverside.maya, pair), belongs(riverside.tom, pair)) == (True, False)
        actions.fill_seat(partnership=dyad, side="physician", person=riverside.ines, by=priya)
        actions.end_seat(partnership=dyad, side="nurse", by=priya)
    assert not belongs(riverside.maya, pair)
    assert not belongs(riverside.tom, pair)
    assert belongs(riverside.maya, own)
    assert riverside.seven_east.space is not None
    assert belongs(riverside.maya, riverside.seven_east.space)


def test_new_partner_makes_an_active_dyad_begin_again(riverside: Riverside) -> None:
    priya, dyad = viewer_of(riverside.priya), riverside.six_west
    actions.move(partnership=dyad, verb="activate", by=priya)
    actions.end_seat(partnership=dyad, side="physician", by=priya)
    actions.fill_seat(partnership=dyad, side="physician", person=riverside.ines, by=priya)
    dyad.refresh_from_db()
    assert dyad.status == Status.FORMING


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("tom", "This seat is taken"),
        ("maya", "This seat is taken"),
        ("ana", "The sponsor of a dyad cannot"),
        ("sam", "IT administrator cannot"),
    ],
)
def test_seat_is_refused_with_a_reason(riverside: Riverside, office: Client, who: str, reason: str) -> None:
    person = getattr(riverside, who)
    page = office.post(url("fill_seat", riverside.six_west.pk, "physician"), {"person": person.name}).content.decode()
    assert reason in page


def test_one_person_cannot_hold_both_seats(riverside: Riverside) -> None:
    priya = viewer_of(riverside.priya)
    actions.end_seat(partnership=riverside.six_west, side="physician", by=priya)
    with pytest.raises(actions.Refused, match="holds the other seat"):
        actions.fill_seat(partnership=riverside.six_west, side="physician", person=riverside.maya, by=priya)


def test_second_sponsor_joins_and_the_last_one_stays(riverside: Riverside, office: Client) -> None:
    dyad = riverside.six_west
    office.post(url("add_sponsor", dyad.pk), {"person": "helen"})
    first, second = queries.sponsorships_of(dyad)
    assert "Name a sponsor" not in shown(office, "show", dyad.pk)
    office.post(url("end_sponsor", first.pk))
    page = office.post(url("end_sponsor", second.pk), follow=True).content.decode()
    assert "Name the next sponsor first" in page
    assert Sponsorship.objects.filter(partnership=dyad, ended_on=None).get() == second


def test_dyad_moves_through_its_life(riverside: Riverside, office: Client) -> None:
    dyad = riverside.six_west
    for verb, status in (("activate", "active"), ("pause", "paused"), ("resume", "active"), ("end", "ended")):
        if verb == "end":
            for side in ("nurse", "physician"):
                actions.end_seat(partnership=dyad, side=side, by=viewer_of(riverside.priya))
        office.post(url("move", dyad.pk, verb))
        dyad.refresh_from_db()
        assert dyad.status == status
    assert dyad.ended_on == clock.today()
    assert dyad.space is None
    assert not Seat.objects.filter(partnership=dyad, until_on=None).exists()
    page = office.post(url("move", dyad.pk, "pause"), follow=True).content.decode()
    assert "This dyad has ended. Nothing was changed." in page


def test_dyad_with_an_open_seat_does_not_become_active(riverside: Riverside) -> None:
    priya = viewer_of(riverside.priya)
    actions.end_seat(partnership=riverside.six_west, side="nurse", by=priya)
    with pytest.raises(actions.Refused):
        actions.move(partnership=riverside.six_west, verb="activate", by=priya)


def test_unknown_moves_and_sides_do_not_exist(riverside: Riverside, office: Client) -> None:
    assert office.post(url("move", riverside.six_west.pk, "change_partner")).status_code == 404
    assert office.post(url("end_seat", riverside.six_west.pk, "left")).status_code == 404
    with pytest.raises(IllegalMove):
        actions.move(partnership=riverside.six_west, verb="resume", by=viewer_of(riverside.priya))


def test_dyad_takes_another_name_and_place_and_keeps_its_space(riverside: Riverside, office: Client) -> None:
    dyad = riverside.six_west
    office.post(url("edit", dyad.pk), {"name": "6 West and clinic", "unit": "Riverside General"})
    space = dyad.space
    dyad.refresh_from_db()
    assert (dyad.name, dyad.unit, dyad.space) == ("6 West and clinic", riverside.general, space)


def test_nobody_who_left_takes_a_seat(riverside: Riverside) -> None:
    priya = viewer_of(riverside.priya)
    actions.end_seat(partnership=riverside.six_west, side="physician", by=priya)
    gone = make_person("Dr Gone", left_on=clock.today())
    with pytest.raises(actions.Refused, match="no longer works here"):
        actions.fill_seat(partnership=riverside.six_west, side="physician", person=gone, by=priya)


def test_each_form_of_a_dyad_leads_back_to_it(riverside: Riverside, office: Client) -> None:
    dyad = riverside.six_west
    actions.end_seat(partnership=dyad, side="physician", by=viewer_of(riverside.priya))
    for route in (("edit", dyad.pk), ("fill_seat", dyad.pk, "physician"), ("add_sponsor", dyad.pk)):
        assert f'href="{url("show", dyad.pk)}"' in shown(office, *route)

"""Who may point: the two, and whom either named; that person lays it before both and is told of nothing else."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.partnerships import actions as partnerships
from colead.partnerships import ending_actions
from colead.partnerships.models import Ally
from colead.people.models import Person
from colead.practice.reviews import jobs
from colead.practice.reviews.models import Case
from colead.promises import trail
from colead.promises.models import Membership, Space
from colead.promises.models.spaces import SpaceKind
from colead.rules.roles import Role
from tests.cast import Riverside
from tests.makers import make_login, make_partnership, make_person, make_role, make_unit, viewer_of
from tests.practice.conftest import Desk
from tests.practice.reviews.conftest import NUMBER, Case6West, client_of, status

pytestmark = pytest.mark.django_db
POINT, NAMES, STANDING = "reviews:point_as_ally", "reviews:name_ally", "reviews:list_standing_in"


def named(west: Case6West, person: Person | None = None, desk: Desk | None = None) -> Ally:
    (desk or west.maya).sends(NAMES, person=(person or west.town.nia).email)
    return Ally.objects.get(person=person or west.town.nia, ended_on=None)


def given(west: Case6West, **words: str) -> dict[str, str]:
    known = {"kind": "near_miss", "number": NUMBER, "system": "RL", "happened_on": "2026-01-05"}
    return {**known, "unit": str(west.town.west_unit.pk), **words}


def points(west: Case6West, ally: Ally, who: Person | None = None, **words: str) -> Any:
    client = client_of(who or west.town.nia)
    return client.post(reverse(POINT, args=[ally.pk]), given(west, **words), follow=False)


def cases_of(person: Person) -> list[UUID]:
    return list(Case.door.visible_to(viewer_of(person)).values_list("pk", flat=True))


def test_what_an_ally_points_at_lies_before_both_and_the_ally_looks_on(west: Case6West) -> None:
    ally = named(west)
    assert points(west, ally).status_code == 303
    [id] = cases_of(west.town.maya)
    assert cases_of(west.town.tom) == [id]
    west.tom.sends("reviews:look_over", id, answer="clear", lead="both")
    page = client_of(west.town.nia).get(reverse("reviews:show_case", args=[west.town.six_west.pk, id]))
    assert NUMBER in page.content.decode()
    assert "Nia Grant" in west.maya.sees("reviews:show_case", id)
    assert NUMBER in client_of(west.town.nia).get(reverse(STANDING)).content.decode()


@pytest.mark.parametrize("step", ["look_over", "hand_over", "take_away", "recuse", "word_line", "see_to_people", "tap"])
def test_who_pointed_takes_no_step_of_it(west: Case6West, step: str) -> None:
    points(west, named(west))
    [id] = cases_of(west.town.maya)
    words = {"answer": "clear", "lead": "both", "who": str(west.town.tom.pk), "line": "We look.", "verb": "close"}
    answer = client_of(west.town.nia).post(reverse(f"reviews:{step}", args=[west.town.six_west.pk, id]), words)
    assert answer.status_code in (404, 422)
    assert west.state(id) == "pointed"
    assert set(cases_of(west.town.maya)) & set(cases_of(west.town.tom)) == {id}


def test_invitation_of_who_pointed_is_taken_back_like_any_other(west: Case6West) -> None:
    points(west, named(west))
    [id] = cases_of(west.town.maya)
    west.maya.sends("reviews:look_over", id, answer="clear", lead="both")
    west.tom.sends("reviews:invite", id, back=str(west.town.nia.pk))
    assert status(west.town.nia, "reviews:show_case", west.town.six_west.pk, id) == 404
    assert cases_of(west.town.nia) == []


@pytest.mark.parametrize("kind", ["conduct", "practice"])
def test_a_message_goes_to_the_two_alone(west: Case6West, kind: str) -> None:
    points(west, named(west), kind=kind)
    [id] = cases_of(west.town.tom)
    assert cases_of(west.town.nia) == []
    space_id = Case.door.visible_to(west.tom.viewer).values_list("space_id", flat=True).get(pk=id)
    members = Membership.objects.filter(space=space_id).values_list("person_id", flat=True)
    assert set(members) == {west.town.maya.pk, west.town.tom.pk}
    assert NUMBER not in client_of(west.town.nia).get(reverse(STANDING)).content.decode()


def test_known_number_is_answered_like_a_new_one_and_tells_nothing(west: Case6West) -> None:
    """Tom was part of it; Nia is neither told that it lies there nor let in to it."""
    ally = named(west)
    west.name_stand_in()
    west.maya.sends("reviews:look_over", west.point(), answer="partner_was_involved")
    known, new = points(west, ally), points(west, ally, number="99999")
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"]) == (303, reverse(STANDING))
    assert Space.objects.filter(kind=SpaceKind.CASE).count() == 2
    assert NUMBER not in client_of(west.town.nia).get(reverse(STANDING)).content.decode()


def test_ally_sees_no_list_and_no_other_case(west: Case6West) -> None:
    named(west)
    id = west.following()
    for route, ids in (("list_cases", []), ("show_case", [id]), ("name_ally", []), ("point", [])):
        assert status(west.town.nia, f"reviews:{route}", west.town.six_west.pk, *ids) == 404
    page = client_of(west.town.nia).get(reverse(STANDING)).content.decode()
    assert NUMBER not in page
    assert "6 West" in page


def test_nobody_but_the_ally_enters_by_the_allys_address(west: Case6West) -> None:
    ally = named(west)
    url = reverse(POINT, args=[ally.pk])
    for who in ("maya", "tom", "ana", "kwame", "helen", "ines", "priya", "joan", "lee", "sam", "dana", "rosa"):
        person = getattr(west.town, who)
        assert client_of(person).get(url).status_code == 404, who
        assert points(west, ally, person).status_code == 404, who
    assert status(west.town.nia, POINT, uuid4()) == 404
    assert not Case._door_for_keeper().exists()


def test_either_names_both_see_it_and_either_ends_it(west: Case6West) -> None:
    ally = named(west, desk=west.tom)
    for desk in (west.maya, west.tom):
        assert "Nia Grant" in desk.sees(NAMES)
    named(west)
    assert Ally.objects.count() == 1, "twice is once"
    west.maya.sends("reviews:end_ally", ally.pk)
    assert points(west, ally).status_code == 404
    assert "Nia Grant" not in west.tom.sees(NAMES)
    assert reverse(POINT, args=[ally.pk]) not in client_of(west.town.nia).get(reverse(STANDING)).content.decode()
    west.maya.sends("reviews:end_ally", ally.pk, status=404)


def test_other_dyad_of_the_same_nurse_neither_sees_nor_ends_it(west: Case6West) -> None:
    ally = named(west)
    east = Desk(west.town.maya, west.town.seven_east)
    assert "Nia Grant" not in east.sees(NAMES)
    east.sends("reviews:end_ally", ally.pk, status=404)
    assert points(west, ally).status_code == 303


@pytest.mark.parametrize("who", ["maya", "tom", "ana", "priya", "joan", "lee", "sam", "dana"])
def test_one_of_the_two_a_sponsor_or_an_office_is_never_named(west: Case6West, who: str) -> None:
    person = getattr(west.town, who)
    page = west.maya.sends(NAMES, status=422, person=person.email)
    assert person.email in page
    assert "cannot point here" in page
    assert not Ally.objects.exists()


def test_an_office_or_a_sponsorship_that_comes_later_ends_it(west: Case6West) -> None:
    ally = named(west)
    make_role(west.town.nia, Role.ANALYST)
    assert points(west, ally).status_code == 404
    rosa = named(west, west.town.rosa)
    partnerships.add_sponsor(partnership=west.town.six_west, person=west.town.rosa, by=viewer_of(west.town.priya))
    assert points(west, rosa, west.town.rosa).status_code == 404
    jobs.let_out_who_may_help_no_more()
    assert not Ally.objects.filter(ended_on=None).exists(), "whoever lays the office down again is named anew, or not"


def test_it_ends_with_the_pair_and_no_later_one_inherits_it(west: Case6West) -> None:
    ally = named(west)
    by = viewer_of(west.town.priya)
    partnerships.end_seat(partnership=west.town.six_west, side="physician", by=by)
    assert points(west, ally).status_code == 404
    west.town.six_west.refresh_from_db()
    successor = make_person("Dr Noa Lie", profession="medicine")
    make_login(successor)
    partnerships.fill_seat(partnership=west.town.six_west, side="physician", person=successor, by=by)
    west.town.six_west.refresh_from_db()
    assert points(west, ally).status_code == 404
    assert "Nia Grant" not in Desk(successor, west.town.six_west).sees(NAMES)


def test_pointer_does_not_lie_before_who_left_worker_or_not(west: Case6West) -> None:
    ally = named(west)
    on = clock.today() + timedelta(days=8)
    ending_actions.set_end(partnership=west.town.six_west, side="physician", on=on, by=viewer_of(west.town.priya))
    clock.travel(timedelta(days=8))
    assert points(west, ally).status_code == 303
    assert cases_of(west.town.tom) == []
    assert len(cases_of(west.town.maya)) == 1


def test_sign_in_that_was_just_reset_points_at_nothing(west: Case6West) -> None:
    ally = named(west)
    west.town.nia.login.held_until = clock.now() + timedelta(hours=72)
    west.town.nia.login.save(update_fields=["held_until"])
    assert points(west, ally).status_code == 404
    assert reverse(POINT, args=[ally.pk]) not in client_of(west.town.nia).get(reverse(STANDING)).content.decode()


def test_five_at_most_and_the_sixth_name_is_not_lost(west: Case6West) -> None:
    for n in range(5):
        person = make_person(f"Case manager {n}")
        make_login(person)
        named(west, person)
    page = west.maya.sends(NAMES, status=422, person=west.town.nia.email)
    assert "Five people point for you two" in page
    assert west.town.nia.email in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"number": "MRN 0044512 slipped"}, "This looks like patient information"),
        ({"number": "slipped at the bed"}, "Only the number"),
        ({"happened_on": "2199-01-01"}, "Choose a day that has come"),
        ({"due_on": "9999-12-31"}, "within five years"),
        ({"kind": "gossip"}, "has-errors"),
        ({"system": "S" * 61}, "60"),
    ],
)
def test_what_the_form_refuses_comes_back_as_it_was_typed(west: Case6West, words: dict[str, str], said: str) -> None:
    answer = points(west, named(west), **{"system": "Quantros", **words})
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (422, True)
    for name, typed in {"system": "Quantros", **words}.items():
        assert name == "kind" or f'value="{typed}"' in page
    assert not Case._door_for_keeper().exists()


def test_units_offered_are_the_pairs_own(west: Case6West) -> None:
    ally = named(west)
    page = client_of(west.town.nia).get(reverse(POINT, args=[ally.pk])).content.decode()
    assert "6 West" in page
    assert "7 East" not in page
    assert points(west, ally, unit=str(west.town.east_unit.pk)).status_code == 422


def test_stop_stands_on_the_page_and_keeps_nothing(west: Case6West) -> None:
    page = client_of(west.town.nia).get(reverse(POINT, args=[named(west).pk])).content.decode()
    assert page.index("tel:911") < page.index('name="number"')
    assert "Maya Lind, Dr Tom Becker, and you, who then look on" in page


def test_nothing_is_sent_to_the_ally_and_only_the_common_sentence_to_the_two(west: Case6West) -> None:
    ally = named(west)
    assert not Notice.objects.filter(person_id=west.town.nia.pk).exists()
    points(west, ally)
    told = Notice.objects.filter(space_id=west.maya.pair.space.pk)
    assert {(row.person_id, row.sentence, row.extra) for row in told} == {
        (west.town.maya.pk, "next_step", ""),
        (west.town.tom.pk, "next_step", ""),
    }
    assert not Notice.objects.filter(person_id=west.town.nia.pk).exists()


def test_trail_says_that_somebody_was_named_and_not_whom(west: Case6West) -> None:
    ally = named(west)
    west.maya.sends("reviews:end_ally", ally.pk)
    entries = trail.of_person(west.town.maya.pk, west.maya.pair.space, west.maya.viewer)
    assert [(entry.verb, entry.facts) for entry in entries][:2] == [("ended_ally", {}), ("named_ally", {})]


def test_pairs_of_one_ally_are_kept_apart(west: Case6West, riverside: Riverside) -> None:
    nurse, physician = make_person("N Orse", profession="nursing"), make_person("P Hys", profession="medicine")
    unit = make_unit("8 North", parent=riverside.general)
    make_partnership(
        unit=unit, name="8 North", nurse=nurse, physician=physician, sponsor=riverside.ana, keeper=riverside.priya
    )
    ally = named(west)
    page = client_of(west.town.nia).get(reverse(STANDING)).content.decode()
    assert "8 North" not in page
    points(west, ally)
    assert cases_of(nurse) == cases_of(physician) == []

"""The tree on screen: everyone looks, its keepers change it, and its size costs nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from colead.foundation.viewer import Hidden
from colead.promises.models.trails import TrailEntry
from colead.units import actions
from colead.units.models import Objective, Unit, UnitSponsor
from tests.cast import NORTH_STAR, Riverside
from tests.conftest import SignIn
from tests.makers import make_person, make_unit, viewer_of


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"units:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_nurse_sees_what_a_unit_inherits(riverside: Riverside, as_person: SignIn) -> None:
    shown = page(as_person(riverside.nia), "show", riverside.west_unit.pk)
    assert NORTH_STAR in shown
    assert "The North Star of Riverside Health holds here too." in shown
    assert "Safe on every shift" in shown
    assert "Change its words" not in shown
    assert "Dyads that lead here" not in shown


def test_nurse_cannot_change_the_tree(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.nia)
    for name in ("edit", "move", "add", "add_objective", "add_sponsor"):
        assert client.get(reverse(f"units:{name}", args=[riverside.west_unit.pk])).status_code == 404
    assert client.post(reverse("units:retire", args=[riverside.west_unit.pk])).status_code == 404


def test_large_tree_costs_what_a_small_one_does(
    riverside: Riverside, as_person: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = as_person(riverside.priya)
    Unit.objects.bulk_create([Unit(name=f"Ward {n:04}", parent=riverside.general) for n in range(5000)])
    with django_assert_max_num_queries(14):
        shown = page(client, "show", riverside.general.pk)
    assert "Those after" in shown
    assert shown.count("Ward ") <= 60
    with django_assert_max_num_queries(14):
        client.get(reverse("units:list"), {"q": "ward 4999"})


def test_unit_is_added_below_another(riverside: Riverside, as_person: SignIn) -> None:
    fields = {"name": "8 North", "level": "unit", "setting": "adult"}
    answer = as_person(riverside.sam).post(reverse("units:add", args=[riverside.general.pk]), fields)
    unit = Unit.objects.get(name="8 North")
    assert answer.status_code == 303
    assert unit.parent == riverside.general
    assert TrailEntry.objects.filter(verb="added_unit", subject_id=str(unit.pk)).exists()


def test_unit_gets_words_of_its_own(riverside: Riverside, as_person: SignIn) -> None:
    fields = {"name": "6 West", "level": "unit", "setting": "adult", "mission": "Home sooner", "north_star": "Well"}
    as_person(riverside.priya).post(reverse("units:edit", args=[riverside.west_unit.pk]), fields)
    shown = page(as_person(riverside.nia), "show", riverside.west_unit.pk)
    assert "Home sooner" in shown
    assert "holds here too" not in shown


def test_unit_moves_by_words(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.priya)
    answer = client.post(reverse("units:move", args=[riverside.west_unit.pk]), {"parent": "children"})
    assert answer.status_code == 303
    riverside.west_unit.refresh_from_db()
    assert riverside.west_unit.parent == riverside.childrens


def test_unclear_words_come_back_as_a_choice(riverside: Riverside, as_person: SignIn) -> None:
    client, url = as_person(riverside.priya), reverse("units:move", args=[riverside.west_unit.pk])
    shown = client.post(url, {"parent": "riverside"}).content.decode()
    assert "Several go by these words" in shown
    assert shown.count('name="parent_id"') == 3
    answer = client.post(url, {"parent": "riverside", "parent_id": str(riverside.childrens.pk)})
    assert answer.status_code == 303


def test_unit_cannot_move_below_itself(riverside: Riverside, as_person: SignIn) -> None:
    url = reverse("units:move", args=[riverside.general.pk])
    shown = as_person(riverside.priya).post(url, {"parent": "6 West"}).content.decode()
    assert "cannot belong to itself or to a unit below it" in shown
    riverside.general.refresh_from_db()
    assert riverside.general.parent == riverside.system


def test_unit_with_units_below_stays(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.priya)
    client.post(reverse("units:retire", args=[riverside.general.pk]))
    riverside.general.refresh_from_db()
    assert riverside.general.retired_on is None
    client.post(reverse("units:retire", args=[riverside.childrens.pk]))
    riverside.childrens.refresh_from_db()
    assert riverside.childrens.retired_on is not None
    client.post(reverse("units:retire", args=[riverside.childrens.pk]))
    riverside.childrens.refresh_from_db()
    assert riverside.childrens.retired_on is None


def test_objective_lives_and_retires(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.priya)
    client.post(reverse("units:add_objective", args=[riverside.west_unit.pk]), {"text": "No one falls"})
    objective = Objective.objects.get(text="No one falls")
    client.post(reverse("units:edit_objective", args=[objective.pk]), {"text": "No one falls alone"})
    assert "No one falls alone" in page(client, "show", riverside.west_unit.pk)
    client.post(reverse("units:retire_objective", args=[objective.pk]))
    assert "No one falls alone" not in page(client, "show", riverside.west_unit.pk)
    assert client.get(reverse("units:edit_objective", args=[objective.pk])).status_code == 404


def test_sponsor_is_named_once_and_let_go(riverside: Riverside, as_person: SignIn) -> None:
    client, url = as_person(riverside.priya), reverse("units:add_sponsor", args=[riverside.west_unit.pk])
    client.post(url, {"person": "Ana"})
    client.post(url, {"person": "Ana Ruiz, Chief Nursing Officer"})
    sponsor = UnitSponsor.objects.get()
    client.post(reverse("units:end_sponsor", args=[sponsor.pk]))
    assert "Ana Ruiz" not in page(client, "show", riverside.west_unit.pk)


def test_people_are_suggested_to_keepers_only(riverside: Riverside, as_person: SignIn) -> None:
    url, said = reverse("units:suggest_people"), {"person": "maya"}
    answer = as_person(riverside.priya).post(url, said, headers={"HX-Trigger-Name": "person"})
    assert 'value="Maya Lind, Nurse manager, 6 West"' in answer.content.decode()
    assert as_person(riverside.nia).post(url, said).status_code == 404
    assert as_person(riverside.priya).get(url).status_code == 405


def test_people_who_left_are_not_suggested(riverside: Riverside, as_person: SignIn) -> None:
    make_person("Maya Gone", left_on="2020-01-01")
    answer = as_person(riverside.priya).post(
        reverse("units:suggest_people"), {"person": "maya"}, headers={"HX-Trigger-Name": "person"}
    )
    assert "Gone" not in answer.content.decode()


@pytest.mark.parametrize("verb", [actions.retire, actions.bring_back])
def test_actions_ask_who_acts(riverside: Riverside, verb: Any) -> None:
    with pytest.raises(Hidden):
        verb(unit=riverside.west_unit, by=viewer_of(riverside.ana))


def test_nothing_is_added_below_a_retired_unit(riverside: Riverside) -> None:
    closed = make_unit("Closed", retired_on="2020-01-01")
    closed.refresh_from_db()
    with pytest.raises(actions.Refused):
        actions.add(parent=closed, by=viewer_of(riverside.priya), name="X")

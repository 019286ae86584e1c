"""Who may look is asked at each look: a sponsor is confirmed, a naming stands, an office bars, a last day comes."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations import worker
from colead.operations.imports import pointers
from colead.partnerships import actions as partnership_actions
from colead.partnerships import ending_actions
from colead.partnerships.queries import sponsorships_of
from colead.practice.reviews import queries
from colead.practice.reviews.actions import delivering
from colead.practice.reviews.models import Case
from colead.promises import retention
from colead.promises.models import Release
from colead.rules.roles import Role
from tests.makers import make_role, viewer_of
from tests.practice.reviews.conftest import NUMBER, Case6West, client_of, status

pytestmark = pytest.mark.django_db
SHOW = "reviews:show_case"


def last_day_has_come(west: Case6West, side: str = "physician") -> None:
    """Told ahead, and come; no worker has been about yet."""
    on = clock.today() + timedelta(days=8)
    ending_actions.set_end(partnership=west.town.six_west, side=side, on=on, by=viewer_of(west.town.priya))
    clock.travel(timedelta(days=8))


def test_sponsor_whom_nobody_confirmed_names_no_reader_of_cases(west: Case6West) -> None:
    nia, rosa = west.town.nia, west.town.rosa
    partnership_actions.add_sponsor(partnership=west.town.six_west, person=nia, by=viewer_of(west.town.priya))
    url = reverse("reviews:name_stand_ins", args=[west.town.six_west.pk])
    assert url in client_of(west.town.ana).get(reverse("home:sponsor")).content.decode()
    assert url not in client_of(nia).get(reverse("home:sponsor")).content.decode()
    assert client_of(nia).get(url).status_code == 404
    assert client_of(nia).post(url, {"side": "physician", "person": rosa.email}).status_code == 404
    id = west.following()
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    assert status(rosa, SHOW, west.town.six_west.pk, id) == 404


def test_stand_in_goes_with_the_sponsor_who_named_them(west: Case6West) -> None:
    west.name_stand_in()
    id = west.following()
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    assert status(west.stand_in, SHOW, west.town.six_west.pk, id) == 200
    [named] = queries.stand_ins(west.town.six_west)
    priya = viewer_of(west.town.priya)
    partnership_actions.add_sponsor(partnership=west.town.six_west, person=west.town.nia, by=priya)
    [hers] = [one for one in sponsorships_of(west.town.six_west) if one.person_id == named.named_by_id]
    partnership_actions.end_sponsor(sponsorship=hers, by=priya)
    assert queries.stand_in_for(west.town.six_west, "physician") is None
    assert status(west.stand_in, SHOW, west.town.six_west.pk, id) == 404


def test_stand_in_whom_the_sponsor_has_ended_sees_the_case_no_more(west: Case6West) -> None:
    west.name_stand_in()
    id = west.following()
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    assert status(west.stand_in, SHOW, west.town.six_west.pk, id) == 200
    url = reverse("reviews:name_stand_ins", args=[west.town.six_west.pk])
    assert client_of(west.town.ana).post(url, {"nobody": "physician"}).status_code == 303
    assert status(west.stand_in, SHOW, west.town.six_west.pk, id) == 404
    assert queries.as_helper(viewer_of(west.stand_in)) == []
    assert [person.pk for person in west.enter(id).hands] == [west.town.maya.pk]
    assert west.stand_in.name not in west.maya.sees(SHOW, id)


def test_ally_who_becomes_sponsor_sees_the_case_no_more(west: Case6West) -> None:
    id = west.following()
    nia = west.town.nia
    west.maya.sends("reviews:invite", id, person=nia.email)
    assert status(nia, SHOW, west.town.six_west.pk, id) == 200
    partnership_actions.add_sponsor(partnership=west.town.six_west, person=nia, by=viewer_of(west.town.priya))
    assert status(nia, SHOW, west.town.six_west.pk, id) == 404


def test_ally_who_takes_an_office_that_sees_no_case_sees_it_no_more(west: Case6West) -> None:
    id = west.following()
    west.maya.sends("reviews:invite", id, person=west.town.nia.email)
    assert len(queries.as_helper(viewer_of(west.town.nia))) == 1
    make_role(west.town.nia, Role.PROGRAMME_OFFICE)
    assert status(west.town.nia, SHOW, west.town.six_west.pk, id) == 404
    assert queries.as_helper(viewer_of(west.town.nia)) == []


def test_case_is_not_listed_for_who_left_worker_or_not(west: Case6West) -> None:
    id = west.following()
    last_day_has_come(west)
    assert status(west.town.tom, SHOW, west.town.six_west.pk, id) == 404
    assert NUMBER not in client_of(west.town.tom).get(reverse("reviews:list_standing_in")).content.decode()


def test_pointer_does_not_lie_before_who_left_worker_or_not(west: Case6West) -> None:
    key = delivering.issue(system="RL", by=viewer_of(west.town.sam))
    last_day_has_come(west)
    pointer = {"id": NUMBER, "kind": "adverse_event", "date": clock.today().isoformat(), "unit": "6 West"}
    headers = {"Authorization": f"Bearer {key}"}
    answer = Client().post("/api/pointers/", json.dumps(pointer), content_type="application/json", headers=headers)
    assert answer.status_code == 202
    assert not Case.door.visible_to(viewer_of(west.town.tom)).exists()
    assert Case.door.visible_to(viewer_of(west.town.maya)).count() == 1


def test_no_digest_of_a_case_after_the_pair_has_ended(west: Case6West) -> None:
    """Planned while there was a pair; nobody is left to whom the day of the office means anything."""
    id = west.following(due_on=(clock.today() + timedelta(days=20)).isoformat())
    waiting = Notice.objects.filter(key__startswith=str(id), sent_at=None)
    assert waiting.exists()
    by = viewer_of(west.town.priya)
    partnership_actions.end_seat(partnership=west.town.six_west, side="physician", by=by)
    worker.round_of_work(None)
    assert not waiting.exists()


def given(west: Case6West, number: str) -> dict[str, str]:
    unit = str(west.town.west_unit.pk)
    return {"kind": "adverse_event", "system": "RL", "unit": unit, "happened_on": "2026-01-05", "number": number}


def test_who_stepped_back_is_answered_as_if_nothing_lay_there(west: Case6West) -> None:
    id = west.point()
    west.name_stand_in()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    known = west.tom.client.post(west.tom.url("reviews:point"), given(west, NUMBER), follow=True)
    new = west.tom.client.post(west.tom.url("reviews:point"), given(west, "99999"), follow=True)
    for answer in (known, new):
        [(there, answered)] = answer.redirect_chain
        assert (there, answered) == (west.tom.url("reviews:show_case", there.split("/")[-2]), 303)
        assert "already looked after" not in answer.content.decode()
        assert "Is it one of these?" in answer.content.decode(), "the next thing to do, for who stepped back too"
        assert str(id) not in there
    assert NUMBER in known.content.decode()
    assert "99999" in new.content.decode()


def test_list_tells_who_stepped_back_nothing(west: Case6West) -> None:
    id = west.point()
    west.name_stand_in()
    west.maya.sends("reviews:look_over", id, answer="partner_was_involved")
    listing = f"number,kind,system,date\n{NUMBER},adverse_event,RL,2026-01-05\n".encode()
    counted = pointers.take_in(listing=listing, pair=west.tom.pair, by=west.tom.viewer)
    fresh = listing.replace(NUMBER.encode(), b"77777")
    assert counted == pointers.take_in(listing=fresh, pair=west.tom.pair, by=west.tom.viewer) == (1, 0)
    assert pointers.take_in(listing=fresh, pair=west.tom.pair, by=west.tom.viewer) == (0, 1)


@pytest.mark.parametrize(
    ("name", "day"), [("due_on", "9999-12-31"), ("due_on", "0001-01-01"), ("happened_on", "0001-01-01")]
)
def test_a_day_that_lies_ages_away_is_refused(west: Case6West, name: str, day: str) -> None:
    west.maya.sends("reviews:point", status=422, **{**given(west, "1"), name: day})
    west.maya.sees("home:pair")
    assert not Case.door.visible_to(west.maya.viewer).exists()


def test_words_that_waited_go_with_their_case(west: Case6West) -> None:
    """A line that was dropped when somebody stepped back is linked from nowhere."""
    west.name_stand_in()
    id = west.following()
    west.maya.sends("reviews:word_line", id, line="Quokkas are looking into it.", seen="")
    line = west.enter(id).case.line
    assert line is not None
    west.maya.sends("reviews:recuse", id, who=str(west.town.tom.pk))
    west.maya.sends("reviews:tell_back", id, told_who="staff", is_told="yes", told_on="2026-01-06")
    west.maya.sends("reviews:tap", id, verb="close")
    last = west.enter(id).case.retain_until
    assert last is not None
    retention.sweep(on=last + timedelta(days=1))
    assert bytes(Release.door._unguarded().get(pk=line.pk).ciphertext) == b""


def test_list_of_actions_holds_no_formula_and_leaves_an_empty_cell_empty(west: Case6West) -> None:
    id = west.following()
    said = {"owner_role": "Facilities", "strength": "stronger", "is_released": "on"}
    west.maya.sends("reviews:add_action", id, action="Low beds", **said)
    address = west.maya.url("reviews:download_actions", id)
    assert "'" not in west.maya.client.get(address).content.decode()
    west.maya.sends("reviews:add_action", id, action="Low beds;=1+1", **said)
    west.maya.sends("reviews:add_action", id, action="=2+2; @sum", **said)
    text = west.maya.client.get(address).content.decode()
    cells = [cell for line in text.splitlines() for cell in re.split("[;,]", line)]
    assert not [cell for cell in cells if cell.strip().startswith(("=", "@", "+"))]

"""Sitting in with another dyad: asked, answered, and known to the four alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.text import capfirst

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.practice.visibility.models import Visit
from colead.practice.visibility.pages import home
from colead.ui.templatetags.colead import plain_date
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.practice.conftest import Desk
from tests.practice.visibility.conftest import Seen


@pytest.fixture
def ana(riverside: Riverside) -> Desk:
    return Desk(riverside.ana, riverside.exec)


def day(days: int = 7) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def asked(seen: Seen, guest: Desk, status: int = 303) -> Visit:
    guest.sends("visibility:ask_visit", seen.maya.partnership.pk, on_day=day(), status=status)
    return Visit.objects.latest("created_at")


def test_guest_asks_from_the_page_and_host_says_yes(seen: Seen, ana: Desk) -> None:
    seen.release()
    page = ana.client.get(reverse("home:dyad_page", args=[seen.maya.partnership.pk])).content.decode()
    assert ana.url("visibility:ask_visit", seen.maya.partnership.pk) in page
    visit = asked(seen, ana)
    assert "Ana Ruiz and Dr Kwame Osei would like to sit in with you" in seen.tom.sees("home:pair")
    [line] = home.asked_in(seen.tom.pair)
    assert line.title == capfirst(plain_date(Visit.objects.get().on_day)), "a day and a month as everywhere"
    seen.tom.taps("Yes, do come", on="home:pair")
    visit.refresh_from_db()
    assert visit.state == "agreed"
    assert "You sit in with" in ana.sees("visibility:list_appearances")


def test_both_hosts_are_told_without_content(seen: Seen, ana: Desk) -> None:
    seen.release()
    visit = asked(seen, ana)
    told = Notice.objects.filter(key__startswith=f"visit {visit.pk.hex}")
    assert {(notice.person_id, notice.sentence, notice.extra) for notice in told} == {
        (desk.person.pk, "conversation", "") for desk in (seen.maya, seen.tom)
    }
    seen.maya.sends("visibility:move_visit", visit.pk, "decline")
    assert not told.all().exists()


def test_only_a_dyad_whose_page_is_out_can_be_asked(seen: Seen, ana: Desk) -> None:
    ana.sends("visibility:ask_visit", seen.maya.partnership.pk, on_day=day(), status=404)
    seen.release()
    seen.maya.sends("visibility:ask_visit", seen.maya.partnership.pk, on_day=day(), status=404)  # oneself
    assert not Visit.objects.exists()


def test_asked_twice_is_told_kindly(seen: Seen, ana: Desk) -> None:
    seen.release()
    asked(seen, ana)
    assert "asked these two already" in ana.sends(
        "visibility:ask_visit", seen.maya.partnership.pk, on_day=day(9), status=409
    )


@pytest.mark.parametrize("verb", ["agree", "decline"])
def test_guests_do_not_answer_their_own_question(seen: Seen, ana: Desk, verb: str) -> None:
    seen.release()
    visit = asked(seen, ana)
    ana.sends("visibility:move_visit", visit.pk, verb, status=404)
    visit.refresh_from_db()
    assert visit.state == "asked"


def test_nobody_else_knows_of_it(seen: Seen, ana: Desk, riverside: Riverside, as_person: SignIn) -> None:
    seen.release()
    visit = asked(seen, ana)
    ines = Desk(riverside.ines, riverside.seven_east)
    ines.sends("visibility:move_visit", visit.pk, "agree", status=404)
    assert "sit in with you" not in ines.sees("visibility:list_appearances")
    page = as_person(riverside.nia).get(reverse("home:dyad_page", args=[seen.maya.partnership.pk])).content.decode()
    assert "sit in" not in page  # who leads nothing is not offered it either
    assert "Ana Ruiz" not in page


def test_either_says_that_it_took_place(seen: Seen, ana: Desk) -> None:
    seen.release()
    visit = asked(seen, ana)
    seen.maya.sends("visibility:move_visit", visit.pk, "agree")
    clock.travel(timedelta(days=8))
    ana.sends("visibility:move_visit", visit.pk, "finish")
    visit.refresh_from_db()
    assert visit.state == "done"
    assert "asked for" not in ana.sends("visibility:move_visit", visit.pk, "let_go", status=409)


def test_a_no_needs_no_reason_and_leaves_the_list(seen: Seen, ana: Desk) -> None:
    seen.release()
    visit = asked(seen, ana)
    seen.maya.sends("visibility:move_visit", visit.pk, "decline")
    assert "Not this time" in ana.sees("visibility:list_appearances")
    assert "sit in with you" not in seen.tom.sees("visibility:list_appearances")

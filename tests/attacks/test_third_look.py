"""What a third hostile look found; each stays tried."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from colead.forming.launch.actions import road
from colead.foundation import clock
from colead.foundation.models import Notice
from colead.operations import worker
from colead.operations.exports import queries as exports
from colead.operations.imports import actions as imports
from colead.operations.imports.intake import Kind, Listing
from colead.partnerships import actions as partnership_actions
from colead.partnerships import ending_actions
from colead.partnerships.queries import get_pair
from colead.people.models import Login, Person
from colead.practice.daily.actions import briefs
from colead.programme.pooled import actions as pooled
from colead.promises import retention, space
from colead.promises.models import Release
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import PASSWORD, confirm_sponsors, make_person, viewer_of
from tests.operations.imports.files import people_csv
from tests.people.conftest import fresh_count_of_tries, is_signed_in, sign_in
from tests.practice.decisions import steps
from tests.practice.decisions.conftest import Two, two
from tests.practice.decisions.voice import VOICE

__all__ = ["fresh_count_of_tries", "two"]
AGREED = {"agree_on": "Nobody is nursed in a corridor."}
THEIRS = "Kwame alone wrote this"


def taken_by(viewer: Any) -> str:
    return str([one.words for chapter in exports.chapters(viewer) for one in chapter.taken])


# Taking along


def test_words_the_partner_put_into_my_brief_are_not_mine_after_one_more_edit(riverside: Riverside) -> None:
    ana, kwame = viewer_of(riverside.ana), viewer_of(riverside.kwame)
    pair = get_pair(ana, riverside.exec.pk)
    brief = briefs.share(pair=pair, text={"position": "Ana's line"}, speaker=riverside.ana, by=ana)
    for by, text in ((kwame, {"position": THEIRS}), (ana, {"meeting": "Board"})):
        briefs.edit(brief=brief, text=text, seen=space.stamp_of(brief), by=by)
        brief = type(brief).door.fetch(ana, brief.pk)
    assert THEIRS not in taken_by(ana)
    assert THEIRS not in taken_by(kwame)


def test_words_the_partner_put_into_my_question_are_not_mine_after_one_more_edit(two: Two) -> None:
    id = two.ana.frame("standard")
    for screen, question in ((two.kwame, THEIRS), (two.ana, THEIRS + "?")):
        seen = steps.hidden("seen", screen.look("edit_frame", id))
        screen.done(
            "edit_frame",
            id,
            {
                "question": question,
                "kind": "operational",
                "decide_by": steps.DECIDE_BY,
                "affected": "",
                "reversible": "no",
                "area": "closing_beds",
                "size": "standard",
                "seen": seen,
            },
        )
    assert THEIRS not in taken_by(viewer_of(two.ana.person))


# Days of words


def test_brief_that_was_taken_back_goes_when_the_views_go(two: Two) -> None:
    id = steps.reveal(two.ana, two.kwame, "standard")
    for _turn in range(2):
        two.ana.save("write_brief", id, AGREED)
        for screen in (two.ana, two.kwame):
            screen.turn(id, "brief")
        two.kwame.tap(id, "take-brief-back")
    two.ana.save("write_integration", id, steps.TOGETHER)
    for screen in (two.ana, two.kwame):
        screen.turn(id, "integration")
    retention.sweep(on=clock.today() + timedelta(days=91))
    states = Release.door._unguarded().filter(kind="joint_brief").values_list("state", flat=True)
    assert list(states) == ["forgotten", "forgotten"]


# A sponsor whom nobody knows


def test_sponsor_whom_nobody_confirmed_sees_no_milestone(riverside: Riverside, as_person: SignIn) -> None:
    ana = viewer_of(riverside.ana)
    road.tick(pair=get_pair(ana, riverside.exec.pk), milestone="cadence", by=ana)
    partnership_actions.add_sponsor(partnership=riverside.exec, person=riverside.nia, by=viewer_of(riverside.priya))
    page = f"/partnerships/{riverside.exec.pk}/launch/summary/"
    known, unknown = (as_person(person).get(page).content.decode() for person in (riverside.helen, riverside.nia))
    assert "Cadence chosen" in known
    assert "Cadence chosen" not in unknown


# What an earlier pair said


@pytest.fixture
def said(two: Two) -> Release:
    """Ana and Kwame speak with one voice to everyone."""
    id = steps.decide(two.ana, two.kwame)
    two.ana.save("write_words", id, {**VOICE, "parts": ["what", "why"]})
    for screen in (two.ana, two.kwame):
        screen.turn(id, "words")
    message: Any = two.ana.get(id).words
    assert message.published
    return message  # type: ignore[no-any-return]


def leave(riverside: Riverside) -> None:
    partnership_actions.end_seat(partnership=riverside.exec, side="physician", by=viewer_of(riverside.priya))


def test_who_stays_takes_out_of_view_what_the_two_said(said: Release, riverside: Riverside, as_person: SignIn) -> None:
    leave(riverside)
    ana, page = as_person(riverside.ana), f"/messages/{said.pk}/"
    assert f"{page}take-out/" in ana.get(page).content.decode()
    assert ana.post(f"{page}take-out/").status_code == 303
    for reader in (ana, as_person(riverside.nia)):
        assert reader.get(page).status_code == 404
    said.refresh_from_db()
    assert (said.state, said.published) == ("unpublished", None)


def test_nobody_but_who_stays_takes_it_out(said: Release, riverside: Riverside, as_person: SignIn) -> None:
    """The one who left, a pair elsewhere, the sponsor, the office, a new partner: to them it is a message."""
    leave(riverside)
    partnership_actions.fill_seat(
        partnership=riverside.exec, side="physician", person=riverside.tom, by=viewer_of(riverside.priya)
    )
    page = f"/messages/{said.pk}/"
    for other in (riverside.kwame, riverside.tom, riverside.maya, riverside.helen, riverside.priya, riverside.nia):
        client = as_person(other)
        assert "take-out" not in client.get(page).content.decode()
        assert client.post(f"{page}take-out/").status_code == 404
    said.refresh_from_db()
    assert said.published


def test_while_both_are_there_it_is_taken_out_on_the_page_of_the_decision(
    said: Release, riverside: Riverside, as_person: SignIn
) -> None:
    """There a correction on its way goes with it."""
    ana, page = as_person(riverside.ana), f"/messages/{said.pk}/"
    assert "take-out" not in ana.get(page).content.decode()
    assert ana.post(f"{page}take-out/").status_code == 404


# Becoming somebody by a reset


def test_held_sign_in_does_not_lead_the_partner_to_another_telephone(riverside: Riverside, as_person: SignIn) -> None:
    """Whoever reads the mailbox would be called by the partner in the hours in which everything else is closed."""
    maya = as_person(riverside.maya)
    maya.post("/you/reach/", {"words": "pager 4410"})
    Login.objects.filter(person=riverside.maya).update(held_until=clock.now() + timedelta(hours=72))
    assert "4410" not in maya.get("/you/").content.decode()
    block = {"weekday": "0", "from_hour": "0", "until_hour": "24"}
    for url, data in (("/you/reach/", {"words": "call 555 0100"}), ("/you/quiet/", block)):
        assert maya.post(url, data).headers["Location"] == "/held/"
    page = as_person(riverside.tom).get(f"/partnerships/{riverside.six_west.pk}/").content.decode()
    assert "pager 4410" in page
    assert "555 0100" not in page


def test_another_address_ends_every_session_and_reset_link(riverside: Riverside) -> None:
    """No page changes it; whoever keeps the database might, for somebody whose mailbox has gone to another."""
    signed_in, email = Client(), riverside.maya.email
    sign_in(signed_in, email)
    Client().post("/account/password/reset/", {"email": email})
    link = Notice.objects.filter(sentence="password_reset").latest("due_at").extra
    Login.objects.filter(person=riverside.maya).update(email="maya@elsewhere.example")
    assert not is_signed_in(signed_in)
    assert b'name="password1"' not in Client().get(link.removeprefix("http://localhost:8000"), follow=True).content


def test_another_password_ends_other_sessions_and_every_reset_link(riverside: Riverside) -> None:
    here, there, email = Client(), Client(), riverside.maya.email
    for client in (here, there):
        sign_in(client, email)
    Client().post("/account/password/reset/", {"email": email})
    link = Notice.objects.filter(sentence="password_reset").latest("due_at").extra
    new = "a chair by the window, and tea"
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert b'name="password1"' not in Client().get(link.removeprefix("http://localhost:8000"), follow=True).content


# A sponsor without an account


@pytest.fixture
def named(riverside: Riverside) -> Person:
    """A sponsor on the roster whom the office has named and nobody has invited yet."""
    person = make_person("Ruth Adler", title="Chief Operating Officer", external_id="E9")
    partnership_actions.add_sponsor(partnership=riverside.exec, person=person, by=viewer_of(riverside.priya))
    return person


def test_yes_to_a_sponsor_is_said_with_the_address_in_view(
    riverside: Riverside, as_person: SignIn, named: Person
) -> None:
    page = as_person(riverside.ana).get(f"/partnerships/{riverside.exec.pk}/sponsors/").content.decode()
    assert "an invitation goes to ruth.adler@riverside.example" in page


def test_the_two_hear_when_a_list_changes_where_their_sponsor_is_invited(riverside: Riverside, named: Person) -> None:
    """They said yes to that address; after the hold the office could invite another."""
    confirm_sponsors(riverside.exec, riverside.ana)
    content = people_csv(["E9", named.name, "", "", "ruth@elsewhere.example"])
    imports.take_in(listing=Listing(Kind.PEOPLE, content), by=viewer_of(riverside.priya))
    told = set(Notice.objects.filter(sentence="address_changed").values_list("person_id", flat=True))
    assert told == {named.pk, riverside.ana.pk, riverside.kwame.pk}


# The last day of a seat


def test_last_day_of_a_seat_ends_its_pages_without_a_worker(riverside: Riverside, as_person: SignIn) -> None:
    """A worker that stands still for a week keeps nobody's access alive; nor does a fault in another of its parts."""
    day = clock.today() + timedelta(days=8)
    by = viewer_of(riverside.priya)
    ending_actions.set_end(partnership=riverside.exec, side="physician", on=day, by=by)
    page = f"/partnerships/{riverside.exec.pk}/"
    clock.travel(timedelta(days=7))
    assert as_person(riverside.kwame).get(page).status_code == 200
    clock.travel(timedelta(days=9))
    kwame = as_person(riverside.kwame)
    assert [kwame.get(url).status_code for url in (page, f"{page}decisions/", f"{page}find/")] == [404, 404, 404]
    assert page not in kwame.get("/").headers["Location"]
    assert as_person(riverside.ana).get(page).status_code == 200


def test_seat_ends_though_the_pooled_numbers_fail(riverside: Riverside, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_given: object) -> None:
        raise RuntimeError

    day = clock.today() + timedelta(days=8)
    by = viewer_of(riverside.priya)
    ending_actions.set_end(partnership=riverside.exec, side="physician", on=day, by=by)
    clock.travel(timedelta(days=9))
    monkeypatch.setattr(pooled, "publish_due", fail)
    with pytest.raises(RuntimeError):
        worker.round_of_work(None)
    riverside.exec.refresh_from_db()
    assert riverside.exec.space is None

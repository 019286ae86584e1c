"""What a hostile insider found once; each stays tried."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from colead.forming.launch.actions import writing
from colead.foundation import clock, notices
from colead.foundation.models import Notice
from colead.operations import command, outbox
from colead.operations.accounts import reset_actions
from colead.partnerships import actions as partnership_actions
from colead.partnerships import charter
from colead.partnerships.queries import get_pair
from colead.people import roster
from colead.people.models import Login, Person
from colead.practice.daily.actions import briefs
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.rules.audiences import Audience
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.makers import confirm_sponsors, make_person, viewer_of
from tests.people.conftest import fresh_count_of_tries, set_up_app, sign_in

__all__ = ["fresh_count_of_tries"]
NEW = "a chair by the window, and tea"
POSITION = {"meeting": "Bed meeting", "position": "We open four beds"}


def reset_by_mail(email: str) -> None:
    """What anybody does who can read that person's mail."""
    Client().post("/account/password/reset/", {"email": email})
    link = Notice.objects.filter(sentence="password_reset").latest("due_at").extra
    client = Client()
    form = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    assert client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}).status_code == 302


# The hold


def test_second_step_made_during_a_hold_does_not_end_the_next_hold(riverside: Riverside) -> None:
    """Reset, set up a second step, reset again: the second step now lies before the reset, and proves nothing."""
    reset_by_mail(riverside.maya.email)
    thief = Client()
    sign_in(thief, riverside.maya.email, NEW)
    _secret, codes = set_up_app(thief, NEW)
    clock.travel(timedelta(minutes=5))
    reset_by_mail(riverside.maya.email)
    again = Client()
    sign_in(again, riverside.maya.email, NEW)
    again.post("/account/second-step/", {"code": codes[0]})
    assert Login.objects.get(person=riverside.maya).is_held
    assert again.get(f"/partnerships/{riverside.six_west.pk}/").status_code == 302


def test_second_step_from_before_both_resets_still_ends_the_hold(riverside: Riverside) -> None:
    owner = Client()
    sign_in(owner, riverside.maya.email)
    _secret, codes = set_up_app(owner)
    for _ in range(2):
        clock.travel(timedelta(minutes=5))
        reset_actions.note_reset(login=Login.objects.get(person=riverside.maya))
    back = Client()
    sign_in(back, riverside.maya.email)
    back.post("/account/second-step/", {"code": codes[0]})
    assert not Login.objects.get(person=riverside.maya).is_held


# Taking out of view


def released(
    riverside: Riverside,
    text: dict[str, str],
    supersedes: Release | None = None,
    *,
    kind: str = "one_voice",
    audience: Audience = Audience.EVERYONE,
) -> Release:
    maya, tom = viewer_of(riverside.maya), viewer_of(riverside.tom)
    release = two_key.propose(
        space=riverside.six_west.space,
        kind=kind,
        audience=audience,
        text=text,
        by=maya,
        supersedes=supersedes,
    )
    for viewer in (maya, tom):
        release = two_key.turn(release=release, seen=release.text_hash, by=viewer)
    return release


def test_what_is_taken_out_of_view_is_not_read_in_an_earlier_version(riverside: Riverside, as_person: SignIn) -> None:
    first = released(riverside, {"what": "Four beds, said wrongly"})
    second = released(riverside, {"what": "Four beds"}, supersedes=first)
    reader = as_person(riverside.nia)
    assert reader.get(f"/messages/{first.pk}/").status_code == 200
    two_key.unpublish(release=second, by=viewer_of(riverside.tom))
    for release in (first, second):
        assert reader.get(f"/messages/{release.pk}/").status_code == 404
    assert Release.door.fetch(viewer_of(riverside.maya), first.pk).published is None


@pytest.mark.parametrize("audience", [Audience.SPONSOR, Audience.PROGRAMME])
def test_new_sponsor_reads_nothing_that_was_for_the_one_before(riverside: Riverside, audience: Audience) -> None:
    """Two partners bring a question to the sponsor they know. What the office reads too was for whoever comes."""
    priya, helen = viewer_of(riverside.priya), viewer_of(riverside.helen)
    before = released(riverside, {"agree_on": "We are tired"}, kind="brief", audience=audience)
    clock.travel(timedelta(days=1))
    partnership_actions.add_sponsor(partnership=riverside.six_west, person=riverside.helen, by=priya)
    clock.travel(timedelta(days=2))
    confirm_sponsors(riverside.six_west, riverside.tom)
    after = released(riverside, {"agree_on": "We need a clerk"}, kind="brief", audience=audience)
    read = set(two_key.released_to(helen, "brief").values_list("pk", flat=True))
    assert after.pk in read
    assert (before.pk in read) == (audience is Audience.PROGRAMME)
    assert two_key.released_to(viewer_of(riverside.ana), "brief").count() == 2


# Exactly what was on the screen


def test_nobody_stands_behind_words_that_changed_after_they_were_read(riverside: Riverside, as_person: SignIn) -> None:
    tom, maya = viewer_of(riverside.tom), as_person(riverside.maya)
    pair = get_pair(tom, riverside.six_west.pk)
    brief = briefs.share(pair=pair, text=POSITION, speaker=riverside.tom, by=tom)
    page = f"/partnerships/{riverside.six_west.pk}/briefs/{brief.pk}/"
    form = maya.get(page).content.decode().split(f'action="{page}agree/"')[1].split("</form>")[0]
    seen = form.split('name="seen" value="')[1].split('"')[0] if 'name="seen"' in form else ""
    other = {**POSITION, "position": "We close four beds"}
    briefs.edit(brief=brief, text=other, seen=space.stamp_of(brief), by=tom)
    answer = maya.post(f"{page}agree/", {"seen": seen})
    brief = type(brief).door.fetch(tom, brief.pk)
    assert (brief.state, answer.status_code) == ("shared", 422)


# Whether the partner has begun


@pytest.mark.parametrize("has_partner_begun", [False, True])
def test_own_trail_does_not_tell_that_the_partner_began_first(
    riverside: Riverside, as_person: SignIn, has_partner_begun: bool
) -> None:
    """Whose first word opened the round would say who was there first."""
    writers = [riverside.maya, riverside.tom] if has_partner_begun else [riverside.tom]
    for person in writers:
        pair = get_pair(viewer_of(person), riverside.six_west.pk)
        writing.keep(pair=pair, kind=charter.CARDS, document={"reach_me": "By phone"}, by=viewer_of(person))
    page = as_person(riverside.tom).get(f"/partnerships/{riverside.six_west.pk}/my-trail/")
    assert page.status_code == 200
    assert "to write alone" not in page.content.decode()


# The outbox


def test_link_that_opens_an_account_leaves_the_database_with_its_mail(riverside: Riverside) -> None:
    reset_actions.send_reset_link(person=riverside.maya, by=viewer_of(riverside.sam))
    link = Notice.objects.get(sentence="password_reset").extra
    assert link
    outbox.deliver_due()
    assert any(link in message.body for message in mail.outbox)
    assert not Notice.objects.exclude(sent_at=None).exclude(extra="").exists()


def test_who_leaves_next_month_is_told_of_a_reset_today(riverside: Riverside) -> None:
    """A last day on a list of people may not silence the word of a reset, neither a coming one nor a made-up one."""
    for person, days in ((riverside.maya, 30), (riverside.tom, -1)):
        Person.objects.filter(pk=person.pk).update(left_on=clock.today() + timedelta(days=days))
    reset_actions.note_reset(login=Login.objects.get(person=riverside.maya))
    notices.put(key="usual", person_id=riverside.maya.pk, sentence="need_you_today")
    outbox.deliver_due()
    told = {message.to[0] for message in mail.outbox if "reset" in message.body}
    assert told == {riverside.maya.email, riverside.tom.email, riverside.ines.email}
    assert any("reach you today" in message.body for message in mail.outbox)


@pytest.mark.parametrize("sentence", ["sign_in_disputed", "receipt"])
def test_last_day_on_a_list_silences_neither_a_dispute_nor_a_receipt(riverside: Riverside, sentence: str) -> None:
    Person.objects.filter(pk=riverside.dana.pk).update(left_on=clock.today() - timedelta(days=1))
    notices.put(key="a", person_id=riverside.dana.pk, sentence=sentence)
    outbox.deliver_due()
    assert [message.to for message in mail.outbox] == [[riverside.dana.email]]


def test_one_address_that_cannot_be_written_to_stops_no_other_mail(riverside: Riverside) -> None:
    spoilt = make_person("Omar Diaz")
    Person.objects.filter(pk=spoilt.pk).update(email="omar@x.example\nBcc: all@riverside.example")
    notices.put(key="a", person_id=spoilt.pk, sentence="need_you_today", due_at=clock.now() - timedelta(hours=2))
    notices.put(key="b", person_id=riverside.maya.pk, sentence="need_you_today")
    outbox.deliver_due()
    assert [message.to for message in mail.outbox] == [[riverside.maya.email]]


# By one's own hand


def test_programme_office_cannot_name_itself_sponsor_or_partner(riverside: Riverside) -> None:
    """A sponsor reads the joint briefs that were ever released to one, a partner the pair's space."""
    priya = viewer_of(riverside.priya)
    with pytest.raises(partnership_actions.Refused):
        partnership_actions.add_sponsor(partnership=riverside.six_west, person=riverside.priya, by=priya)
    partnership_actions.end_seat(partnership=riverside.six_west, side="nurse", by=priya)
    with pytest.raises(partnership_actions.Refused):
        partnership_actions.fill_seat(partnership=riverside.six_west, side="nurse", person=riverside.priya, by=priya)


def test_page_of_a_dyad_says_why_one_cannot_name_oneself(riverside: Riverside, as_person: SignIn) -> None:
    office = as_person(riverside.priya)
    page = f"/dyads/{riverside.six_west.pk}/sponsors/new/"
    answer = office.post(page, {"person": roster.label(riverside.priya)})
    assert "somebody else of the programme office" in answer.content.decode()


# Beside the database


def test_what_colead_writes_is_read_by_its_own_account_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the database of a running site reads the sessions of everybody who is signed in."""
    before = os.umask(0o022)
    try:
        monkeypatch.setattr(sys, "argv", ["colead", "version"])
        command.main()
        (tmp_path / "colead.sqlite3").touch()
    finally:
        os.umask(before)
    assert (tmp_path / "colead.sqlite3").stat().st_mode & 0o077 == 0

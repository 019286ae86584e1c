"""The page 'You': how to be reached, quiet hours, the digest, and an end to every session."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from colead.foundation import clock
from colead.people.forms import zone_choices
from colead.people.models import Digest, Person, QuietBlock
from tests.cast import Riverside
from tests.conftest import SignIn
from tests.people.conftest import is_signed_in, sign_in


def maya(riverside: Riverside) -> Person:
    return Person.objects.get(pk=riverside.maya.pk)


def test_how_to_reach_me_is_kept_and_says_who_sees_it(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.maya)
    assert client.post("/you/reach/", {"words": "pager 4410"}).status_code == 303
    assert maya(riverside).reach_by == "pager 4410"
    page = client.get("/you/").content.decode()
    assert "pager 4410" in page
    assert "You and your partner" in page


def test_too_many_words_come_back_and_are_not_lost(riverside: Riverside, as_person: SignIn) -> None:
    answer = as_person(riverside.maya).post("/you/reach/", {"words": "x" * 161})
    assert answer.status_code == 422
    assert "x" * 161 in answer.content.decode()
    assert "Up to 160 characters" in answer.content.decode()


def test_quiet_hours_come_and_go_in_one_tap(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.maya)
    hours = {"weekday": "1", "from_hour": "8", "until_hour": "12"}
    for _twice in range(2):
        assert client.post("/you/quiet/", hours).status_code == 303
    block = QuietBlock.objects.get(person=riverside.maya)
    assert "Tuesday 08:00-12:00" in client.get("/you/reminders/").content.decode()
    assert client.post(f"/you/quiet/{block.pk}/remove/").status_code == 303
    assert not QuietBlock.objects.exists()


def test_one_block_stands_on_several_days_at_once_and_each_day_goes_by_itself(
    riverside: Riverside, as_person: SignIn
) -> None:
    client = as_person(riverside.maya)
    client.post("/you/quiet/", {"weekday": ["0", "2", "4"], "from_hour": "8", "until_hour": "12"})
    client.post("/you/quiet/", {"weekday": ["2"], "from_hour": "13", "until_hour": "17"})
    page = client.get("/you/reminders/").content.decode()
    assert "Monday, Wednesday and Friday 08:00-12:00" in page
    assert "Wednesday 13:00-17:00" in page
    client.post(f"/you/quiet/{QuietBlock.objects.get(weekday=2, from_hour=8).pk}/remove/")
    assert "Monday and Friday 08:00-12:00" in client.get("/you/reminders/").content.decode()


def test_quiet_hours_without_a_day_are_refused_in_words(riverside: Riverside, as_person: SignIn) -> None:
    answer = as_person(riverside.maya).post("/you/quiet/", {"from_hour": "8", "until_hour": "12"})
    assert answer.status_code == 422
    assert "Choose at least one, please." in answer.content.decode()


def test_night_is_one_line_and_goes_as_one(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.maya)
    client.post("/you/quiet/", {"weekday": ["4", "6"], "from_hour": "19", "until_hour": "7"})
    found = QuietBlock.objects.order_by("weekday").values_list("weekday", "from_hour", "until_hour")
    assert list(found) == [(0, 0, 7), (4, 19, 24), (5, 0, 7), (6, 19, 24)]
    page = client.get("/you/reminders/").content.decode()
    assert "Friday and Sunday 19:00 until 07:00 the next morning" in page
    assert "00:00-07:00" not in page
    client.post(f"/you/quiet/{QuietBlock.objects.get(weekday=6).pk}/remove/")
    assert sorted(QuietBlock.objects.values_list("weekday", flat=True)) == [4, 5]


def test_hour_is_told_by_a_clock_that_says_the_present_hour(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.maya)
    assert "By the clock of this place, where it is" in client.get("/you/reminders/").content.decode()
    client.post("/you/reminders/hour/", {"hour": "8", "time_zone": "America/Chicago"})
    assert "By the clock of America, Chicago, where it is" in client.get("/you/reminders/").content.decode()


@pytest.mark.parametrize("hours", [("8", "8"), ("8", "25"), ("", "9")])
def test_hours_that_are_no_span_are_refused(riverside: Riverside, as_person: SignIn, hours: tuple[str, str]) -> None:
    answer = as_person(riverside.maya).post(
        "/you/quiet/", {"weekday": "1", "from_hour": hours[0], "until_hour": hours[1]}
    )
    assert answer.status_code == 422
    assert not QuietBlock.objects.exists()


def test_quiet_hours_of_another_person_do_not_exist(riverside: Riverside, as_person: SignIn) -> None:
    block = QuietBlock.objects.create(person=riverside.tom, weekday=1, from_hour=8, until_hour=12)
    assert as_person(riverside.maya).post(f"/you/quiet/{block.pk}/remove/").status_code == 404
    assert QuietBlock.objects.filter(pk=block.pk).exists()


def test_all_reminders_are_paused_and_resumed_with_one_tap(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.maya)
    assert "Comes at 07:00" in client.get("/you/reminders/").content.decode()
    client.post("/you/reminders/pause/", {"to": "off"})
    assert not maya(riverside).digest_is_on
    assert "Let them come again" in client.get("/you/reminders/").content.decode()
    client.post("/you/reminders/pause/", {"to": "on"})
    assert maya(riverside).digest_is_on


def test_hour_and_clock_are_ones_own(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.maya)
    client.post("/you/reminders/hour/", {"hour": "17", "time_zone": "America/Chicago"})
    assert (maya(riverside).digest_hour, maya(riverside).time_zone) == (17, "America/Chicago")
    assert "Comes at 17:00" in client.get("/you/reminders/").content.decode()
    for wrong in ({"hour": "25", "time_zone": ""}, {"hour": "7", "time_zone": "Mars/Base"}):
        assert client.post("/you/reminders/hour/", wrong).status_code == 422
    assert maya(riverside).time_zone == "America/Chicago"


def test_who_has_come_again_is_not_asked_whether_to_pause_and_can_with_one_tap(riverside: Riverside) -> None:
    """The mail asked somebody who did not come; whoever reads the page has come, and the mails come again."""
    weeks_ago = clock.today() - timedelta(days=15)
    Digest.objects.create(person=riverside.maya, silent_since=weeks_ago, asked_on=clock.today())
    client = Client()
    sign_in(client, riverside.maya.email)
    page = client.get("/you/reminders/").content.decode()
    assert "away for a while" not in page
    assert "Pause these mails?" not in page
    assert "Pause all reminders" in page


def test_coming_ends_the_weeks_of_silence_and_leaves_no_day_behind(riverside: Riverside) -> None:
    Digest.objects.create(person=riverside.maya, last_on=clock.today(), silent_since=clock.today())
    sign_in(Client(), riverside.maya.email)
    state = Digest.objects.get(person=riverside.maya)
    assert state.silent_since is None
    assert set(Digest.PRIVACY) == {"id", "created_at", "person", "last_on", "silent_since", "asked_on"}


def test_signing_out_everywhere_ends_this_session_too(riverside: Riverside, as_person: SignIn) -> None:
    here, elsewhere, partner = as_person(riverside.maya), as_person(riverside.maya), as_person(riverside.tom)
    assert here.post("/you/sign-out-everywhere/").headers["Location"] == "/account/login/"
    assert not is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert is_signed_in(partner)


def test_own_page_is_for_the_signed_in(client: object, db: None) -> None:
    assert client.get("/you/").headers["Location"] == "/account/login/"  # type: ignore[attr-defined]


def test_nothing_changes_by_looking(riverside: Riverside, as_person: SignIn) -> None:
    client = as_person(riverside.maya)
    for path in ("reach/", "quiet/", "reminders/hour/", "reminders/pause/", "sign-out-everywhere/"):
        assert client.get(f"/you/{path}").status_code == 405


@pytest.mark.parametrize(
    ("name", "words"),
    [("Etc/UTC", "world time (UTC)"), ("UTC", "world time (UTC)"), ("America/New_York", "America, New York")],
)
def test_clock_is_named_as_people_name_it(name: str, words: str, settings: Any) -> None:
    settings.TIME_ZONE = name
    assert str(zone_choices()[0][1]) == f"As here: {words}"

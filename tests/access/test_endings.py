"""Access ends with the relation: at the next request, over every page and form that was open."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db.models import Exists, OuterRef, Q
from django.test import Client
from django.urls import resolve, reverse

from colead.access import policy
from colead.foundation import clock
from colead.partnerships import actions as partnership_actions
from colead.partnerships.models import Partnership, Seat, Sponsorship
from colead.people.models import Appointment, new_session_mark
from colead.practice.calendar import actions as calendar
from colead.practice.calendar.models import Role
from colead.promises import space as spaces
from colead.promises.models import TrailEntry
from colead.rules.abilities import Ability
from tests.access.world import World, doors_of, fresh_client
from tests.attacks import endings
from tests.attacks.endings import DENIED, SIGNED_OUT, Open
from tests.makers import viewer_of

FOR_ANYONE = {Ability.PUBLIC, Ability.SIGNED_IN, Ability.READ_RELEASED, Ability.TAKE_AWAY, Ability.SET_WISHES}
pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world: World) -> Any:
    return viewer_of(world.town.priya)


@pytest.fixture(scope="package")
def of_tom(world: World) -> Open:
    """What Tom has open of 6 West."""
    return endings.everything_open(world.client("tom"), doors_of(world, "six_west"), within=world.root("six_west"))


def end_seat(world: World, side: str, keeper: Any) -> None:
    partnership_actions.end_seat(partnership=world.partnerships["six_west"], side=side, by=keeper)


def test_p07_a_partner_who_leaves_is_out_at_the_next_request(world: World, of_tom: Open, keeper: Any) -> None:
    assert of_tom.n_channels >= 12
    end_seat(world, "physician", keeper)
    assert endings.still_open(of_tom, denied=DENIED) == []


def test_ps19_the_one_who_stays_and_the_successor_get_nothing_of_it(world: World, keeper: Any) -> None:
    """Things of the old space are gone for the stayer too; pages without a thing open anew, with nothing in them."""
    old = endings.everything_open(world.client("maya"), doors_of(world, "six_west"), within=world.root("six_west"))
    end_seat(world, "physician", keeper)
    partnership_actions.fill_seat(
        partnership=world.partnerships["six_west"], side="physician", person=world.town.kwame, by=keeper
    )
    for client in (old.client, world.client("kwame")):
        things = Open(client, *(only_things(items, world) for items in (old.pages, old.acts)))
        assert things.pages
        assert endings.still_open(things, denied=DENIED) == []


def only_things(items: list[Any], world: World) -> list[Any]:
    """Those with an id of their own after the pair's."""
    root = world.root("six_west")
    return [
        item for item in items if any(len(part) == 36 for part in getattr(item, "url", item)[len(root) :].split("/"))
    ]


def close_account(world: World) -> None:
    login = world.people["tom"].login
    login.is_active = False
    login.save(update_fields=["is_active"])


def sign_out_everywhere(world: World) -> None:
    login = world.people["tom"].login
    login.session_mark = new_session_mark()
    login.save(update_fields=["session_mark"])


@pytest.fixture
def tomorrow() -> Iterator[None]:
    yield
    clock.travel(timedelta(0))


def wait_for_the_session_to_end(world: World) -> None:
    clock.travel(timedelta(hours=12, minutes=1))


@pytest.mark.parametrize("end", [close_account, sign_out_everywhere, wait_for_the_session_to_end])
def test_p07_an_account_that_ends_is_signed_out_at_the_next_request(
    end: Callable[[World], None], world: World, of_tom: Open, tomorrow: None
) -> None:
    end(world)
    world_client = Client(raise_request_exception=False)
    world_client.cookies = of_tom.client.cookies.copy()
    assert endings.still_open(Open(world_client, of_tom.pages, of_tom.acts), denied=SIGNED_OUT) == []


def test_p09_a_reset_sign_in_opens_nothing_private_while_it_is_held(world: World, of_tom: Open) -> None:
    login = world.people["tom"].login
    login.held_until = clock.now() + timedelta(hours=72)
    login.save(update_fields=["held_until"])
    again = Open(fresh_client(world.people["tom"]), of_tom.pages, of_tom.acts)
    assert endings.still_open(again, denied={302, 404}) == []


def by_role(url: str) -> bool:
    """Whether entering there takes more than an account."""
    return resolve(urlsplit(url).path).func.ability not in FOR_ANYONE  # type: ignore[attr-defined]


def held_by_office(world: World, actor: str) -> Open:
    """What opens to this person through a role or a sponsorship, and to nobody without."""
    held = endings.everything_open(world.client(actor), ["/"], within="/")
    acts = [act for act in held.acts if by_role(act.url)]
    return Open(held.client, [url for url in held.pages if url != "/" and by_role(url)], acts)


def test_p07_a_role_that_ends_takes_its_pages(world: World) -> None:
    held = held_by_office(world, "priya")
    assert held.n_channels >= 12
    Appointment.objects.filter(person=world.town.priya).update(ended_at=clock.now())
    assert endings.still_open(held, denied=DENIED) == []


def end_every_sponsorship(world: World, keeper: Any) -> None:
    for row in Sponsorship.objects.filter(person=world.town.helen, ended_on=None):
        partnership_actions.add_sponsor(partnership=row.partnership, person=world.town.lee, by=keeper)
        partnership_actions.end_sponsor(sponsorship=row, by=keeper)


def test_p07_a_sponsorship_that_ends_takes_its_pages(world: World, keeper: Any) -> None:
    held = held_by_office(world, "helen")
    assert held.n_channels
    end_every_sponsorship(world, keeper)
    assert endings.still_open(held, denied=DENIED) == []


def feeds_of(world: World, actor: str, role: Role) -> str:
    token = calendar.make_address(partnership=world.town.exec, role=role, by=viewer_of(world.people[actor]))
    return reverse("calendar:feed", args=[token])


def test_p07_a_seat_that_ends_takes_the_calendars_of_both_who_read_by_it(world: World, keeper: Any) -> None:
    """The one who left, and who kept that one's calendar; the address of the one who stays holds nothing of theirs."""
    held = held_by_office(world, "rosa")
    assert held.n_channels
    stranger = Client()
    gone = [feeds_of(world, "ana", Role.PARTNER), feeds_of(world, "rosa", Role.DELEGATE)]
    stays = feeds_of(world, "kwame", Role.PARTNER)
    assert [stranger.get(url).status_code for url in (*gone, stays)] == [200, 200, 200]
    assert b"VEVENT" in stranger.get(stays).content
    partnership_actions.end_seat(partnership=world.partnerships["exec"], side="nurse", by=keeper)
    assert [stranger.get(url).status_code for url in gone] == [404, 404]
    assert b"VEVENT" not in stranger.get(stays).content
    assert endings.still_open(held, denied=DENIED) == []


def test_suite_sees_a_seat_that_ends_on_paper_only(
    world: World, of_tom: Open, keeper: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the trail tells of the end, but seat, membership and space stay as they were."""
    for step in ("let_out", "close"):
        monkeypatch.setattr(spaces, step, lambda **_: None)
    for model in (Seat, Partnership):
        monkeypatch.setattr(model, "save", lambda self, **_: None)
    end_seat(world, "physician", keeper)
    assert TrailEntry.objects.filter(verb="ended_seat").order_by("-pk")[0].facts == {"side": "physician"}
    assert were_answered(endings.still_open(of_tom, denied=DENIED))


def were_answered(faults: list[str]) -> bool:
    """With a page or a redirect; a page that broke would prove nothing."""
    return any(fault.endswith(("answered 200", "answered 303")) for fault in faults)


def test_suite_sees_a_policy_that_forgets_when_a_sponsorship_ended(
    world: World, keeper: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, of_now = held_by_office(world, "helen"), policy.held_by

    def ever_sponsored(asker: policy.Asker) -> Q:
        return Q(Exists(Sponsorship.objects.filter(partnership=OuterRef("pk"), person_id=asker.person_id)))

    monkeypatch.setattr(policy, "sponsorships_of", ever_sponsored)
    monkeypatch.setattr(policy, "held_by", lambda person_id: of_now(person_id) | {policy.SPONSORSHIP})
    end_every_sponsorship(world, keeper)
    assert were_answered(endings.still_open(held, denied=DENIED))

"""What this room puts on first pages: a key that waits, a day that has come, a visit asked for, a stale page."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from colead.foundation import addresses, clock
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Answer, Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.practice.visibility import queries, wording
from colead.practice.visibility.models import Appearance, Visit
from colead.practice.visibility.pages.seen import named
from colead.promises import space
from colead.promises.open_ends import OpenEnds
from colead.rules.visibility import Who
from colead.ui.templatetags.colead import plain_date

KIND: Final = "appearance"


def first_page(viewer: Viewer, pair: Pair, ends: OpenEnds) -> list[Waiting]:
    today = clock.today()
    items = queries.waiting_in(viewer, space=pair.space.pk, today=today)
    return [
        *page_waits(viewer, pair, ends),
        *asked_in(pair),
        *(one for item in items if (one := of_item(viewer, pair, ends, item)) is not None),
        *page_is_stale(viewer, pair),
    ]


def of_item(viewer: Viewer, pair: Pair, ends: OpenEnds, item: Appearance) -> Waiting | None:
    """Its key, or who was there; of what waits for the partner's key, nothing."""
    url, forum = address(pair), str(space.read(item, viewer)["forum"])
    if item.on_day >= clock.today():
        if not waits_for(viewer, ends, item.release_id):
            return None
        return Waiting(forum, _("Shall everyone know beforehand?"), url, KIND, place=Place.KEY)
    note = _("Who of you was there, %(day)s?") % {"day": plain_date(item.on_day)}
    return Waiting(forum, note, url, KIND, taps=partial(taps_of, pair, item), place=Place.STEP)


def taps_of(pair: Pair, item: Appearance) -> Iterator[Answer]:
    url = addresses.address("visibility:tell", pair.partnership.pk, item.pk)
    yield Answer(_("We were together"), url, {"goes": Who.BOTH.value, "back": "home"})
    yield Answer(_("I spoke for us"), url, {"goes": pair.my_side, "back": "home"})


def waits_for(viewer: Viewer, ends: OpenEnds, release_id: object) -> bool:
    people = {person_id for id, person_id, _at in ends.turned if id == release_id}
    return bool(people) and viewer.person_id not in people


def page_waits(viewer: Viewer, pair: Pair, ends: OpenEnds) -> Iterator[Waiting]:
    draft = queries.draft_of(viewer, pair)
    if draft is not None and waits_for(viewer, ends, draft.pk):
        url = addresses.address("visibility:our_page", pair.partnership.pk)
        yield Waiting(_("Your page"), _("It waits for your key"), url, "page", place=Place.KEY)


def page_is_stale(viewer: Viewer, pair: Pair) -> Iterator[Waiting]:
    """What is no longer so, or the question of every year; nothing while new words wait for keys."""
    url = addresses.address("visibility:our_page", pair.partnership.pk)
    if queries.stale_in(space=pair.space.pk):
        yield Waiting(_("Your page"), _("Something on it is no longer so"), url, "page", place=Place.STEP)
    elif is_old(viewer, pair) and queries.draft_of(viewer, pair) is None:
        yield Waiting(_("Your page"), _("You agreed to it a year ago. Is it still so?"), url, "page", place=Place.STEP)


def is_old(viewer: Viewer, pair: Pair) -> bool:
    return bool(queries.old_in(viewer, space=pair.space.pk, year_ago=queries.year_ago()))


def asked_in(pair: Pair) -> Iterator[Waiting]:
    visits = queries.asked_of(space=pair.space.pk, today=clock.today())
    names = queries.names_in(visit.guest_id for visit in visits) if visits else {}
    for visit in visits:
        who = _(" and ").join(names.get(visit.guest_id, [])) or visit.guest.name
        note = _("%(names)s would like to sit in with you") % {"names": who}
        day = capfirst(plain_date(visit.on_day))
        yield Waiting(day, note, address(pair), "visit", taps=partial(replies, pair, visit), place=Place.KEY)


def replies(pair: Pair, visit: Visit) -> Iterator[Answer]:
    for verb, said in (("agree", _("Yes, do come")), ("decline", _("Not this time"))):
        url = addresses.address("visibility:move_visit", pair.partnership.pk, visit.pk, verb)
        yield Answer(said, url, {"back": "home"})


def address(pair: Pair) -> str:
    return addresses.address("visibility:list_appearances", pair.partnership.pk)


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """Where the two appear, by the words they wrote."""
    wanted = phrase.strip()
    if not wanted:
        return []
    said = wording.who(named(pair))
    return [
        Open(text["forum"], str(said.get(text["who"], wording.TOGETHER)), address(pair), KIND)
        for _item, text in space.find(queries.rows(viewer, pair).order_by("-on_day", "id"), viewer, wanted)
    ]

"""What this room puts on first pages: the next partner time, promises, keys that wait; a map for a sponsor; rounds."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation import addresses, clock
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Answer, Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.practice.meetings import wording
from colead.practice.meetings.models import Committee, Huddle, Meeting, Point, Walk
from colead.practice.meetings.pages.partner_time import at_words, moved_words
from colead.practice.meetings.queries import partner_time, seats, walks
from colead.promises import space
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.promises.open_ends import OpenEnds
from colead.rules import meetings as rules
from colead.rules.walks import Part, Promise
from colead.rules.walks import State as Walked
from colead.ui.templatetags.colead import plain_date

KIND: Final = "partner_time"
WALK: Final = "walk"


def time_ahead(viewer: Viewer, pair: Pair) -> tuple[list[Waiting], list[Open]]:
    """The next partner time: before its day it lies between them, on it it waits, first of all, with ten minutes
    as an answer; once its hour has passed there is only to say whether they met."""
    meeting = partner_time.ahead(viewer, pair)
    if meeting is None:
        return [], []
    title, at = str(wording.KINDS[meeting.kind]), at_words(meeting.on_day, meeting.starts_at)
    when = " · ".join(part for part in (at, moved_words(meeting)) if part)
    url = address("meetings:partner_time", pair)
    today = clock.today()
    if meeting.on_day > today:
        return [], [Open(title, when, url, KIND)]
    if not rules.is_asked_about(meeting.on_day, today):
        return [], []
    place = Place.TODAY if meeting.on_day == today else Place.STEP
    if partner_time.is_over(meeting):
        note = _("It was to be %(when)s. Did you two meet?") % {"when": at}
        return [Waiting(title, note, url, KIND, place=place)], []
    return [Waiting(title, when, url, KIND, taps=partial(shorter, pair, meeting), place=place)], []


def shorter(pair: Pair, meeting: Meeting) -> Iterator[Answer]:
    if meeting.minutes > rules.SHORT_MINUTES:
        url = addresses.address("meetings:shorten", pair.partnership.pk, meeting.pk)
        yield Answer(_("Make it ten minutes"), url, {"to": "short", "back": "home"})


def rounds_open(viewer: Viewer, pair: Pair, ends: OpenEnds) -> tuple[list[Waiting], list[Open]]:
    """Keys and promises of rounds; what was promised stays in sight until people were told."""
    waiting: list[Waiting] = []
    between: list[Open] = []
    for walk in walks.open_in(viewer, space=pair.space.pk, today=clock.today()):
        text = space.read(walk, viewer)
        url = address("meetings:show_walk", pair, walk.pk)
        if any(waits_for(viewer, ends, release) for release in (walk.coming, walk.answer)):
            waiting.append(
                Waiting(text["place"], _("About your round: waits for your key"), url, WALK, place=Place.KEY)
            )
        if walk.promise == Promise.OPEN:
            between.append(Open(text["promised"], promise_note(text), url, WALK, is_in_their_words=True))
        elif walk.state == Walked.PLANNED:
            note = _("You walk together %(day)s") % {"day": plain_date(walk.on_day)}
            between.append(Open(text["place"], note, url, WALK))
    return waiting, between


def promise_note(text: dict[str, str]) -> str:
    """Where a promise stands for the people there; whoever was told that it is on its way has heard something."""
    if text["on_the_way_on"]:
        said = _("%(place)s: they know it is on its way. Tell them what came of it.")
    else:
        said = _("%(place)s waits to hear what came of it")
    return said % {"place": text["place"]}


def waits_for(viewer: Viewer, ends: OpenEnds, release: Release | None) -> bool:
    if release is None or release.state != ReleaseState.DRAFT:
        return False
    people = {person_id for release_id, person_id, _at in ends.turned if release_id == release.pk}
    return bool(people) and viewer.person_id not in people


def map_waits(viewer: Viewer, pair: Pair, ends: OpenEnds) -> list[Waiting]:
    if not waits_for(viewer, ends, seats.draft(viewer, pair)):
        return []
    note = _("Your seat map waits for your key")
    return [Waiting(_("For your sponsor"), note, address("meetings:list_seats", pair), KIND, place=Place.KEY)]


def address(route: str, pair: Pair, *ids: UUID) -> str:
    return addresses.address(route, pair.partnership.pk, *ids)


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """The phrase in points, huddles, rounds and tables of this pair."""
    wanted = phrase.strip()
    if not wanted:
        return []
    time, cards = address("meetings:partner_time", pair), address("meetings:list_huddles", pair)
    points = partner_time.found_in(partner_time.lasting(Point, viewer, pair), viewer, wanted)
    huddles = partner_time.found_in(partner_time.lasting(Huddle, viewer, pair), viewer, wanted)
    rounds = partner_time.found_in(walks.rows(viewer, pair), viewer, wanted)
    tables = partner_time.found_in(seats.rows(viewer, pair), viewer, wanted)
    return [
        *(Open(text["line"], _("Partner time"), time, KIND, is_in_their_words=True) for _row, text in points),
        *(Open(text["which"], _("A huddle"), cards, KIND) for _row, text in huddles),
        *(Open(text["place"], _("A round"), walk_url(pair, row), WALK) for row, text in rounds),
        *(Open(text["name"], _("Seat map"), table_url(pair, row), KIND) for row, text in tables),
    ]


def walk_url(pair: Pair, row: Walk) -> str:
    return address("meetings:show_walk", pair, row.pk)


def table_url(pair: Pair, row: Committee) -> str:
    return address("meetings:show_committee", pair, row.pk)


def for_sponsor(viewer: Viewer) -> dict[UUID, Open]:
    """The seat map of each pair that showed this viewer one, with what they ask for and what was answered."""
    maps = list(seats.released(viewer))
    said = seats.answered(viewer) if maps else {}
    return {one.space_id: map_line(one, said) for one in maps}


def map_line(release: Release, said: Mapping[str, str]) -> Open:
    text = release.published or {}
    wished = [(row["name"], said.get(row.get("id", ""), "")) for row in text.get("tables", []) if row["is_wished"]]
    asked = [name for name, answer in wished if not answer]
    waits = [_("They ask for a seat: %(names)s") % {"names": ", ".join(asked)}] if asked else []
    note = " · ".join([*waits, *(f"{name}: {answer}" for name, answer in wished if answer)])
    url = reverse("meetings:read_map", args=[release.pk])
    return Open(_("Seat map, %(unit)s") % {"unit": text.get("unit", "")}, note, url, KIND, release.released_at)


def published(viewer: Viewer) -> list[Open]:
    """Rounds that lie ahead, and what was done about what people told; nothing counts who reads them."""
    return [told(release) for release in walks.released(viewer) if walks.is_current(release)]


def told(release: Release) -> Open:
    text = release.published or {}
    is_answer = text.get("part") == Part.ANSWER
    said = {"day": plain_date(release.released_at), "names": _(" and ").join(text.get("signed_by", []))}
    note = _("You told us, we did, %(day)s, %(names)s") if is_answer else _("A round, %(names)s")
    title = str(text["we_did"]) if is_answer else coming_title(text)
    url = reverse("meetings:show_round", args=[release.pk])
    return Open(title, note % said, url, WALK, release.released_at, is_in_their_words=is_answer)


def coming_title(text: dict[str, str]) -> str:
    return _("%(place)s, %(day)s") % {"place": text["place"], "day": plain_date(date.fromisoformat(text["on_day"]))}

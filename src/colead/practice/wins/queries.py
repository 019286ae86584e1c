"""Fetching is the check: what these two were glad of, in their space alone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.addresses import address
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.foundation.waiting import Open
from colead.partnerships.queries import Pair
from colead.practice.wins.models import Appreciation
from colead.promises import space


def live(viewer: Viewer, pair: Pair) -> "QuerySet[Appreciation]":
    return live_in(viewer, pair.space.pk, clock.today())


def live_in(viewer: Viewer, space_id: UUID, today: date) -> "QuerySet[Appreciation]":
    rows: QuerySet[Appreciation] = Appreciation.door.visible_to(viewer).filter(space=space_id, is_removed=False)
    return rows.filter(Q(retain_until=None) | Q(retain_until__gte=today))


def list_for(viewer: Viewer, pair: Pair) -> list[tuple[Appreciation, dict[str, Any]]]:
    """Received and given, newest first; nothing counts them."""
    return [(row, space.read(row, viewer)) for row in live(viewer, pair).order_by("-created_at")]


def get_received(viewer: Viewer, pair: Pair, id: UUID) -> Appreciation:
    """Only the receiver has a say over it."""
    found = live(viewer, pair).filter(pk=id, receiver_id=viewer.person_id).first()
    if found is None:
        raise Hidden
    return found


def received_today(viewer: Viewer, pair: Pair) -> list[Open]:
    """What the partner said today or yesterday, for the first page; no thanks are asked for."""
    since = datetime.combine(clock.today() - timedelta(days=1), time.min, tzinfo=UTC)
    rows = received_since(viewer, space=pair.space.pk, today=clock.today(), since=since)
    return [line(row, space.read(row, viewer), pair) for row in rows]


@Prepared
def received_since(viewer: Viewer, space: UUID, today: date, since: datetime) -> "QuerySet[Appreciation]":
    rows = live_in(viewer, space, today).filter(receiver_id=viewer.person_id, created_at__gte=since)
    return rows.order_by("-created_at")


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    wanted = phrase.strip()
    found: list[Any] = space.find(live(viewer, pair).order_by("-created_at"), viewer, wanted) if wanted else []
    return [line(row, text, pair) for row, text in found]


def line(row: Appreciation, text: dict[str, Any], pair: Pair) -> Open:
    is_mine = row.author_id == pair.me.pk
    note = _("You were glad of") if is_mine else _("%(partner)s was glad of") % {"partner": pair.partner_name}
    url = address("wins:list_appreciations", pair.partnership.pk)
    return Open(str(text["line"]), note, url, "appreciation", is_in_their_words=True)

"""Fetching is the check: as one of the two, in their space; of what is out, as anybody signed in."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import charter
from colead.partnerships.models import Partnership, Seat
from colead.partnerships.queries import Pair
from colead.practice.visibility.models import Appearance, StalePage, Visit
from colead.promises import space
from colead.promises.models import Key, Release, Space
from colead.promises.models.releases import ReleaseState
from colead.rules import visibility as rules
from colead.rules.rights import Level
from colead.rules.visibility import PageState, State, VisitState, page_state

Document = dict[str, Any]
PAGE: Final = "dyad_page"
SHOWN: Final = "appearance"
NEEDED: Final = 2  # people on a page
OPEN_VISITS: Final = (VisitState.ASKED.value, VisitState.AGREED.value)


def draft_of(viewer: Viewer, pair: Pair) -> Release | None:
    """The page that waits for keys."""
    rows = Release.door.visible_to(viewer).filter(space=pair.space, kind=PAGE, state=ReleaseState.DRAFT)
    found: Release | None = rows.select_related("space").order_by("-created_at").first()
    return found


def out_of(viewer: Viewer, pair: Pair) -> Release | None:
    """The page that everyone reads."""
    return charter.in_force(viewer, pair, PAGE)


def keys_turned(release: Release, viewer: Viewer) -> dict[UUID, datetime]:
    """Whose key has turned on the words that now stand there."""
    found = Key.door.visible_to(viewer).filter(release=release, turned_on=release.text_hash)
    return {key.person_id: key.turned_at for key in found}


def facts(partnership: Partnership, seats: Iterable[Seat]) -> Document:
    """What a page says that the two do not write themselves: who they are, and where."""
    people = [
        {"id": str(seat.person_id), "name": seat.person.name, "title": seat.person.title, "side": seat.side}
        for seat in sorted(seats, key=lambda seat: str(seat.person_id))
    ]
    return {"people": people, "unit": partnership.unit.name, "name": partnership.name}


def seats_now(spaces: Iterable[UUID]) -> dict[UUID, tuple[Partnership, list[Seat]]]:
    """The present pair of each space, with its seats; asked once for all of them."""
    seats = Seat.objects.filter(partnership__space__in=list(spaces), until_on=None)
    found: dict[UUID, tuple[Partnership, list[Seat]]] = {}
    for seat in seats.select_related("person", "partnership__unit"):
        if seat.partnership.space_id is not None:
            found.setdefault(seat.partnership.space_id, (seat.partnership, []))[1].append(seat)
    return found


def facts_now(pair: Pair) -> Document:
    _partnership, seats = seats_now([pair.space.pk]).get(pair.space.pk, (None, []))
    return facts(pair.partnership, seats)


def is_true(text: Document, present: Document) -> bool:
    return all(text.get(name) == value for name, value in present.items())


def rights(viewer: Viewer, pair: Pair) -> list[charter.Right]:
    """The agreed areas that the two decide, in their order."""
    return [right for right in charter.rights(viewer, pair) if right.level != Level.ABOVE]


def rights_differ(text: Document, present: Iterable[charter.Right]) -> list[str]:
    """The areas on a page that the two have settled otherwise since."""
    now = {right.area: right.level.value for right in present}
    return [row["label"] for row in text.get("rights", []) if now.get(row["area"]) != row["level"]]


def state_of(viewer: Viewer, pair: Pair, out: Release | None) -> PageState:
    said = (out.published or {}) if out is not None else {}
    return page_state(is_out=out is not None, is_true=is_true(said, facts_now(pair)))


def rows(viewer: Viewer, pair: Pair) -> "QuerySet[Appearance]":
    found: QuerySet[Appearance] = Appearance.door.visible_to(viewer).filter(space=pair.space)
    return found.exclude(retain_until__lt=clock.today()).select_related("space", "release__space")


def get(viewer: Viewer, pair: Pair, id: UUID) -> Appearance:
    found = rows(viewer, pair).filter(pk=id).first()
    if found is None:
        raise Hidden
    return found


def list_for(viewer: Viewer, pair: Pair) -> list[tuple[Appearance, Document]]:
    return [(row, space.read(row, viewer)) for row in rows(viewer, pair).order_by("on_day", "created_at", "id")]


def visits_now() -> "QuerySet[Visit]":
    """Those of two pairs that are still the ones who asked and were asked."""
    return Visit.objects.filter(host_space=F("host__space"), guest_space=F("guest__space"))


def visits_of(pair: Pair) -> "QuerySet[Visit]":
    found = visits_now().filter(Q(host_space=pair.space) | Q(guest_space=pair.space))
    return found.select_related("host__unit", "guest__unit").order_by("on_day", "id")


def get_visit(viewer: Viewer, pair: Pair, id: UUID, *, lock: bool = False) -> Visit:
    """As one of the hosts or one of the guests."""
    found = visits_now().select_for_update(of=("self",)) if lock else visits_now()
    visit = found.filter(Q(host_space=pair.space) | Q(guest_space=pair.space)).filter(pk=id).first()
    if visit is None:
        raise Hidden
    return visit


def names_in(partnerships: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Who sits in each of these dyads, by name."""
    seats = Seat.objects.filter(partnership__in=list(partnerships), until_on=None).select_related("person")
    found: dict[UUID, list[str]] = {}
    for seat in seats.order_by("person__name", "person_id"):
        found.setdefault(seat.partnership_id, []).append(seat.person.name)
    return found


@Prepared
def open_in(viewer: Viewer, space: UUID, today: date, year_ago: datetime) -> "QuerySet[Space]":
    """Whether anything of this room waits: a key, a day that has come, a visit, a page that says what was or is old."""
    waits = Release.door.visible_to(viewer).filter(space=OuterRef("pk"), kind=PAGE, state=ReleaseState.DRAFT)
    days = appearances_in(viewer, space, today).filter(space=OuterRef("pk"))
    asked = visits_now().filter(host_space=OuterRef("pk"), state=VisitState.ASKED.value, on_day__gte=today)
    stale = StalePage.objects.filter(space=OuterRef("pk"))
    old = old_in.ask(viewer, space=space, year_ago=year_ago)
    anything = Exists(waits) | Exists(days) | Exists(asked) | Exists(stale) | Exists(old)
    return Space.objects.filter(pk=space).filter(anything)


@Prepared
def old_in(viewer: Viewer, space: UUID, year_ago: datetime) -> "QuerySet[Release]":
    """The page that is out, where both agreed to it a year ago or longer."""
    rows: QuerySet[Release] = Release.door.visible_to(viewer).filter(space=space, kind=PAGE)
    return rows.filter(state=ReleaseState.RELEASED, released_at__lte=year_ago)


def year_ago() -> datetime:
    return rules.year_before(clock.now())


@Prepared
def waiting_in(viewer: Viewer, space: UUID, today: date) -> "QuerySet[Appearance]":
    return appearances_in(viewer, space, today).select_related("space", "release").order_by("on_day", "id")


def appearances_in(viewer: Viewer, space: UUID, today: date) -> "QuerySet[Appearance]":
    """Planned ones whose day has come, and those of which everyone shall know once both keys have turned."""
    found: QuerySet[Appearance] = Appearance.door.visible_to(viewer).filter(space=space, state=State.PLANNED.value)
    return found.filter(Q(on_day__lt=today) | Q(release__state=ReleaseState.DRAFT, on_day__gte=today))


@Prepared
def asked_of(space: UUID, today: date) -> "QuerySet[Visit]":
    found = visits_now().filter(host_space=space, state=VisitState.ASKED.value, on_day__gte=today)
    return found.select_related("guest").order_by("on_day", "id")


@Prepared
def stale_in(space: UUID) -> "QuerySet[StalePage]":
    return StalePage.objects.filter(space=space)

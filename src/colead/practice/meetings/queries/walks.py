"""Rounds of a pair, for the two; and what of them both let out, for everyone."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from colead.content import prompts
from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.meetings.models import Walk
from colead.practice.meetings.queries.partner_time import lasting, lasting_in
from colead.promises import space, two_key
from colead.promises.models import Key, Release
from colead.promises.models.releases import ReleaseState
from colead.rules import meetings, we_form
from colead.rules.walks import Part, Promise, State

Document = dict[str, Any]
KIND: Final = "round"
PARTS: Final = tuple(part.value for part in Part)


def rows(viewer: Viewer, pair: Pair) -> "QuerySet[Walk]":
    return lasting(Walk, viewer, pair).select_related("space", "coming__space", "answer__space")


def get(viewer: Viewer, pair: Pair, id: UUID) -> Walk:
    walk = rows(viewer, pair).filter(pk=id).first()
    if walk is None:
        raise Hidden
    return walk


def list_for(viewer: Viewer, pair: Pair) -> list[tuple[Walk, Document]]:
    return [(row, space.read(row, viewer)) for row in rows(viewer, pair).order_by("-on_day", "-created_at", "id")]


@Prepared
def open_in(viewer: Viewer, space: UUID, today: date) -> "QuerySet[Walk]":
    """Rounds that are planned or of which people were promised something, or that wait for a key."""
    waits = Q(coming__state=ReleaseState.DRAFT) | Q(answer__state=ReleaseState.DRAFT)
    found = lasting_in(Walk, viewer, space, today)
    found = found.filter(Q(state=State.PLANNED.value) | Q(promise=Promise.OPEN.value) | waits)
    return found.select_related("space", "coming", "answer").order_by("on_day", "created_at", "id")


def question_of_the_month() -> str:
    """The same for everybody who walks in this month."""
    return meetings.of_the_month([_(question.text) for question in prompts.load().rounding], clock.today())


def findings(text: Document, pair: Pair) -> tuple[str, ...]:
    """Where somebody could be recognised; asked anew each time and kept nowhere."""
    words = " \n".join(str(part) for part in text.values() if part)
    return we_form.third_persons(words, [person.name for person in pair.people])


def release_of(walk: Walk, part: str) -> Release | None:
    found: Release | None = getattr(walk, part)
    return found


def keys_turned(release: Release, viewer: Viewer) -> dict[UUID, Any]:
    found = Key.door.visible_to(viewer).filter(release=release, turned_on=release.text_hash)
    return {key.person_id: key.turned_at for key in found}


def released(viewer: Viewer) -> "QuerySet[Release]":
    """What is out for everyone; a pair that has ended tells no more."""
    found = two_key.released_to(viewer, KIND).filter(state=ReleaseState.RELEASED, space__closed_at=None)
    return found.order_by("-released_at", "id")


def is_current(release: Release) -> bool:
    """A day that has come and gone is no news."""
    return is_answer(release) or is_coming(release)


def is_answer(release: Release) -> bool:
    return (release.published or {}).get("part") == Part.ANSWER


def is_coming(release: Release) -> bool:
    text = release.published or {}
    return not is_answer(release) and date.fromisoformat(text["on_day"]) >= clock.today()


def get_released(viewer: Viewer, id: UUID) -> Release:
    found = released(viewer).filter(pk=id).first()
    if found is None or not is_current(found):
        raise Hidden
    return found

"""The same line: what whoever answers to it says to the unit today, in words on which two keys have turned."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.partnerships.actions import Refused
from colead.practice.reviews.actions import moving
from colead.practice.reviews.models import Case
from colead.promises import two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules.audiences import Audience

LINE = "same_line"


@transaction.atomic
def word_line(*, partnership_id: UUID, id: UUID, line: str, seen: str, by: Viewer) -> Case:
    """Words for two to agree on; new ones void the keys. They are said aloud, and published nowhere."""
    desk = moving.lock(by, partnership_id, id)
    moving.require(desk.case, "say")
    before = desk.case.line
    if seen != (before.text_hash if before is not None else ""):
        raise two_key.StaleText
    if before is not None and before.state == ReleaseState.DRAFT:
        two_key.edit(release=before, text={"line": line}, by=by)
        return moving.move(desk, "say")
    if len(desk.hands) < 2:
        raise Refused(_("Two keys belong to these words. Wait until somebody stands in."))
    release = two_key.propose(
        space=desk.case.space,
        kind=LINE,
        audience=Audience.PAIR,
        text={"line": line},
        by=by,
        publishes=(),
        holders=desk.hands,
        supersedes=moving.line_that_stands(desk.case),
        retain_until=desk.case.retain_until,
    )
    return moving.move(desk, "say", line=release)


@transaction.atomic
def turn(*, partnership_id: UUID, id: UUID, seen: str, by: Viewer) -> Case:
    desk = moving.lock(by, partnership_id, id)
    moving.require(desk.case, "say")
    two_key.turn(release=required(desk.case), seen=seen, by=by)
    return desk.case


@transaction.atomic
def take_back(*, partnership_id: UUID, id: UUID, by: Viewer) -> Case:
    desk = moving.lock(by, partnership_id, id)
    two_key.take_back(release=required(desk.case), by=by)
    return desk.case


def required(case: Case) -> Release:
    line: Release | None = case.line
    if line is None:
        raise two_key.AlreadyOut
    return line

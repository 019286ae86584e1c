"""How the programme office words the areas: reword, add, rest, offer, put back. Nothing reaches backwards."""

from dataclasses import replace
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import areas
from colead.partnerships.actions import Refused
from colead.partnerships.areas import Area, Areas
from colead.partnerships.models import AreaVersion
from colead.promises import trail
from colead.rules.abilities import Ability
from colead.rules.rights import is_same_label

OWN = "own_"


@transaction.atomic
def add(*, group: str, label: str, by: Viewer) -> AreaVersion:
    """An area of the site's own; fill-ins that begin from now on offer it."""
    known = locked_for_keeper(by).now()
    if group not in {one.key for one in known.groups}:
        raise Hidden
    area = Area(f"{OWN}{uuid4().hex[:12]}", one_line(label), group, is_own=True)
    require_new_label(known, area)
    return write(area, number=1, verb="added_area", by=by)


@transaction.atomic
def reword(*, area: str, label: str, by: Viewer) -> None:
    wordings = locked_for_keeper(by)
    change(wordings, replace(found(wordings, area), label=one_line(label)), verb="reworded_area", by=by)


@transaction.atomic
def put_back(*, area: str, by: Viewer) -> None:
    """The wording that came with the product, again from now on."""
    wordings = locked_for_keeper(by)
    here = found(wordings, area)
    if here.is_own:
        raise Hidden
    change(wordings, replace(here, label=areas.shipped_label(area)), verb="put_back_area", by=by)


@transaction.atomic
def rest(*, area: str, by: Viewer) -> None:
    """No new fill-in offers it. Where it is marked or agreed, it stays."""
    wordings = locked_for_keeper(by)
    offered = [one.key for one in wordings.now().offered]
    if offered == [area]:
        raise Refused(_("This is the last area that is offered. Offer another one again first."))
    change(wordings, replace(found(wordings, area), is_resting=True), verb="rested_area", by=by)


@transaction.atomic
def offer_again(*, area: str, by: Viewer) -> None:
    wordings = locked_for_keeper(by)
    change(wordings, replace(found(wordings, area), is_resting=False), verb="offered_area", by=by)


def change(wordings: areas.Wordings, after: Area, *, verb: str, by: Viewer) -> None:
    """One more wording; what already stands so is not written twice."""
    known = wordings.now()
    if after == known.area(after.key):
        return
    require_new_label(known, after)
    rows = wordings.rows.get(after.key, [])
    write(after, number=rows[-1].number + 1 if rows else 1, verb=verb, by=by)


def write(area: Area, *, number: int, verb: str, by: Viewer) -> AreaVersion:
    row = AreaVersion.objects.create(
        area=area.key, number=number, group=area.group, label=area.label, is_resting=area.is_resting
    )
    trail.record(verb=verb, subject=row, by=by, facts={"area": area.key})
    return row


def require_new_label(known: Areas, area: Area) -> None:
    """Two areas that read alike could not be told apart in a fill-in, whatever their capitals and spaces."""
    if is_same_label(area.label, ""):
        raise Refused(_("Write a line, please."))
    if any(is_same_label(other.label, area.label) for other in known.all if other.key != area.key):
        raise Refused(_("Another area already goes by these words, perhaps one that rests. Choose others."))


def found(wordings: areas.Wordings, key: str) -> Area:
    area = wordings.now().by_key.get(key)
    if area is None:
        raise Hidden
    return area


def locked_for_keeper(by: Viewer) -> areas.Wordings:
    """As they stand now; two changes at once could each be new and give two areas one label together."""
    if not by.has(Ability.KEEP_PROGRAMME):
        raise Hidden
    trail.lock("areas")
    return areas.load()


def one_line(label: str) -> str:
    return " ".join(label.split())

"""What the two do: word a request, turn both keys, take it back, and say whether it came."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import actions as partnerships
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair, in_turn, readers_of
from colead.practice.meetings.models import Committee
from colead.practice.meetings.queries import seats
from colead.programme.supports.actions import reminding
from colead.programme.supports.models import Request
from colead.programme.supports.queries import asked as queries
from colead.programme.supports.queries.answers import replies_to
from colead.promises import space, trail, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import requests as rules
from colead.rules import retention
from colead.rules.audiences import Audience
from colead.rules.retention import Kind as Kept

Text = dict[str, Any]


@transaction.atomic
def ask(*, pair: Pair, kind: str, text: str, by: Viewer, table: UUID | None = None) -> Release:
    """Puts a request before both of them, and turns the key of who does. A seat at one table is asked for once."""
    space.hold_open(by, pair.space)
    require_unasked(pair, kind, table, by)
    if pair.partner is None:
        raise Refused(_("The other seat is empty. Nothing goes to your sponsor with one key."))
    names = [person.name for person in in_turn(pair)]
    said = {"kind": kind, "text": text, "signed_by": names, "unit": pair.partnership.unit.name}
    release = two_key.propose(
        space=pair.space,
        kind=queries.KIND,
        audience=Audience.SPONSOR,
        text={**said, **at_table(table)},
        publishes=sorted(said),
        by=by,
        retain_until=retention.retain_until(Kept.REQUEST, clock.today()),
    )
    return turn_where_read(pair, release, by)


def at_table(table: UUID | None) -> Text:
    return {"table": str(table)} if table is not None else {}


def require_unasked(pair: Pair, kind: str, table: UUID | None, by: Viewer, but: UUID | None = None) -> None:
    """With the table's row held, so that two who ask in the same instant ask once; `but` is the request at hand."""
    if kind != rules.Kind.SEAT or table is None:
        return
    row = Committee.door.fetch(by, seats.get(by, pair, table).pk, lock=True)
    asked = queries.for_tables(by, pair).get(row.pk)
    if asked is not None and asked[0].pk != but and queries.is_open(asked[0]):
        raise Refused(_("You two have asked for this seat already. It stands with your requests."))


@transaction.atomic
def edit(*, pair: Pair, id: UUID, kind: str, text: str, seen: str, by: Viewer, table: UUID | None = None) -> Release:
    """Other words open both keys; then the key of who wrote them turns on what now stands there."""
    release = queries.get(by, pair, id)
    if seen != release.text_hash:
        raise two_key.StaleText
    require_unasked(pair, kind, table, by, but=id)
    before = {name: words for name, words in two_key.text_of(release, by).items() if name != "table"}
    changed = two_key.edit(release=release, text={**before, "kind": kind, "text": text, **at_table(table)}, by=by)
    return turn_where_read(pair, changed, by)


def turn_where_read(pair: Pair, release: Release, by: Viewer) -> Release:
    """Before one of them has said who the sponsor is, the words are kept and no key turns."""
    if not readers_of(pair.partnership):
        return release
    return turn(pair=pair, id=release.pk, seen=release.text_hash, by=by)


@transaction.atomic
def turn(*, pair: Pair, id: UUID, seen: str, by: Viewer) -> Release:
    """Turns one's key on the words on the screen; with the second one the sponsor reads them."""
    release = queries.get(by, pair, id)
    partnerships.require_sponsor(pair)
    done = two_key.turn(release=release, seen=seen, by=by)
    if done.state == ReleaseState.RELEASED:
        send(done, queries.table_of(two_key.text_of(done, by)))
    return done


def send(release: Release, table: UUID | None) -> None:
    """Once: a key that is turned twice sends nothing twice."""
    begun = {"asked_on": clock.today(), "table_id": table}
    _request, is_new = Request.objects.get_or_create(release=release, defaults=begun)
    if is_new:
        reminding.to_sponsors(release, queries.people(queries.reader_ids(release)))


@transaction.atomic
def turn_back(*, pair: Pair, id: UUID, by: Viewer) -> None:
    two_key.take_back(release=queries.get(by, pair, id), by=by)


@transaction.atomic
def drop(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """Either keeps a draft between the two; nothing of it goes anywhere."""
    two_key.drop(release=queries.get(by, pair, id), by=by)


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, by: Viewer) -> Request:
    """Either takes what was asked out of the sponsor's view; that it was asked, and when, stays on record."""
    request = locked(pair, id, by)
    moved = move(request, "take_back", "took_request_back", by)
    two_key.unpublish(release=moved.release, by=by)
    reminding.none_any_more(id)
    return moved


@transaction.atomic
def settle(*, pair: Pair, id: UUID, verb: str, by: Viewer) -> Request:
    """It came, or it did not, or it waits again after all; the two and their sponsor read which."""
    request = locked(pair, id, by)
    if verb not in ("arrive", "lapse", "wait"):
        raise Refused(_("Say that it came, or that it did not."))
    if verb == "lapse":
        require_its_day(id, by)
    if verb == "wait" and not rules.may_wait_again(request.state, request.settled_on, clock.today()):
        raise Refused(_("That it did not come is taken back on the same day. It can still come after all."))
    table = request.table_id
    if verb == "wait" and table is not None and seats.rows(by, pair).filter(pk=table).exists():
        require_unasked(pair, rules.Kind.SEAT, table, by, but=id)
    moved = move(request, verb, "settled_request", by)
    two_key.keep_until(release=moved.release, day=retention.retain_until(Kept.REQUEST, clock.today()), by=by)
    return moved


def require_its_day(id: UUID, by: Viewer) -> None:
    """Nobody tells a sponsor that it did not come before the day the sponsor said."""
    latest = next(iter(replies_to(by, [id]).get(id, [])), None)
    if latest is not None and not rules.may_lapse(latest.value, latest.by_on, clock.today()):
        raise Refused(_("The day by which it comes has not come yet. Nothing was said to your sponsor."))


def locked(pair: Pair, id: UUID, by: Viewer) -> Request:
    """The row of what these two have sent, in a space that stays open meanwhile."""
    space.hold_open(by, pair.space)
    release = queries.get(by, pair, id)
    request = Request.objects.select_for_update().filter(release=release).first()
    if request is None:
        raise two_key.NotOut
    request.release = release
    return request


def move(request: Request, verb: str, says: str, by: Viewer) -> Request:
    state = rules.MACHINE.next_state(request.state, verb)
    request.state = state.value
    request.settled_on = None if state in rules.OPEN else clock.today()
    request.save(update_fields=["state", "settled_on"])
    trail.record(verb=says, subject=request, by=by, space=request.release.space)
    return request

"""Everything that changes a partnership: forming it, filling and ending seats, sponsors, its status."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock, notices
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import queries
from colead.partnerships.models import EarlierSpace, Partnership, Seat, Side, Sponsorship
from colead.partnerships.queries import Pair
from colead.people.models import Appointment, Person
from colead.promises import space, trail
from colead.promises.models.spaces import SpaceKind
from colead.rules.abilities import Ability
from colead.rules.partnerships import MACHINE, Status
from colead.rules.roles import Role, own_hand_conflict, seat_conflict
from colead.units.models import Unit


class Refused(Exception):
    """A rule stands against it; the text says which, in words for the screen."""


@transaction.atomic
def form(
    *,
    unit: Unit,
    name: str,
    nurse: Person,
    physician: Person,
    sponsor: Person,
    by: Viewer,
    started_on: date | None = None,
    temporary_until: date | None = None,
    is_temporary: bool = False,
) -> Partnership:
    """Two people, one unit, one sponsor: the pair and its space begin."""
    require_keeper(by)
    if nurse == physician:
        raise Refused(_("A dyad needs two people."))
    if is_temporary and (temporary_until is None or temporary_until < clock.today()):
        raise Refused(_("A temporary co-lead has a last day, today or later."))
    partnership = Partnership.objects.create(
        unit=unit,
        name=name,
        status=Status.FORMING,
        is_temporary=is_temporary,
        temporary_until=temporary_until,
        started_on=started_on or clock.today(),
    )
    add_sponsor(partnership=partnership, person=sponsor, by=by)
    for side, person in ((Side.NURSE, nurse), (Side.PHYSICIAN, physician)):
        fill_seat(partnership=partnership, side=side, person=person, by=by, from_on=started_on)
    trail.record(verb="formed", subject=partnership, by=by)
    partnership.refresh_from_db()
    return partnership


@transaction.atomic
def fill_seat(
    *,
    partnership: Partnership,
    side: str,
    person: Person,
    by: Viewer,
    is_interim: bool = False,
    from_on: date | None = None,
) -> Seat:
    """A person takes a seat. When both are filled, the pair gets a space of its own; nobody inherits an earlier one."""
    locked = locked_for_keeper(by, partnership.pk)
    refuse_own_hand(by, person)
    refuse_conflict(locked, person)
    refuse_taken(locked, side, person)
    seat = Seat.objects.create(
        partnership=locked,
        side=side,
        person=person,
        from_on=from_on or clock.today(),
        is_interim=is_interim,
        ends_on=end_of_temporary(locked),
    )
    pair = [row.person for row in Seat.objects.filter(partnership=locked, until_on=None).select_related("person")]
    if len(pair) == len(Side.values):
        locked.space = space.open_for(kind=SpaceKind.PAIR, people=pair, by=by)
        locked.save(update_fields=["space"])
        begin_again(locked)
    trail.record(verb="filled_seat", subject=seat, by=by, facts={"side": side, "interim": is_interim})
    return seat


def end_of_temporary(locked: Partnership) -> date | None:
    """Two who lead together for a time know the end from the beginning: the day after their last one."""
    if locked.temporary_until is None:
        return None
    if locked.temporary_until < clock.today():
        raise Refused(_("The last day of this temporary dyad is over. Form a new one."))
    return locked.temporary_until + timedelta(days=1)


@transaction.atomic
def end_seat(*, partnership: Partnership, side: str, by: Viewer) -> Seat:
    """Ends a seat on the spot. No page leads here: from a page a seat gets a day (`ending_actions.set_end`)."""
    locked = locked_for_keeper(by, partnership.pk)
    return close_seat(locked, locked_seat(locked, side), by)


def locked_seat(locked: Partnership, side: str) -> Seat:
    seat = Seat.objects.select_for_update().filter(partnership=locked, side=side, until_on=None).first()
    if seat is None:
        raise Hidden
    return seat


def close_seat(locked: Partnership, seat: Seat, by: Viewer | None) -> Seat:
    """A person leaves, with no fault in it. The leaver's access ends now; what the pair wrote is frozen.

    Who stays belongs to the frozen space until that one's seat ends too; own words in own spaces stay with each.
    """
    seat.until_on = clock.today()
    seat.save(update_fields=["until_on"])
    if locked.space is not None:
        space.close(space=locked.space, by=by)
        notices.withdraw_of_space(locked.space.pk)
        EarlierSpace.objects.create(partnership=locked, space=locked.space)
        locked.space = None
        locked.save(update_fields=["space"])
    for earlier in EarlierSpace.objects.filter(partnership=locked).select_related("space"):
        space.let_out(space=earlier.space, person=seat.person, by=by)
    trail.record(verb="ended_seat", subject=seat, by=by, facts={"side": seat.side})
    return seat


@transaction.atomic
def add_sponsor(*, partnership: Partnership, person: Person, by: Viewer) -> Sponsorship:
    locked = locked_for_keeper(by, partnership.pk)
    refuse_own_hand(by, person)
    if Sponsorship.objects.filter(partnership=locked, person=person, ended_on=None).exists():
        raise Refused(_("%(name)s sponsors this dyad already.") % {"name": person.name})
    if Seat.objects.filter(partnership=locked, person=person, until_on=None).exists():
        raise Refused(seat_conflict(is_sponsor=True, is_it_administrator=False))
    taken = set(Sponsorship.objects.filter(partnership=locked, ended_on=None).values_list("order", flat=True))
    free = next((order for order in (1, 2) if order not in taken), None)
    if free is None:
        raise Refused(_("A dyad reports to one sponsor or two."))
    sponsorship = Sponsorship.objects.create(partnership=locked, person=person, order=free)
    tell_of_sponsor(locked, sponsorship, "added_sponsor", by)
    return sponsorship


@transaction.atomic
def end_sponsor(*, sponsorship: Sponsorship, by: Viewer) -> None:
    """A dyad always reports to somebody, so the last sponsor stays until the next one is named."""
    locked = locked_for_keeper(by, sponsorship.partnership_id)
    others = Sponsorship.objects.filter(partnership=locked, ended_on=None).exclude(pk=sponsorship.pk)
    if locked.status != Status.ENDED and not others.exists():
        raise Refused(_("A dyad reports to somebody. Name the next sponsor first."))
    Sponsorship.objects.filter(pk=sponsorship.pk, ended_on=None).update(ended_on=clock.today())
    tell_of_sponsor(locked, sponsorship, "ended_sponsor", by)


def tell_of_sponsor(locked: Partnership, sponsorship: Sponsorship, verb: str, by: Viewer) -> None:
    """Nobody becomes the reader of a pair unseen: their trail says it, the two and the sponsors hear of it."""
    facts = {"person": str(sponsorship.person_id)}
    if locked.space is not None:
        trail.record(verb=verb, subject=sponsorship, by=by, space=locked.space, facts=facts)
    entry = trail.record(verb=verb, subject=sponsorship, by=by, facts=facts)
    seats = Seat.objects.filter(partnership=locked, until_on=None).values_list("person_id", flat=True)
    sponsors = Sponsorship.objects.filter(partnership=locked, ended_on=None).values_list("person_id", flat=True)
    for person_id in {*seats, *sponsors, sponsorship.person_id} if seats else ():
        notices.put(key=f"sponsor {entry.pk} {person_id}", person_id=person_id, sentence="sponsor_changed")


@transaction.atomic
def confirm_sponsor(*, pair: Pair, id: UUID, by: Viewer) -> Sponsorship:
    """One of the two says: yes, this is our sponsor. What both release from now on is read by this one."""
    present = space.hold_open(by, pair.space)
    open_ones = Sponsorship.objects.select_for_update().filter(partnership=pair.partnership, ended_on=None)
    sponsorship = open_ones.filter(pk=id).first()
    if sponsorship is None:
        raise Hidden
    if sponsorship.confirmed_in_id != present.pk:
        sponsorship.confirmed_in, sponsorship.confirmed_at = present, clock.now()
        sponsorship.save(update_fields=["confirmed_in", "confirmed_at"])
        trail.record(verb="confirmed_sponsor", subject=sponsorship, by=by, space=present)
    return sponsorship


def require_sponsor(pair: Pair) -> None:
    """What nobody could read is not sent up: later it would not be read either."""
    if not queries.readers_of(pair.partnership):
        raise Refused(_("One of you says first who your sponsor is, on the page 'Our sponsor'. Your words are kept."))


@transaction.atomic
def move(*, partnership: Partnership, verb: str, by: Viewer) -> Partnership:
    """Activate, pause, resume, end. Ending empties both seats and freezes what the two wrote; nobody is at fault."""
    locked = locked_for_keeper(by, partnership.pk)
    status = str(MACHINE.next_state(locked.status, verb))
    if verb == "activate" and locked.space is None:
        raise Refused(_("Both seats are filled before a dyad is active."))
    if status == Status.ENDED:
        for side in Seat.objects.filter(partnership=locked, until_on=None).values_list("side", flat=True):
            end_seat(partnership=locked, side=side, by=by)
        locked.refresh_from_db()
    return write_status(locked, status, by)


@transaction.atomic
def edit(*, partnership: Partnership, name: str, unit: Unit, by: Viewer) -> Partnership:
    """Another name, or another place in the tree: the pair, its space and its seats stay."""
    locked = locked_for_keeper(by, partnership.pk)
    locked.name, locked.unit = name, unit
    locked.save(update_fields=["name", "unit"])
    trail.record(verb="edited_partnership", subject=locked, by=by, facts={"unit": str(unit.pk)})
    return locked


def write_status(locked: Partnership, status: str, by: Viewer | None) -> Partnership:
    locked.status = status
    locked.ended_on = clock.today() if status == Status.ENDED else None
    locked.save(update_fields=["status", "ended_on"])
    trail.record(verb="set_status", subject=locked, by=by, facts={"status": str(status)})
    return locked


def begin_again(locked: Partnership) -> None:
    """A new person in a seat is a new pair, which starts with getting to know each other."""
    for verb in ("form", "change_partner"):
        if MACHINE.may(locked.status, verb):
            locked.status = MACHINE.next_state(locked.status, verb)
            locked.save(update_fields=["status"])
            return


def require_keeper(by: Viewer) -> None:
    if not by.has(Ability.KEEP_PROGRAMME):
        raise Hidden


def locked_for_keeper(by: Viewer, id: UUID) -> Partnership:
    locked = by.sees(Partnership.objects.select_for_update(), Ability.KEEP_PROGRAMME).filter(pk=id).first()
    if locked is None:
        raise Hidden
    return locked


def refuse_own_hand(by: Viewer, person: Person) -> None:
    reason = own_hand_conflict(by_id=by.person_id, for_id=person.pk)
    if reason:
        raise Refused(_(reason))


def refuse_conflict(partnership: Partnership, person: Person) -> None:
    reason = seat_conflict(
        is_sponsor=Sponsorship.objects.filter(partnership=partnership, person=person, ended_on=None).exists(),
        is_it_administrator=Appointment.objects.filter(
            person=person, role=Role.IT_ADMINISTRATOR, ended_at=None, confirmed_at__isnull=False
        ).exists(),
    )
    if reason:
        raise Refused(reason)


def refuse_taken(partnership: Partnership, side: str, person: Person) -> None:
    if partnership.status == Status.ENDED:
        raise Refused(_("This dyad has ended. A new one begins with 'Add a dyad'."))
    if person.left_on is not None and person.left_on <= clock.today():
        raise Refused(_("%(name)s no longer works here.") % {"name": person.name})
    taken = {seat.side: seat.person_id for seat in Seat.objects.filter(partnership=partnership, until_on=None)}
    if side in taken:
        raise Refused(_("This seat is taken. End it first."))
    if person.pk in taken.values():
        raise Refused(_("%(name)s holds the other seat.") % {"name": person.name})

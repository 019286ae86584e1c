"""An ally whom the two name points at what arrives: it lies before both, who let them look on by looking it over."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.models import Ally, Partnership
from colead.partnerships.queries import Pair, seats_today
from colead.people.models import Person
from colead.practice.reviews import queries
from colead.practice.reviews.actions import pointing, reminding
from colead.practice.reviews.actions.pointing import Pointer
from colead.practice.reviews.models import Case
from colead.promises import space, trail
from colead.promises.models.spaces import SpaceKind
from colead.rules import reviews as rules

ALLIES_AT_MOST = 5


@transaction.atomic
def name_ally(*, pair: Pair, person: Person, by: Viewer) -> Ally:
    """By either of the two, for this pair. It opens no case; naming somebody twice changes nothing."""
    present = space.locked_for(by, pair.space)
    standing = Ally.objects.filter(space=present, ended_on=None)
    found = standing.filter(person=person).first()
    if found is not None:
        return found
    if standing.count() >= ALLIES_AT_MOST:
        raise Refused(_("Five people point for you two. End one of them first."))
    if not queries.may_help(person, pair.partnership):
        raise Refused(_("This person cannot point here: one of you two, a sponsor, or an office that sees no case."))
    ally = Ally.objects.create(partnership=pair.partnership, space=present, person=person)
    trail.record(verb="named_ally", subject=ally, by=by, space=present)
    return ally


@transaction.atomic
def end_ally(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """By either, at once. What was pointed at stays, and so does an invitation to look on, until it is taken back."""
    present = space.hold_open(by, pair.space)
    ally = Ally.objects.select_for_update().filter(pk=id, space=present, ended_on=None).first()
    if ally is None:
        raise Hidden
    ally.ended_on = clock.today()
    ally.save(update_fields=["ended_on"])
    trail.record(verb="ended_ally", subject=ally, by=by, space=present)


@transaction.atomic
def point(*, ally_id: UUID, pointer: Pointer, by: Viewer) -> None:
    """The same whether it is new or known, so that nothing can be asked of it."""
    ally = queries.get_ally(by, ally_id)
    looks_on = ally.person if pointer.kind not in rules.MESSAGES else None
    lay_before_both(ally.partnership, pointer, author=ally.person, looks_on=looks_on)


def lay_before_both(partnership: Partnership, pointer: Pointer, *, author: Person, looks_on: Person | None) -> None:
    """By somebody outside the pair, who has no key to it. A number that lies there already is left as it is.

    Who points looks on only once it was looked over: until then what is new is to them like what is known.
    """
    people = [seat.person for seat in seats_today(partnership)]
    beside = partnership.space
    if beside is None or not people:
        raise Refused(_("No pair leads this unit."))
    words = {"number": pointer.number, "system": pointer.system, "invited": str(looks_on.pk) if looks_on else ""}
    columns = pointing.columns_of(beside, pointer)
    try:
        with transaction.atomic():
            made = space.deliver(Case, space_kind=SpaceKind.CASE, people=people, author=author, text=words, **columns)
    except IntegrityError:
        return
    for person in people:
        reminding.of_standing_in(made, person)

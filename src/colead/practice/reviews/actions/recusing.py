"""Stepping back: who was part of it loses the case at once and is cared for; a stand-in takes the place."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, seats_today
from colead.people.models import Person
from colead.practice.reviews import queries
from colead.practice.reviews.actions import marking, moving, reminding
from colead.practice.reviews.models import Case, StandIn, Support
from colead.practice.reviews.queries import Desk
from colead.promises import belonging, holds, space, trail
from colead.promises.models import Space
from colead.rules import retention
from colead.rules import reviews as rules
from colead.rules.reviews import State

INVITED_AT_MOST = 5


def required_pair(desk: Desk) -> Pair:
    """What only one of the two may do."""
    if desk.pair is None:
        raise Hidden
    return desk.pair


def required_partner(pair: Pair) -> Person:
    if pair.partner is None:
        raise Refused(_("The other seat is empty. Nobody has to step back from it."))
    return pair.partner


def anew(desk: Desk) -> Desk:
    """The same case after its people have changed."""
    return Desk(desk.viewer, desk.case, desk.partnership, desk.pair)


@transaction.atomic
def recuse(*, partnership_id: UUID, id: UUID, who: UUID, by: Viewer) -> None:
    """At any step: oneself, or the partner. It holds from this moment, whether or not a stand-in is named yet."""
    desk = moving.lock(by, partnership_id, id)
    moving.require(desk.case, "recuse")
    if desk.case.state == State.POINTED:
        marking.lay_before_both(desk)
        if who == by.person_id:
            let_partner_in(desk)
            desk = anew(desk)
    step_back(desk, who=who)


def let_partner_in(desk: Desk) -> None:
    """The partner belongs to it from here on, unless that one has stepped back."""
    pair = desk.pair
    if pair is not None and pair.partner is not None and queries.other_side(pair) not in desk.recused_sides:
        space.let_in(space=desk.case.space, person=pair.partner, by=desk.viewer, reads_earlier=True)


def step_back(desk: Desk, *, who: UUID) -> None:
    pair = required_pair(desk)
    leaving = next((person for person in pair.people if person.pk == who), None)
    if leaving is None:
        raise Hidden
    side = pair.my_side if leaving.pk == pair.me.pk else queries.other_side(pair)
    stand_in = let_stand_in_in(desk, side)
    staying = [person for person in anew(desk).hands if person not in (leaving, stand_in)]
    staying += [stand_in] if stand_in is not None else []
    if not staying:
        raise Refused(
            _("Nobody would be left to see to it. Ask your sponsor to name who stands in, then step back here.")
        )
    moving.drop_line(desk)
    let_looks_end(anew(desk))
    sides = " ".join(sorted({*desk.recused_sides, side}))
    text = {"recused": sides, "lead": str(staying[0].pk)}
    space.rewrite(desk.case, by=desk.viewer, text=text, line=moving.line_that_stands(desk.case))
    moving.note(desk.viewer, desk.case.space)
    give_support(pair, leaving, desk.viewer, stand_in)
    reminding.plan(anew(desk))
    if leaving.pk in {person.pk for person in desk.people}:
        space.let_out(space=desk.case.space, person=leaving, by=desk.viewer)
    reminding.none_to(desk.case, leaving)


def let_stand_in_in(desk: Desk, side: str) -> Person | None:
    stand_in = queries.stand_in_for(desk.partnership, side)
    if stand_in is not None:
        space.let_in(space=desk.case.space, person=stand_in, by=desk.viewer, reads_earlier=True)
        look_on_no_longer(desk, stand_in)
        reminding.of_standing_in(desk.case, stand_in)
    return stand_in


def let_looks_end(desk: Desk) -> None:
    """Who was invited by the two was perhaps invited by who was part of it: whoever stays invites anew, or not."""
    for person in desk.people:
        if str(person.pk) in desk.invited_ids and person not in desk.hands:
            space.let_out(space=desk.case.space, person=person, by=desk.viewer)
    space.rewrite(desk.case, by=desk.viewer, text={"invited": ""})


def look_on_no_longer(desk: Desk, person: Person) -> None:
    """Who stands in takes steps; with the naming it ends, whatever the invitation was."""
    if str(person.pk) in desk.invited_ids:
        invited = " ".join(id for id in desk.invited_ids if id != str(person.pk))
        space.rewrite(desk.case, by=desk.viewer, text={"invited": invited})


@transaction.atomic
def let_in_late(*, partnership_id: UUID, id: UUID, by: Viewer) -> Case:
    """The sponsor has named somebody since: they come in now."""
    desk = moving.lock(by, partnership_id, id)
    moving.require(desk.case, "recuse")
    found = {side: let_stand_in_in(desk, side) for side in desk.recused_sides}
    if not any(found.values()):
        raise Refused(_("Nobody is named yet. Your sponsor does that on their own page, and is told nothing of why."))
    moving.note(by, desk.case.space)
    if desk.pair is not None:
        tell_who_stepped_back(desk.pair, found.get(queries.other_side(desk.pair)), by)
    return desk.case


def tell_who_stepped_back(pair: Pair, stand_in: Person | None, by: Viewer) -> None:
    """The card of the partner, if it still lies there, says from now on who stands in."""
    if stand_in is None or pair.partner is None:
        return
    rows = Support.door.visible_to(by).select_for_update(of=("self",)).filter(space=pair.space)
    card = rows.filter(receiver=pair.partner, retain_until__gte=clock.today()).order_by("-created_at").first()
    if card is not None:
        space.rewrite(card, by=by, text={"says": str(stand_in.pk)})
        moving.note(by, pair.space)


def give_support(pair: Pair, receiver: Person, by: Viewer, stand_in: Person | None) -> Support:
    """In the pair's space, and without a trace of the case: who stands in, if anybody does, is all it knows."""
    until = retention.retain_until(retention.Kind.SUPPORT_CARD, clock.today())
    text = {"says": str(stand_in.pk) if stand_in is not None else ""}
    card = space.write(Support, space=pair.space, by=by, text=text, retain_until=until, receiver=receiver)
    moving.note(by, pair.space)
    return card


@transaction.atomic
def put_support_away(*, pair: Pair, by: Viewer) -> None:
    """Twice changes nothing; one that went by itself is away already."""
    card = queries.support_for(by, pair)
    if card is None:
        return
    locked: Support = Support.door.fetch(by, card.pk, lock=True)
    moving.note(by, pair.space)
    gone, _each = holds.without_held(Support.door.visible_to(by).filter(pk=locked.pk)).delete()
    if not gone:
        space.rewrite(locked, by=by, text={}, retain_until=clock.today() - clock.today().resolution)


@transaction.atomic
def invite(*, partnership_id: UUID, id: UUID, person: Person, by: Viewer) -> Case:
    """A named ally looks on from now; whoever leads takes the steps."""
    desk = moving.lock(by, partnership_id, id)
    moving.require(desk.case, "hand_over")
    if desk.case.kind in rules.MESSAGES:
        raise Refused(_("A message goes to those who carry it, and nobody looks on."))
    if len(desk.invited_ids) >= INVITED_AT_MOST or not queries.may_help(person, desk.partnership):
        raise Refused(_("This person cannot be invited here. Nothing was changed."))
    if person.pk in {member.pk for member in desk.people}:
        return desk.case
    space.let_in(space=desk.case.space, person=person, by=by, reads_earlier=True)
    invited = " ".join([*desk.invited_ids, str(person.pk)])
    space.rewrite(desk.case, by=by, text={"invited": invited})
    moving.note(by, desk.case.space)
    return desk.case


@transaction.atomic
def uninvite(*, partnership_id: UUID, id: UUID, person_id: UUID, by: Viewer) -> Case:
    """Also of a case that is over, in which nothing is written any more: the belonging ends, and with it the key."""
    desk = moving.lock(by, partnership_id, id)
    person = next((one for one in desk.people if str(one.pk) in desk.invited_ids and one.pk == person_id), None)
    if person is None:
        raise Hidden
    if desk.case.space.closed_at is None:
        look_on_no_longer(desk, person)
    space.let_out(space=desk.case.space, person=person, by=by)
    moving.note(by, desk.case.space)
    return desk.case


# Ahead of any case, by the sponsor


@transaction.atomic
def name_stand_in(*, partnership_id: UUID, side: str, person: Person | None, by: Viewer) -> None:
    """Whoever stood in for this side until now stands in no more; None names nobody."""
    partnership = queries.get_sponsored(by, partnership_id)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if person is not None and not queries.may_help(person, partnership):
        raise Refused(_("This person cannot stand in here: one of the two, a sponsor, or an office that sees no case."))
    present = StandIn.objects.filter(partnership=partnership, side=side, ended_on=None)
    earlier = [row.person for row in present.select_related("person")]
    present.update(ended_on=clock.today())
    named = None
    if person is not None:
        named = StandIn.objects.create(
            partnership=partnership, side=side, person=person, named_by=by.person, named_on=clock.today()
        )
        come_in(partnership, side, person)
    for one in earlier:
        hear_no_more(partnership, one)
    trail.record(verb="named_stand_in", subject=named or partnership, by=by, facts={"side": side})


def hear_no_more(partnership: Partnership, person: Person) -> None:
    """Its page is shut to who is named no more, and so is what was to be sent of it."""
    if partnership.space is None or person.pk in queries.standing_in(partnership):
        return
    for case_id in belonging.known_beside(Case, "beside", partnership.space, person):
        reminding.none_of(case_id, person)


def come_in(partnership: Partnership, side: str, person: Person) -> None:
    """At once where the one in that seat stepped back and nobody came in: whoever is left cannot keep them waiting."""
    if partnership.space is None:
        return
    for case in held_alone(partnership, partnership.space, side, person):
        if case.state in rules.OPEN:
            belonging.pass_on(case.space, person)
            reminding.of_standing_in(case, person)


def held_alone(partnership: Partnership, beside: Space, side: str, person: Person) -> list[Case]:
    """Told by who belongs to it, for nobody looks in. One's own that nobody has looked over is laid before no other."""
    rows = StandIn.objects.filter(partnership=partnership).exclude(person=person)
    named = set(rows.values_list("person_id", flat=True))
    found = list(belonging.left_by_all(Case, "beside", beside))
    for seat in [seat for seat in seats_today(partnership) if seat.side == side]:
        left = belonging.left_by(Case, "beside", beside, seat.person)
        known = [one for one in left if vars(one)["has_belonged"] or one.state != State.POINTED]
        found += [one for one in known if not named & {member.pk for member in space.members(one.space)}]
    return found

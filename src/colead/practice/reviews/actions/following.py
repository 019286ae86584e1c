"""People first, short actions, telling back, a lesson noted, the end; and a message carried."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.practice.reviews.actions import moving
from colead.practice.reviews.models import Action, Case
from colead.promises import holds, space
from colead.rules import reviews as rules
from colead.rules.reviews import Outcome, Person, Strength, Told

CARRIED = {Outcome.DELIVERED: "deliver", Outcome.COULD_NOT: "could_not", Outcome.RETURNED: "return"}
ACTIONS_AT_MOST = 20
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Deed:
    """One action: what, by which role, how strong, looked at by what, until when."""

    action: str
    owner_role: str
    strength: str
    measure: str = ""
    due_on: date | None = None
    is_released: bool = False


@transaction.atomic
def see_to_people(*, partnership_id: UUID, id: UUID, known: set[str], titles: dict[str, str], by: Viewer) -> Case:
    """Each tick says 'I know it is being done'. With all that its kind asks, what follows may begin."""
    desk = moving.lock(by, partnership_id, id)
    text = {f"known_{who}": YES if who in known else NO for who in Person}
    text |= {f"by_{who}": titles.get(who, "") for who in Person}
    moving.move(desk, "care", text=text)
    if rules.are_people_seen_to(desk.case.kind, known) and rules.may(desk.case.kind, desk.case.state, "follow"):
        moving.move(desk, "follow")
    return desk.case


@transaction.atomic
def add_action(*, partnership_id: UUID, id: UUID, deed: Deed, by: Viewer) -> Action:
    desk = moving.lock(by, partnership_id, id)
    case = desk.case
    if Action.door.visible_to(by).filter(case=case).count() >= ACTIONS_AT_MOST:
        raise Refused(_("Twenty actions stand here. A longer list belongs in the office's own system."))
    moving.move(desk, "act")
    return space.write(
        Action,
        space=case.space,
        by=by,
        text={"action": deed.action, "owner_role": deed.owner_role, "measure": deed.measure},
        retain_until=case.retain_until,
        case=case,
        strength=Strength(deed.strength).value,
        is_released=deed.is_released,
        due_on=deed.due_on,
    )


@transaction.atomic
def tap_action(*, partnership_id: UUID, id: UUID, action_id: UUID, verb: str, by: Viewer) -> None:
    """Done, not done after all, or taken off the list."""
    desk = moving.lock(by, partnership_id, id)
    action: Action = Action.door.fetch(by, action_id, lock=True)
    if action.case_id != desk.case.pk or verb not in ("done", "open", "remove"):
        raise Hidden
    moving.move(desk, "act")
    if verb != "remove":
        space.rewrite(action, by=by, text={}, done_on=clock.today() if verb == "done" else None)
        return
    gone, _each = holds.without_held(Action.door.visible_to(by).filter(pk=action.pk)).delete()
    if not gone:
        space.rewrite(action, by=by, text={}, retain_until=clock.today() - clock.today().resolution)


@transaction.atomic
def promise_to_tell(*, partnership_id: UUID, id: UUID, tell_by: date, by: Viewer) -> Case:
    """Until when somebody hears what came of it; whoever leads is reminded on that day."""
    desk = moving.lock(by, partnership_id, id)
    return moving.move(desk, "act", tell_by=tell_by)


@transaction.atomic
def note_channel(*, partnership_id: UUID, id: UUID, channel: str, is_confidential: bool, by: Viewer) -> Case:
    """Of an employee's concern: how it came and whether it is to stay confidential; never from whom."""
    desk = moving.lock(by, partnership_id, id)
    if desk.case.kind != rules.Kind.EMPLOYEE_CONCERN:
        raise Hidden
    return moving.move(desk, "act", text={"channel": channel, "confidential": YES if is_confidential else NO})


@transaction.atomic
def tell_back(*, partnership_id: UUID, id: UUID, who: str, is_told: bool, on: date, by: Viewer) -> Case:
    desk = moving.lock(by, partnership_id, id)
    named = Told(who)
    if named not in rules.told_of(desk.case.kind):
        raise Hidden
    text = {f"told_{named}": YES if is_told else NO, f"told_{named}_on": on.isoformat()}
    return moving.move(desk, "tell", text=text)


@transaction.atomic
def learn(*, partnership_id: UUID, id: UUID, by: Viewer) -> Case:
    """A tick: the lesson itself is a note of the two, under both keys, and knows no case."""
    return moving.move(moving.lock(by, partnership_id, id), "learn")


@transaction.atomic
def close(*, partnership_id: UUID, id: UUID, by: Viewer) -> Case:
    return moving.end(moving.lock(by, partnership_id, id), "close")


@transaction.atomic
def slip(*, partnership_id: UUID, id: UUID, by: Viewer) -> Case:
    """An end that was a slip of the finger: the same day a message is carried again, a number looked over again."""
    return moving.take_end_back(moving.lock(by, partnership_id, id))


@transaction.atomic
def carry(*, partnership_id: UUID, id: UUID, outcome: str, by: Viewer) -> Case:
    """Of a message: that it was delivered, could not be, or went back. No more is asked, and no more can be said."""
    desk = moving.lock(by, partnership_id, id)
    return moving.end(desk, CARRIED[Outcome(outcome)], outcome=Outcome(outcome).value)

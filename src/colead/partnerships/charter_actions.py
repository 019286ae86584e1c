"""How a pair settles who decides: one proposes, the other agrees to exactly that; and the sponsor's waiver."""

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships import areas
from colead.partnerships.actions import Refused
from colead.partnerships.charter_models import RightsRow, RightState, Waiver
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair, readers_of
from colead.promises import holds, space, trail
from colead.rules.abilities import Ability
from colead.rules.rights import AgreedRow, Level, needs_tie_break


@transaction.atomic
def propose_right(
    *,
    pair: Pair,
    area: str,
    level: str,
    by: Viewer,
    label: str = "",
    tie_break: str = "",
    days: int = 0,
    inform: str = "",
) -> RightsRow:
    """A proposal for one area; it takes the place of an open one, and of the agreed one only when both agree.

    `label` is the wording the two talked about; without one, the area's words of today.
    """
    needs = needs_tie_break(level)
    asked = AgreedRow(area, Level(level), tie_break if needs else "", days if needs else 0)
    if not asked.is_complete:
        raise Refused(_("Where both must agree, say what happens when you cannot, and after how many days."))
    lay_aside(pair, area, RightState.PROPOSED, by)
    row = space.write(
        RightsRow,
        space=pair.space,
        by=by,
        text={"label": label or areas.now().area(area).label, "tie_break": asked.tie_break, "inform": inform},
        area=area,
        level=asked.level.value,
        days=asked.days or None,
    )
    trail.record(verb="proposed_right", subject=row, by=by, space=pair.space, facts={"area": area})
    return row


@transaction.atomic
def agree_right(*, pair: Pair, row: RightsRow, by: Viewer) -> RightsRow:
    """The other one's yes to exactly this row."""
    locked = fetch_proposal(pair, row, by)
    if locked.author_id == by.person_id:
        raise Refused(_("You proposed this row. It stands when your partner has agreed."))
    lay_aside(pair, locked.area, RightState.AGREED, by)
    space.rewrite(locked, by=by, text={}, state=RightState.AGREED, agreed_at=clock.now())
    trail.record(verb="agreed_right", subject=locked, by=by, space=pair.space, facts={"area": locked.area})
    return locked


@transaction.atomic
def withdraw_right(*, pair: Pair, row: RightsRow, by: Viewer) -> None:
    """Takes one's own proposal back."""
    locked = fetch_proposal(pair, row, by)
    if locked.author_id != by.person_id:
        raise Hidden
    put_by(locked, by)
    trail.record(verb="withdrew_right", subject=locked, by=by, space=pair.space, facts={"area": locked.area})


def fetch_proposal(pair: Pair, row: RightsRow, by: Viewer) -> RightsRow:
    locked: RightsRow = RightsRow.door.fetch(by, row.pk, lock=True)
    if locked.space_id != pair.space.pk:
        raise Hidden
    if locked.state != RightState.PROPOSED:
        raise Refused(_("This row has changed since you looked. Nothing was agreed; please read it again."))
    return locked


def lay_aside(pair: Pair, area: str, state: RightState, by: Viewer) -> None:
    rows = RightsRow.door.visible_to(by).select_for_update(of=("self",))
    for earlier in rows.filter(space=pair.space, area=area, state=state):
        put_by(earlier, by)


def put_by(row: RightsRow, by: Viewer) -> None:
    """What both once agreed stays theirs to look up; of what only one proposed, the words go at once, the row later.

    Under a legal hold they stay as long as it stands, and nobody is shown them.
    """
    if row.state == RightState.AGREED:
        space.rewrite(row, by=by, text={}, state=RightState.PAST)
    else:
        text = {} if holds.stands_on(row) else dict.fromkeys(RightsRow.TEXT, "")
        space.rewrite(row, by=by, text=text, state=RightState.PAST, retain_until=clock.today())


@transaction.atomic
def waive(*, partnership: Partnership, by: Viewer) -> Waiver:
    """The sponsor lets goals come before the agreement; the pair sees who said so."""
    locked = by.sees(Partnership.objects.select_for_update(), Ability.SPONSOR).filter(pk=partnership.pk).first()
    if locked is None:
        raise Hidden
    if locked.space is None or by.person_id not in {row.person_id for row in readers_of(locked)}:
        raise Refused(_("The two have not yet said that you are their sponsor. Nothing was changed."))
    waiver, is_new = Waiver.objects.get_or_create(space=locked.space, defaults={"waived_by": by.person})
    if is_new:
        trail.record(verb="waived_go_slow", subject=waiver, by=by, space=locked.space)
    return waiver

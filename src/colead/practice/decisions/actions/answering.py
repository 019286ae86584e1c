"""A sponsor's answer to a joint brief: written in the sponsor's own space, and lent to the two who brought it."""

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import queries as partnerships
from colead.partnerships.actions import Refused
from colead.people.models import Person
from colead.practice.decisions import queries
from colead.practice.decisions.models import SponsorAnswer
from colead.promises import grants, space, trail
from colead.promises.models import Release, Space
from colead.rules import retention


@transaction.atomic
def answer(*, brief: Release, value: str, words: str, by: Viewer) -> SponsorAnswer:
    """One answer of each sponsor, for both of them at the same moment; it can be taken back for a minute."""
    own = Space.objects.select_for_update().get(pk=space.own(by.person).pk)
    if queries.own_answer(by, brief) is not None:
        raise Refused(_("You have answered this. If you see it differently now, tell them both."))
    until = retention.retain_until(retention.Kind.SEALED_VIEW, clock.today()) or clock.today()
    text = {"value": value, "words": words, "to": str(brief.pk)}
    made = space.write(SponsorAnswer, space=own, by=by, text=text, retain_until=until, brief=brief)
    for person in people_of(brief, by):
        grants.offer(item=made, reader=person, until=until, by=by)
    trail.record(verb="answered_brief", subject=made, by=by, space=own)
    return made


def people_of(brief: Release, by: Viewer) -> list[Person]:
    """The two whose space it came from, as long as they lead together."""
    pair = partnerships.sponsored_by(by).get(space=brief.space_id)
    return [seat.person for seat in partnerships.open_seats(pair)]


@transaction.atomic
def take_back(*, brief: Release, by: Viewer) -> None:
    """Within its minute; then nobody reads it, and the brief waits again."""
    found = queries.own_answer(by, brief)
    if found is None or not queries.may_take_back(found):
        raise Refused(_("The minute for that is over. Nothing was changed."))
    for grant in grants.on_item(found, by):
        grants.revoke(grant=grant, by=by)
    trail.record(verb="took_answer_back", subject=found, by=by, space=found.space)
    found.delete()

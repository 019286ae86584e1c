"""A sponsor's answer: written in the sponsor's own space, lent at once to the two and to the other sponsor."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import queries as partnerships
from colead.partnerships.actions import Refused
from colead.people.models import Person
from colead.programme.supports.actions import reminding
from colead.programme.supports.models import Request, SponsorReply
from colead.programme.supports.queries import asked as queries
from colead.programme.supports.queries.answers import replies_to
from colead.promises import grants, space, trail
from colead.promises.models import Release, Space
from colead.rules import requests as rules
from colead.rules import retention


@transaction.atomic
def answer(*, release: Release, value: str, by_on: date | None, words: str, n_seen: int, by: Viewer) -> SponsorReply:
    """One answer stands for all who sponsor the two; a later one is a new answer beside the `n_seen` on the screen."""
    own = Space.objects.select_for_update().get(pk=space.own(by.person).pk)
    request = Request.objects.select_for_update().get(release=release)
    state = rules.MACHINE.next_state(request.state, "answer")
    if n_seen != len(replies_to(by, [release.pk]).get(release.pk, [])):
        raise Refused(_("It was answered while you wrote. Read that answer first, please; yours stands here."))
    if rules.lacks(value, has_day=by_on is not None, has_words=bool(words)):
        raise Refused(_("A yes needs a day, anything else a because."))
    until = retention.retain_until(retention.Kind.REQUEST, clock.today()) or clock.today()
    text = {"value": value, "by_on": by_on.isoformat() if by_on else "", "words": words, "to": str(release.pk)}
    made = space.write(SponsorReply, space=own, by=by, text=text, retain_until=until, release=release)
    for person in readers(release, by):
        grants.offer(item=made, reader=person, until=until, by=by)
    request.state, request.answered_on = state.value, request.answered_on or clock.today()
    request.save(update_fields=["state", "answered_on"])
    trail.record(verb="answered_request", subject=made, by=by, space=own)
    reminding.none_any_more(release.pk)
    return made


def readers(release: Release, by: Viewer) -> list[Person]:
    """The two who asked, as long as they lead together, and who else sponsors them; nobody lends to themself."""
    pair = partnerships.sponsored_by(by).get(space=release.space_id)
    two = [seat.person_id for seat in partnerships.open_seats(pair)]
    return queries.people({*two, *queries.reader_ids(release)} - {by.person_id})

"""Each day: what has waited a week or a fortnight is said to its sponsor once more, without content."""

from datetime import date

from colead.programme.supports.actions import reminding
from colead.programme.supports.models import Request
from colead.programme.supports.queries import asked as queries
from colead.promises.models.releases import ReleaseState
from colead.rules import requests as rules
from colead.rules.requests import State


def remind(*, on: date) -> None:
    """Whoever reads a request on that day; where nobody does any more, whatever was planned is taken back."""
    waiting = Request.objects.filter(state=State.ASKED, release__state=ReleaseState.RELEASED).select_related("release")
    for request in waiting:
        after = rules.reminder_due(request.state, request.asked_on, on)
        people = queries.people(queries.reader_ids(request.release))
        if not people:
            reminding.none_any_more(request.release_id)
        elif after:
            reminding.to_sponsors(request.release, people, after)

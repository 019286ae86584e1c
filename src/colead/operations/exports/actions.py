"""Writes down that a person took their words along: in that person's own chain, where nobody else looks."""

from django.db import transaction

from colead.foundation.viewer import Viewer
from colead.promises import space, trail


@transaction.atomic
def note(*, by: Viewer) -> None:
    trail.record(verb="took_words_along", subject=by.person, by=by, space=space.own(by.person))

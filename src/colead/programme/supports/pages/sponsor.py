"""A request as its sponsor reads it: the words both agreed on, its age in days, the answers; nothing else of them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Open
from colead.programme.supports import wording
from colead.programme.supports.pages.pair import Asked
from colead.programme.supports.queries import asked as queries
from colead.programme.supports.queries.answers import Reply, replies_to
from colead.promises.models import Release
from colead.rules.requests import State, Value
from colead.ui.templatetags.colead import plain_date

KIND = "request"


def promise_of(asked: Asked) -> str:
    """How long it waits, said with what was promised; once answered, the day alone."""
    if asked.asked_on is None or asked.state != State.ASKED:
        return asked.asked
    return wording.promised(asked.asked_on)


class RequestPage(Asked):
    def __init__(self, release: Release, viewer: Viewer) -> None:
        replies = replies_to(viewer, [release.pk]).get(release.pk, [])
        readers = queries.reader_names([release]).get(release.pk, [])
        super().__init__(release, release.published or {}, replies, readers)
        text = release.published or {}
        self.signed_by, self.unit, self.n_seen = text.get("signed_by", []), text.get("unit", ""), len(replies)
        self.others = wording.named(name for name in readers if name != viewer.person.name)

    @property
    def promise(self) -> str:
        return promise_of(self)

    @property
    def may_answer(self) -> bool:
        return self.state in (State.ASKED, State.ANSWERED)

    @property
    def is_waiting(self) -> bool:
        return self.state == State.ASKED


def for_sponsor(viewer: Viewer, *, is_answered: bool) -> list[Open]:
    """What pairs ask of this viewer, the oldest first; or what has been answered, the latest first."""
    if not is_answered:
        return [line(one, []) for one in queries.waiting_for(viewer)]
    found = list(queries.answered_by(viewer))[::-1]
    replies = replies_to(viewer, [one.pk for one in found])
    return [line(one, replies.get(one.pk, [])) for one in found]


def seats_said(viewer: Viewer) -> dict[str, str]:
    """By table of a seat map, what became of the latest request for a seat there; nothing while that one waits."""
    found = queries.for_seats(viewer)
    replies = replies_to(viewer, [one.pk for one in found])
    latest = {str(one.request.table_id): one for one in found}
    asked = {table: Asked(one, one.published or {}, replies.get(one.pk, []), []) for table, one in latest.items()}
    return {table: seat_words(one) for table, one in asked.items() if one.state != State.ASKED}


def seat_words(asked: Asked) -> str:
    """'Granted, by Thu 10 Dec'; anything else in the words of the answer."""
    latest = asked.latest
    if asked.became or latest is None:
        return asked.became or _("Answered")
    if latest.value == Value.YES and latest.by_on is not None:
        return _("Granted, by %(day)s") % {"day": plain_date(latest.by_on)}
    return wording.said(latest.value, latest.by_on)


def line(release: Release, replies: list[Reply]) -> Open:
    text = release.published or {}
    asked = Asked(release, text, replies, [])
    stands = asked.became or (asked.answers[0].said if asked.answers else "")
    said = {
        "kind": asked.kind,
        "unit": text.get("unit", ""),
        "names": wording.named(text.get("signed_by", [])),
        "when": stands or promise_of(asked),
    }
    is_waiting = asked.state == State.ASKED
    words = (
        _("%(kind)s · %(names)s, %(unit)s. %(when)s") if is_waiting else _("%(kind)s · %(when)s · %(names)s, %(unit)s")
    )
    url = reverse("supports:show_request", kwargs={"release_id": release.pk})
    return Open(asked.text, words % said, url, KIND, is_in_their_words=True)

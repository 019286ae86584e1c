"""Requests as the two see them: what waits for a key, what lies with their sponsor, what became of the rest."""

from typing import Any

from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair, readers_of
from colead.programme.supports import wording
from colead.programme.supports.queries import asked as queries
from colead.programme.supports.queries.answers import Reply, replies_to
from colead.promises import two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.promises.open_ends import OpenEnds
from colead.rules import requests as rules
from colead.rules.requests import State, Value
from colead.ui.templatetags.colead import plain_date


class Answered:
    """One answer in words."""

    def __init__(self, reply: Reply) -> None:
        self.name, self.on, self.words = reply.name, plain_date(reply.at), reply.words
        self.said = wording.said(reply.value, reply.by_on)


class Asked:
    """One request, whoever of the two or of their sponsors reads it."""

    def __init__(self, release: Release, text: dict[str, Any], replies: list[Reply], names: list[str]) -> None:
        self.id, self.seen, self.text = release.pk, release.text_hash, str(text.get("text", ""))
        self.kind = str(wording.KINDS[text["kind"]]) if text else ""
        self.names = wording.named(names)
        request = getattr(release, "request", None)
        self.state = request.state if request is not None else ""
        self.asked_on = request.asked_on if request is not None else None
        self.may_wait_again = request is not None and rules.may_wait_again(
            request.state, request.settled_on, clock.today()
        )
        self.answers = [Answered(one) for one in replies]
        self.latest = replies[0] if replies else None

    @property
    def asked(self) -> str:
        """Its age while it waits, and afterwards the day: nobody's answer is timed."""
        if self.asked_on is None:
            return ""
        if self.state == State.ASKED:
            return wording.asked_ago(self.asked_on)
        return _("asked %(day)s") % {"day": plain_date(self.asked_on)}

    @property
    def is_answered(self) -> bool:
        return self.state == State.ANSWERED

    @property
    def is_refused(self) -> bool:
        return self.latest is not None and self.latest.value == Value.NO

    @property
    def may_lapse(self) -> bool:
        return self.latest is None or rules.may_lapse(self.latest.value, self.latest.by_on, clock.today())

    @property
    def told_if_lapsed(self) -> str:
        """What the sponsor reads once one of the two says that it did not come."""
        day = self.latest.by_on if self.latest is not None else None
        if day is None:
            said = _("%(names)s reads this: it has not come.")
        elif day == clock.today():
            said = _("%(names)s reads this: its day is today, and it has not come.")
        else:
            said = _("%(names)s reads this: the day has passed and it has not come.")
        return said % {"names": self.names or _("Your sponsor")}

    @property
    def became(self) -> str:
        """What the two and their sponsor read of its end."""
        words = {
            State.ARRIVED: _("It came"),
            State.LAPSED: _("Closed after a no") if self.is_refused else _("It did not come"),
            State.TAKEN_BACK: _("Taken back"),
        }
        return words.get(State(self.state), "") if self.state else ""


class Draft(Asked):
    """Words that wait for a key."""

    mine_at: Any = None
    theirs_at: Any = None


class RequestsPage:
    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.me, self.partner = pair.me.name, pair.partner_name
        self.sponsors = sponsor_names(pair)
        found = list(queries.rows(viewer, pair))
        texts = two_key.texts_of(found, viewer)
        sent = [one for one in found if one.state != ReleaseState.DRAFT]
        replies = replies_to(viewer, [one.pk for one in sent])
        names = queries.reader_names(sent) if sent else {}
        asked = [Asked(one, texts[one.pk], replies.get(one.pk, []), names.get(one.pk, [])) for one in sent]
        once_more = {queries.table_of(texts[one.pk]) for one in found if queries.is_open(one)} - {None}
        for one in asked:
            one.may_wait_again = one.may_wait_again and queries.table_of(texts[one.id]) not in once_more
        self.open = [one for one in asked if one.state in rules.OPEN or one.may_wait_again]
        self.past = [one for one in asked if one not in self.open]
        waiting = [one for one in found if one.state == ReleaseState.DRAFT]
        self.drafts = with_keys(viewer, pair, [Draft(one, texts[one.pk], [], []) for one in waiting])

    @property
    def has_any(self) -> bool:
        return bool(self.drafts or self.open or self.past)


def sponsor_names(pair: Pair) -> str:
    """Who reads what these two send up from now on; empty before one of them has said who that is."""
    return wording.named(row.person.name for row in readers_of(pair.partnership))


def with_keys(viewer: Viewer, pair: Pair, drafts: list[Draft]) -> list[Draft]:
    by_id = {draft.id: draft for draft in drafts}
    for release_id, person_id, at in OpenEnds(viewer, pair.space).turned if drafts else ():
        if release_id in by_id:
            setattr(by_id[release_id], "mine_at" if person_id == viewer.person_id else "theirs_at", at)
    return drafts


def is_past_its_day(reply: Reply | None) -> bool:
    """Whether the two are asked if it came."""
    return reply is not None and rules.is_due(reply.value, reply.by_on, clock.today())

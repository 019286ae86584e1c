"""Rounds as they stand on their pages: planned, noted, promised, told back; and what of them is out."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.meetings.models import Walk
from colead.practice.meetings.queries import partner_time
from colead.practice.meetings.queries import walks as queries
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import walks as rules
from colead.rules.walks import Part, Promise, State
from colead.ui.templatetags.colead import plain_date


def url_of(pair: Pair, walk: Walk) -> str:
    return reverse("meetings:show_walk", args=[pair.partnership.pk, walk.pk])


class Row:
    """One round in a line."""

    def __init__(self, walk: Walk, text: dict[str, Any], pair: Pair) -> None:
        self.place, self.url = text["place"], url_of(pair, walk)
        self.promised, self.is_open = text["promised"], walk.promise == Promise.OPEN
        self.is_planned = walk.state == State.PLANNED
        day = plain_date(walk.on_day)
        is_told = walk.promise == Promise.TOLD_BACK
        self.note = _("%(day)s, told back") % {"day": day} if is_told else day


class WalksPage:
    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        rows = [Row(walk, text, pair) for walk, text in queries.list_for(viewer, pair)]
        self.planned = [row for row in reversed(rows) if row.is_planned]
        self.promised = [row for row in rows if row.is_open]
        self.walked = [row for row in rows if not row.is_planned and not row.is_open]
        self.question = queries.question_of_the_month()
        self.is_empty = not rows


class PublicWords:
    """What of a round waits for keys, or is out for everyone."""

    def __init__(self, release: Release, viewer: Viewer, pair: Pair) -> None:
        text = two_key.text_of(release, viewer)
        self.lines = lines_of(text)
        self.is_out, self.seen = release.state == ReleaseState.RELEASED, release.text_hash
        turned = {} if self.is_out else queries.keys_turned(release, viewer)
        self.me, self.partner = pair.me.name, pair.partner_name
        self.mine_at = turned.get(viewer.person_id)
        self.theirs_at = next((at for person_id, at in turned.items() if person_id != viewer.person_id), None)
        self.url = reverse("meetings:show_round", args=[release.pk]) if self.is_out else ""


def lines_of(text: dict[str, Any]) -> list[tuple[str, str]]:
    labels = {
        "question": _("What we will ask"),
        "told_us": _("What you told us"),
        "we_did": _("What we did"),
    }
    return [(str(labels[name]), str(text[name])) for name in labels if text.get(name)]


class WalkPage:
    def __init__(self, viewer: Viewer, pair: Pair, walk: Walk) -> None:
        self.walk, self.text = walk, space.read(walk, viewer)
        self.day, self.has_come = plain_date(walk.on_day), walk.on_day <= clock.today()
        self.is_planned, self.is_noted = walk.state == State.PLANNED, walk.state == State.WALKED
        self.is_open, self.is_told = walk.promise == Promise.OPEN, walk.promise == Promise.TOLD_BACK
        named = partner_time.names(pair)
        self.promised_by = named.get(self.text["promised_by"], _("both of you"))
        self.told_on = plain_date(walk.told_on) if self.is_told else ""
        self.may_take_back = rules.may_take_back(walk.promise, walk.told_on, clock.today())
        way_on = self.text["on_the_way_on"]
        self.way_on = date_format(date.fromisoformat(way_on), "D j M") if way_on else ""
        self.question = queries.question_of_the_month()
        self.coming = self.public(walk.coming, viewer, pair)
        self.answer = self.public(walk.answer, viewer, pair)

    def public(self, release: Release | None, viewer: Viewer, pair: Pair) -> PublicWords | None:
        return PublicWords(release, viewer, pair) if release is not None else None

    @property
    def is_long_open(self) -> bool:
        told_on = self.walk.told_on
        return told_on is not None and rules.is_long_open(self.walk.promise, told_on, clock.today())


class ReleasedRoundPage:
    """Reads only what stands in `published`."""

    def __init__(self, release: Release) -> None:
        self.text: dict[str, Any] = release.published or {}
        self.is_answer = self.text.get("part") == Part.ANSWER
        self.lines = lines_of(self.text)
        on_day = self.text.get("on_day")
        self.day = plain_date(date.fromisoformat(on_day)) if on_day else ""
        self.signed_by = self.text.get("signed_by", [])
        self.released_at = release.released_at

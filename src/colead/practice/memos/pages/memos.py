"""The memos of a pair, one of them, and the page on which one signs."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from colead.content import memos as content
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair, readers_of
from colead.practice.memos import queries, wording
from colead.practice.memos.models import Memo
from colead.practice.memos.pages.lent import Hands
from colead.practice.memos.pages.words import MemoWords
from colead.promises import papers, space
from colead.rules import memos as rules
from colead.rules.audiences import Audience
from colead.rules.memos import State
from colead.ui.templatetags.colead import plain_date, plain_time


@dataclass(frozen=True)
class MemoRow:
    memo: Memo
    title: str
    note: str


class MemosPage:
    """What is being written, what is out, what is over; and the kinds there are to begin with."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        memos = queries.list_for(viewer, pair)
        texts = queries.texts(memos, viewer)
        rows = [MemoRow(memo, str(texts[memo.pk].get("title", "")), note_of(memo)) for memo in memos]
        self.open = [row for row in rows if row.memo.state in rules.PENDING]
        self.out = [row for row in rows if row.memo.state == State.PUBLISHED]
        self.over = [row for row in rows if row.memo.state in rules.OVER]
        self.is_empty = not rows
        self.kinds = content.load().kinds
        self.shows = [
            {"id": one.pk, "title": text["title"], "note": plain_date(one.held_on) if one.held_on else text["forum"]}
            for one, text in queries.list_presentations(viewer, pair)
        ]


def note_of(memo: Memo) -> str:
    if memo.state == State.SCHEDULED:
        return _("Signed by both, goes out %(moment)s") % {"moment": plain_time(memo.publish_at)}
    if memo.state == State.WITHDRAWN and memo.withdrawn_by is not None:
        said = {"name": memo.withdrawn_by.name, "day": plain_date(memo.withdrawn_on)}
        return _("Withdrawn by %(name)s, %(day)s") % said
    if memo.state == State.PUBLISHED:
        return _("Published %(day)s") % {"day": plain_date(memo.published_on)}
    state = str(wording.STATES[memo.state])
    return _("A correction · %(state)s") % {"state": state} if memo.corrects_id else state


class MemoPage:
    """One version, where it stands, who has signed it, and what the language check finds in it."""

    def __init__(self, viewer: Viewer, pair: Pair, memo: Memo) -> None:
        self.viewer, self.pair, self.memo = viewer, pair, memo
        self.words = MemoWords(queries.text_of(memo, viewer), memo.kind)
        self.in_person = space.read(memo, viewer)["in_person"]
        self.note = note_of(memo)
        self.readers = str(wording.AUDIENCES[memo.release.audience])
        self.level = wording.LEVELS[memo.release.audience]
        self.is_pending, self.is_out = memo.state in rules.PENDING, memo.state == State.PUBLISHED
        self.is_scheduled, self.is_withdrawn = memo.state == State.SCHEDULED, memo.state == State.WITHDRAWN
        self.is_corrected = memo.state == State.CORRECTED
        filled = [name for name, words in self.words.text.items() if words]
        self.missing = [str(wording.LABELS[name]) for name in rules.lacks(filled)]
        self.seen = memo.release.text_hash
        self.me, self.partner = pair.me.name, pair.partner_name
        self.language = content.load().language

    @cached_property
    def hands(self) -> Hands | None:
        """Whoever may be asked to prepare it, while its words may still change."""
        return Hands(self.viewer, self.memo) if self.memo.state in rules.UNSIGNED else None

    @cached_property
    def turned(self) -> dict[UUID, datetime | None]:
        return queries.turned(self.memo.release, self.viewer) if self.is_pending else {}

    @property
    def mine_at(self) -> datetime | None:
        return self.turned.get(self.viewer.person_id)

    @property
    def theirs_at(self) -> datetime | None:
        return next((at for person_id, at in self.turned.items() if person_id != self.viewer.person_id), None)

    @property
    def signed_words(self) -> str:
        if self.is_scheduled:
            return _("Signed by both of you.")
        if self.mine_at:
            return _("You have signed. It waits for %(name)s.") % {"name": self.partner}
        if self.theirs_at:
            return _("%(name)s has signed. It waits for you.") % {"name": self.partner}
        return _("Nobody has signed yet.")

    @cached_property
    def findings(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if not self.is_pending:
            return (), ()
        return queries.findings(self.words.text, [person.name for person in self.pair.people])

    @property
    def singular(self) -> tuple[str, ...]:
        return self.findings[0]

    @property
    def persons(self) -> tuple[str, ...]:
        return self.findings[1]

    @cached_property
    def correction(self) -> Memo | None:
        return queries.correction_of(self.viewer, self.memo) if self.is_out else None

    @cached_property
    def record(self) -> papers.Record | None:
        return papers.record_of(self.memo.release, self.viewer) if self.is_out else None

    @property
    def what_is_signed(self) -> str:
        """The beginning of the hash, as it stands on the paper too."""
        return grouped(self.seen[:16])

    @property
    def goes_out(self) -> str:
        """Its hour; one that went by before the second signature is none any more."""
        at = self.memo.publish_at
        is_ahead = self.is_scheduled or rules.waits_for_its_hour(at, clock.now())
        return plain_time(at) if at is not None and is_ahead else ""

    @property
    def reads_then(self) -> str:
        """Who reads it, and from when: that is signed with the words."""
        audience = self.memo.release.audience
        if self.goes_out:
            return str(wording.READS_AT_ITS_HOUR[audience]) % {"moment": self.goes_out}
        return str(wording.READS_THEN[audience])

    @cached_property
    def has_no_sponsor(self) -> bool:
        """Whether it is for a sponsor whom neither has confirmed."""
        is_for_one = self.memo.release.audience != Audience.EVERYONE
        return self.is_pending and is_for_one and not readers_of(self.pair.partnership)

    @cached_property
    def is_for_nobody(self) -> bool:
        return self.is_pending and queries.nobody_reads(self.memo.release)


def grouped(hex: str) -> str:
    """In fours, so that two can compare it aloud."""
    return " ".join(hex[at : at + 4] for at in range(0, len(hex), 4))

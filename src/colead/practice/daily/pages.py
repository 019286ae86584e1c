"""What stands between the items and their pages: words for what was tapped, and what may be tapped next."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from colead.content import daily, guide, safety
from colead.content.daily import Choice, Need
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.daily import queries
from colead.practice.daily.models import Brief, Coffee, Debrief, RunIt
from colead.practice.daily.queries.wording import (
    asked_title,
    coffee_words,
    label_of,
    own_standing,
    reply_label,
    reply_words,
    sent_words,
    slot_words,
    standing_of_debrief,
    talk_title,
)
from colead.promises import space
from colead.rules import briefs, debriefs, run_its
from colead.rules import coffee as coffee_rule
from colead.rules.retention import BACKUP_DAYS


@dataclass(frozen=True)
class DoorLine:
    """A door in words."""

    state: str
    words: str
    sentence: str
    until: datetime | None

    @property
    def is_set(self) -> bool:
        return bool(self.state)


def door_line(viewer: Viewer, pair: Pair, person: Person | None) -> DoorLine:
    """How to reach this person now, as they said it to this partner; the usual way when they said nothing."""
    said = queries.door_of(viewer, pair, person)
    if said is None:
        return DoorLine("", "", "", None)
    known = daily.load().door(said[0])
    return DoorLine(said[0].value, _(known.label), _(known.sentence), said[1])


class Honest:
    """The notice before anybody writes: open the first time, folded up after."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        words = guide.load()
        self.is_first = queries.is_first_time(viewer, pair)
        self.short = words.notice_short
        self.paragraphs = [(part.title, _(part.text).format(backup_days=BACKUP_DAYS)) for part in words.notice]


class BetweenPage:
    """Everything between the two: what waits, what is open, what was lately settled."""

    def __init__(self, viewer: Viewer, pair: Pair, back: str) -> None:
        self.pair_id, self.partner = pair.partnership.pk, pair.partner_name
        lines = queries.every_line(viewer, pair, back)
        self.waiting, self.lately = lines.waiting, lines.lately
        self.sent = next((line for line in lines.open if line.undo), None)
        self.open = [line for line in lines.open if line is not self.sent]
        self.door = door_line(viewer, pair, pair.partner)
        self.my_door = door_line(viewer, pair, pair.me)
        self.wants_balance = queries.wants_balance(viewer, pair, pair.me)
        self.balance = balance_words(viewer, pair)


def balance_words(viewer: Viewer, pair: Pair) -> str:
    """A gentle line, never a number; empty unless both wished for it."""
    if not queries.shows_balance(viewer, pair):
        return ""
    asks_more = queries.who_asks_more(viewer, pair)
    if asks_more is None:
        return _("Lately you ask each other about equally often.")
    return _("Lately %(name)s asks most of the questions. Is that how you two want it?") % {"name": asks_more.name}


class RunItPage:
    """One question, its one reply, and what each of the two may do now."""

    def __init__(self, viewer: Viewer, pair: Pair, run_it: RunIt) -> None:
        words, self.text = daily.load(), space.read(run_it, viewer)
        self.item, self.partner = run_it, pair.partner_name
        self.is_mine = queries.is_mine(run_it, viewer)
        self.kind = _(label_of(tuple(Choice(each.key, each.label) for each in words.run_it_kinds), self.text["kind"]))
        self.title = self.kind if self.is_mine else asked_title(str(self.text["kind"]), self.partner)
        self.standing = own_standing(run_it, self.text, mine=self.is_mine, partner=self.partner)
        is_asked = run_it.state == run_its.State.ASKED
        self.answers = self.answer_choices() if is_asked and not self.is_mine else []
        is_call = run_it.state == run_its.State.OWN_CALL and not self.is_mine and not self.text["call_reply"]
        self.call_replies = words.own_call_replies if is_call else ()
        mine = queries.asker_choices(run_it, self.text) if self.is_mine else ()
        self.settle = [choice for choice in words.asker_choices if choice.key in mine and choice.key != "talk"]
        self.sent = sent_words(self.text) if not self.is_mine and queries.may_undo(run_it, self.text) else ""
        self.may_talk = run_its.MACHINE.may(run_it.state, "talk")
        self.replier = _("You") if not self.is_mine else self.partner
        self.answer = talk_title({**self.text, "call_reply": ""}, self.replier) if self.text["answer"] else ""
        self.is_kept_by_me = run_it.kept_by_id == viewer.person_id

    def answer_choices(self) -> list[Choice]:
        words = daily.load()
        known = next((kind for kind in words.run_it_kinds if kind.key == self.text["kind"]), None)
        return [words.run_it_answer(key) for key in known.answers] if known else []


class DebriefPage:
    """What one wrote, what they need, and the replies that start from it."""

    def __init__(self, viewer: Viewer, pair: Pair, debrief: Debrief) -> None:
        words, self.text = daily.load(), space.read(debrief, viewer)
        self.item, self.partner = debrief, pair.partner_name
        self.is_mine = queries.is_mine(debrief, viewer)
        self.writer = _("You") if self.is_mine else self.partner
        self.replier = self.partner if self.is_mine else _("You")
        self.kind = _(label_of(words.debrief_kinds, self.text["kind"])) or _("Debrief")
        self.need = self.need_now(str(self.text["need"]))
        self.standing = standing_of_debrief(debrief, self.text, mine=self.is_mine, partner=self.partner)
        self.may_advise = queries.may_advise(self.text)
        may_answer = not self.is_mine and debrief.state == debriefs.State.SHARED
        self.replies = self.need_now(self.asked_need).replies if may_answer and self.need else ()
        self.heard = _(reply_words(self.text["need"], self.text["reply"]))
        self.advice = _(reply_label(self.text)) if self.text["advice_reply"] else ""
        self.may_talk = debriefs.MACHINE.may(debrief.state, "talk")
        self.may_ask_advice = self.is_mine and debriefs.MACHINE.may(debrief.state, "ask_advice") and not self.may_advise
        self.more = [
            (label, self.text[name])
            for name, label in (("my_part", _("My part in it")), ("keep", _("To keep")), ("change", _("To change")))
            if self.text[name]
        ]

    @property
    def asked_need(self) -> str:
        return debriefs.Need.ADVISE.value if self.text["advice_asked"] else str(self.text["need"])

    def need_now(self, key: str) -> Need:
        needs = daily.load().needs
        return next((need for need in needs if need.key == key), needs[0])


class CoffeePage:
    """An invitation, the times both are free, the three answers."""

    def __init__(self, viewer: Viewer, pair: Pair, cup: Coffee) -> None:
        self.item, self.partner = cup, pair.partner_name
        text = space.read(cup, viewer)
        self.is_for_me = cup.asked_of_id == viewer.person_id
        self.is_set = cup.state == coffee_rule.State.SET
        self.title = coffee_words(cup, text, self.partner, mine=not self.is_for_me)
        self.left = [] if self.is_set else queries.slots_left(text)
        self.slots = [(slot.place, slot_words(slot.starts_at, slot.ends_at, is_on=slot.is_on)) for slot in self.left]
        self.is_over = bool(text["slots"]) and not self.slots and not self.is_set
        self.replies = [reply for reply in daily.load().coffee.replies if reply.key != coffee_rule.Reply.YES]


class BriefPage:
    """What one says for both, whether the other stands behind it, and what came back."""

    def __init__(self, viewer: Viewer, pair: Pair, brief: Brief) -> None:
        self.item, self.partner = brief, pair.partner_name
        self.text, self.seen = space.read(brief, viewer), space.stamp_of(brief)
        me = viewer.person_id
        self.i_speak = brief.speaker_id == me
        self.may_agree = briefs.MACHINE.may(brief.state, "agree") and brief.changed_by_id != me
        self.may_edit = briefs.MACHINE.may(brief.state, "edit")
        self.may_bring_back = self.i_speak and briefs.MACHINE.may(brief.state, "debrief")
        self.may_withdraw = brief.author_id == me and briefs.MACHINE.may(brief.state, "withdraw")
        self.is_agreed = briefs.speaks_for_both(brief.state)
        self.one = "filled" if self.is_agreed or brief.changed_by_id == me else "empty"
        self.two = "filled" if self.is_agreed or brief.changed_by_id != me else "empty"
        self.standing = self.stands(brief.changed_by_id == me)
        lines = daily.load().brief_lines
        self.lines = [(_(line.label), self.text[line.key]) for line in lines if self.text[line.key]]
        self.title = self.goes() if not self.is_agreed else self.speaks()

    def goes(self) -> str:
        return _("You go, for both") if self.i_speak else _("%(name)s goes, for both") % {"name": self.partner}

    def speaks(self) -> str:
        return _("You speak for both") if self.i_speak else _("%(name)s speaks for both") % {"name": self.partner}

    def stands(self, are_my_words: bool) -> str:
        if self.is_agreed:
            return _("You both stand behind this.")
        if are_my_words:
            return _("Your words. They speak for both once %(name)s stands behind them.") % {"name": self.partner}
        return _("%(name)s wrote this. It speaks for both once you stand behind it.") % {"name": self.partner}


def privilege_notice() -> str:
    """What a debrief about a mistake leaves out."""
    return _(safety.load().privilege_notice).format(safety_event_system=settings.SAFETY_EVENT_SYSTEM)

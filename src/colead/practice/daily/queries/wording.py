"""The sentences of the lines: where a thing stands, in words, without a time that anyone took."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from colead.content import daily
from colead.content.daily import Choice
from colead.practice.daily.models import Coffee, Debrief, RunIt, Words
from colead.practice.daily.queries.items import end_of
from colead.rules import coffee, debriefs, run_its
from colead.ui.templatetags.colead import plain_date, plain_time

ASKED: Final[dict[str, str]] = {
    run_its.Kind.FYI: gettext_noop("%(partner)s lets you know"),
    run_its.Kind.GUT_CHECK: gettext_noop("%(partner)s asks for your first reaction"),
    run_its.Kind.BEFORE_MEETING: gettext_noop("%(partner)s asks before a meeting"),
    run_its.Kind.THEY_ASKED_ME: gettext_noop("Someone asked %(partner)s; the answer is for both of you to give"),
    run_its.Kind.NEED_YOU_TODAY: gettext_noop("%(partner)s needs you today"),
}


def label_of(choices: Sequence[Choice], key: object) -> str:
    """The words of a key; the content of a site may have dropped it since, then there are none."""
    return next((choice.label for choice in choices if choice.key == key), "")


def asked_title(kind: str, partner: str) -> str:
    return _(ASKED.get(kind, gettext_noop("%(partner)s asks"))) % {"partner": partner}


def talk_title(text: Words, name: str) -> str:
    """What was said to the question, or to the call; `name` is the one who said it."""
    words = daily.load()
    if text["call_reply"]:
        return f"{name}: {_(label_of(words.own_call_replies, text['call_reply']))}"
    if text["answer"] == run_its.Answer.SAME_ANSWER and text["reply"]:
        return _("%(name)s would say") % {"name": name}
    said = f"{name}: {_(label_of(words.run_it_answers, text['answer']))}"
    if text["answer"] == run_its.Answer.CHANGE_THIS and not text["reply"]:
        return _("%(said)s. To what comes when you two talk") % {"said": said}
    return said


def sent_words(text: Words) -> str:
    """What I have just tapped, while it can be taken back."""
    words = daily.load()
    replied = label_of(words.own_call_replies, text["call_reply"])
    return _("Sent: %(answer)s") % {"answer": _(replied or label_of(words.run_it_answers, text["answer"]))}


def own_standing(run_it: RunIt, text: Words, *, mine: bool, partner: str) -> str:
    """Where a question stands, to either of the two."""
    if run_it.state == run_its.State.ASKED:
        return _("Waits for an answer from %(partner)s") % {"partner": partner}
    if run_it.state == run_its.State.ANSWERED:
        said = talk_title(text, partner if mine else _("You"))
        sep = ": " if text["answer"] == run_its.Answer.SAME_ANSWER else ". "
        return f"{said}{sep}{text['reply']}" if text["reply"] else said
    if run_it.state == run_its.State.OWN_CALL:
        who = _("Your call") if mine else _("%(partner)s decided") % {"partner": partner}
        said = _(label_of(daily.load().own_call_replies, text["call_reply"])) if text["call_reply"] else ""
        return f"{who}. {said}." if said else who
    standings = {
        run_its.State.MOVED: _("For partner time"),
        run_its.State.TALKED: _("You two talked"),
        run_its.State.DROPPED: _("Let go"),
    }
    return standings.get(run_its.State(run_it.state), "")


def standing_of_debrief(debrief: Debrief, text: Words, *, mine: bool, partner: str) -> str:
    if debrief.state == debriefs.State.TALKED:
        return _("You two talked")
    if debrief.state == debriefs.State.SHARED:
        return _("Waits for a word from %(partner)s") % {"partner": partner}
    return f"{partner if mine else _('You')}: {_(reply_label(text))}"


def reply_label(text: Words) -> str:
    """The words of the latest reply to a debrief."""
    if text["advice_reply"]:
        return reply_words(debriefs.Need.ADVISE, text["advice_reply"])
    return reply_words(text["need"], text["reply"])


def reply_words(need: object, reply: object) -> str:
    known = next((each for each in daily.load().needs if each.key == need), None)
    return label_of(known.replies, reply) if known else ""


def coffee_words(cup: Coffee, text: Words, partner: str, *, mine: bool) -> str:
    """`mine` when it does not wait for the viewer."""
    if cup.state == coffee.State.SET:
        when = slot_words(datetime.fromisoformat(str(text["chosen"])), end_of(text)) if text["chosen"] else ""
        return _("Coffee with %(partner)s") % {"partner": partner} + (f", {when}" if when else "")
    if mine:
        return _("Coffee: waits for %(partner)s") % {"partner": partner}
    if cup.state == coffee.State.LATER_TODAY:
        return _("Coffee with %(partner)s: later today") % {"partner": partner}
    if cup.state == coffee.State.TOMORROW:
        return _("Coffee with %(partner)s: tomorrow") % {"partner": partner}
    return _(daily.load().coffee.received).format(partner=partner)


def slot_words(starts_at: datetime, ends_at: datetime | None = None, *, is_on: bool = False) -> str:
    """A stretch within which they find a moment: a yes to it binds nobody to its first minute."""
    if is_on:
        return _("now")
    if ends_at is None:
        return _("from %(time)s") % {"time": plain_time(starts_at)}
    begins, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    said = {"day": plain_date(begins), "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
    return _("%(day)s between %(begins)s and %(ends)s") % said

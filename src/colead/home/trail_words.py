"""What a person did in a space, in a sentence: one for every verb the rooms of a pair write down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.promises.models import TrailEntry

SENTENCES: Final = {
    "opened": gettext_lazy("A space was opened for you two."),
    "added_sponsor": gettext_lazy("You named a sponsor."),
    "ended_sponsor": gettext_lazy("You ended a sponsorship."),
    "confirmed_sponsor": gettext_lazy("You said that this is your sponsor."),
    "opened_round": gettext_lazy("You opened something for both to write alone."),
    "sealed": gettext_lazy("You sealed what you wrote."),
    "unsealed": gettext_lazy("You took your seal back."),
    "began_draft": gettext_lazy("You began a draft."),
    "proposed": gettext_lazy("You proposed a text."),
    "edited": gettext_lazy("You changed a text; it waits for both of you again."),
    "turned_key": gettext_lazy("You agreed to a text."),
    "took_key_back": gettext_lazy("You took your agreement back."),
    "released": gettext_lazy("You were the last to agree; a text was released."),
    "corrected": gettext_lazy("You corrected a text together."),
    "unpublished": gettext_lazy("You took a text out of view."),
    "withdrew": gettext_lazy("You withdrew something."),
    "dropped": gettext_lazy("You let something go."),
    "removed": gettext_lazy("You removed something that was yours."),
    "kept": gettext_lazy("You kept something for longer."),
    "forgot": gettext_lazy("You let something go."),
    "let_go": gettext_lazy("You let something go."),
    "asked": gettext_lazy("You asked your partner."),
    "answered": gettext_lazy("You answered your partner."),
    "undid": gettext_lazy("You took an answer back within its minute."),
    "told": gettext_lazy("You told your partner something."),
    "called": gettext_lazy("You made a call of your own, and told it."),
    "own_call": gettext_lazy("You made a call of your own, and told it."),
    "moved": gettext_lazy("You moved a question to your partner meeting."),
    "talked": gettext_lazy("You said that you two have talked."),
    "shared": gettext_lazy("You shared something with your partner."),
    "wrote_between": gettext_lazy("You wrote something between you two."),
    "appreciated": gettext_lazy("You said what you were glad of."),
    "invited": gettext_lazy("You asked for a coffee."),
    "set_balance": gettext_lazy("You chose whether to see who asks whom."),
    "frame": gettext_lazy("You put a question before both of you."),
    "framed": gettext_lazy("You put a question before both of you."),
    "agree_frame": gettext_lazy("You agreed to the question."),
    "seal": gettext_lazy("You sealed your view."),
    "unseal": gettext_lazy("You took your seal back."),
    "mark": gettext_lazy("You answered how your partner imagined your view."),
    "planned_ask": gettext_lazy("You planned whom to ask."),
    "answered_ask": gettext_lazy("You wrote down what you heard."),
    "decide": gettext_lazy("You wrote down what was decided."),
    "complete": gettext_lazy("You completed a rapid decision."),
    "find_words": gettext_lazy("You began the words both of you use."),
    "announce": gettext_lazy("You spoke with one voice."),
    "look_back": gettext_lazy("You looked back on a decision."),
    "looked_back": gettext_lazy("You looked back on a decision."),
    "talk_instead": gettext_lazy("You chose to talk instead."),
    "differ": gettext_lazy("You chose to talk about how you differ."),
    "escalate": gettext_lazy("You took a question to your sponsor together."),
    "sponsor_answered": gettext_lazy("You noted that your sponsor answered."),
    "answered_brief": gettext_lazy("You answered a joint brief."),
    "took_answer_back": gettext_lazy("You took an answer back within its minute."),
    "withdraw": gettext_lazy("You withdrew a question."),
    "proposed_right": gettext_lazy("You proposed who decides in an area."),
    "agreed_right": gettext_lazy("You agreed who decides in an area."),
    "withdrew_right": gettext_lazy("You took back who decides in an area."),
    "marked_step": gettext_lazy("You marked a step of your road."),
    "ticked": gettext_lazy("You told the programme office a milestone."),
    "unticked": gettext_lazy("You took a milestone back."),
    "wished": gettext_lazy("You said that you would like a coach or a mentor pair."),
    "agreed_to_wish": gettext_lazy("You said yes to a coach or a mentor pair for you two."),
    "unwished": gettext_lazy("You took that wish back."),
    "paused_road": gettext_lazy("You paused the weekly line."),
    "resumed_road": gettext_lazy("You asked for the weekly line again."),
    "planned_talk": gettext_lazy("You chose a time for a conversation."),
    "held_talk": gettext_lazy("You said that a conversation took place."),
    "kept_notes": gettext_lazy("You kept a note of a conversation."),
    "planned_day": gettext_lazy("You chose a day beside your partner."),
    "noted": gettext_lazy("You noted a win, a lesson or a story."),
    "edited_note": gettext_lazy("You changed a note."),
    "proposed_note": gettext_lazy("You put a note before both of you."),
    "published_note": gettext_lazy("Your key was the last; a note is published."),
    "kept_between_us": gettext_lazy("You kept a note between the two of you."),
    "retired_note": gettext_lazy("You took a note off the list."),
    "drafted_goal": gettext_lazy("You drafted a goal."),
    "edited_goal": gettext_lazy("You worded a goal anew."),
    "accepted_goal": gettext_lazy("You accepted a goal."),
    "goal_live": gettext_lazy("Your key was the last; a goal is live."),
    "goal_ended": gettext_lazy("Your key was the last; a goal is closed."),
    "checked_in": gettext_lazy("You said how a goal goes."),
    "took_check_in_back": gettext_lazy("You took back how a goal goes."),
    "shared_work": gettext_lazy("You wrote down who does what."),
    "planned_influence": gettext_lazy("You planned whom to have with you."),
    "looked_with_sponsor": gettext_lazy("You looked at your goals with your sponsor."),
    "chose_rhythm": gettext_lazy("You chose how often you two meet."),
    "planned_time": gettext_lazy("You planned partner time."),
    "named_ally": gettext_lazy("You named somebody who may point at events for you two."),
    "ended_ally": gettext_lazy("Somebody you had named no longer points at events for you two."),
    "named_delegate": gettext_lazy("You named an assistant for your partner time."),
    "ended_delegate": gettext_lazy("Your assistant no longer sees your partner time."),
    "placed_hold": gettext_lazy("You held a time for two."),
    "moved_hold": gettext_lazy("You moved a time for two."),
    "lifted_hold": gettext_lazy("You took a held time away."),
    "closed_time": gettext_lazy("You closed a partner time, in whatever way."),
    "raised_point": gettext_lazy("You put something on the agenda."),
    "ticked_action": gettext_lazy("You said that a joint action is done."),
    "planned_walk": gettext_lazy("You planned a round together."),
    "noted_walk": gettext_lazy("You noted what you heard on a round."),
    "told_back": gettext_lazy("You noted what people were told."),
    "marked_seat": gettext_lazy("You changed your seat map."),
    "took_chair": gettext_lazy("You noted who had the chair."),
    "prepared_huddle": gettext_lazy("You wrote on a card for a huddle."),
    "said_today": gettext_lazy("You said what today is about."),
    "drafted_memo": gettext_lazy("You drafted a memo."),
    "edited_memo": gettext_lazy("You changed a memo; it waits for both of you again."),
    "prepared_memo": gettext_lazy("You prepared a memo for two leaders."),
    "signed_memo": gettext_lazy("You signed a memo."),
    "scheduled_memo": gettext_lazy("Your signature was the second; a memo goes out at its hour."),
    "published_memo": gettext_lazy("Your signature was the second; a memo is published."),
    "corrected_memo": gettext_lazy("You corrected a memo together."),
    "withdrew_memo": gettext_lazy("You withdrew a memo."),
    "planned_presentation": gettext_lazy("You planned a presentation."),
    "planned_appearance": gettext_lazy("You planned where you two are seen."),
    "told_appearance": gettext_lazy("You said who of you was seen somewhere."),
    "asked_visit": gettext_lazy("You asked to sit in with another dyad."),
    "answered_visit": gettext_lazy("You answered about sitting in."),
    "took_request_back": gettext_lazy("You took a request to your sponsor back."),
    "settled_request": gettext_lazy("You said whether what you two had asked for came."),
    "answered_request": gettext_lazy("You answered a request."),
    "acknowledged": gettext_lazy("You acknowledged a working agreement."),
    "agreed": gettext_lazy("You agreed to what is said for you two."),
    "answered_call": gettext_lazy("You answered a call that your partner had made."),
    "asked_advice": gettext_lazy("You asked your partner for advice."),
    "brought_back": gettext_lazy("You told what came of speaking for you two."),
    "call": gettext_lazy("You made a rapid call."),
    "close": gettext_lazy("You closed a decision."),
    "closed": gettext_lazy("A space of you two was closed."),
    "come_back": gettext_lazy("You took a question up again."),
    "compared_fill_in": gettext_lazy("You looked at what you had both marked."),
    "confirmed_hold": gettext_lazy("You confirmed that something is kept for counsel."),
    "drop": gettext_lazy("You let a question go."),
    "fine_by_me": gettext_lazy("You said that your partner's call is fine by you."),
    "granted": gettext_lazy("Your yes was the last; somebody can read what was lent."),
    "leave_words": gettext_lazy("You went back from the words to the decision."),
    "let_ask_go": gettext_lazy("You let go of somebody you had planned to ask."),
    "let_fade": gettext_lazy("You keep a question no longer than usual."),
    "let_in": gettext_lazy("You let somebody into a space."),
    "let_out": gettext_lazy("Somebody left a space."),
    "lets_talk": gettext_lazy("You said that you would like to talk about a call."),
    "look_again": gettext_lazy("You chose a day to look at a decision again."),
    "move": gettext_lazy("You took a question along to your partner time."),
    "named_stand_in": gettext_lazy("You named who stands in."),
    "offered_grant": gettext_lazy("You said that somebody may read something."),
    "ours": gettext_lazy("You said that a call belongs to both of you."),
    "revealed": gettext_lazy("You were the last to seal; it opened for both of you."),
    "revoked": gettext_lazy("You took back what somebody could read."),
    "stand": gettext_lazy("You said that your call stands."),
    "talk": gettext_lazy("You said that you two have talked."),
    "told_of_day": gettext_lazy("You told what you learned beside your partner."),
}


@dataclass(frozen=True)
class TrailLine:
    at: datetime
    sentence: str


def sentence(verb: str) -> str:
    """What is no act of one of the two has no sentence of its own."""
    return str(SENTENCES.get(verb) or _("You changed something here."))


def lines(entries: Iterable[TrailEntry]) -> list[TrailLine]:
    """One line for the same act on the same day, so that a long sitting does not hide what lies around it."""
    found: dict[tuple[object, str], list[TrailLine]] = {}
    for entry in entries:
        line = TrailLine(entry.at, sentence(entry.verb))
        found.setdefault((timezone.localdate(entry.at), line.sentence), []).append(line)
    return [said(same) for same in found.values()]


def said(same: list[TrailLine]) -> TrailLine:
    first = same[0]
    if len(same) == 1:
        return first
    return TrailLine(first.at, _("%(sentence)s More than once.") % {"sentence": first.sentence})

"""Which words of each private kind are whose: a person takes away what that person wrote, field by field.

A kind that stands in neither list is not taken along; a test asks for every kind to be decided on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from colead.forming.launch.models import Shadow, SignedBefore, StepMark, Talk
from colead.partnerships.charter import label_of
from colead.partnerships.models import RightsRow
from colead.practice.conflicts.models import Call, Card, Matter, Prep
from colead.practice.daily.models import BalanceWish, Brief, Coffee, Debrief, Door, RunIt
from colead.practice.decisions.models import Ask, Decision, LookBack, Mark, SponsorAnswer
from colead.practice.goals.models import CheckIn, Goal, Influence, YearlyLook
from colead.practice.meetings.models import (
    Cadence,
    ChairTurn,
    Committee,
    Huddle,
    Meeting,
    PairCheck,
    Point,
    Walk,
)
from colead.practice.memos.models import Memo, Presentation, Sheet, Version
from colead.practice.reviews.models import Action, Case, Support
from colead.practice.visibility.models import Appearance
from colead.practice.wins.models import Appreciation, Note
from colead.programme.supports.models import SponsorReply
from colead.promises.models import SpaceItem

Fields = tuple[str, ...]
Words = str | Promise
Document = dict[str, Any]
Whose = Callable[[Any, UUID], Fields]


@dataclass(frozen=True)
class Kind:
    """`whose` names the fields of one item that this person may take along; none, and the item stays.

    `of_both` names those of them that either may reword: once the partner has, they stay, whoever wrote last.
    """

    title: Words
    whose: Whose
    heading: Callable[[Any, Document], str] = lambda item, text: ""
    of_both: Fields = ()


def written(by_author: Fields, by_partner: Fields = ()) -> Whose:
    return lambda item, person_id: by_author if item.author_id == person_id else by_partner


POSITION: Final[Fields] = ("meeting", "position", "can", "cannot", "bring_back")
FRAME: Final[Fields] = ("question", "affected")
REWORDED: Final = frozenset({"edited", "frame", "planned_appearance"})  # what the trail of a pair says of such a change


def of_brief(item: Brief, person_id: UUID) -> Fields:
    """Its position is its author's; what came back is the speaker's."""
    mine = POSITION if item.author_id == person_id else ()
    return (*mine, *(("debrief",) if item.speaker_id == person_id else ()))


def of_appreciation(item: Appreciation, person_id: UUID) -> Fields:
    """Who says it has written it, who receives it owns it; once the receiver has removed it, it is gone for both."""
    return ("line",) if not item.is_removed and person_id in (item.author_id, item.receiver_id) else ()


def of_matter(item: Matter, person_id: UUID) -> Fields:
    """The invitation is its writer's. Lines that both have tapped, and who heard what, belong to the two."""
    return ("topic", "hope") if item.author_id == person_id else ()


def of_note(item: Note, person_id: UUID) -> Fields:
    """Until others read it, it is its author's; once published the text of both is taken along as such."""
    is_mine = item.author_id == person_id and item.release_id is None
    return ("text", "helped", "now", "only_as_two", "north_star") if is_mine else ()


KINDS: Final[dict[type[SpaceItem], Kind]] = {
    RunIt: Kind(_("Run it by"), written(("line", "would_say", "decision"), ("reply",))),
    Debrief: Kind(_("Debrief"), written(("line", "my_part", "keep", "change"), ("reply_line",))),
    Brief: Kind(_("Speak for us"), of_brief, of_both=POSITION),
    Decision: Kind(_("Decision"), written((*FRAME, "sentence", "situation", "do_now", "north_star")), of_both=FRAME),
    Mark: Kind(_("What I would add"), written(("add",))),
    Ask: Kind(_("Whom to ask"), written(("whom",))),
    LookBack: Kind(_("Look back"), written(("missed", "whose_knew"))),
    SponsorAnswer: Kind(_("Answer to a joint brief"), written(("words",))),
    SponsorReply: Kind(_("Answer to a request"), written(("words",))),
    Version: Kind(_("A memo I prepared"), written(("title", "to", "body", "north_star"))),
    Prep: Kind(_("Notes for myself"), written(("camera", "story", "good_will", "my_part", "want"))),
    Matter: Kind(_("A talk I asked for"), of_matter),
    CheckIn: Kind(_("How a goal goes"), written(("line", "my_part"))),
    Influence: Kind(_("Whom we want with us"), written(("whom", "next_move"))),
    YearlyLook: Kind(_("Our goals, with our sponsor"), written(("note",))),
    Point: Kind(_("For partner time"), written(("line",))),
    PairCheck: Kind(_("My two minutes of a day"), written(("one_thing", "same"))),
    ChairTurn: Kind(_("After I noted who had the chair"), written(("went_well", "learnt", "next_time"))),
    Appearance: Kind(_("Where we are seen"), written(("forum", "speaks")), of_both=("forum", "speaks")),
    Appreciation: Kind(_("Appreciation"), of_appreciation),
    Note: Kind(_("Wins, lessons and stories"), of_note),
    Shadow: Kind(_("A day in the other's world"), written(("first", "second", "third"))),
    RightsRow: Kind(_("Who decides"), written(("tie_break", "inform")), label_of),
}
# Notes that either of the two writes over, taps, which hold no words, and pointers, which leave in no file.
NOT_TAKEN: Final[frozenset[type[SpaceItem]]] = frozenset(
    {Talk, SignedBefore, StepMark, Coffee, Door, BalanceWish, Card, Call, Goal, Memo, Presentation, Sheet}
    | {Cadence, Meeting, Huddle, Walk, Committee, Case, Action, Support}
)

FILL_IN: Final = "rights"
ROUNDS: Final[dict[str, Words]] = {
    "views": _("My view on a decision"),
    FILL_IN: _("Who decides, as I filled it in"),
    "strengths": _("Strengths, gaps and needs"),
    "check": _("How it was after we talked"),
    "us": _("How we are, from 1 to 5"),
}
PAPERS: Final[dict[str, Words]] = {
    "integration": _("What we decided"),
    "one_voice": _("The words we both use"),
    "roles": _("Role descriptions"),
    "agreement": _("Partnership agreement"),
    "charter": _("North Star and guideposts"),
    "broken_glass": _("Broken glass"),
    "goal": _("Shared goals"),
    "note": _("Wins, lessons and stories"),
    "round": _("Rounds together"),
    "seat_map": _("Seat map"),
    "memo": _("Joint memos"),
    "dyad_page": _("Our page"),
    "appearance": _("Where everyone could meet us"),
    "support_request": _("Requests to your sponsor"),
}
# Signed by both for themselves. Of other texts between two, such as a comparison of fill-ins, each has only their own.
BETWEEN_US: Final = frozenset({"integration", "one_voice", "agreement", "charter", "goal"})
# Holds the partner's view word for word, and goes when the views go.
NEVER_PAPERS: Final = frozenset({"joint_brief", "brief_together", "same_line"})

LEFT_OUT: Final[tuple[Words, ...]] = (
    _("What your partner wrote: answers, views, debriefs, drafts. It is theirs to take along."),
    _("What the two of you write over together, such as notes of a talk, and any text that still waits for a key. "
      "It belongs to both of you and leaves when both agree."),
    _("Joint briefs to your sponsor. They hold both views word for word, and go when the views go."),
    _("Taps without words: doors, coffees, marks, times."),
    _("What has reached its day and is gone, and what you have removed."),
    _("What lies in a space you have left. Take your words along before you leave."),
    _("Anything another person keeps about you. There is no such thing here."),
)  # fmt: skip

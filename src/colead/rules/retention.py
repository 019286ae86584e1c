"""How long each kind of thing is kept; a site may keep private text shorter, never longer."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

BACKUP_DAYS: Final = 35  # so long may a backup hold what the product has let go


class Kind(StrEnum):
    DOOR = "door"
    COFFEE = "coffee"
    RUN_IT = "run_it"
    RUN_IT_KEPT = "run_it_kept"
    DEBRIEF = "debrief"
    BRIEF = "brief"
    APPRECIATION = "appreciation"
    NOTE = "note"
    APPEARANCE = "appearance"
    PARTNER_MEETING = "partner_meeting"
    PAIR_CHECK = "pair_check"
    ROUND_NOTE = "round_note"
    SEALED_VIEW = "sealed_view"
    LAUNCH_NOTE = "launch_note"
    CARD = "card"
    RIGHTS_FILL_IN = "rights_fill_in"
    CONFLICT_PREPARATION = "conflict_preparation"
    CONFLICT_AGREEMENT = "conflict_agreement"
    HELP_CALL = "help_call"
    MIRROR = "mirror"
    MIRROR_FOR_GIVER = "mirror_for_giver"
    CONDUCT_POINTER = "conduct_pointer"
    REVIEW_OPEN = "review_open"
    REVIEW_CLOSED = "review_closed"
    SUPPORT_CARD = "support_card"
    REFLECTION = "reflection"
    REFLECTION_LET_GO = "reflection_let_go"
    HEALTH_ANSWER = "health_answer"
    PAIR_ARCHIVE = "pair_archive"
    AGREEMENT = "agreement"
    ROLE_DESCRIPTION = "role_description"
    RIGHTS_TABLE = "rights_table"
    MEMO = "memo"
    MEMO_DRAFT = "memo_draft"
    DRAFT_LET_GO = "draft_let_go"
    PRESENTATION = "presentation"
    ONE_VOICE = "one_voice"
    DYAD_PAGE = "dyad_page"
    GOAL = "goal"
    GOAL_NOTE = "goal_note"
    YEARLY_LOOK = "yearly_look"
    DECISION = "decision"
    EVIDENCE = "evidence"
    REQUEST = "request"


class From(StrEnum):
    """The day from which the days are counted."""

    WRITTEN = "written"
    DECIDED = "decided"
    SETTLED = "settled"
    CLOSED = "closed"
    ACCOUNT_ENDED = "account_ended"
    PAIR_ENDED = "pair_ended"
    NEVER = "never"  # permanent


@dataclass(frozen=True)
class Keeping:
    days: int | None  # None: permanent
    counted_from: From
    privacy: str

    @property
    def is_private(self) -> bool:
        return self.privacy in PRIVATE


PRIVATE = frozenset({"C0", "C1", "C1s", "CR"})
DAYS_MIN = 1

KEEPING: dict[Kind, Keeping] = {
    Kind.DOOR: Keeping(1, From.WRITTEN, "C1"),
    Kind.COFFEE: Keeping(2, From.WRITTEN, "C1"),
    Kind.RUN_IT: Keeping(30, From.WRITTEN, "C1"),
    Kind.RUN_IT_KEPT: Keeping(365, From.WRITTEN, "C1"),
    Kind.DEBRIEF: Keeping(90, From.WRITTEN, "C1"),
    Kind.BRIEF: Keeping(90, From.WRITTEN, "C1"),
    Kind.APPRECIATION: Keeping(365, From.WRITTEN, "C1"),
    Kind.NOTE: Keeping(365, From.WRITTEN, "C1"),
    Kind.APPEARANCE: Keeping(365, From.WRITTEN, "C1"),
    Kind.PARTNER_MEETING: Keeping(180, From.WRITTEN, "C1"),
    Kind.PAIR_CHECK: Keeping(7, From.WRITTEN, "C1"),
    Kind.ROUND_NOTE: Keeping(180, From.SETTLED, "C1"),
    Kind.SEALED_VIEW: Keeping(90, From.DECIDED, "C1s"),
    Kind.LAUNCH_NOTE: Keeping(180, From.WRITTEN, "C1"),
    Kind.CARD: Keeping(90, From.PAIR_ENDED, "C1s"),
    Kind.RIGHTS_FILL_IN: Keeping(90, From.SETTLED, "C1s"),
    Kind.CONFLICT_PREPARATION: Keeping(90, From.WRITTEN, "C0"),
    Kind.CONFLICT_AGREEMENT: Keeping(90, From.SETTLED, "C1"),
    Kind.HELP_CALL: Keeping(14, From.WRITTEN, "C0"),
    Kind.MIRROR: Keeping(180, From.WRITTEN, "C0"),
    Kind.MIRROR_FOR_GIVER: Keeping(14, From.WRITTEN, "C1"),
    Kind.CONDUCT_POINTER: Keeping(30, From.CLOSED, "CR"),
    Kind.REVIEW_OPEN: Keeping(365, From.WRITTEN, "CR"),
    Kind.REVIEW_CLOSED: Keeping(90, From.CLOSED, "CR"),
    Kind.SUPPORT_CARD: Keeping(14, From.WRITTEN, "C1"),
    Kind.REFLECTION: Keeping(30, From.ACCOUNT_ENDED, "C0"),
    Kind.REFLECTION_LET_GO: Keeping(90, From.WRITTEN, "C0"),
    Kind.HEALTH_ANSWER: Keeping(395, From.WRITTEN, "C1s"),
    Kind.PAIR_ARCHIVE: Keeping(90, From.PAIR_ENDED, "C1"),
    Kind.AGREEMENT: Keeping(None, From.NEVER, "C1"),
    Kind.ROLE_DESCRIPTION: Keeping(None, From.NEVER, "C3"),
    Kind.RIGHTS_TABLE: Keeping(None, From.NEVER, "C3"),
    Kind.MEMO: Keeping(None, From.NEVER, "C5"),
    Kind.MEMO_DRAFT: Keeping(90, From.CLOSED, "C1"),
    Kind.DRAFT_LET_GO: Keeping(90, From.CLOSED, "C1"),
    Kind.PRESENTATION: Keeping(365, From.WRITTEN, "C1"),
    Kind.ONE_VOICE: Keeping(None, From.NEVER, "C5"),
    Kind.DYAD_PAGE: Keeping(None, From.NEVER, "C5"),
    Kind.GOAL: Keeping(None, From.NEVER, "C3"),
    Kind.GOAL_NOTE: Keeping(90, From.CLOSED, "C1"),
    Kind.YEARLY_LOOK: Keeping(395, From.WRITTEN, "C1"),
    Kind.DECISION: Keeping(None, From.NEVER, "C1"),
    Kind.EVIDENCE: Keeping(None, From.NEVER, "C5"),
    Kind.REQUEST: Keeping(395, From.WRITTEN, "C3"),
}


def days_for(kind: str, *, site_days: int | None = None) -> int | None:
    """The days a thing is kept; what the site asks for counts where it is allowed to. None: permanent."""
    keeping = KEEPING[Kind(kind)]
    if site_days is None or site_days < DAYS_MIN:
        return keeping.days
    if keeping.days is None:
        return None
    return min(site_days, keeping.days) if keeping.is_private else site_days


def may_set(kind: str, site_days: int) -> bool:
    """Whether a site may set this many days for the kind."""
    return site_days >= DAYS_MIN and days_for(kind, site_days=site_days) == site_days


def retain_until(kind: str, on: date, *, site_days: int | None = None) -> date | None:
    """The last day of a thing whose days count from `on`; None when it is permanent."""
    days = days_for(kind, site_days=site_days)
    return None if days is None else on + timedelta(days=days)


def let_go_until(on: date, stands: date | None) -> date | None:
    """The last day of a draft that is let go on a day: a while from then, or sooner if it has a day already."""
    days = [day for day in (retain_until(Kind.DRAFT_LET_GO, on), stands) if day is not None]
    return min(days, default=None)

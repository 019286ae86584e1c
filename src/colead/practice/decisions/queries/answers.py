"""What sponsors answered to a joint brief: for the sponsor who wrote it, and for the two to whom it is lent."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.practice.decisions.models import BriefAnswer, Decision, SponsorAnswer
from colead.promises import grants, space
from colead.promises.models import Release
from colead.rules import decisions as rules
from colead.rules.decisions import State
from colead.rules.run_its import UNDO_FOR
from colead.ui.templatetags.colead import plain_date


@dataclass(frozen=True)
class Said:
    """One sponsor's answer, in words; without a label where there was nothing to say yes or no to."""

    name: str
    label: str
    words: str
    brief: UUID
    at: datetime


def own_answer(viewer: Viewer, brief: Release) -> SponsorAnswer | None:
    found: SponsorAnswer | None = SponsorAnswer.door.visible_to(viewer).filter(brief=brief).first()
    return found


def answered_ids(viewer: Viewer) -> set[UUID]:
    """The briefs that this sponsor has answered."""
    return set(SponsorAnswer.door.visible_to(viewer).values_list("brief_id", flat=True))


def has_answered(viewer: Viewer) -> Exists:
    """For a question about briefs: whether this sponsor has answered."""
    return Exists(SponsorAnswer.door.visible_to(viewer).filter(brief=OuterRef("pk")))


def may_take_back(answer: SponsorAnswer) -> bool:
    return clock.now() < answer.created_at + UNDO_FOR


def said_by(viewer: Viewer, answer: SponsorAnswer) -> Said:
    return said(viewer.person.name, space.read(answer, viewer), answer.created_at)


def said(name: str, text: dict[str, str], at: datetime) -> Said:
    value = text.get("value", "")
    return Said(name, str(BriefAnswer(value).label) if value else "", text.get("words", ""), UUID(text["to"]), at)


def answers_lent(viewer: Viewer, briefs: Collection[UUID]) -> dict[UUID, list[Said]]:
    """What sponsors said to these briefs, as far as it is lent to the viewer; the earlier answer first."""
    found: dict[UUID, list[Said]] = {}
    for grant, text in grants.read_all(SponsorAnswer, viewer) if briefs else ():
        one = said(grant.offered_by.name, text, grant.created_at)
        if one.brief in briefs:
            found.setdefault(one.brief, []).append(one)
    return found


def answers_to_each(viewer: Viewer, decisions: Iterable[Decision]) -> dict[UUID, list[Said]]:
    """By decision, what sponsors said to the brief that lies with them now."""
    gone_up = {one.brief_id: one.pk for one in decisions if one.state == State.ESCALATED_JOINTLY and one.brief_id}
    return {gone_up[brief]: said for brief, said in answers_lent(viewer, gone_up).items()}


def state_words(decision: Decision, answers: Iterable[Said] = ()) -> str:
    """Where a decision stands; of one that went up and was answered, who answered and when."""
    if decision.state == State.ESCALATED_JOINTLY:
        days = [(one.name, plain_date(one.at)) for one in answers if one.brief == decision.brief_id]
        if days:
            return " ".join(_("%(name)s answered %(day)s.") % {"name": name, "day": day} for name, day in days)
        if decision.sponsor_answered_on is not None:
            return _("Your sponsor answered %(day)s.") % {"day": plain_date(decision.sponsor_answered_on)}
    return _(rules.machine_for(decision.size).words[State(decision.state)])


def answers_to(viewer: Viewer, decision: Decision) -> list[Said]:
    """What sponsors said to the briefs of this decision, the latest brief first."""
    ids, brief = [], decision.brief
    while brief is not None:
        ids.append(brief.pk)
        brief = brief.supersedes
    lent = answers_lent(viewer, ids)
    return [one for id in ids for one in lent.get(id, [])]

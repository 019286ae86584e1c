"""What sponsors answered to a joint brief: for the sponsor who wrote it, and for the two to whom it is lent."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.practice.decisions.models import BriefAnswer, Decision, SponsorAnswer
from colead.promises import grants, space
from colead.promises.models import Release
from colead.rules.run_its import UNDO_FOR


@dataclass(frozen=True)
class Said:
    """One sponsor's answer, in words."""

    name: str
    label: str
    words: str


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
    return said(viewer.person.name, space.read(answer, viewer))


def said(name: str, text: dict[str, str]) -> Said:
    return Said(name, str(BriefAnswer(text["value"]).label), text.get("words", ""))


def answers_lent(viewer: Viewer, briefs: Collection[UUID]) -> dict[UUID, list[Said]]:
    """What sponsors said to these briefs, as far as it is lent to the viewer; the earlier answer first."""
    found: dict[UUID, list[Said]] = {}
    lent = grants.granted_to(viewer).filter(item_model=SponsorAnswer._meta.label_lower).select_related("offered_by")
    for grant in lent.order_by("created_at") if briefs else ():
        with suppress(Hidden):  # erased since
            text = grants.read(SponsorAnswer, grant.item_id, viewer)
            brief = UUID(text["to"])
            if brief in briefs:
                found.setdefault(brief, []).append(said(grant.offered_by.name, text))
    return found


def answers_to(viewer: Viewer, decision: Decision) -> list[Said]:
    """What sponsors said to the briefs of this decision, the latest brief first."""
    ids, brief = [], decision.brief
    while brief is not None:
        ids.append(brief.pk)
        brief = brief.supersedes
    lent = answers_lent(viewer, ids)
    return [one for id in ids for one in lent.get(id, [])]

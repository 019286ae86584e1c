"""Fetching a memo is the check: as one of its two, in their space; what is published, as anybody signed in."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.models import Sponsorship
from colead.partnerships.queries import Pair, over_among
from colead.practice.memos.models import Memo, Presentation, Sheet, Version
from colead.promises import afterwards, grants, space, two_key
from colead.promises.models import Grant, Key, Release
from colead.promises.models.releases import ReleaseState
from colead.rules import memos as rules
from colead.rules import we_form
from colead.rules.audiences import Audience
from colead.rules.memos import State

Document = dict[str, Any]
MEMO: Final = "memo"
TOLD_FOR: Final = timedelta(days=7)  # that the partner withdrew one


@dataclass(frozen=True)
class CameBack:
    """What somebody made of a draft that was lent to them."""

    id: UUID
    by_id: UUID
    name: str
    text: Document
    at: datetime

    @property
    def stamp(self) -> str:
        """Names these words, so that a tap is for what was on the screen."""
        return hashlib.sha256(json.dumps(self.text, sort_keys=True).encode()).hexdigest()


def rows(viewer: Viewer, pair: Pair) -> "QuerySet[Memo]":
    """Every memo of this pair that was not let go as a draft."""
    found: QuerySet[Memo] = Memo.door.visible_to(viewer).filter(space=pair.space).exclude(state=State.DROPPED)
    return found.select_related("space", "release__space", "corrects__release", "withdrawn_by")


def get(viewer: Viewer, pair: Pair, id: UUID) -> Memo:
    memo = rows(viewer, pair).filter(pk=id).first()
    if memo is None:
        raise Hidden
    return memo


def list_for(viewer: Viewer, pair: Pair) -> list[Memo]:
    """Newest first; nothing counts them."""
    return list(rows(viewer, pair).order_by("-created_at", "id"))


@Prepared
def open_in(viewer: Viewer, space: UUID, since: date) -> "QuerySet[Memo]":
    """Drafts, what waits for its hour, what the partner withdrew since then; with the sheet that is lent of a draft.

    The texts are still sealed; asked on every visit to the first page.
    """
    found: QuerySet[Memo] = Memo.door.visible_to(viewer).filter(space=space)
    by_the_other = Q(state=State.WITHDRAWN, withdrawn_on__gt=since) & ~Q(withdrawn_by=viewer.person_id)
    found = found.filter(Q(state__in=sorted(rules.PENDING)) | by_the_other)
    sheets = Sheet.door.visible_to(viewer).filter(memo=OuterRef("pk")).values("pk")[:1]
    found = found.annotate(sheet=Subquery(sheets)).select_related("space", "release", "withdrawn_by")
    return found.order_by("created_at", "id")


def told_since() -> date:
    return clock.today() - TOLD_FOR


def text_of(memo: Memo, viewer: Viewer) -> Document:
    return two_key.text_of(memo.release, viewer)


def texts(memos: Iterable[Memo], viewer: Viewer) -> dict[UUID, Document]:
    """The words of each memo, by its id."""
    release_of = {memo.pk: memo.release for memo in memos}
    opened = two_key.texts_of(list(release_of.values()), viewer)
    return {id: opened.get(release.pk, {}) for id, release in release_of.items()}


def turned(release: Release, viewer: Viewer) -> dict[UUID, datetime | None]:
    """Who has signed the present words, and when; for the two alone."""
    keys = Key.door.visible_to(viewer).filter(release=release, turned_on=release.text_hash)
    return dict(keys.values_list("person_id", "turned_at"))


def correction_of(viewer: Viewer, memo: Memo) -> Memo | None:
    """The correction that is being written or signed."""
    found: Memo | None = Memo.door.visible_to(viewer).filter(corrects=memo, state__in=sorted(rules.PENDING)).first()
    return found


def latest_names(viewer: Viewer, pair: Pair) -> list[str]:
    """In which order the names stood on the pair's last memo."""
    last = rows(viewer, pair).filter(corrects=None).order_by("-created_at", "-id").first()
    return list(text_of(last, viewer).get("signed_by", [])) if last is not None else []


def findings(text: Document, names: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where it says I, and where somebody could be recognised; asked anew each time and kept nowhere."""
    words = " \n".join(str(text[name]) for name in ("title", "body", "north_star") if text.get(name))
    return we_form.singular(words), we_form.third_persons(words, names)


def released(viewer: Viewer) -> "QuerySet[Release]":
    """Memos that are out, the corrected ones with them."""
    return two_key.released_to(viewer, MEMO)


def out_for_everyone(viewer: Viewer) -> "QuerySet[Release]":
    """As they stand now, the latest first."""
    out = released(viewer).filter(state=ReleaseState.RELEASED, audience=Audience.EVERYONE)
    return out.order_by("-released_at", "id")


def out_for_few(viewer: Viewer) -> "QuerySet[Release]":
    """What this viewer reads and not everyone does."""
    out = released(viewer).filter(state=ReleaseState.RELEASED).exclude(audience=Audience.EVERYONE)
    return out.order_by("-released_at", "id")


def one_out(viewer: Viewer, **which: Any) -> Release | None:
    """As one of its audience, or of the two who signed it, whom what goes to their sponsor is not addressed to."""
    own = Release.door.visible_to(viewer).filter(kind=MEMO, state__in=two_key.OUT)
    found: Release | None = released(viewer).filter(**which).first() or own.filter(**which).first()
    return found


def signed_of_pairs_over(viewer: Viewer) -> list[Release]:
    """Still out, and signed by this person as one of two who are no pair any more."""
    rows = list(afterwards.signed_by(viewer, MEMO).order_by("-released_at", "id"))
    over = over_among(row.space_id for row in rows)
    return [row for row in rows if row.space.closed_at is not None or row.space_id in over]


def nobody_reads(release: Release) -> bool:
    """Whether it is for the sponsor, and nobody who sponsors the two now was confirmed before it was first signed."""
    confirmed = Sponsorship.objects.filter(confirmed_in=release.space_id, ended_on=None)
    confirmed = confirmed.filter(partnership__space=release.space_id)
    came_later = two_key.turned_before(OuterRef("confirmed_at"), release.pk)
    return release.audience == Audience.SPONSOR and not confirmed.exclude(Exists(came_later)).exists()


def get_released(viewer: Viewer, id: UUID) -> Release:
    found = one_out(viewer, pk=id)
    if found is None:
        raise Hidden
    return found


def newest_of(viewer: Viewer, release: Release) -> Release:
    """What stands now where this was said: the end of its line of corrections."""
    while release.state == ReleaseState.CORRECTED:
        later = one_out(viewer, supersedes=release.pk)
        if later is None:
            raise Hidden
        release = later
    return release


def earlier_of(viewer: Viewer, release: Release) -> Release | None:
    """What this one corrected."""
    return one_out(viewer, pk=release.supersedes_id) if release.supersedes_id else None


def all_words(viewer: Viewer, pair: Pair) -> Iterator[tuple[Memo, str, list[str]]]:
    memos = list_for(viewer, pair)
    opened = texts(memos, viewer)
    for memo in memos:
        text = opened[memo.pk]
        said = [str(text.get(name, "")) for name in ("title", "to", "body", "north_star")]
        yield memo, str(text.get("title", "")), [*said, space.read(memo, viewer)["in_person"]]


def presentations(viewer: Viewer, pair: Pair) -> "QuerySet[Presentation]":
    found: QuerySet[Presentation] = Presentation.door.visible_to(viewer).filter(space=pair.space)
    return found.exclude(retain_until__lt=clock.today()).select_related("space")


def get_presentation(viewer: Viewer, pair: Pair, id: UUID) -> Presentation:
    found = presentations(viewer, pair).filter(pk=id).first()
    if found is None:
        raise Hidden
    return found


def list_presentations(viewer: Viewer, pair: Pair) -> list[tuple[Presentation, Document]]:
    return [(one, space.read(one, viewer)) for one in presentations(viewer, pair).order_by("-created_at", "id")]


# Another pair of hands


def sheet_of(viewer: Viewer, memo: Memo) -> Sheet | None:
    found: Sheet | None = Sheet.door.visible_to(viewer).filter(memo=memo).select_related("space").first()
    return found


def loans(sheet: Sheet, viewer: Viewer) -> list[Grant]:
    """To whom it is lent, or would be; for the two."""
    return list(grants.on_item(sheet, viewer).prefetch_related("agreed_by"))


def prepared_of(viewer: Viewer, sheet: Sheet) -> list[CameBack]:
    """What came back, as it is lent to this viewer."""
    came = [(grant, text) for grant, text in grants.read_all(Version, viewer) if text["lent"] == str(sheet.pk)]
    return [
        CameBack(grant.item_id, grant.offered_by_id, grant.offered_by.name, text, grant.created_at)
        for grant, text in came
    ]


def loans_of(sheets: Iterable[UUID]) -> list[Grant]:
    """The same for many sheets that this viewer was seen to share; asked once for all of them."""
    rows = Grant.objects.filter(item_model=Sheet._meta.label_lower, item_id__in=list(sheets), revoked_at=None)
    rows = rows.filter(until__gte=clock.today()).select_related("reader").prefetch_related("agreed_by")
    return list(rows.order_by("created_at", "pk"))


def came_back(viewer: Viewer) -> dict[tuple[str, UUID], UUID]:
    """By sheet and whoever prepared it, what is shown to this viewer of it."""
    return {(text["lent"], grant.offered_by_id): grant.item_id for grant, text in grants.read_all(Version, viewer)}


def prepared_one(viewer: Viewer, memo: Memo, id: UUID) -> CameBack:
    sheet = sheet_of(viewer, memo)
    found = next((one for one in prepared_of(viewer, sheet) if one.id == id), None) if sheet is not None else None
    if found is None:
        raise Hidden
    return found


def lent_to_me(viewer: Viewer) -> list[tuple[Grant, Document]]:
    """Nothing of a pair that is over."""
    lent = grants.read_all(Sheet, viewer)
    over = over_among(grant.space_id for grant, _text in lent)
    return [(grant, text) for grant, text in lent if grant.space_id not in over]


def loan_to(viewer: Viewer, sheet_id: UUID) -> Grant:
    """The open loan of this sheet to this viewer."""
    model = Sheet._meta.label_lower
    found = grants.granted_to(viewer).filter(item_model=model, item_id=sheet_id).select_related("offered_by").first()
    if found is None or over_among([found.space_id]):
        raise Hidden
    return found


def versions_of(viewer: Viewer) -> "QuerySet[Version]":
    """The viewer's own, latest first."""
    mine: QuerySet[Version] = Version.door.visible_to(viewer).filter(author_id=viewer.person_id)
    return mine.exclude(retain_until__lt=clock.today()).select_related("space").order_by("-created_at", "id")


def version_by(viewer: Viewer, sheet_id: UUID) -> Version | None:
    return versions_of(viewer).filter(sheet_id=sheet_id).first()

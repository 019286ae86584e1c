"""What another pair of hands makes of a draft, in a space of their own; and either of the two who takes it over."""

from uuid import UUID

from django.db import transaction

from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.memos import queries
from colead.practice.memos.actions import drafting, lending, moving, reminding
from colead.practice.memos.models import Memo, Version
from colead.practice.memos.queries import Document
from colead.promises import grants, space, trail
from colead.promises.models import Space
from colead.promises.two_key import StaleText


@transaction.atomic
def prepare(*, sheet_id: UUID, text: Document, by: Viewer) -> Version:
    """Keeps these words, and shows them to the two. Kept once more, they change the same version."""
    loan = queries.loan_to(by, sheet_id)
    own = space.locked_for(by, space.own(by.person))
    words = {**lending.words_of(text), "lent": str(sheet_id)}
    version = queries.version_by(by, sheet_id)
    if version is None:
        version = first_version(loan.space_id, sheet_id, words, own, by)
    else:
        space.rewrite(version, by=by, text=words, retain_until=lending.last_day())
    trail.record(verb="prepared_memo", subject=version, by=by, space=own)
    return version


def first_version(lender: UUID, sheet_id: UUID, words: Document, own: Space, by: Viewer) -> Version:
    """Lent to both from the moment it is kept."""
    version = space.write(Version, space=own, by=by, text=words, retain_until=lending.last_day(), sheet_id=sheet_id)
    for person in space.members(Space.objects.get(pk=lender)):
        grants.offer(item=version, reader=person, until=lending.last_day(), by=by)
        reminding.of_a_version(version.pk, person, lender)
    return version


@transaction.atomic
def take_over(*, pair: Pair, id: UUID, version_id: UUID, stamp: str, seen: str, by: Viewer) -> Memo:
    """Puts the prepared words that were on the screen where the draft stood: an edit of this leader."""
    memo = moving.lock(by, pair, id)
    prepared = queries.prepared_one(by, memo, version_id)
    if stamp != prepared.stamp:
        raise StaleText
    words = {**queries.text_of(memo, by), **lending.words_of(prepared.text)}
    in_person = space.read(memo, by)["in_person"]
    kept = drafting.keep(pair=pair, id=id, text=words, in_person=in_person, seen=seen, by=by)
    lending.end(kept, by)
    return kept

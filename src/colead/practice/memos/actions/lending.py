"""A draft lent by both of the two to somebody who prepares it; whoever does signs nothing."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.memos import queries
from colead.practice.memos.actions import moving, reminding
from colead.practice.memos.models import PREPARED, Memo, Sheet
from colead.practice.memos.queries import Document
from colead.promises import grants, holds, space, two_key
from colead.promises.models import Grant
from colead.rules import memos as rules


def last_day() -> date:
    return clock.today() + timedelta(days=rules.LENT_DAYS)


def words_of(text: Document) -> Document:
    return {name: text.get(name, "") for name in PREPARED}


@transaction.atomic
def lend(*, pair: Pair, id: UUID, person: Person, by: Viewer) -> Grant:
    """One's own yes to this person; it opens with the partner's, and closes by itself."""
    memo = moving.lock(by, pair, id)
    moving.require(memo, "edit")
    if person in pair.people:
        raise Refused(_("The two of you write it already. Name somebody else."))
    sheet = laid_out(memo, by)
    standing = grants.on_item(sheet, by).filter(reader=person).first()
    if standing is not None:
        return opened(sheet, standing, by)
    for other in pair.people:
        if other.pk != by.person_id:
            reminding.of_an_offer(sheet, other)
    return grants.offer(item=sheet, reader=person, until=last_day(), by=by)


@transaction.atomic
def agree(*, pair: Pair, id: UUID, grant_id: UUID, by: Viewer) -> Grant:
    """The partner's yes to the words as they were lent; if others stand there now, both say so anew."""
    memo = moving.lock(by, pair, id)
    moving.require(memo, "edit")
    sheet = laid_out(memo, by)
    standing = grants.on_item(sheet, by).filter(pk=grant_id).first()
    if standing is None:
        raise two_key.StaleText
    return opened(sheet, standing, by)


def opened(sheet: Sheet, standing: Grant, by: Viewer) -> Grant:
    agreed = grants.agree(grant=standing, item=sheet, by=by)
    if agreed.wrapped_item_key is not None:
        reminding.no_offer_any_more(sheet)
        reminding.of_a_loan(sheet, agreed.reader)
    return agreed


def laid_out(memo: Memo, by: Viewer) -> Sheet:
    """The draft as it stands. Words that changed since end every loan: nobody has agreed to show them."""
    words, sheet = words_of(queries.text_of(memo, by)), queries.sheet_of(by, memo)
    if sheet is None:
        return space.write(Sheet, space=memo.space, by=by, text=words, retain_until=last_day(), memo=memo)
    if space.read(sheet, by) != words:
        space.rewrite(sheet, by=by, text=words, retain_until=last_day())
    return sheet


@transaction.atomic
def take_back(*, pair: Pair, id: UUID, grant_id: UUID, by: Viewer) -> None:
    """Either of them, at once."""
    sheet = queries.sheet_of(by, moving.lock(by, pair, id))
    grant = grants.on_item(sheet, by).filter(pk=grant_id).first() if sheet is not None else None
    if sheet is None or grant is None:
        raise Hidden
    reminding.no_offer_any_more(sheet)
    grants.revoke(grant=grant, by=by)


def end(memo: Memo, by: Viewer) -> None:
    """Every loan ends and the sheet goes, unless it is held."""
    rows = Sheet.door.visible_to(by).filter(memo=memo)
    for sheet in rows.select_related("space"):
        reminding.no_offer_any_more(sheet)
        for grant in grants.on_item(sheet, by):
            grants.revoke(grant=grant, by=by)
    holds.without_held(rows).delete()

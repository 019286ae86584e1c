"""A draft as it is lent: to whom, what came back, and what whoever prepares it sees."""

from uuid import UUID

from colead.foundation.viewer import Viewer
from colead.practice.memos import queries
from colead.practice.memos.models import Memo, Sheet
from colead.practice.memos.pages.words import MemoWords
from colead.practice.memos.queries import CameBack
from colead.promises import grants, space
from colead.promises.models import Grant


class Loan:
    """One loan as the two see it."""

    def __init__(self, grant: Grant, me: UUID) -> None:
        self.id, self.until, self.name, self.reader_id = grant.pk, grant.until, grant.reader.name, grant.reader_id
        self.is_open = grant.wrapped_item_key is not None
        self.is_agreed_by_me = me in {person.pk for person in grant.agreed_by.all()}


class Hands:
    """Who prepares this draft, and what came back."""

    def __init__(self, viewer: Viewer, memo: Memo) -> None:
        sheet = queries.sheet_of(viewer, memo)
        self.loans = [Loan(grant, viewer.person_id) for grant in queries.loans(sheet, viewer)] if sheet else []
        self.prepared = queries.prepared_of(viewer, sheet) if sheet is not None else []
        readers = {loan.reader_id for loan in self.loans}
        self.waits = [one for one in self.prepared if one.by_id in readers]
        self.is_open = bool(self.loans)
        lent = space.read(sheet, viewer) if sheet is not None else {}
        stands = queries.text_of(memo, viewer)
        self.earlier = MemoWords(lent) if any(lent[name] != stands.get(name, "") for name in lent) else None


class PreparedPage:
    """What came back, beside what stands now."""

    def __init__(self, viewer: Viewer, memo: Memo, prepared: CameBack) -> None:
        self.memo, self.name, self.at, self.id = memo, prepared.name, prepared.at, prepared.id
        self.stamp = prepared.stamp
        self.words = MemoWords(prepared.text, memo.kind)
        self.stands = MemoWords(queries.text_of(memo, viewer), memo.kind)
        self.seen = memo.release.text_hash
        loans = Hands(viewer, memo).loans
        self.loan = next((one for one in loans if one.reader_id == prepared.by_id), None)


class LentToMe:
    """What is lent to this person, and what they kept of loans that are over."""

    def __init__(self, viewer: Viewer) -> None:
        self.loans = queries.lent_to_me(viewer)
        open_ones = {grant.item_id for grant, _text in self.loans}
        kept = [row for row in queries.versions_of(viewer) if row.sheet_id not in open_ones]
        self.kept = [MemoWords(space.read(row, viewer)) for row in kept]


class LentPage:
    """For whoever prepares: one's own version if there is one, else the words that were lent."""

    def __init__(self, viewer: Viewer, loan: Grant) -> None:
        self.id, self.until, self.lender = loan.item_id, loan.until, loan.offered_by.name
        own = queries.version_by(viewer, loan.item_id)
        self.is_kept = own is not None
        self.text = space.read(own, viewer) if own is not None else grants.read(Sheet, loan.item_id, viewer)

"""A memo as everyone reads it: what both signed, and the seal; or that it was corrected, or withdrawn."""

from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.practice.memos import queries, wording
from colead.practice.memos.pages.memos import grouped
from colead.practice.memos.pages.words import MemoWords
from colead.promises import papers
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules.audiences import Audience


class WithdrawnPage:
    """The notice, and who can see it: the audience the memo had."""

    def __init__(self, notice: papers.Notice) -> None:
        self.notice, self.names = notice, _(" and ").join(notice.names)
        self.level, self.is_for_everyone = wording.LEVELS[notice.audience], notice.audience == Audience.EVERYONE


class ReleasedMemoPage:
    """Reads only what stands in `published`, and the chain's link to it."""

    def __init__(self, viewer: Viewer, release: Release) -> None:
        self.release = release
        self.words = MemoWords(release.published or {})
        self.record = papers.record_of(release, viewer)
        self.signers = _(" and ").join(self.record.names) if self.record is not None else ""
        newest = queries.newest_of(viewer, release)
        self.newer = newest if newest.pk != release.pk else None
        self.earlier = queries.earlier_of(viewer, release)
        self.level, self.is_for_everyone = wording.LEVELS[release.audience], release.audience == Audience.EVERYONE
        self.is_current = release.state == ReleaseState.RELEASED

    @property
    def mark(self) -> str:
        return grouped(self.record.document_hash[:16]) if self.record is not None else ""

"""What of a space is still open on its way: sealed rounds, and keys turned on drafts; each looked at once, if asked."""

from datetime import datetime
from functools import cached_property
from uuid import UUID

from colead.foundation.viewer import Viewer
from colead.promises import sealed, two_key
from colead.promises.models import Space
from colead.promises.sealed import Standing


class OpenEnds:
    """As one viewer sees them in one request, for the rooms that stand together on a page."""

    def __init__(self, viewer: Viewer, space: Space) -> None:
        self.viewer, self.space = viewer, space

    @cached_property
    def standings(self) -> dict[tuple[UUID, str], Standing]:
        """Of each open round, by its id and kind."""
        return sealed.open_standings(self.viewer, self.space)

    @cached_property
    def turned(self) -> list[tuple[UUID, UUID, datetime]]:
        """Draft, person and moment of each key that has turned on a present text."""
        return two_key.turned_in(self.viewer, space=self.space.pk)

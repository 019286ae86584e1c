"""A goal as a sponsor, the programme office or everyone reads it: what both accepted, and nothing else."""

from datetime import timedelta

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.models import Partnership
from colead.practice.goals import queries
from colead.practice.goals.pages import home
from colead.practice.goals.pages.words import GoalWords
from colead.promises.models import Release

YEAR = timedelta(days=365)


class ReleasedGoalPage:
    """Reads only what stands in `published`."""

    def __init__(self, viewer: Viewer, release: Release) -> None:
        self.words = GoalWords(queries.words_for(viewer, release), is_outside=True)
        self.released_at = release.released_at
        self.level = "C5" if release.audience == "everyone" else "C4"


class GoalsOfDyadPage:
    """For the look once a year: what is live, and how what was closed in the last year ended."""

    def __init__(self, viewer: Viewer, partnership: Partnership) -> None:
        self.partnership = partnership
        rows = queries.released_by(viewer, partnership)
        since = clock.now() - YEAR
        self.live = [home.released_line(row) for row in rows if not queries.is_closed(row)]
        closed = [row for row in rows if queries.is_closed(row)]
        self.closed = [home.released_line(row) for row in closed if row.released_at and row.released_at >= since]

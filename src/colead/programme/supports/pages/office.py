"""What the programme office reads: that somebody's question to a sponsor has no answer, and since when."""

from colead.foundation.viewer import Viewer
from colead.programme.supports import wording
from colead.programme.supports.queries import asked as queries
from colead.rules import requests as rules
from colead.ui.templatetags.colead import plain_date


class UnansweredPage:
    days = rules.TOLD_AFTER

    def __init__(self, viewer: Viewer) -> None:
        self.rows = [
            {"names": wording.named(row.names), "since": plain_date(row.asked_on)}
            for row in queries.list_unanswered(viewer)
        ]

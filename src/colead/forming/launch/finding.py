"""Finds a phrase in what two partners have opened to each other in their launch, and nowhere else."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from colead.forming.launch import first_page, queries
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Open
from colead.partnerships import charter
from colead.partnerships.queries import Pair
from colead.promises import space, two_key


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """Opened in memory and kept nowhere; what is still sealed is not looked at."""
    wanted = phrase.strip().casefold()
    places = places_of(viewer, pair) if wanted else iter(())
    return [
        Open(said, title, url, "launch")
        for title, url, document in places
        if (said := next((words for words in words_in(document) if wanted in words.casefold()), ""))
    ]


def places_of(viewer: Viewer, pair: Pair) -> Iterator[tuple[str, str, Any]]:
    for kind, title in first_page.PAPER_TITLES.items():
        for release in (queries.draft_of(viewer, pair, kind), queries.in_force(viewer, pair, kind)):
            if release is not None:
                url = queries.address(pair, first_page.PAPER_ROUTES[kind])
                yield str(title), url, two_key.text_of(release, viewer)
    cards = queries.latest_documents(viewer, pair, charter.CARDS)
    yield _("How to work with me"), queries.address(pair, "launch:cards"), list(cards.values())
    strengths = queries.latest_documents(viewer, pair, queries.STRENGTHS)
    url = queries.address(pair, "launch:talk", "strengths_needs")
    yield _("Strengths, gaps, needs"), url, list(strengths.values())
    for talk in queries.talks(viewer, pair):
        route = ["launch:sponsor_meeting"] if talk.key == "sponsor" else ["launch:talk", talk.key]
        yield talk.get_key_display(), queries.address(pair, *route), space.read(talk, viewer)
    for day in queries.shadows(viewer, pair):
        yield _("A day in your world"), queries.address(pair, "launch:days"), space.read(day, viewer)
    for right in charter.rights(viewer, pair):
        url = queries.address(pair, "launch:propose_row", right.area)
        yield right.label, url, [right.label, right.tie_break, right.inform]


def words_in(document: Any) -> Iterator[str]:
    """Every word of a document, however deep."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for part in document.values():
            yield from words_in(part)
    elif isinstance(document, list):
        for part in document:
            yield from words_in(part)

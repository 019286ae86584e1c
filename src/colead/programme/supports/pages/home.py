"""What stands on the first page of the two: a key, an answer, a day that has come; and what is found in words."""

from collections.abc import Iterator
from functools import partial
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from colead.foundation import addresses, clock
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Answer, Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.programme.supports import wording
from colead.programme.supports.pages.pair import Asked, is_past_its_day
from colead.programme.supports.queries import asked as queries
from colead.programme.supports.queries.answers import replies_to
from colead.promises import two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.promises.open_ends import OpenEnds
from colead.ui.templatetags.colead import plain_date

KIND: Final = "request"


def first_page(viewer: Viewer, pair: Pair, ends: OpenEnds) -> tuple[list[Waiting], list[Open]]:
    """What of the two's requests waits for the viewer, and what lies with their sponsor."""
    found = list(queries.open_in(viewer, space=pair.space.pk))
    texts = two_key.texts_of(found, viewer)
    drafts = [one for one in found if one.state == ReleaseState.DRAFT]
    waiting = [key_line(pair, one, str(texts[one.pk].get("text", ""))) for one in drafts if waits(viewer, ends, one)]
    between: list[Open] = []
    sent = [one for one in found if one.state != ReleaseState.DRAFT]
    replies = replies_to(viewer, [one.pk for one in sent])
    for one in sent:
        asked = Asked(one, texts[one.pk], replies.get(one.pk, []), [])
        if asked.is_answered and is_past_its_day(asked.latest):
            waiting.append(due_line(pair, asked))
        else:
            between.append(Open(asked.text, note_of(asked), address(pair, asked.id), KIND, is_in_their_words=True))
    return waiting, between


def waits(viewer: Viewer, ends: OpenEnds, release: Release) -> bool:
    people = {person_id for release_id, person_id, _at in ends.turned if release_id == release.pk}
    return bool(people) and viewer.person_id not in people


def key_line(pair: Pair, release: Release, title: str) -> Waiting:
    note = _("To your sponsor: %(name)s has agreed. It waits for you") % {"name": pair.partner_name}
    return Waiting(title, note, address(pair, release.pk), KIND, place=Place.KEY, is_in_their_words=True)


def note_of(asked: Asked) -> str:
    if asked.answers:
        return _("%(name)s: %(answer)s") % {"name": asked.answers[0].name, "answer": asked.answers[0].said}
    return _("To your sponsor, %(when)s") % {"when": asked.asked}


def due_line(pair: Pair, asked: Asked) -> Waiting:
    day = asked.latest.by_on if asked.latest is not None else None
    note = note_of(asked) if day is None or day > clock.today() else was_due(asked, plain_date(day))
    taps = partial(settling, pair, asked)
    return Waiting(asked.text, note, address(pair, asked.id), KIND, taps=taps, place=Place.STEP, is_in_their_words=True)


def was_due(asked: Asked, day: str) -> str:
    return _("%(name)s said yes, by %(day)s. Has it come?") % {"name": asked.answers[0].name, "day": day}


def settling(pair: Pair, asked: Asked) -> Iterator[Answer]:
    url = addresses.address("supports:settle", pair.partnership.pk, asked.id)
    if not asked.is_refused:  # that it did not come takes a second step, on its page
        yield Answer(_("It came"), url, {"verb": "arrive", "back": "home"})
    else:
        yield Answer(_("Close it"), url, {"verb": "lapse", "back": "home"})


def address(pair: Pair, id: UUID) -> str:
    return f"{addresses.address('supports:list_requests', pair.partnership.pk)}#r-{id}"


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """The phrase in what these two asked and in what was answered."""
    wanted = phrase.strip().casefold()
    found = list(queries.rows(viewer, pair)) if wanted else []
    texts, replies = two_key.texts_of(found, viewer), replies_to(viewer, [one.pk for one in found])
    lines = []
    for one in found:
        text = texts[one.pk]
        words = [str(text.get("text", "")), *(reply.words for reply in replies.get(one.pk, []))]
        if any(wanted in part.casefold() for part in words):
            note = _("A request to your sponsor: %(kind)s") % {"kind": wording.KINDS[text["kind"]]}
            lines.append(Open(words[0], note, address(pair, one.pk), KIND, is_in_their_words=True))
    return lines

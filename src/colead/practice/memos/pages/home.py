"""What this room puts on first pages: what waits for a signature or a yes, what is on its way, what everyone reads."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from colead.foundation import addresses, clock
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.practice.memos import queries
from colead.practice.memos.models import Memo
from colead.practice.memos.pages.memos import note_of
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.promises.open_ends import OpenEnds
from colead.rules import memos as rules
from colead.rules.memos import State
from colead.ui.templatetags.colead import plain_date

KIND = queries.MEMO
PRESENTATION = "presentation"


class FirstLines(NamedTuple):
    """What waits for the viewer, what the partner took back lately, and what is on its way."""

    waiting: list[Waiting]
    withdrawn: list[Open]
    on_their_way: list[Open]


def first_page(viewer: Viewer, pair: Pair, ends: OpenEnds | None = None) -> FirstLines:
    """Each memo in a line: what waits stands once, whether for a signature or for a yes."""
    memos = queries.open_in(viewer, space=pair.space.pk, since=queries.told_since())
    titles = {memo.pk: str(two_key.opened(memo.release, viewer)["text"].get("title", "")) for memo in memos}
    pending = [memo for memo in memos if memo.state in rules.PENDING]
    waiting = list(signatures_that_wait(viewer, pair, pending, titles, ends or OpenEnds(viewer, pair.space)))
    waiting += hands_that_wait(viewer, pair, pending, titles)
    waiting += [
        Waiting(titles[memo.pk], stays(), address(pair, memo), KIND, place=Place.KEY, is_in_their_words=True)
        for memo in pending
        if has_stayed(memo)
    ]
    lines = {
        memo: Open(titles[memo.pk], note_of(memo), address(pair, memo), KIND, is_in_their_words=True) for memo in memos
    }
    rest = [lines[memo] for memo in pending if not any(one.url.startswith(lines[memo].url) for one in waiting)]
    return FirstLines(waiting, [line for memo, line in lines.items() if memo not in pending], rest)


def has_stayed(memo: Memo) -> bool:
    """Signed by both, its hour over, and held since nobody would read it."""
    is_due = memo.state == State.SCHEDULED and memo.publish_at is not None and memo.publish_at <= clock.now()
    return is_due and queries.nobody_reads(memo.release)


def stays() -> str:
    return _("Its hour came, and it stayed with you two: your sponsor has changed, and nobody would read it")


def hands_that_wait(viewer: Viewer, pair: Pair, memos: list[Memo], titles: dict[UUID, str]) -> Iterator[Waiting]:
    """A loan that needs the viewer's yes; and what came back, until it is taken over or the loan ends."""
    unsigned = [memo for memo in memos if memo.state in rules.UNSIGNED]
    lent: dict[UUID, Memo] = {sheet: memo for memo in unsigned if (sheet := getattr(memo, "sheet", None))}
    loans = queries.loans_of(lent) if lent else []
    came = queries.came_back(viewer) if any(one.wrapped_item_key for one in loans) else {}
    for loan in loans:
        memo, said = lent[loan.item_id], {"partner": pair.partner_name, "name": loan.reader.name}
        version = came.get((str(loan.item_id), loan.reader_id))
        if version is not None:
            note = _("%(name)s has prepared it. Read it, and take over what you like") % said
            url = addresses.address("memos:take_version", pair.partnership.pk, memo.pk, version)
        elif viewer.person_id not in {person.pk for person in loan.agreed_by.all()}:
            note = _("%(partner)s would let %(name)s prepare it. It waits for your yes") % said
            url = f"{address(pair, memo)}#hands"
        else:
            continue
        yield Waiting(titles[memo.pk], note, url, KIND, place=Place.KEY, is_in_their_words=True)


def signatures_that_wait(
    viewer: Viewer, pair: Pair, memos: list[Memo], titles: dict[UUID, str], ends: OpenEnds
) -> Iterator[Waiting]:
    for memo in memos:
        people = {person_id for release_id, person_id, _at in ends.turned if release_id == memo.release_id}
        if people and viewer.person_id not in people:
            note, url = _("A memo waits for your signature"), sign_address(pair, memo)
            yield Waiting(titles[memo.pk], note, url, KIND, place=Place.KEY, is_in_their_words=True)


def sign_address(pair: Pair, memo: Memo) -> str:
    return addresses.address("memos:sign_memo", pair.partnership.pk, memo.pk)


def address(pair: Pair, memo: Memo) -> str:
    return addresses.address("memos:show_memo", pair.partnership.pk, memo.pk)


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """The memos and presentations in whose words the phrase occurs."""
    wanted = phrase.strip().casefold()
    if not wanted:
        return []
    memos = [
        Open(title, _("A memo"), address(pair, memo), KIND, is_in_their_words=True)
        for memo, title, words in queries.all_words(viewer, pair)
        if any(wanted in part.casefold() for part in words)
    ]
    return [*memos, *plans(viewer, pair, wanted)]


def plans(viewer: Viewer, pair: Pair, wanted: str) -> Iterator[Open]:
    for one in queries.presentations(viewer, pair).order_by("-created_at", "id"):
        text = space.read(one, viewer)
        topics = [str(row["topic"]) for row in text["segments"] or []]
        words = [*(part for name, part in text.items() if name != "segments"), *topics]
        if any(wanted in str(part).casefold() for part in words):
            url = addresses.address("memos:show_presentation", pair.partnership.pk, one.pk)
            yield Open(str(text["title"]), _("A presentation"), url, PRESENTATION, is_in_their_words=True)


def published(viewer: Viewer) -> list[Open]:
    """Memos that two leaders signed for everyone, as they stand now; nothing counts who reads them."""
    return [told(release) for release in queries.out_for_everyone(viewer)]


def has_for_you(viewer: Viewer) -> bool:
    return queries.out_for_few(viewer).exists()


def has_signed_before(viewer: Viewer) -> bool:
    return bool(queries.signed_of_pairs_over(viewer))


def signed_before(viewer: Viewer) -> list[tuple[Release, Open]]:
    """What is still out under the viewer's name, of pairs that are over."""
    return [(release, told(release)) for release in queries.signed_of_pairs_over(viewer)]


def for_you(viewer: Viewer) -> list[Open]:
    """What two leaders signed for their sponsor, or for their sponsor and the programme office."""
    return [told(release) for release in queries.out_for_few(viewer)]


def told(release: Release) -> Open:
    text = release.published or {}
    names, day = _(" and ").join(text.get("signed_by", [])), plain_date(release.released_at)
    note = _("A memo, %(day)s, %(names)s, %(unit)s") % {"day": day, "names": names, "unit": text.get("unit", "")}
    url = reverse("memos:show_released", args=[release.pk])
    return Open(str(text.get("title", "")), note, url, KIND, release.released_at, is_in_their_words=True)

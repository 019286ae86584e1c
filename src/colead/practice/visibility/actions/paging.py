"""The page of two: begun from what they have signed, worded by either, out with both keys, taken out by either."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair, in_turn
from colead.practice.visibility import queries, wording
from colead.practice.visibility.models import StalePage
from colead.promises import space, two_key
from colead.promises.models import Release
from colead.promises.models.releases import ReleaseState
from colead.rules import visibility as rules
from colead.rules.audiences import Audience

WELCOME_MAX: Final = 600
NORTH_STAR_MAX: Final = 280
FIND_US_MAX: Final = 280
WRITTEN: Final = ("welcome", "north_star", "find_us")
Text = dict[str, Any]


class AgreementFirst(Refused):
    """A page says what the two have signed."""


@transaction.atomic
def begin(*, pair: Pair, by: Viewer) -> Release:
    """A first page, out of their agreement: why they lead together, their North Star, what they have settled."""
    start = started(pair, by)
    return lay_out(pair=pair, words=start, areas=first_shown(pair, by), seen="", by=by)


def first_shown(pair: Pair, by: Viewer) -> list[str]:
    """Of what they have settled, what people ask about; everything, where a site has words of its own for all areas."""
    settled = [right.area for right in queries.rights(by, pair)]
    return [area for area in settled if area in wording.FIRST_SHOWN] or settled


def started(pair: Pair, by: Viewer) -> Text:
    """What a page begins with: the one that is out, or the words of the agreement."""
    out = queries.out_of(by, pair)
    if out is not None:
        text = two_key.text_of(out, by)
        return {name: text.get(name, "") for name in WRITTEN}
    agreed = charter.text_in_force(by, pair, charter.AGREEMENT)
    why = within(str(agreed.get("why", "")) or str(wording.STARTER), WELCOME_MAX)
    star = within(charter.charter(by, pair).north_star, NORTH_STAR_MAX)
    return {"welcome": why, "north_star": star, "find_us": ""}


def within(words: str, longest: int) -> str:
    """Whole sentences, as many as fit."""
    if len(words) <= longest:
        return words
    cut = words[:longest]
    return cut[: cut.rfind(". ") + 1] or cut.rsplit(" ", 1)[0]


@transaction.atomic
def lay_out(*, pair: Pair, words: Text, areas: Iterable[str], seen: str, by: Viewer) -> Release:
    """Puts these words before both, with who they are now; other words than those on the screen are not overwritten."""
    space.locked_for(by, pair.space)
    return put_before_both(pair, whole(pair, words, areas, by), seen, by)


def put_before_both(pair: Pair, text: Text, seen: str, by: Viewer) -> Release:
    if not charter.text_in_force(by, pair, charter.AGREEMENT):
        raise AgreementFirst(_("Your page says what the two of you have signed. Sign your agreement first."))
    draft, out = queries.draft_of(by, pair), queries.out_of(by, pair)
    rules.PAGE.next_state(queries.state_of(by, pair, out), "edit")
    if seen != (draft.text_hash if draft is not None else ""):
        raise two_key.StaleText
    if draft is not None:
        return two_key.edit(release=draft, text=text, by=by, publishes=sorted(text))
    return two_key.propose(
        space=pair.space, kind=queries.PAGE, audience=Audience.EVERYONE, text=text, by=by, supersedes=out
    )


def whole(pair: Pair, words: Text, areas: Iterable[str], by: Viewer) -> Text:
    chosen = set(areas)
    rights = [
        {"area": right.area, "label": right.label, "level": right.level.value}
        for right in queries.rights(by, pair)
        if right.area in chosen
    ]
    written = {name: words.get(name, "") for name in WRITTEN if words.get(name)}
    names = [person.name for person in in_turn(pair)]
    return {**written, **queries.facts_now(pair), "rights": rights, "signed_by": names}


@transaction.atomic
def turn(*, pair: Pair, seen: str, by: Viewer) -> Release:
    """Turns one's key on the page on the screen; with the second everyone reads it."""
    draft = required(pair, by)
    refuse_what_was(pair, draft, by)
    done = two_key.turn(release=draft, seen=seen, by=by)
    if done.state == ReleaseState.RELEASED:
        StalePage.objects.filter(space=pair.space).delete()
    return done


@transaction.atomic
def say_still_so(*, pair: Pair, seen: str, by: Viewer) -> Release:
    """After a year: the words on the screen before both once more, as they stand, with the key of who says so.

    The partner's key makes it true. Where something on them is no longer so, nobody says that it is.
    """
    space.locked_for(by, pair.space)
    out = queries.out_of(by, pair)
    if out is None:
        raise two_key.NotOut
    if seen != out.text_hash:
        raise two_key.StaleText
    again = put_before_both(pair, two_key.text_of(out, by), "", by)
    return turn(pair=pair, seen=again.text_hash, by=by)


def refuse_what_was(pair: Pair, draft: Release, by: Viewer) -> None:
    """Nobody agrees to a page that is no longer true of the two."""
    text = two_key.text_of(draft, by)
    is_two = len(pair.people) == queries.NEEDED
    differs = queries.rights_differ(text, queries.rights(by, pair))
    if not is_two or differs or not queries.is_true(text, queries.facts_now(pair)):
        raise Refused(_("Something on it is no longer so. Open it once more, and keep it: it takes up what is so now."))


@transaction.atomic
def take_back(*, pair: Pair, by: Viewer) -> None:
    two_key.take_back(release=required(pair, by), by=by)


@transaction.atomic
def drop(*, pair: Pair, by: Viewer) -> None:
    """The words that wait go; what is out stays."""
    two_key.drop(release=required(pair, by), by=by)


@transaction.atomic
def take_out(*, pair: Pair, by: Viewer) -> None:
    """Either takes the page out of everyone's view; that it was out, and when, stays on record."""
    space.locked_for(by, pair.space)
    out = queries.out_of(by, pair)
    rules.PAGE.next_state(queries.state_of(by, pair, out), "take_out")
    draft = queries.draft_of(by, pair)
    if draft is not None:
        two_key.drop(release=draft, by=by)
    if out is not None:
        two_key.unpublish(release=out, by=by)
    StalePage.objects.filter(space=pair.space).delete()


def required(pair: Pair, by: Viewer) -> Release:
    space.hold_open(by, pair.space)
    draft = queries.draft_of(by, pair)
    if draft is None:
        raise two_key.AlreadyOut
    return draft

"""The words of a memo before they are out: drafted by either, changed by either, let go; and begun anew to correct."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair, in_turn
from colead.people.models import Person
from colead.practice.memos import queries
from colead.practice.memos.actions import lending, moving, reminding
from colead.practice.memos.models import Memo
from colead.promises import holds, space, trail, two_key
from colead.promises.models import Release
from colead.rules import memos as rules
from colead.rules import retention
from colead.rules.audiences import Audience

Text = dict[str, Any]
# When it goes out is signed with the words and told to nobody else.
BETWEEN_US = frozenset({"goes_out"})


def require_two(pair: Pair) -> None:
    if pair.is_over:
        raise Refused(_("The other seat is empty. A memo of two waits until somebody sits there."))


@transaction.atomic
def draft(
    *, pair: Pair, kind: str, text: Text, in_person: str, by: Viewer, audience: Audience = Audience.EVERYONE
) -> Memo:
    """A new memo, before both from its first line. Whose name stands first alternates from memo to memo."""
    require_two(pair)
    space.locked_for(by, pair.space)
    names = rules.in_turn([person.name for person in in_turn(pair)], queries.latest_names(by, pair))
    release = proposed(pair, signed(pair, text, names), audience, None, by)
    return begin(pair, rules.Kind(kind).value, release, in_person, None, by)


def signed(pair: Pair, text: Text, names: list[str]) -> Text:
    """With both names and the unit; without what was left empty."""
    more = {"signed_by": names, "unit": pair.partnership.unit.name}
    return {name: words for name, words in {**text, **more}.items() if words}


def proposed(pair: Pair, text: Text, audience: Audience, supersedes: Release | None, by: Viewer) -> Release:
    """The words for both to sign, and to whom they go: that is signed with them."""
    if audience not in rules.AUDIENCES:
        raise Hidden
    return two_key.propose(
        space=pair.space,
        kind=queries.MEMO,
        audience=audience,
        text=text,
        by=by,
        publishes=going_out(text),
        is_signed=True,
        supersedes=supersedes,
    )


def begin(pair: Pair, kind: str, release: Release, in_person: str, corrects: Memo | None, by: Viewer) -> Memo:
    text = two_key.text_of(release, by)
    memo = space.write(
        Memo,
        space=pair.space,
        by=by,
        text={"in_person": in_person},
        kind=kind,
        state=rules.MACHINE.start.value,
        publish_at=goes_out(text),
        release=release,
        corrects=corrects,
    )
    trail.record(verb="drafted_memo", subject=memo, by=by, space=pair.space)
    return memo


def going_out(text: Text) -> list[str]:
    return sorted(set(text) - BETWEEN_US)


def goes_out(text: Text) -> datetime | None:
    return datetime.fromisoformat(text["goes_out"]) if text.get("goes_out") else None


@transaction.atomic
def keep(
    *, pair: Pair, id: UUID, text: Text, in_person: str, seen: str, by: Viewer, audience: Audience | None = None
) -> Memo:
    """Puts these words where the draft stood; if one of them changed, every signature on the earlier ones is void.

    So it is when others shall read it. A correction goes to those who read what it corrects.
    """
    memo = moving.lock(by, pair, id)
    moving.require(memo, "edit")
    if seen != memo.release.text_hash:
        raise two_key.StaleText
    before, signers = queries.text_of(memo, by), queries.turned(memo.release, by)
    words = signed(pair, text, list(before["signed_by"]))
    edited = laid_out(pair, memo, words, audience, by)
    space.rewrite(memo, by=by, text={"in_person": in_person}, release=edited)
    if edited.text_hash == seen:
        return memo
    return voided(memo, words, [one for one in pair.people if one.pk in signers], by)


def laid_out(pair: Pair, memo: Memo, words: Text, audience: Audience | None, by: Viewer) -> Release:
    """The same release with these words; for other readers another one, since its audience is part of what it is."""
    if audience in (None, memo.release.audience) or memo.corrects_id is not None:
        return two_key.edit(release=memo.release, text=words, by=by, publishes=going_out(words))
    two_key.drop(release=memo.release, by=by)
    return proposed(pair, words, Audience(audience), None, by)


def voided(memo: Memo, words: Text, signers: list[Person], by: Viewer) -> Memo:
    """Nobody has signed the words that now stand there; who had signed the earlier ones hears that something waits."""
    for person in signers:
        if person.pk != by.person_id:
            reminding.of_the_signature(memo, person)
    return moving.move(memo, "edit", by=by, says="edited_memo", publish_at=goes_out(words))


@transaction.atomic
def drop(*, pair: Pair, id: UUID, by: Viewer) -> Memo:
    """Lets go a memo that is not out; its words stay in the space for a while and nobody is shown them."""
    memo = moving.lock(by, pair, id)
    moving.require(memo, "drop")
    return let_go(memo, by)


def let_go(memo: Memo, by: Viewer) -> Memo:
    until = retention.retain_until(retention.Kind.MEMO_DRAFT, clock.today())
    lending.end(memo, by)
    two_key.drop(release=memo.release, by=by)
    two_key.keep_until(release=memo.release, day=until, by=by)
    reminding.none_any_more(memo)
    if holds.without_held(Memo.door.visible_to(by).filter(pk=memo.pk)).exists():
        space.rewrite(memo, by=by, text={"in_person": ""})
    return moving.move(memo, "drop", by=by, says="dropped", retain_until=until)


@transaction.atomic
def correct(*, pair: Pair, id: UUID, by: Viewer) -> Memo:
    """A new version with the same words, to be changed and signed by both; until then the one that is out stands."""
    require_two(pair)
    memo = moving.lock(by, pair, id)
    moving.require(memo, "correct")
    open_one = queries.correction_of(by, memo)
    if open_one is not None:
        return open_one
    text = {name: words for name, words in queries.text_of(memo, by).items() if name not in BETWEEN_US}
    release = proposed(pair, text, Audience(memo.release.audience), memo.release, by)
    return begin(pair, memo.kind, release, "", memo, by)

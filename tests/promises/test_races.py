"""True races: threads, a barrier, a real database of either kind."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.promises import grants, imprints, sealed, signatures, space, trail, two_key
from colead.promises.models import Grant, Key, Release, Round, SignedRecord, Space, TrailEntry
from colead.promises.models.spaces import SpaceKind
from tests.promises.desk.models import Page
from tests.promises.test_releases import draft, released
from tests.promises.worlds import World, make_world, somebody, write_page

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Runs all in the same instant; gives what each returned or raised."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        try:
            barrier.wait(30)
            results[number] = acts[number]()
        except Exception as raised:
            results[number] = raised  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


def errors(results: Sequence[Any], *expected: type[Exception]) -> list[Any]:
    return [one for one in results if isinstance(one, Exception) and not isinstance(one, expected)]


def two_second_seals() -> list[str]:
    """Both seal in the same instant: one reveal, no error to either."""
    world = make_world()
    round = sealed.open_round(space=world.space, kind="views", participants=world.people, by=world.by(0))
    for who in (0, 1):
        sealed.save_draft(round=round, document={"view": f"of {who}"}, by=world.by(who))
    viewers = [world.by(0), world.by(1)]
    results = at_once([lambda viewer=viewer: sealed.seal(round=round, by=viewer) for viewer in viewers])
    found = [repr(error) for error in errors(results)]
    seen = sealed.documents(Round.door.fetch(world.by(0), round.pk), world.by(0))
    found += [] if seen == {person.pk: {"view": f"of {n}"} for n, person in enumerate(world.people)} else ["not both"]
    reveals = TrailEntry.objects.filter(chain=str(world.space.pk), verb="revealed").count()
    return found + ([] if reveals == 1 else [f"{reveals} reveals"])


def many_signers_and_editors(n: int) -> list[str]:
    """Signs what was on the screen, while others edit: whatever is released, all signed exactly that."""
    world = make_world(4, SpaceKind.PANEL)
    release = draft(world, is_signed=True)

    def sign(who: int) -> Callable[[], Any]:
        viewer = world.by(who)

        def act() -> Any:
            seen = Release.door.fetch(viewer, release.pk).text_hash
            return two_key.turn(release=release, seen=seen, by=viewer)

        return act

    def edit(number: int) -> Callable[[], Any]:
        viewer = world.by(number % 4)
        return lambda: two_key.edit(release=release, text={"why": f"text {number}"}, by=viewer)

    acts = [edit(number) if number % 7 == 3 else sign(number % 4) for number in range(n)]
    results = at_once(acts)
    found = [repr(error) for error in errors(results, two_key.StaleText, two_key.AlreadyOut)]
    for who in range(4):  # whoever was refused looks again; in the end it is released once
        now = Release.door.fetch(world.by(who), release.pk)
        if now.state == "draft":
            two_key.turn(release=now, seen=now.text_hash, by=world.by(who))
    return found + mixed_versions(world, release)


def mixed_versions(world: World, release: Release) -> list[str]:
    now = Release.door.fetch(world.by(0), release.pk)
    hashes = set(Key.door._unguarded().filter(release=now).values_list("turned_on", flat=True))
    links = list(SignedRecord.objects.filter(release_id=now.pk).values_list("document_hash", flat=True))
    found = [] if now.state == "released" else ["never released"]
    found += [] if hashes == {now.text_hash} else ["keys on several texts"]
    found += [] if links == [now.text_hash] else ["signed not exactly once"]
    shown = {"why": two_key.text_of(now, world.by(0))["why"]}
    return found + ([] if now.published == shown else ["the audience reads another text"])


@pytest.mark.parametrize("attempt", range(3))
def test_two_second_seals_in_one_instant_reveal_once(attempt: int) -> None:
    """PS5, P8."""
    assert two_second_seals() == []


def two_last_keys() -> list[str]:
    """Both keys of a correction turn in the same instant."""
    world = make_world()
    second = draft(world, supersedes=released(world), text={"why": "better"})
    viewers = [world.by(0), world.by(1)]
    results = at_once(
        [lambda viewer=viewer: two_key.turn(release=second, seen=second.text_hash, by=viewer) for viewer in viewers]
    )
    states = Counter(Release.door.visible_to(world.by(0)).values_list("state", flat=True))
    found = [repr(error) for error in errors(results)]
    return found + ([] if states == {"released": 1, "corrected": 1} else [str(states)])


@pytest.mark.parametrize("race", [two_second_seals, two_last_keys])
def test_twenty_rounds_in_one_instant_show_no_error(race: Callable[[], list[str]]) -> None:
    """P8, P12. Where the database locks single rows, nobody waits for somebody who waits for them."""
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time: nobody can wait for each other")
    assert [found for _ in range(20) if (found := race())] == []
    assert [*trail.faults(), *imprints.faults()] == []


def test_text_taken_out_of_view_while_its_correction_goes_out_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are locked before the chain: who holds the chain waits for nobody's row, however long the trail takes."""
    world = make_world()
    first = released(world)
    second = draft(world, supersedes=first, text={"why": "better"})
    two_key.turn(release=second, seen=second.text_hash, by=world.by(0))
    one, other, lock = world.by(0), world.by(1), trail.lock

    def slowly(chain: str) -> None:
        time.sleep(0.1)
        lock(chain)
        time.sleep(0.3)

    def second_thought() -> None:
        time.sleep(0.2)
        two_key.unpublish(release=first, by=one)

    monkeypatch.setattr(trail, "lock", slowly)
    results = at_once([lambda: two_key.turn(release=second, seen=second.text_hash, by=other), second_thought])
    assert errors(results) == []
    states = Counter(Release.door.visible_to(world.by(0)).values_list("state", flat=True))
    assert states == {"released": 1, "unpublished": 1}


@pytest.mark.prove
def test_two_second_seals_reveal_once_fifty_times() -> None:
    """P8: concurrent reveal x 50."""
    assert [found for _ in range(50) if (found := two_second_seals())] == []


def test_signers_and_editors_at_once_never_sign_several_texts() -> None:
    """P12."""
    assert many_signers_and_editors(12) == []
    assert [*trail.faults(), *imprints.faults(), *signatures.verify(signatures.public_key())] == []


@pytest.mark.prove
def test_fifty_signers_and_editors_never_sign_several_texts() -> None:
    """P12: 50 concurrent signers, 0 mixed versions, ten times."""
    assert [found for _ in range(10) if (found := many_signers_and_editors(50))] == []
    assert [*trail.faults(), *imprints.faults(), *signatures.verify(signatures.public_key())] == []


def test_seals_and_second_thoughts_at_once_leave_one_truth() -> None:
    world = make_world()
    round = sealed.open_round(space=world.space, kind="views", participants=world.people, by=world.by(0))
    for who in (0, 1):
        sealed.save_draft(round=round, document={"view": f"of {who}"}, by=world.by(who))
    sealed.seal(round=round, by=world.by(0))
    one, other = world.by(0), world.by(1)
    results = at_once([lambda: sealed.unseal(round=round, by=one), lambda: sealed.seal(round=round, by=other)])
    assert errors(results, sealed.NotOpen) == []
    fresh = Round.door.fetch(world.by(0), round.pk)
    assert sealed.standing(fresh, world.by(0)).is_mine_sealed == (fresh.state == "revealed")


def test_own_space_used_first_by_many_requests_is_one() -> None:
    person = somebody()
    results = at_once([lambda: space.own(person) for _ in range(8)])
    assert errors(results) == []
    assert len({found.pk for found in results}) == 1
    assert Space.objects.filter(owner=person).count() == 1


def test_rounds_begun_at_once_by_both_wait_for_each_other() -> None:
    """Both own spaces are opened on the way, by two transactions, in one order."""
    world = make_world()
    viewers = [world.by(n % 2) for n in range(6)]
    people = [world.people, world.people[::-1]]
    results = at_once(
        [
            lambda n=n: sealed.open_round(space=world.space, kind="views", participants=people[n % 2], by=viewers[n])
            for n in range(6)
        ]
    )
    assert errors(results) == []


def test_entries_of_many_writers_make_one_chain() -> None:
    world = make_world()
    viewers = [world.by(n % 2) for n in range(12)]
    results = at_once(
        [
            lambda n=n: trail.record(
                verb="noted", subject=world.space, by=viewers[n], space=world.space if n % 2 else None
            )
            for n in range(12)
        ]
    )
    assert errors(results) == []
    assert trail.faults() == []


def test_words_written_while_somebody_leaves_are_shut_for_the_leaver() -> None:
    """P7: a page is closed under the old key before the leaving, or under the new one after it."""
    world = make_world(3, SpaceKind.PANEL)
    writers = [world.by(n % 2) for n in range(6)]
    writes = [
        lambda viewer=viewer: space.write(Page, space=world.space, by=viewer, text={"body": "w"}) for viewer in writers
    ]
    leave = lambda: space.let_out(space=world.space, person=world.people[2], by=world.by(0))  # noqa: E731  (one of a row)
    assert errors(at_once([*writes, leave])) == []
    left_at = TrailEntry.objects.get(verb="let_out").at
    late = Page.door.visible_to(world.by(0)).filter(created_at__gt=left_at)
    assert not late.filter(key_version=1).exists()
    write_page(world)
    assert Page.door.visible_to(world.by(0)).latest("created_at").key_version == 2


def test_two_corrections_of_one_text_do_not_both_go_out() -> None:
    world = make_world()
    first = released(world)
    drafts = [draft(world, supersedes=first, text={"why": f"correction {n}"}) for n in range(2)]
    for one in drafts:
        two_key.turn(release=one, seen=one.text_hash, by=world.by(0))
    viewers = [world.by(1), world.by(1)]
    results = at_once(
        [
            lambda one=one, viewer=viewer: two_key.turn(release=one, seen=one.text_hash, by=viewer)
            for one, viewer in zip(drafts, viewers, strict=True)
        ]
    )
    assert errors(results, two_key.AlreadyOut) == []
    states = Counter(Release.door.visible_to(world.by(0)).values_list("state", flat=True))
    assert states == {"corrected": 1, "released": 1, "draft": 1}


def test_key_taken_back_as_the_other_turns_is_back_or_too_late() -> None:
    world = make_world()
    release = draft(world)
    two_key.turn(release=release, seen=release.text_hash, by=world.by(0))
    one, other = world.by(0), world.by(1)
    results = at_once(
        [
            lambda: two_key.take_back(release=release, by=one),
            lambda: two_key.turn(release=release, seen=release.text_hash, by=other),
        ]
    )
    assert errors(results, two_key.AlreadyOut) == []
    now = Release.door.fetch(world.by(0), release.pk)
    assert two_key.standing(now, world.by(0)).is_mine_turned == (now.state == "released")


def test_grant_revoked_as_it_opens_stays_revoked() -> None:
    world, coach = make_world(), somebody()
    page = write_page(world)
    grant = grants.offer(item=page, reader=coach, until=clock.today() + timedelta(days=9), by=world.by(0))
    one, other = world.by(0), world.by(1)
    results = at_once(
        [lambda: grants.revoke(grant=grant, by=one), lambda: grants.agree(grant=grant, item=page, by=other)]
    )
    assert errors(results, Hidden) == []
    assert Grant.objects.get().wrapped_item_key is None

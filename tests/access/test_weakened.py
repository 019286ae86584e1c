"""Every suite is seen to find a fault: one rule is taken away, and its checker must say so."""

from contextlib import nullcontext
from typing import Any

import pytest
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse

from colead.access import middleware, policy
from colead.access.viewer import SignedInViewer
from colead.foundation import gate
from colead.people.models import Person
from colead.practice.daily.queries import items
from colead.practice.wins import actions as wins
from colead.promises import ciphers, sealed, space, trail, vault
from colead.promises.models import Entry
from tests.access import matrix, test_safe_methods
from tests.access.routes import Route, every_route
from tests.access.world import World
from tests.attacks import canaries, crashes, stories, sweep, twins
from tests.attacks.canaries import Aviary
from tests.attacks.reading import Act
from tests.attacks.robot import ask
from tests.attacks.tables import snapshot
from tests.practice.decisions.steps import Screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_statement_is_kept")]
Patch = pytest.MonkeyPatch


def routes(*names: str) -> list[Route]:
    return [route for route in every_route() if route.name in names]


def test_matrix_sees_a_rule_that_holds_for_everybody(world: World, monkeypatch: Patch) -> None:
    for ability in policy.RULES:
        monkeypatch.setitem(policy.RULES, ability, lambda asker, model: policy.EVERYBODY)
    monkeypatch.setattr(SignedInViewer, "has", lambda self, ability: True)
    report = matrix.check(world, routes("partnerships:show"), actors=("helen", "nia"))
    assert any("let in" in fault for fault in report.faults)


def test_matrix_sees_an_ability_given_to_everybody(world: World, monkeypatch: Patch) -> None:
    monkeypatch.setattr(SignedInViewer, "has", lambda self, ability: True)
    report = matrix.check(world, routes("home:sponsor"), actors=("lee", "nia"))
    assert any("let in" in fault for fault in report.faults)


def test_matrix_sees_a_refusal_that_tells_that_something_is_there(world: World, monkeypatch: Patch) -> None:
    monkeypatch.setattr(gate, "refuse", lambda viewer: gate.HttpResponse(status=403))
    report = matrix.check(world, routes("home:pair"), actors=("nia",))
    assert any("403" in fault for fault in report.faults)


def test_matrix_sees_a_route_without_a_gate() -> None:
    naked = Route("planted:naked", "planted/", None, (), ())
    assert matrix.incomplete([naked]) == ["planted:naked has no gate"]


def test_crossing_sees_a_room_that_forgets_which_pair_it_is_in(world: World, monkeypatch: Patch) -> None:
    """A thing is looked for among all that the viewer may see, not within the pair of the address."""
    monkeypatch.setattr(items, "live", lambda model, viewer, pair: model.door.visible_to(viewer))
    names = {route.name for route in every_route() if route.name.startswith("daily:show_")}
    report = matrix.crossed(world, routes(*names))
    assert any("answered 200" in fault for fault in report.faults)


def test_token_check_sees_a_site_that_takes_any_form(world: World, monkeypatch: Patch) -> None:
    monkeypatch.setattr(CsrfViewMiddleware, "process_view", lambda *_: None)
    assert test_safe_methods.unprotected(world)


def test_looking_check_sees_a_look_that_is_noted_down(world: World, monkeypatch: Patch) -> None:
    def note(request: Any) -> None:
        Person.objects.filter(login=request.user).update(locale="seen")

    monkeypatch.setattr(middleware.sessions, "end_if_over", note)
    assert test_safe_methods.changed_by_looking(world, ("helen",))


def appreciate(world: World, aviary: Aviary) -> str:
    url = reverse("wins:list_appreciations", kwargs={"partnership_id": world.partnerships["exec"].pk})
    word = aviary.writer(stories.Told(url), "ana exec line")
    assert ask(world.client("ana"), "POST", url, {"line": word}).status_code == 303
    return word


def test_canaries_see_a_vault_that_does_not_close(world: World, aviary: Aviary, monkeypatch: Patch) -> None:
    monkeypatch.setattr(ciphers, "encrypt", lambda key, place, document: ciphers.canonical(document))
    word = appreciate(world, aviary)
    assert any(aviary.made[word] in fault for fault in canaries.in_the_open(aviary))


def test_canaries_see_words_in_the_trail(world: World, aviary: Aviary, monkeypatch: Patch) -> None:
    record = trail.record

    def talkative(**given: Any) -> Any:
        words = space.read(given["subject"], given["by"]) if given["verb"] == "appreciated" else {}
        return record(**{**given, "facts": words})

    monkeypatch.setattr(trail, "record", talkative)
    word = appreciate(world, aviary)
    assert any("trailentry.facts" in fault and aviary.made[word] in fault for fault in canaries.in_the_open(aviary))


def test_canaries_see_a_round_that_opens_early(world: World, aviary: Aviary, monkeypatch: Patch) -> None:
    """Each partner's own page shows what the other has written so far."""

    def early(round: Any, viewer: Any) -> Any:
        entries = Entry.door._unguarded().filter(round=round).exclude(author_id=viewer.person_id)
        entry = entries.select_related("own_space", "author").exclude(own_ciphertext=None).first()
        return sealed.open_as_author(entry) if entry is not None else {}

    monkeypatch.setattr(sealed, "my_document", early)
    seen = Aviary(aviary.made, aviary.authors, aviary.places)
    for url in sorted(url for url in world.urls["ana"] if url.endswith("/view/")):
        sweep.note(seen, "ana", url, ask(world.client("ana"), "GET", url))
    assert any("Entry.own" in fault for fault in canaries.leaks(seen, world.people))


def test_canaries_see_that_they_were_never_found(world: World, aviary: Aviary) -> None:
    blind = Aviary(aviary.made, aviary.authors, aviary.places)
    assert len(canaries.unshown(blind, world.people)) > 600


def drafted_twins(world: World) -> list[str]:
    """Kwame looks at a decision of the two, in a world where Ana has begun to write and in one where she has not."""
    two = [Screen(world.client(actor), world.people[actor], world.partnerships["exec"]) for actor in ("ana", "kwame")]
    id = stories.agreed(*two, ("ana", "kwame"), lambda actor, name: "A few words")
    looks = ("show_decision", "write_view")
    steps = [twins.Step("GET", two[1].url(name, id)) for name in looks]
    moment = twins.timezone.now()
    without = twins.answers(world, "kwame", steps, moment)
    having = twins.answers(
        world, "kwame", steps, moment, lambda: two[0].send("keep_draft", id, {"view": "I would rather wait"})
    )
    return twins.differences("kwame", steps, without, having)


def test_twins_cannot_tell_a_draft(world: World) -> None:
    assert drafted_twins(world) == []


def begun_words(entry: Any) -> Any:
    key = vault.key_held_by(entry.author_id, entry.own_space_id, entry.own_key_version)
    place = sealed.own_place(entry, "own")
    return ciphers.decrypt(ciphers.item_key(key, entry.pk), place, entry.own_ciphertext)


def test_twins_see_a_standing_that_tells_of_drafts(world: World, monkeypatch: Patch) -> None:
    honest = sealed.standings

    def chatty(rounds: Any, viewer: Any) -> Any:
        begun = Entry.door._unguarded().filter(round__in=rounds).exclude(own_ciphertext=None)
        others = begun.exclude(author_id=viewer.person_id).select_related("own_space", "author")
        ready = frozenset(entry.author_id for entry in others if any(begun_words(entry).values()))
        return {
            id: sealed.Standing(found.is_mine_sealed, found.ready_ids | ready, found.is_revealed, found.is_open)
            for id, found in honest(rounds, viewer).items()
        }

    monkeypatch.setattr(sealed, "standings", chatty)
    assert drafted_twins(world)


class Loose:
    """Transactions that hold nothing together."""

    @staticmethod
    def atomic(*_: Any, **__: Any) -> Any:
        return nullcontext()

    @staticmethod
    def set_rollback(_: bool) -> None:
        return None


def test_crash_suite_sees_an_action_without_a_transaction(world: World, monkeypatch: Patch) -> None:
    monkeypatch.setattr(gate, "transaction", Loose)
    monkeypatch.setattr(wins, "appreciate", wins.appreciate.__wrapped__)  # type: ignore[attr-defined]
    monkeypatch.setattr(space, "write", space.write.__wrapped__)  # type: ignore[attr-defined]
    url = reverse("wins:list_appreciations", kwargs={"partnership_id": world.partnerships["exec"].pk})
    report = crashes.Report()
    crashes.check_act(world.client("ana"), Act(url, (), ("line",)), snapshot(), report)
    assert report.points
    assert any("were written" in fault for fault in report.faults)


def test_replay_suite_sees_a_gate_that_forgets_keys(world: World, monkeypatch: Patch) -> None:
    url = reverse("wins:list_appreciations", kwargs={"partnership_id": world.partnerships["exec"].pk})
    act, key = Act(url, (), ("line",)), "0f5b7f2e-8d5c-4b6e-9a51-6a6b3f1c2d3e"
    assert crashes.replay(world.client("ana"), act, key) == []
    monkeypatch.setattr(gate, "read_key", lambda request: None)
    assert crashes.replay(world.client("ana"), act, key)

"""Carries a few things further than chance would: a decision at each of its stages, a launch with sealed lines."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse

from colead.partnerships.queries import get_pair
from colead.people.models import Person
from colead.practice.conflicts import queries as talks
from colead.practice.conflicts.models import PROMPTS
from colead.practice.decisions import queries
from tests.access.world import PARTNERS, World
from tests.attacks.aiming import aimed, glad
from tests.attacks.meeting import mapped, met, walked
from tests.attacks.requesting import requested
from tests.attacks.seeing import seen_to, stepped_back, to_carry
from tests.attacks.showing import appeared, asked_in, paged
from tests.attacks.signing import lent_out, presented, signed
from tests.makers import viewer_of
from tests.practice.decisions.steps import ANAS, KWAMES, TOGETHER, Screen
from tests.practice.decisions.voice import VOICE

Word = Callable[[str, str], str]
# What a form asks for as a choice or a day stays as it is; every other word becomes a canary.
CHOICES = {"firmness", "outcome", "lookback_on", "kind", "decide_by", "reversible", "area", "size", "partner_reached"}


def told(words: dict[str, Any], word: Word, actor: str) -> dict[str, Any]:
    return {name: value if name in CHOICES else word(actor, name) for name, value in words.items()}


def tell(world: World, writer: Any, pair: str, stages: tuple[Any, ...] = ()) -> list[str]:
    """Begins, agrees, drafts, seals, reveals and settles decisions of this pair; says what did not go as it should."""
    one, two = PARTNERS[pair]
    screens = [Screen(world.client(actor), world.people[actor], world.partnerships[pair]) for actor in (one, two)]

    def word(actor: str, name: str) -> str:
        return str(writer(Told(screens[0].url("list_decisions")), f"{actor} {pair} {name}"))

    faults = []
    for stage in stages or STAGES[pair]:
        try:
            stage(*screens, (one, two), word)
        except AssertionError as fault:
            faults.append(f"{stage.__name__} in {pair}: {fault}"[:400])
    return faults


class Told:
    """Stands where an act would stand, for the writer."""

    def __init__(self, url: str) -> None:
        self.url = url


def framed(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    return one.frame("big", question=word(who[0], "question"), affected=word(who[0], "affected"))


def agreed(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    id = framed(one, two, who, word)
    two.agree(id)
    return id


def drafted(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    id = agreed(one, two, who, word)
    one.send("keep_draft", id, told(ANAS, word, who[0]))
    two.send("keep_draft", id, told(KWAMES, word, who[1]))
    return id


def half_sealed(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    id = agreed(one, two, who, word)
    two.seal(id, told(KWAMES, word, who[1]))
    one.send("keep_draft", id, told(ANAS, word, who[0]))
    return id


def revealed(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    id = agreed(one, two, who, word)
    two.seal(id, told(KWAMES, word, who[1]))
    one.seal(id, told(ANAS, word, who[0]))
    return id


def decided(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    id = revealed(one, two, who, word)
    asked(one, who[0], id, word)
    one.tap(id, "talked")
    one.save("write_integration", id, told(TOGETHER, word, who[0]))
    one.turn(id, "integration")
    two.turn(id, "integration")
    return id


def asked(one: Screen, actor: str, id: Any, word: Word) -> None:
    """Somebody was really asked, and what they said is written down; somebody else still waits to be asked."""
    one.done("plan_ask", id, {"whom": word(actor, "whom"), "asker": str(one.person.pk)})
    [(ask, _words)] = queries.asks(one.get(id), viewer_of(one.person))
    one.done("answer_ask", id, {"answer": word(actor, "answer")}, ask_id=ask.pk)
    one.done("plan_ask", id, {"whom": word(actor, "whom"), "asker": str(one.person.pk)})


def half_turned(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    """One key waits for the other."""
    id = revealed(one, two, who, word)
    one.tap(id, "talked")
    one.save("write_integration", id, told(TOGETHER, word, who[0]))
    one.turn(id, "integration")
    return id


def published(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    """Part of what they say goes out to everyone, the rest stays; and a brief goes to their sponsor."""
    id = decided(one, two, who, word)
    one.save("write_words", id, told(VOICE, word, who[0]) | {"parts": ["what", "why"]})
    for screen in (two, one):
        screen.turn(id, "words")
    return id


def briefed(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    id = revealed(one, two, who, word)
    one.tap(id, "talked")
    one.save("write_brief", id, {"agree_on": word(who[0], "agree_on")})
    for screen in (one, two):
        screen.turn(id, "brief")
    return id


def called(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    words = {"situation": "", "do_now": "", "north_star": "", "partner_reached": "no"}
    return one.done("open_decision", None, told(words, word, who[0]), size="rapid")


def spoken(one: Screen, route: str, words: dict[str, Any], *ids: Any) -> Any:
    """A form of the room for talks, sent and taken."""
    address = reverse(f"conflicts:{route}", args=[one.partnership.pk, *ids])
    response = one.client.post(address, words)
    assert response.status_code == 303, (route, response.status_code)
    return response["Location"].rstrip("/").rpartition("/")[2]


def prepared(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    """Notes for oneself, a crossed wire, an invitation that waits, a call for help."""
    spoken(one, "prepare", {name: word(who[0], name) for name in PROMPTS})
    spoken(two, "cross", {"side": "heard", "line": word(who[1], "heard")})
    spoken(one, "ask_help", {"person": coach_of().pk})
    return spoken(one, "invite", {"topic": word(who[0], "topic"), "hope": word(who[0], "hope"), "setting": "coffee"})


def coach_of() -> Person:
    return Person.objects.get(name="Joan Reed")


def stuck(one: Screen, two: Screen, who: tuple[str, str], word: Word, rung: str) -> Any:
    """They talked, agreed on a line, and ask somebody in."""
    id = spoken(one, "invite", {"topic": word(who[0], "topic"), "setting": "walking"})
    spoken(two, "answer", {"reply": "accept"}, id)
    for screen in (two, one):
        spoken(screen, "tap", {"verb": "talk"}, id)
    line = word(who[0], "line")
    spoken(one, "add_line", {"line": line}, id)
    spoken(two, "tap_line", {"seen": line}, id, 1)
    for screen in (one, two):
        spoken(screen, "choose_rung", {"rung": rung}, id)
    return id


def lent(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    """A card that a coach reads by the leave of both."""
    id = stuck(one, two, who, word, "coach")
    spoken(one, "write_card", {name: word(who[0], name) for name in ("stuck", "tried", "wish")}, id)
    for screen in (one, two):
        spoken(screen, "lend_card", {"person": coach_of().pk}, id)
    return id


def brought(one: Screen, two: Screen, who: tuple[str, str], word: Word) -> Any:
    """Both views of how they differ, with their sponsor under both keys."""
    id = stuck(one, two, who, word, "sponsor")
    for screen, actor in ((one, who[0]), (two, who[1])):
        words = {"topic": word(actor, "topic"), "side": word(actor, "side"), "ask": word(actor, "ask")}
        spoken(screen, "write_brief", {"seen": text_hash_of(screen, id), **words}, id)
    for screen in (one, two):
        spoken(screen, "turn_key", {"seen": text_hash_of(screen, id)}, id)
    return id


def text_hash_of(screen: Screen, id: Any) -> str:
    by = viewer_of(screen.person)
    brief = talks.get(by, get_pair(by, screen.partnership.pk), UUID(str(id))).brief
    return brief.text_hash if brief is not None else ""


STAGES: dict[str, tuple[Any, ...]] = {
    "exec": (
        framed,
        drafted,
        half_sealed,
        revealed,
        half_turned,
        published,
        briefed,
        called,
        prepared,
        lent,
        brought,
        aimed,
        walked,
        mapped,
        signed,
        seen_to,
        stepped_back,
        to_carry,
        paged,
        appeared,
        requested,
        lent_out,
    ),
    "six_west": (
        drafted,
        half_sealed,
        decided,
        half_turned,
        published,
        prepared,
        lent,
        aimed,
        glad,
        met,
        walked,
        signed,
        presented,
        seen_to,
        paged,
        appeared,
        asked_in,
        requested,
    ),
}
# What must still lie out, or still be a draft, once every form was sent.
LYING: tuple[Any, ...] = (
    briefed,
    lent,
    brought,
    published,
    drafted,
    half_sealed,
    aimed,
    glad,
    walked,
    mapped,
    signed,
    seen_to,
    stepped_back,
    paged,
    appeared,
    requested,
    lent_out,
)

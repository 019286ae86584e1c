"""Carries a few things further than chance would: a decision at each of its stages, a launch with sealed lines."""

from collections.abc import Callable
from typing import Any

from colead.practice.decisions import queries
from tests.access.world import PARTNERS, World
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


STAGES: dict[str, tuple[Any, ...]] = {
    "exec": (framed, drafted, half_sealed, revealed, half_turned, published, briefed, called),
    "six_west": (drafted, half_sealed, decided, half_turned, published),
}

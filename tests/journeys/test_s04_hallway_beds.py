"""S4, the hallway-bed decision: Ana and Kwame in two browsers, from the question to the look back at ninety days."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from colead.foundation import clock
from colead.operations import worker
from colead.practice.decisions import queries as decisions
from colead.practice.decisions.models import Decision
from colead.promises import sealed
from tests.cast import Riverside
from tests.journeys.visitor import Visitor
from tests.makers import viewer_of
from tests.practice.decisions.steps import ANAS, KWAMES, QUESTION, TOGETHER

pytestmark = pytest.mark.browser
NINETY_DAYS = timedelta(days=91)


class Two:
    """Ana and Kwame at their two screens, in front of one decision."""

    def __init__(self, town: Riverside, visit: Callable[..., Visitor]) -> None:
        self.town, self.visit = town, visit
        self.ana, self.kwame = visit(town.ana), visit(town.kwame)
        self.room = f"/partnerships/{town.exec.pk}/decisions/"
        self.home = f"/partnerships/{town.exec.pk}/"
        self.decision = ""

    def both(self) -> tuple[Visitor, Visitor]:
        return self.ana, self.kwame

    def at_the_decision(self, visitor: Visitor) -> Visitor:
        return visitor.goes_to(self.decision)

    def open_a_big_one(self) -> None:
        ana = self.ana.goes_to(f"{self.room}new/big/")
        ana.fills(question=QUESTION, decide_by=str(clock.today() + timedelta(days=10)))
        ana.taps(re.compile("^Operational"))
        ana.fills(affected="Boarding patients, night nurses, the emergency department")
        ana.chooses(reversible="yes")
        ana.taps(re.compile("Put it before"))
        self.decision = self.kwame.goes_to(self.home).finds_address(QUESTION)
        self.at_the_decision(self.kwame).taps("Yes, that is the question")

    def write(self, visitor: Visitor, words: dict[str, str]) -> Visitor:
        visitor.goes_to(f"{self.decision}view/").opens_every_detail()
        visitor.chooses(firmness=words["firmness"])
        visitor.fills(**{name: text for name, text in words.items() if name != "firmness"})
        return visitor

    def seal(self) -> None:
        self.write(self.kwame, KWAMES).taps("Seal my view")
        self.write(self.ana, ANAS).taps("Seal my view")

    def integrate(self) -> None:
        ana = self.ana.goes_to(f"{self.decision}together/")
        ana.chooses(outcome=TOGETHER["outcome"])
        given = {name: words for name, words in TOGETHER.items() if name not in ("outcome", "lookback_on")}
        ana.fills(**given, lookback_on=str(clock.today() + timedelta(days=90))).taps("Keep this text")
        self.turn_both_keys()

    def turn_both_keys(self) -> None:
        for visitor in self.both():
            self.at_the_decision(visitor).checks_all("told").taps("Turn my key")


@pytest.fixture
def two(town: Riverside, visit: Callable[..., Visitor]) -> Two:
    return Two(town, visit)


def shows_nothing_of(words: dict[str, str], visitor: Visitor, addresses: list[str]) -> None:
    for address in addresses:
        visitor.goes_to(address)
        for text in words.values():
            visitor.does_not_see(text)


def test_the_hallway_beds(two: Two, town: Riverside) -> None:
    two.open_a_big_one()

    # Kwame seals first. On Ana's screens stands that he is ready, and not a word, a length or a time.
    two.write(two.kwame, KWAMES).keeps_a_picture("s04-writing")
    two.kwame.taps("Seal my view").is_at_ease()
    anas_pages = [two.home, two.room, two.decision, f"{two.decision}view/", f"{two.decision}print/", "/published/"]
    shows_nothing_of(
        {"view": KWAMES["view"], "hope": KWAMES["hope"], "card": KWAMES["card_patient"]}, two.ana, anas_pages
    )
    two.at_the_decision(two.ana).sees("ready when you are")

    # Ana seals, and both views are open to both at once, each beside what the other imagined.
    two.write(two.ana, ANAS).taps("Seal my view")
    for visitor in two.both():
        two.at_the_decision(visitor).sees(ANAS["view"])
        visitor.sees(KWAMES["view"])
        visitor.sees(ANAS["imagine"])
        visitor.keeps_a_picture(f"s04-revealed-{visitor.person.name.split()[-1].lower()}")
    two.kwame.does_not_see(ANAS["assumption"])
    two.kwame.sees(KWAMES["assumption"])
    two.ana.does_not_see(KWAMES["assumption"])
    two.ana.sees(ANAS["assumption"])
    assert two.ana.page.request.get(f"{two.decision}view/").status == 409

    # Kwame answers what Ana imagined of him; they plan an ask; they talk.
    two.kwame.chooses(value="not_that").fills(add="I fear for the night nurses.").taps("Say it")
    two.ana.goes_to(two.decision).chooses(value="partly").taps("Say it")
    two.ana.sees("I fear for the night nurses.")
    two.ana.is_at_ease()
    two.ana.opens("Plan an ask").fills(whom="The night charge nurse: what would break first?")
    two.ana.chooses_first("asker").taps("We will ask")
    two.ana.taps("We have talked")

    # They decide something neither had brought, and both keys turn on the same words.
    two.integrate()
    two.at_the_decision(two.kwame).sees(TOGETHER["sentence"])
    two.kwame.is_at_ease()

    # One voice: with one key of each the words stand and the message is out; the reaction plan stays between them.
    two.ana.goes_to(f"{two.decision}words/").opens_every_detail()
    two.ana.fills(who_feels="The night shift may feel unheard.").checks_all("parts").taps("Keep these words")
    two.turn_both_keys()
    helen = two.visit(town.helen).goes_to("/published/")
    helen.taps(re.compile(re.escape(TOGETHER["sentence"][:30])))
    helen.sees("Ana Ruiz")
    helen.sees("Dr Kwame Osei")
    helen.keeps_a_picture("s04-message")
    helen.is_at_ease()
    for words in (*ANAS.values(), *KWAMES.values(), "The night shift may feel unheard."):
        if len(words) > len("not_opposite"):
            helen.does_not_see(words)
    assert helen.page.goto(two.decision).status == 404

    # Ninety days later they look back; the two views are gone, what they decided together stays.
    clock.travel(NINETY_DAYS)
    worker.round_of_work(None)
    two.ana = two.visit(town.ana).goes_to(f"{two.decision}look-back/")
    two.ana.chooses(value="partly").fills(missed="The night charge nurse saw it.").taps("Keep it")
    two.at_the_decision(two.ana).sees(TOGETHER["sentence"])
    two.ana.does_not_see(KWAMES["view"])
    two.ana.does_not_see(ANAS["view"])
    assert views_are_gone(town)
    two.ana.is_at_ease()


def views_are_gone(town: Riverside) -> bool:
    ana = viewer_of(town.ana)
    round = Decision.door.visible_to(ana).get().round
    try:
        sealed.documents(round, ana)
    except sealed.NotRevealed:
        return True
    return False


def test_the_beds_go_up_together_when_they_are_stuck(two: Two, town: Riverside) -> None:
    two.open_a_big_one()
    two.seal()
    two.ana.goes_to(f"{two.decision}brief/").fills(agree_on="That nobody is nursed in a corridor.")
    two.ana.taps("Keep this brief")
    helen = two.visit(town.helen).goes_to("/sponsor/")
    helen.does_not_see(QUESTION)
    two.at_the_decision(two.ana).taps("Turn my key")
    helen.goes_to("/sponsor/").does_not_see(QUESTION)
    assert not decisions.briefs(viewer_of(town.helen)).exists()
    two.at_the_decision(two.kwame).taps("Turn my key")
    assert decisions.briefs(viewer_of(town.helen)).count() == 1
    helen.goes_to("/sponsor/").taps(re.compile(re.escape(QUESTION)))
    helen.sees(ANAS["view"])
    helen.sees(KWAMES["view"])
    helen.keeps_a_picture("s04-brief")
    helen.is_at_ease()
    for private in (ANAS["assumption"], KWAMES["assumption"]):
        helen.does_not_see(private)


def test_a_rapid_one_on_the_phone(two: Two, town: Riverside) -> None:
    ana = two.ana.goes_to(f"{two.room}new/rapid/")
    ana.fills(
        situation="Power is out on two floors.",
        do_now="Hold admissions for an hour.",
        north_star="Nobody is moved in the dark.",
    )
    ana.chooses(partner_reached="yes").taps("This is what we do now")
    assert ana.unease() == []
    two.kwame.goes_to(two.home).sees("Hold admissions for an hour.")
    two.kwame.taps("Yes, ours")
    assert two.kwame.unease() == []

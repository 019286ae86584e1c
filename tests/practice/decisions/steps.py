"""Two partners at their two screens, and the steps they take: only what a browser could do."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from colead.partnerships import charter, charter_actions
from colead.partnerships import queries as partnerships
from colead.partnerships.models import Partnership
from colead.partnerships.queries import Pair
from colead.people.models import Person
from colead.practice.decisions import queries
from colead.practice.decisions.models import Decision
from colead.promises import two_key
from colead.rules.audiences import Audience
from tests.cast import NORTH_STAR, Riverside
from tests.makers import viewer_of

WEDNESDAY, FRIDAY = 2, 4


def day_ahead(days: int, weekday: int) -> date:
    """The first such weekday that lies at least so many days ahead."""
    day = date.today() + timedelta(days=days)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


DECIDE_BY = day_ahead(30, FRIDAY).isoformat()
LOOK_BACK_ON = day_ahead(90, WEDNESDAY).isoformat()
QUESTION = "Open twelve hallway beds this winter?"
ANAS = {
    "view": "Open them, with two nurses for every six beds.",
    "firmness": "firm",
    "know": "Eleven patients boarded on four nights of the last seven.",
    "hope": "That the float pool holds through February.",
    "imagine": "He fears what it costs and what the board will say.",
    "assumption": "That more beds are always more care.",
    "outside_frame": "A discharge lounge that opens at seven.",
    "card_family": "They would want a door that closes.",
    "card_charge_nurse": "She would fear two more calls at three in the morning.",
    "card_community": "They would notice the ambulances turning round.",
}
KWAMES = {
    "view": "Not without the night nurses. I would rather hold electives for two weeks.",
    "firmness": "not_opposite",
    "know": "Three falls in the hallway last winter.",
    "hope": "That surgeons can move their lists.",
    "imagine": "She wants to stop the boarding tonight, whatever it takes.",
    "assumption": "That surgeons would rather be asked late than early.",
    "outside_frame": "A joint bed round at six with the case managers.",
    "card_patient": "He would notice that nobody knows his name in a hallway.",
    "card_night_nurse": "She would fear the sixth patient at three.",
    "card_family": "They would want to sleep beside him.",
}
TOGETHER = {
    "outcome": "integrated",
    "sentence": "A discharge lounge from seven, and no hallway beds before it has run two weeks.",
    "north_star": "Patients leave when they are ready, and nobody is nursed in a corridor.",
    "give_up": "Twelve beds we could have counted.",
    "be": "Present at the six o'clock round, both of us.",
    "first_step": "Ana asks the night charge nurse on Tuesday.",
    "lookback_on": LOOK_BACK_ON,
}


GUIDEPOSTS = [
    "The person nearest the bedside speaks first.",
    "No decision about a profession without it.",
    "We tell families the truth the same day.",
]


class Screen:
    """One partner's browser, at one dyad."""

    def __init__(self, client: Client, person: Person, partnership: Partnership) -> None:
        self.client, self.person, self.partnership = client, person, partnership

    def url(self, name: str, id: UUID | None = None, **given: Any) -> str:
        where = {"partnership_id": self.partnership.pk, **({"decision_id": id} if id else {}), **given}
        return reverse(f"decisions:{name}", kwargs=where)

    def look(self, name: str, id: UUID | None = None, **given: Any) -> str:
        response = self.client.get(self.url(name, id, **given))
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def send(self, name: str, id: UUID | None = None, data: dict[str, Any] | None = None, **given: Any) -> HttpResponse:
        """A form sent once."""
        response: Any = self.client.post(self.url(name, id, **given), {"once": str(uuid4()), **(data or {})})
        return response

    def done(self, name: str, id: UUID | None = None, data: dict[str, Any] | None = None, **given: Any) -> HttpResponse:
        """A form sent and taken."""
        response = self.send(name, id, data, **given)
        assert response.status_code == 303, response.content.decode()[:4000]
        return response

    def tap(self, id: UUID, tap: str) -> HttpResponse:
        return self.done("tap_decision", id, tap=tap)

    def sign_in_again(self) -> None:
        """After a journey through time no session is left."""
        self.client = Client()
        self.client.force_login(self.person.login, backend="allauth.account.auth_backends.AuthenticationBackend")

    @property
    def pair(self) -> Pair:
        return partnerships.get_pair(viewer_of(self.person), self.partnership.pk)

    def get(self, id: UUID) -> Decision:
        return queries.get(viewer_of(self.person), self.pair, id)

    def frame(self, size: str = "big", **given: Any) -> UUID:
        data = {
            "question": QUESTION,
            "kind": "operational",
            "decide_by": DECIDE_BY,
            "affected": "Night nurses, families, the emergency department",
            "reversible": "no",
            "area": "closing_beds",
            "size": size,
            **given,
        }
        response = self.done("open_decision", None, data, size=size)
        return id_in(response)

    def agree(self, id: UUID) -> None:
        seen = hidden("seen", self.look("show_decision", id))
        self.done("agree_to_frame", id, {"seen": seen})

    def seal(self, id: UUID, words: dict[str, Any]) -> HttpResponse:
        return self.done("write_view", id, {**words, "then": "seal"})

    def turn(self, id: UUID, paper: str) -> HttpResponse:
        page = self.look("show_decision", id)
        form = next(part for part in page.split("<form") if f"/keys/{paper}/" in part and 'name="seen"' in part)
        ticked = {"told": "yes"} if 'name="told"' in form.split("</form>")[0] else {}
        return self.done("turn_key", id, {"seen": hidden("seen", form), **ticked}, paper=paper)

    def save(self, name: str, id: UUID, data: dict[str, Any]) -> HttpResponse:
        """Fills in a paper's form as it stands on the screen."""
        return self.done(name, id, {"seen": hidden("seen", self.look(name, id)), **data})


def hidden(name: str, page: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', found.group(0)) if found else None
    return value.group(1).replace("&#x27;", "'") if value else ""


def id_in(response: HttpResponse) -> UUID:
    return UUID(re.findall(r"[0-9a-f-]{36}", response["Location"])[-1])


def reveal(one: Screen, two: Screen, size: str = "big") -> UUID:
    id = one.frame(size)
    two.agree(id)
    two.seal(id, KWAMES)
    one.seal(id, ANAS)
    return id


def decide(one: Screen, two: Screen, size: str = "big", **given: Any) -> UUID:
    id = reveal(one, two, size)
    one.tap(id, "talked")
    one.save("write_integration", id, {**TOGETHER, **given})
    one.turn(id, "integration")
    two.turn(id, "integration")
    return id


def call(screen: Screen) -> UUID:
    """A decision on the phone at night."""
    words = {
        "situation": "The generator of the east wing failed; lifts are out and two units are in the dark.",
        "do_now": "We move the two units into recovery and cancel the first list of the morning.",
        "north_star": "Nobody is left in the dark without someone beside them.",
        "partner_reached": "no",
    }
    return id_in(screen.done("open_decision", None, words, size="rapid"))


def agree_on_charter(town: Riverside) -> None:
    """Their North Star, three guideposts, and a row of the decision rights that both have agreed."""
    ana, kwame = viewer_of(town.ana), viewer_of(town.kwame)
    text = {"north_star": NORTH_STAR, "guideposts": GUIDEPOSTS}
    draft = two_key.propose(space=town.exec.space, kind=charter.CHARTER, audience=Audience.PAIR, text=text, by=ana)
    for viewer in (ana, kwame):
        two_key.turn(release=draft, seen=draft.text_hash, by=viewer)
    row = charter_actions.propose_right(
        pair=partnerships.get_pair(ana, town.exec.pk),
        area="closing_beds",
        level="B",
        tie_break="Helen Park decides",
        days=10,
        by=ana,
    )
    charter_actions.agree_right(pair=partnerships.get_pair(kwame, town.exec.pk), row=row, by=kwame)

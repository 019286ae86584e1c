"""Writing what needs both keys, and turning them: what was decided, what both say about it, the joint brief."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.framing import status_of, viewer_of
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import papers, speaking
from colead.practice.decisions.forms import days_ahead
from colead.practice.decisions.models import Decision
from colead.practice.decisions.pages.deciding import DecisionPage
from colead.practice.decisions.paper_forms import BriefForm, IntegrationForm, PaperForm, WordsForm
from colead.practice.decisions.views.answering import address, draw, of_pair, to_decision
from colead.practice.decisions.views.framing import decision_page
from colead.promises.two_key import StaleText
from colead.rules.abilities import Ability
from colead.rules.decisions import SIZE_RULES, Outcome, Size


class Writing:
    """One look at a text that is being written: its form, and the page around it."""

    name: ClassVar[str]
    template: ClassVar[str]
    at: ClassVar[str]  # where on the page of the decision it stands
    form_class: ClassVar[type[PaperForm]]

    def __init__(self, request: HttpRequest, pair: Pair, decision_id: UUID) -> None:
        self.request, self.pair = request, pair
        self.viewer: Viewer = viewer_of(request)
        self.decision: Decision = queries.get(self.viewer, pair, decision_id)
        papers.require_open(self.decision, self.name, self.viewer)
        self.page = DecisionPage(self.viewer, pair, self.decision)
        self.paper = self.page.paper(self.name)
        start = {**self.start(), **self.paper.text, "seen": self.paper.seen}
        given: dict[str, Any] = {"data": request.POST} if request.method == "POST" else {"initial": start}
        self.form = self.form_class(**given, **self.asked())

    def start(self) -> dict[str, Any]:
        """What stands in the form before anybody has written."""
        return {}

    def asked(self) -> dict[str, Any]:
        """What the form must know of this decision."""
        return {}

    def text(self) -> dict[str, Any]:
        return self.form.text()

    def keep(self) -> None:
        given = {"text": self.text(), "parts": self.form.chosen_parts, "seen": self.form.cleaned_data["seen"]}
        papers.keep(pair=self.pair, id=self.decision.pk, name=self.name, by=self.viewer, **given)

    def next(self) -> HttpResponse:
        return to_decision(self.pair, self.decision.pk, at=self.at)

    def draw(self, **given: Any) -> HttpResponse:
        given.setdefault("status", status_of(self.form))
        return draw(self.request, self.template, self.pair, page=self.page, paper=self.paper, form=self.form, **given)

    def overtaken(self) -> HttpResponse:
        """Both texts are kept: mine in the form, the one that stands now above it; saving again is then a choice."""
        data = self.request.POST.copy()
        data["seen"] = self.paper.seen
        self.form.data = data
        return self.draw(status=409, overtaken=True)


class Integrating(Writing):
    name, template, at, form_class = "integration", "integrate", "#together", IntegrationForm

    def start(self) -> dict[str, Any]:
        """A call on the spot is completed from what was called; a day to look back is proposed."""
        days = SIZE_RULES[Size(self.decision.size)].lookback_days
        start: dict[str, Any] = {"lookback_on": days_ahead(days[0])} if days else {}
        if self.decision.size == Size.RAPID:
            start |= {"sentence": self.page.text["do_now"], "north_star": self.page.text["north_star"]}
        return start

    def asked(self) -> dict[str, Any]:
        agreed = self.page.steering.guideposts
        posts = list(dict.fromkeys([*agreed, *self.paper.text.get("guideposts", [])]))
        return {"guideposts": posts, "needed": papers.lacks(self.decision, self.name, {})}

    def next(self) -> HttpResponse:
        if self.form.cleaned_data["outcome"] == Outcome.TO_SPONSOR:
            return see_other(address(self.pair, "write_brief", decision_id=self.decision.pk))
        return super().next()


class Speaking(Writing):
    name, template, at, form_class = "words", "words", "#one-voice", WordsForm

    def start(self) -> dict[str, Any]:
        if self.paper.text:
            return {"parts": self.paper.parts}
        return speaking.words_from(self.page.text, self.page.integration.text, self.pair)

    def asked(self) -> dict[str, Any]:
        return {"is_correction": self.paper.is_public_now}

    def text(self) -> dict[str, Any]:
        text = super().text()
        return speaking.signed(text, self.pair, self.paper.text, self.viewer) if self.form.chosen_parts else text


class Briefing(Writing):
    name, template, at, form_class = "brief", "brief", "#brief", BriefForm

    def text(self) -> dict[str, Any]:
        views = [
            {"name": side.person.name, "view": side.view, "parts": [list(part) for part in side.known]}
            for side in self.page.opened.sides
        ]
        return speaking.brief(super().text(), self.page.text, views, self.page.steering.north_star, self.pair)


WRITINGS: dict[str, type[Writing]] = {kind.name: kind for kind in (Integrating, Speaking, Briefing)}


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def write_paper(request: HttpRequest, pair: Pair, decision_id: UUID, paper: str) -> HttpResponse:
    at = WRITINGS[paper](request, pair, decision_id)
    if request.method != "POST" or not at.form.is_valid():
        return at.draw()
    try:
        at.keep()
    except StaleText:
        return at.overtaken()
    return at.next()


@gate(Ability.LEAD, methods=("POST",))
@of_pair
def turn_key(request: HttpRequest, pair: Pair, decision_id: UUID, paper: str) -> HttpResponse:
    """Turns or takes back one's key on the text that was on the screen."""
    viewer = viewer_of(request)
    if paper not in papers.KINDS:
        raise Hidden
    if "back" in request.POST:
        papers.take_back(pair=pair, id=decision_id, name=paper, by=viewer)
        return to_decision(pair, decision_id)
    try:
        told, seen = "told" in request.POST, request.POST.get("seen", "")
        papers.turn(pair=pair, id=decision_id, name=paper, seen=seen, by=viewer, are_told=told)
    except papers.Untold:
        return decision_page(request, pair, decision_id, status=422, is_untold=True)
    except papers.Incomplete:
        said = _("Something is still open in this text. You have not agreed to it yet.")
        return draw(request, "refused", pair, status=409, title=_("Not yet"), sentence=said, id=decision_id)
    return to_decision(pair, decision_id)

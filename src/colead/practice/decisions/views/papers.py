"""Writing what needs both keys, and turning them: what was decided, the words, the message, the joint brief."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.decisions import queries
from colead.practice.decisions.actions import papers, speaking
from colead.practice.decisions.forms import days_ahead
from colead.practice.decisions.models import Decision
from colead.practice.decisions.pages.deciding import DecisionPage
from colead.practice.decisions.paper_forms import (
    BriefForm,
    CorrectionForm,
    IntegrationForm,
    PaperForm,
    PartsForm,
    WordsForm,
)
from colead.practice.decisions.views.answering import address, draw, of_pair, status_of, to_decision, viewer_of
from colead.promises.two_key import StaleText
from colead.rules.abilities import Ability
from colead.rules.decisions import SIZE_RULES, Outcome, Size


class Writing:
    """One look at a text that is being written: its form, and the page around it."""

    def __init__(self, request: HttpRequest, pair: Pair, decision_id: UUID, name: str) -> None:
        self.request, self.pair, self.name = request, pair, name
        self.viewer: Viewer = viewer_of(request)
        self.decision: Decision = queries.get(self.viewer, pair, decision_id)
        papers.require_open(self.decision, name, self.viewer)
        self.page = DecisionPage(self.viewer, pair, self.decision)
        self.paper = {
            "integration": lambda: self.page.integration,
            "words": lambda: self.page.voice,
            "message": lambda: self.page.message,
            "brief": lambda: self.page.brief,
        }[name]()

    def keep(self, form: PaperForm, text: dict[str, Any]) -> None:
        seen = form.cleaned_data["seen"]
        papers.keep(pair=self.pair, id=self.decision.pk, name=self.name, text=text, seen=seen, by=self.viewer)

    def draw(self, template: str, form: PaperForm, **given: Any) -> HttpResponse:
        given.setdefault("status", status_of(form))
        return draw(self.request, template, self.pair, page=self.page, paper=self.paper, form=form, **given)

    def overtaken(self, template: str, form: Any) -> HttpResponse:
        """Both texts are kept: mine in the form, the one that stands now above it; saving again is then a choice."""
        data = form.data.copy()
        data["seen"] = self.paper.seen
        form.data = data
        return self.draw(template, form, status=409, overtaken=True)


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def write_integration(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    at = Writing(request, pair, decision_id, "integration")
    needed = papers.lacks(at.decision, "integration", {}, at.page.steering.guideposts)
    posts = list(dict.fromkeys([*at.page.steering.guideposts, *at.paper.text.get("guideposts", [])]))
    if request.method != "POST":
        initial = {**integration_start(at.page), **at.paper.text, "seen": at.paper.seen}
        return at.draw("integrate", IntegrationForm(initial=initial, guideposts=posts, needed=needed))
    form = IntegrationForm(request.POST, guideposts=posts, needed=needed)
    if not form.is_valid():
        return at.draw("integrate", form)
    try:
        at.keep(form, form.text())
    except StaleText:
        return at.overtaken("integrate", form)
    if form.cleaned_data["outcome"] == Outcome.TO_SPONSOR:
        return see_other(address(pair, "write_brief", decision_id=decision_id))
    return to_decision(pair, decision_id, at="#together")


def integration_start(page: DecisionPage) -> dict[str, Any]:
    """A call on the spot is completed from what was called; a day to look back is proposed."""
    days = SIZE_RULES[Size(page.decision.size)].lookback_days
    start: dict[str, Any] = {"lookback_on": days_ahead(days[0])} if days else {}
    if page.decision.size == Size.RAPID:
        start |= {"sentence": page.text["do_now"], "north_star": page.text["north_star"]}
    return start


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def write_words(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    at = Writing(request, pair, decision_id, "words")
    if request.method != "POST":
        start = at.paper.text or speaking.words_from(at.page.text, at.page.integration.text, pair)
        return at.draw("words", WordsForm(initial={**start, "seen": at.paper.seen}))
    form = WordsForm(request.POST)
    if not form.is_valid():
        return at.draw("words", form)
    try:
        at.keep(form, form.text())
    except StaleText:
        return at.overtaken("words", form)
    return to_decision(pair, decision_id, at="#one-voice")


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def write_message(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    """First the parts are chosen; what is already out is worded anew as a correction."""
    at = Writing(request, pair, decision_id, "message")
    form = message_form(at)
    if request.method != "POST" or not form.is_valid():
        return at.draw("message", form, is_correction=isinstance(form, CorrectionForm))
    text = speaking.signed(form.text(), pair, at.paper.text, at.viewer)
    try:
        at.keep(form, text)
    except StaleText:
        return at.overtaken("message", form)
    return to_decision(pair, decision_id, at="#one-voice")


def message_form(at: Writing) -> PaperForm:
    is_post = at.request.method == "POST"
    is_correction = at.paper.is_out or (at.paper.release is not None and at.paper.release.supersedes_id is not None)
    if is_correction:
        start = {**at.paper.text, "seen": at.paper.seen}
        return CorrectionForm(at.request.POST) if is_post else CorrectionForm(initial=start)
    words = at.page.voice.text
    chosen = [name for name in (*words, "questions") if name in at.paper.text or not at.paper.is_draft]
    start = {"parts": chosen, "seen": at.paper.seen}
    return PartsForm(at.request.POST, words=words) if is_post else PartsForm(initial=start, words=words)


@gate(Ability.LEAD, methods=("GET", "POST"))
@of_pair
def write_brief(request: HttpRequest, pair: Pair, decision_id: UUID) -> HttpResponse:
    at = Writing(request, pair, decision_id, "brief")
    if request.method != "POST":
        return at.draw("brief", BriefForm(initial={**at.paper.text, "seen": at.paper.seen}))
    form = BriefForm(request.POST)
    if not form.is_valid():
        return at.draw("brief", form)
    views = [
        {"name": side.person.name, "view": side.view, "parts": [list(part) for part in side.known]}
        for side in at.page.opened.sides
    ]
    text = speaking.brief(form.text(), at.page.text, views, at.page.steering.north_star, pair)
    try:
        at.keep(form, text)
    except StaleText:
        return at.overtaken("brief", form)
    return to_decision(pair, decision_id, at="#brief")


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
        papers.turn(pair=pair, id=decision_id, name=paper, seen=request.POST.get("seen", ""), by=viewer)
    except papers.Incomplete:
        said = _("Something is still open in this text. Your key was not turned.")
        return draw(request, "refused", pair, status=409, title=_("Not yet"), sentence=said, id=decision_id)
    return to_decision(pair, decision_id)

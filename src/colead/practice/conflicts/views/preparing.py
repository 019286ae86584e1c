"""Where a hard talk begins: the stop, five ways in, one's own notes."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from colead.content.conflicts import label_of
from colead.content.conflicts import load as words
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships.framing import UNPROCESSABLE
from colead.partnerships.queries import get_pair
from colead.practice.conflicts import queries
from colead.practice.conflicts.actions import preparing as actions
from colead.practice.conflicts.forms import PrepForm
from colead.practice.conflicts.pages import StartPage
from colead.practice.conflicts.views.answering import draw, to_start, tried
from colead.promises import space
from colead.rules.abilities import Ability


@gate(Ability.LEAD)
def start(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """Opening it writes nothing down."""
    pair = get_pair(request.viewer, partnership_id)
    return draw(request, pair, "start", page=StartPage(request.viewer, pair))


@gate(Ability.LEAD)
def show_stop(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """Whom to call. It is only looked at: neither that somebody came here nor why is kept."""
    return draw(request, get_pair(request.viewer, partnership_id), "stop")


@gate(Ability.LEAD, methods=("GET", "POST"))
def prepare(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """Five questions for oneself. 'Keep' stays here; 'invite' goes on to the invitation, without them."""
    viewer, pair = request.viewer, get_pair(request.viewer, partnership_id)
    prep = queries.prep_of(viewer, pair)
    asked = {"kind": request.GET.get("kind", "")}
    form = PrepForm(request.POST or None, initial=space.read(prep, viewer) if prep is not None else asked)
    problem = ""
    if form.is_valid():
        problem = tried(lambda: actions.keep(pair=pair, text=form.cleaned_data, by=viewer))
        if not problem and request.POST.get("then") == "invite":
            return see_other(f"{reverse('conflicts:invite', args=[partnership_id])}?notes=yes")
        if not problem:
            return to_start(request, pair, _("Kept, for you alone."))
    kind = label_of(words().entries, form["kind"].value())
    return draw(request, pair, "prepare", form=form, has_prep=prep is not None, prep=prep, kind=kind, problem=problem)


@gate(Ability.LEAD, methods=("POST",))
def keep_notes(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """The page keeps its own draft while it is written; what looks like patient information is not held."""
    pair = get_pair(request.viewer, partnership_id)
    form = PrepForm(request.POST)
    if not form.is_valid() or tried(lambda: actions.keep(pair=pair, text=form.cleaned_data, by=request.viewer)):
        return HttpResponse(status=UNPROCESSABLE)
    return HttpResponse(status=204)


@gate(Ability.LEAD, methods=("POST",))
def let_notes_go(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """'I let it go', or 'I will just say it': either way the notes are gone."""
    pair = get_pair(request.viewer, partnership_id)
    actions.let_go(pair=pair, by=request.viewer)
    return to_start(request, pair, _("The notes are gone."))

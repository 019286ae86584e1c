"""The charter, the role descriptions, the meeting with the sponsor: texts that two keys release."""

from uuid import UUID

from django.http import HttpResponse

from colead.forming.launch import documents, queries
from colead.forming.launch.actions import papers
from colead.forming.launch.forms import CharterForm, RolesForm
from colead.forming.launch.pages import papers as pages
from colead.forming.launch.views.replies import TOLD, attempt, pair_of, show, told_at_form
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.partnerships import charter
from colead.partnerships.framing import UNPROCESSABLE
from colead.partnerships.queries import Pair, in_turn
from colead.promises import two_key
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience
from colead.ui.forms import PlainForm

BACK = {
    charter.CHARTER: "launch:charter",
    queries.ROLES: "launch:roles",
    queries.BROKEN_GLASS: "launch:sponsor_meeting",
}


@gate(Ability.LEAD)
def show_charter(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    return show(request, "charter", pair, pages.charter_page(request.viewer, pair))


@gate(Ability.LEAD, methods=("GET", "POST"))
def edit_charter(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    seen = pages.seen_of(request.viewer, pair, charter.CHARTER)
    if request.method != "POST":
        form = CharterForm(initial=pages.charter_start(request.viewer, pair))
        return show(request, "edit_charter", pair, None, form=form, seen=seen)
    form = CharterForm(request.POST)
    if form.is_valid() and put_on_table(request, pair, charter.CHARTER, form, form.text(), Audience.PAIR):
        return see_other(queries.address(pair, "launch:charter"))
    return show(request, "edit_charter", pair, None, form=form, seen=seen, status=UNPROCESSABLE)


@gate(Ability.LEAD)
def show_roles(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    page = pages.roles_page(request.viewer, pair)
    return show(request, "roles", pair, page, sides=pages.side_titles())


@gate(Ability.LEAD, methods=("GET", "POST"))
def edit_roles(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """Kept unfinished as often as wished; the keys turn only on a finished one."""
    pair = pair_of(request, partnership_id)
    seen = pages.seen_of(request.viewer, pair, queries.ROLES)
    if request.method != "POST":
        form = RolesForm(initial=pages.roles_start(request.viewer, pair))
        return show(request, "edit_roles", pair, None, form=form, seen=seen)
    form = RolesForm(request.POST, is_draft="keep" in request.POST)
    if form.is_valid():
        audience = Audience.PROGRAMME if form.cleaned_data["audience"] == "programme" else Audience.SPONSOR
        text = {name: words for name, words in form.cleaned_data.items() if name != "audience"}
        if put_on_table(request, pair, queries.ROLES, form, text, audience):
            return see_other(queries.address(pair, "launch:roles"))
    return show(request, "edit_roles", pair, None, form=form, seen=seen, status=UNPROCESSABLE)


def put_on_table(
    request: ViewerRequest, pair: Pair, kind: str, form: PlainForm, text: dict[str, object], audience: Audience
) -> bool:
    """Puts the words on the table; what stands in the way is said at the form, with the words still in it."""
    seen = request.POST.get("on_screen", "")
    try:
        papers.lay_out(pair=pair, kind=kind, text=text, audience=audience, seen=seen, by=request.viewer)
    except TOLD as fault:
        form.add_error(None, told_at_form(fault))
        return False
    return True


@gate(Ability.LEAD, methods=("POST",))
def turn_key(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    seen = request.POST.get("on_screen", "")
    back = place_of(pair, kind)
    return attempt(request, lambda: papers.turn(pair=pair, kind=kind, seen=seen, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def take_key_back(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    back = place_of(pair, kind)
    return attempt(request, lambda: papers.take_back(pair=pair, kind=kind, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def drop_paper(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    back = place_of(pair, kind)
    return attempt(request, lambda: papers.drop(pair=pair, kind=kind, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def unpublish_paper(request: ViewerRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    """Role descriptions and kept broken glass leave the sponsor's view; the charter never was in it."""
    pair = pair_of(request, partnership_id)
    if kind not in (queries.ROLES, queries.BROKEN_GLASS):
        raise Hidden
    back = place_of(pair, kind)
    return attempt(request, lambda: papers.unpublish(pair=pair, kind=kind, by=request.viewer), back=back)


def place_of(pair: Pair, kind: str) -> str:
    if kind not in BACK:
        raise Hidden
    return queries.address(pair, BACK[kind])


@gate(Ability.LEAD)
def download_roles(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """The released version as a document for HR."""
    pair = pair_of(request, partnership_id)
    release = queries.in_force(request.viewer, pair, queries.ROLES)
    if release is None:
        raise Hidden
    text = two_key.text_of(release, request.viewer)
    names = [person.name for person in in_turn(pair)]
    return documents.as_download(documents.roles_document(text, pair.partnership.name, names, release))

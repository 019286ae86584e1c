"""Talking decision rights through, and the table that both agreed."""

from uuid import UUID

from django.http import HttpResponse

from colead.forming.launch import queries
from colead.forming.launch.actions import rights as actions
from colead.forming.launch.forms import RightForm
from colead.forming.launch.pages import rights as pages
from colead.forming.launch.views.replies import TOLD, UNPROCESSABLE, attempt, pair_of, sentence_for, show
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.partnerships import charter, charter_actions
from colead.partnerships.charter_models import RightsRow
from colead.partnerships.queries import Pair, in_turn
from colead.rules.abilities import Ability


@gate(Ability.LEAD)
def show_rights(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    return show(request, "rights", pair, pages.rights_page(request.viewer, pair))


@gate(Ability.LEAD)
def show_table(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """The agreed table: the page that is printed and put on the wall."""
    pair = pair_of(request, partnership_id)
    names = [person.name for person in in_turn(pair)]
    return show(request, "rights_table", pair, charter.rights(request.viewer, pair), names=names)


@gate(Ability.LEAD, methods=("GET", "POST"))
def propose_row(request: ViewerRequest, partnership_id: UUID, area: str) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    start = pages.start_of(request.viewer, pair, area)
    if request.method != "POST":
        form = RightForm(initial=start, key=area)
        return show(request, "right", pair, pages.row_page(request.viewer, pair, area, form))
    form = RightForm(request.POST, key=area)
    if form.is_valid() and propose(request, pair, area, form):
        return see_other(queries.address(pair, "launch:rights") + f"#{area}")
    page = pages.row_page(request.viewer, pair, area, form)
    return show(request, "right", pair, page, status=UNPROCESSABLE)


def propose(request: ViewerRequest, pair: Pair, area: str, form: RightForm) -> bool:
    said = form.cleaned_data
    try:
        charter_actions.propose_right(
            pair=pair,
            area=area,
            level=said["level"],
            label=pages.area_to_talk(request.viewer, pair, area).label,
            tie_break=said["tie_break"],
            days=said["days"] or 0,
            inform=said["inform"],
            by=request.viewer,
        )
    except TOLD as fault:
        form.add_error(None, sentence_for(fault))
        return False
    return True


@gate(Ability.LEAD, methods=("POST",))
def propose_alike(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    levels = pages.to_propose_alike(request.viewer, pair)
    back = queries.address(pair, "launch:rights")
    return attempt(request, lambda: actions.propose_alike(pair=pair, levels=levels, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def agree_rows(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    ids = [read_id(value) for value in request.POST.getlist("row")]
    back = queries.address(pair, "launch:rights")
    return attempt(request, lambda: actions.agree_all(pair=pair, ids=ids, by=request.viewer), back=back)


@gate(Ability.LEAD, methods=("POST",))
def withdraw_row(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    pair = pair_of(request, partnership_id)
    row: RightsRow = RightsRow.door.fetch(request.viewer, read_id(request.POST.get("row", "")))
    back = queries.address(pair, "launch:rights")
    return attempt(request, lambda: charter_actions.withdraw_right(pair=pair, row=row, by=request.viewer), back=back)


def read_id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise Hidden from None

"""Talking decision rights through, and the table that both agreed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from colead.forming.launch import queries
from colead.forming.launch.actions import rights as actions
from colead.forming.launch.forms import RightForm, RowForm
from colead.forming.launch.pages import rights as pages
from colead.forming.launch.views.replies import TOLD, attempt, pair_of, sentence_for, show, told_at_form
from colead.foundation.gate import gate, see_other
from colead.foundation.viewer import Hidden, ViewerRequest
from colead.partnerships import charter, charter_actions
from colead.partnerships.charter_models import RightsRow
from colead.partnerships.framing import UNPROCESSABLE
from colead.partnerships.queries import Pair, in_turn
from colead.rules.abilities import Ability


@gate(Ability.LEAD, methods=("GET", "POST"))
def show_rights(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """The whole list, and its one save."""
    pair = pair_of(request, partnership_id)
    if request.method != "POST":
        return show(request, "rights", pair, list_page(request, pair))
    page = list_page(request, pair, request.POST)
    if all([form.is_valid() for _row, form in page.rows.sent]):
        try:
            actions.settle(pair=pair, rows=asked_rows(request.POST, page.rows), by=request.viewer)
            return see_other(queries.address(pair, "launch:rights"))
        except actions.MovedOn as moved:
            page = list_page(request, pair, request.POST)
            say_who_moved(pair, page.rows, moved.areas)
        except TOLD as fault:
            page.rows.faults.append(sentence_for(fault))
    return show(request, "rights", pair, page, status=UNPROCESSABLE)


def list_page(request: ViewerRequest, pair: Pair, sent: QueryDict | None = None) -> pages.RightsPage:
    """The page with the fields of each row, filled with what was sent."""
    came = {name.removesuffix("-seen") for name in sent or () if name.endswith("-seen")}
    page = pages.rights_page(request.viewer, pair, came)
    for one in page.rows.all:
        area = one.row.area
        one.form = RowForm(sent if area in came else None, area=area, initial=one.start)
    return page


def asked_rows(sent: QueryDict, rows: pages.RowList) -> list[actions.Asked]:
    """The rows of the list that have a choice."""
    return [
        asked_row(row.area, row.label, form.cleaned_data, sent.get(f"{row.area}-seen", ""))
        for row, form in rows.sent
        if form.cleaned_data["level"]
    ]


def asked_row(area: str, label: str, said: dict[str, Any], seen: str | None) -> actions.Asked:
    return actions.Asked(area, said["level"], label, said["tie_break"], said["days"] or 0, said["inform"], seen)


def say_who_moved(pair: Pair, rows: pages.RowList, areas: list[str]) -> None:
    words = _(
        "%(name)s changed this row while you wrote. Nothing of the list was saved, and your words are still here. "
        "Send again to propose yours in its place, or leave this row open."
    )
    for row, form in rows.sent:
        if form.is_valid() and row.area in areas:
            form.add_error("level", words % {"name": pair.partner_name})


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
    label = pages.area_to_talk(request.viewer, pair, area).label
    asked = asked_row(area, label, form.cleaned_data, request.POST.get("on_screen"))
    try:
        actions.settle(pair=pair, rows=[asked], by=request.viewer)
    except TOLD as fault:
        form.add_error(None, told_at_form(fault))
        return False
    return True


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

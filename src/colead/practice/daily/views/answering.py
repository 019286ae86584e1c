"""What every view here does: draw a page of the pair, answer a form, come back, lose no words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from colead.foundation.gate import see_other
from colead.foundation.viewer import ViewerRequest
from colead.partnerships import queries as partnerships
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.promises import space
from colead.promises.two_key import StaleText
from colead.rules.moves import IllegalMove

NOT_TAKEN = 422


def draw(request: ViewerRequest, pair: Pair, template: str, *, problem: str = "", **context: Any) -> HttpResponse:
    """The page; when something could not be taken, the same page with what was written and the reason."""
    frame = partnerships.frame(pair)
    form = context.get("form")
    is_refused = bool(problem or (form is not None and form.is_bound and form.errors))
    words = {"pair": frame, "ids": pair.partnership.pk, "problem": problem, "back": request.POST.get("back", "")}
    return render(request, f"daily/{template}.html", words | context, status=NOT_TAKEN if is_refused else 200)


def tried(act: Callable[[], object]) -> str:
    """Does it, or says why it could not be done."""
    try:
        act()
    except IllegalMove as refused:
        return _(refused.sentence)
    except Refused as refused:
        return str(refused)
    except StaleText:
        return _("These words have changed since you opened the page. Please read them as they stand now.")
    except space.SpaceClosed:
        return _("This space is closed, so nothing more is written in it. What you wrote is still on this page.")
    return ""


def done(request: ViewerRequest, pair: Pair, default: str, said: str = "") -> HttpResponse:
    """Back to where the tap was made, if that was a page of the same pair."""
    if said:
        messages.success(request, said)
    wanted = request.POST.get("back", "")
    is_ours = wanted.startswith(f"/partnerships/{pair.partnership.pk}/")
    if is_ours and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return see_other(wanted)
    return see_other(default)

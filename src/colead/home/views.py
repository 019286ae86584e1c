"""First pages: of a partner, of a sponsor, of everyone; and the model."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from colead.foundation import clock
from colead.foundation.gate import gate
from colead.foundation.viewer import Viewer, ViewerRequest
from colead.home import queries
from colead.home.dyads import DyadPage
from colead.home.forms import FindForm
from colead.home.pages import ChoosePage, EndedPage, ModelPage, OwnTrailPage, PairHome, SponsorPage
from colead.partnerships import queries as partnerships
from colead.rules.abilities import Ability

# Where somebody who leads no pair begins; the first ability held decides.
FIRST_PAGES = (
    (Ability.SPONSOR, "home:sponsor"),
    (Ability.KEEP_PROGRAMME, "partnerships:list"),
    (Ability.ADMINISTER, "accounts:list_people"),
    (Ability.READ_SITE_TRAIL, "site_trail:trail"),
    (Ability.HOLD_TIME, "calendar:holds"),
)

# How long the first page says that a seat has ended; who leads another pair is on the way there.
SAID_ALONE = timedelta(days=60)
SAID_BESIDE_A_PAIR = timedelta(days=7)


@gate(Ability.PUBLIC)
def show_front(request: ViewerRequest) -> HttpResponse:
    """Leads each person to the page that is theirs; two dyads are chosen by name first."""
    viewer = request.viewer
    if not viewer.is_signed_in:
        return HttpResponseRedirect(reverse("account_login"))
    pairs = [partnerships.get_pair(viewer, row.pk) for row in partnerships.led_by(viewer).exclude(space=None)]
    ended = partnerships.lately_ended(viewer, clock.today() - (SAID_BESIDE_A_PAIR if pairs else SAID_ALONE))
    if len(pairs) > 1 or (pairs and ended):
        page = ChoosePage(viewer, pairs, ended)
        return render(request, "home/choose.html", {"page": page, "as_sponsor": queries.as_sponsor(viewer)})
    if ended:
        return render(request, "home/ended.html", {"page": EndedPage(viewer, ended, first_url(viewer))})
    if pairs:
        return HttpResponseRedirect(reverse("home:pair", args=[pairs[0].partnership.pk]))
    return HttpResponseRedirect(first_url(viewer))


def first_url(viewer: Viewer) -> str:
    lent = "conflicts:show_for_you" if queries.is_asked(viewer) else "home:published"
    route = next((route for ability, route in FIRST_PAGES if viewer.has(ability)), lent)
    return reverse(route)


@gate(Ability.LEAD)
def show_pair(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """What waits for me, what we are doing, how to reach my partner."""
    pair = partnerships.get_pair(request.viewer, partnership_id)
    page = PairHome(request.viewer, pair, shows_all="all" in request.GET)
    context = {"page": page, "pair": framed(request, pair), "thumb": page.thumb, "ids": page.ids}
    return render(request, "home/pair.html", context)


@gate(Ability.LEAD, methods=("GET", "POST"))
def find_words(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """Finds a phrase in this pair's words. It is posted, so that no address, log or history holds it."""
    pair = partnerships.get_pair(request.viewer, partnership_id)
    form = FindForm(request.POST or None)
    found = queries.find(request.viewer, pair, form.cleaned_data["phrase"]) if form.is_valid() else None
    context = {"form": form, "found": found, "pair": framed(request, pair), "partner": pair.partner_name}
    return render(request, "home/find.html", context)


@gate(Ability.LEAD)
def show_own_trail(request: ViewerRequest, partnership_id: UUID) -> HttpResponse:
    """What I did here, for me alone: never what my partner did, nor when."""
    pair = partnerships.get_pair(request.viewer, partnership_id)
    context = {"page": OwnTrailPage(request.viewer, pair), "pair": framed(request, pair)}
    return render(request, "home/own_trail.html", context)


@gate(Ability.SPONSOR)
def show_sponsor(request: ViewerRequest) -> HttpResponse:
    """What pairs released to their sponsor, and nothing else about them."""
    return render(request, "home/sponsor.html", {"page": SponsorPage(request.viewer)})


@gate(Ability.SIGNED_IN)
def list_published(request: ViewerRequest) -> HttpResponse:
    """What pairs released to everyone."""
    return render(request, "home/published.html", queries.published_page(request.viewer))


@gate(Ability.READ_RELEASED)
def show_dyad_page(request: ViewerRequest, dyad_id: UUID) -> HttpResponse:
    """Two leaders as everyone may know them: their page and what else both have let out. Nothing counts readers."""
    return render(request, "home/dyad.html", {"page": DyadPage(request.viewer, dyad_id)})


@gate(Ability.PUBLIC)
def show_model(request: ViewerRequest) -> HttpResponse:
    return render(request, "home/model.html", {"page": ModelPage(request.viewer)})


def framed(request: ViewerRequest, pair: partnerships.Pair) -> partnerships.Frame:
    return partnerships.frame(pair)

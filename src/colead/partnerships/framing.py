"""The frame of a pair's views: the pair at hand, both names above the page, and a kind word when a step is refused."""

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.foundation.viewer import Viewer
from colead.partnerships import queries
from colead.partnerships.actions import Refused
from colead.partnerships.queries import Pair
from colead.promises.sealed import NotOpen
from colead.promises.space import SpaceClosed, TooLong
from colead.promises.two_key import AlreadyOut, NotOut, StaleText
from colead.rules.moves import IllegalMove

Copy = str | Promise
PairView = Callable[..., HttpResponse]
LabelOf = Callable[[str], Copy | None]
REFUSED: Final = 409
UNPROCESSABLE: Final = 422


class Told(NamedTuple):
    """What is said of a fault. Without a sentence the fault's own; `part` is a template that stands below."""

    title: Copy = ""
    sentence: Copy = ""
    part: str = ""


MOVED_ON: Final = gettext_lazy("This has moved on")
NOT_YET: Final = gettext_lazy("Not yet")
MEANWHILE: Final = Told(MOVED_ON, gettext_lazy("It went out, was opened or taken back meanwhile. Nothing was changed."))
TOLD: Final[Mapping[type[Exception], Told]] = MappingProxyType(
    {
        IllegalMove: Told(MOVED_ON),
        AlreadyOut: MEANWHILE,
        NotOut: MEANWHILE,
        NotOpen: MEANWHILE,
        Refused: Told(NOT_YET),
        StaleText: Told(
            gettext_lazy("The words have changed"),
            gettext_lazy("They were edited after you opened the page. Nothing was changed; please read them again."),
        ),
        SpaceClosed: Told(
            gettext_lazy("This partnership has ended"),
            gettext_lazy("Nothing more is written here. What you two wrote can be read until its time is over."),
        ),
        TooLong: Told(
            gettext_lazy("This is too long"),
            gettext_lazy("Shorten it a little, please. Your words stand here to be copied."),
        ),
    }
)


def no_label(name: str) -> Copy | None:
    return None


@dataclass(frozen=True)
class Room:
    """One room of a pair. A room names what it says in its own way; everything else is said alike in all of them.

    `label_of` says of a field that was sent what stands above its words when a step is refused, and None where no words
    are in it; `thing` is the part of an address that names the thing at hand.
    """

    name: str
    thing: str = ""
    told: Mapping[type[Exception], Told] = field(default_factory=dict)
    label_of: LabelOf = no_label

    @functools.cached_property
    def faults(self) -> tuple[type[Exception], ...]:
        return tuple({**TOLD, **self.told})

    def of_pair(self, view: PairView) -> PairView:
        """Fetches the pair as one of its two; a step that is refused gets a page that keeps what was written."""

        @functools.wraps(view)
        def entered(request: HttpRequest, partnership_id: UUID, **given: Any) -> HttpResponse:
            pair = queries.get_pair(viewer_of(request), partnership_id)
            try:
                return view(request, pair, **given)
            except self.faults as fault:
                return self.refused(request, pair, fault, given.get(self.thing))

        return entered

    def draw(self, request: HttpRequest, template: str, pair: Pair, *, status: int = 200, **given: Any) -> HttpResponse:
        context = {"pair": queries.frame(pair), "ids": pair.partnership.pk, **given}
        return render(request, f"{self.name}/{template}.html", context, status=status)

    def refused(self, request: HttpRequest, pair: Pair, fault: Exception, id: UUID | None = None) -> HttpResponse:
        """What happened, what was kept, what to do; and every word that was sent, to be copied."""
        said = self.said_of(fault)
        sent = [(self.label_of(name), value) for name, value in request.POST.items() if value]
        words = [(label, value) for label, value in sent if label is not None]
        given = {"title": said.title, "sentence": said.sentence, "part": said.part, "words": words, "id": id}
        return self.draw(request, "refused", pair, status=REFUSED, **given)

    def said_of(self, fault: Exception) -> Told:
        """The nearest that is told of this kind of fault, its sentence filled in."""
        kinds = (kind for kind in type(fault).__mro__ if kind in self.faults)
        kind = next(kinds, Refused)
        told = self.told.get(kind) or TOLD[kind]
        own = _(fault.sentence) if isinstance(fault, IllegalMove) else str(fault)
        return told._replace(sentence=told.sentence or own)

    def tried(self, act: Callable[[], object]) -> str:
        """Does it, or says why it could not be done: for a page that draws itself again with what was written."""
        try:
            act()
        except self.faults as fault:
            return str(self.said_of(fault).sentence)
        return ""

    def address(self, pair: Pair, name: str, *, at: str = "", **given: Any) -> str:
        return reverse(f"{self.name}:{name}", kwargs={"partnership_id": pair.partnership.pk, **given}) + at


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def status_of(*asked: object) -> int:
    """A form that comes back with its errors says so; what is no form is passed over."""
    bound = [one for one in asked if isinstance(one, forms.BaseForm) and one.is_bound]
    return UNPROCESSABLE if any(not form.is_valid() for form in bound) else 200


def written_in(kinds: Iterable[type[forms.Form]], *, unnamed: Copy = "") -> LabelOf:
    """The labels of the fields of these forms in which somebody writes."""
    found: dict[str, Copy] = {}
    for kind in kinds:
        for name, asked in kind.base_fields.items():
            if isinstance(asked, forms.CharField) and not isinstance(asked.widget, forms.HiddenInput):
                found[name] = asked.label or unnamed
    return found.get

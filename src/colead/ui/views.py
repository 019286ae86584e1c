"""The gallery: every component in every state, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate
from colead.rules.abilities import Ability
from colead.ui import gallery


@gate(Ability.PUBLIC)
def show_gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", gallery.contents())

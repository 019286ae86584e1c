"""Pooled numbers, for the programme office."""

from django.http import HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate
from colead.foundation.viewer import ViewerRequest
from colead.programme.pooled.pages import PooledPage
from colead.rules.abilities import Ability


@gate(Ability.READ_POOLED)
def show_decisions(request: ViewerRequest) -> HttpResponse:
    return render(request, "pooled/decisions.html", {"page": PooledPage.build(request.viewer)})

"""The gallery: every component in every state, on one page; and a look at words while they are being written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from colead.foundation.gate import gate
from colead.rules.abilities import Ability
from colead.ui import gallery, guarded


@gate(Ability.PUBLIC)
def show_gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", gallery.contents())


@gate(Ability.SIGNED_IN, methods=("POST",))
def look_for_patients(request: HttpRequest) -> HttpResponse:
    """Says quietly which kinds of patient information these words seem to hold; keeps and repeats nothing of them."""
    written = [str(words) for name, words in request.POST.items() if name != "csrfmiddlewaretoken"]
    found = guarded.kinds_in("\n".join(written))
    return render(request, "ui/patient_words.html", {"found": guarded.sentence_for(found) if found else ""})

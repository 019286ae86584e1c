"""What is asked about a unit, its objectives and its sponsors."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.ui.forms import PlainForm
from colead.units.models import Level, Setting
from colead.units.picking import PEOPLE, UNITS, Finder, PickForm


class UnitForm(PlainForm):
    name = forms.CharField(label=_("Name"), max_length=160)
    level = forms.ChoiceField(label=_("Kind"), choices=Level.choices, initial=Level.UNIT)
    setting = forms.ChoiceField(label=_("Patients"), choices=Setting.choices, initial=Setting.ADULT)
    mission = forms.CharField(
        label=_("Mission"),
        max_length=600,
        required=False,
        widget=forms.Textarea,
        help_text=_("Left empty, the nearest unit above speaks for this one."),
    )
    north_star = forms.CharField(
        label=_("North Star"),
        max_length=200,
        required=False,
        help_text=_("One line that settles doubts. Left empty, the one above holds here too."),
    )

    who: ClassVar[dict[str, str]] = {"mission": "C5", "north_star": "C5"}


class MoveForm(PickForm):
    parent = forms.CharField(
        label=_("Belongs to"), max_length=160, required=False, help_text=_("Left empty, it stands at the top.")
    )

    finders: ClassVar[dict[str, Finder]] = {"parent": UNITS}


class ObjectiveForm(PlainForm):
    text = forms.CharField(label=_("Objective"), max_length=200)

    who: ClassVar[dict[str, str]] = {"text": "C5"}


class SponsorForm(PickForm):
    person = forms.CharField(label=_("Senior leader"), max_length=160)

    finders: ClassVar[dict[str, Finder]] = {"person": PEOPLE}

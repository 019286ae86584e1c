"""What is asked to word an area; nothing is kept before the same words were shown once."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.partnerships.area_models import LABEL_MAX
from colead.ui.forms import PlainForm


class AreaForm(PlainForm):
    """`seen` names the words that were shown, and what they would take the place of."""

    label = forms.CharField(label=_("What two leaders decide about"), max_length=LABEL_MAX)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    who: ClassVar[dict[str, str]] = {"label": "C5"}

"""The one field of the search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from colead.ui.forms import PlainForm


class FindForm(PlainForm):
    phrase = forms.CharField(label=_("A word or phrase"), min_length=2, max_length=80)

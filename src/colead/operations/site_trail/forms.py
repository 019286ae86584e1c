"""Which page of the trail."""

from django import forms


class TurnForm(forms.Form):
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

"""One line."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from colead.content import daily
from colead.practice.wins.models import Appreciation
from colead.ui.guarded import GuardedForm


class AppreciationForm(GuardedForm):
    line = forms.CharField(max_length=Appreciation.TEXT["line"])

    who: ClassVar[dict[str, str]] = {"line": "C1"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].label = _(daily.load().appreciation_prompt)

"""Forms of the accounts room: whom to invite, which role, the first password."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from colead.operations.accounts.invitation_actions import Guest
from colead.people.models import Login, Profession
from colead.rules.roles import ROLE_CARDS, Role
from colead.ui.forms import PlainForm


class SearchForm(PlainForm):
    words = forms.CharField(label=_("A name or an address"), required=False, max_length=80)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000, widget=forms.HiddenInput)


class InviteForm(PlainForm):
    who: ClassVar[dict[str, str]] = {}
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("The link goes there and to nobody else."))
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    profession = forms.ChoiceField(label=_("Profession"), choices=Profession.choices, initial=Profession.OTHER)

    def guest(self) -> Guest:
        return Guest(**self.cleaned_data)


class RoleForm(PlainForm):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, ROLE_CARDS[role].title) for role in Role],
        error_messages={"required": _("Choose a role, please.")},
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class FirstPasswordForm(PlainForm):
    """`login` is whose password it is, so that it may not be made of that person's own name."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence that only you would think of is easier to keep than a puzzle."),
    )
    again = forms.CharField(
        label=_("The same once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, login: Login, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.login = login

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.login)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two are not the same."))
        return cleaned

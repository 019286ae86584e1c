"""The sign-in library's forms in plain words: a label, a hint where one helps, a sentence for what is missing."""

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from colead.people import secrets
from colead.people.models import Login

Phrase = str | Promise
NOBODY = UUID(int=0)


class Words(NamedTuple):
    label: Phrase
    missing: Phrase
    hint: Phrase = ""


ADDRESS = Words(_("E-mail address"), _("Write your e-mail address, please."))
PASSWORD = Words(_("Password"), _("Write your password, please."))
PRESENT = Words(_("Your present password"), _("Write your present password, please."))
FRESH = Words(
    _("New password"),
    _("Write a new password, please."),
    _("At least 12 characters. A sentence that only you would think of is easier to keep than a puzzle."),
)
AGAIN = Words(_("The new password again"), _("Write it a second time, please."))
CODE = Words(_("Code"), _("Write the code, please."))


class PlainWords:
    """Mixed into a form of the library: the same fields, our words, and no second label inside the field."""

    words: ClassVar[Mapping[str, Words]] = {}
    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*args, **kwargs)
        for name, words in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = words.label, words.hint
            field.error_messages["required"] = words.missing
            field.widget.attrs.pop("placeholder", None)


class SignIn(PlainWords, account.LoginForm):
    words = {"login": ADDRESS, "password": PASSWORD}


class AskForReset(PlainWords, account.ResetPasswordForm):
    words = {"email": ADDRESS}

    def clean_email(self) -> str:
        address: str = super().clean_email()
        if not self.users:
            take_as_long_for_nobody(address)
        return address


def take_as_long_for_nobody(address: str) -> None:
    """An address without an account costs the same token and the same row, so that the clock tells nothing.

    The outbox finds no person behind the row and sends nothing.
    """
    nobody = Login(pk=0, email=address, person_id=NOBODY)
    adapter = get_adapter()
    link = adapter.get_reset_password_from_key_url(f"0-{account.default_token_generator.make_token(nobody)}")
    adapter.send_password_reset_mail(nobody, address, {"password_reset_url": link})


class NewPassword(PlainWords, account.ResetPasswordKeyForm):
    words = {"password1": FRESH, "password2": AGAIN}


class ChangePassword(PlainWords, account.ChangePasswordForm):
    words = {"oldpassword": PRESENT, "password1": FRESH, "password2": AGAIN}


class SetPassword(PlainWords, account.SetPasswordForm):
    words = {"password1": FRESH, "password2": AGAIN}


class ConfirmByPassword(PlainWords, account.ReauthenticateForm):
    words = {"password": PASSWORD}


class SecondStep(PlainWords, mfa.AuthenticateForm):
    words = {
        "code": Words(
            _("Code"),
            _("Write the code, please."),
            _("Six figures from your authenticator app, or one of your recovery codes."),
        )
    }


class ConfirmByCode(PlainWords, mfa.ReauthenticateForm):
    words = SecondStep.words


class SetUpApp(PlainWords, ActivateTOTPForm):
    words = {"code": Words(_("The six figures that the app shows"), CODE.missing)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The library keeps the new secret in the session as it is; ours leaves this page sealed."""
        session = context.request.session
        kept = session.pop(SECRET_SESSION_KEY, "")
        if kept:
            session[SECRET_SESSION_KEY] = secrets.unseal(kept)
        super().__init__(*args, **kwargs)
        session[SECRET_SESSION_KEY] = secrets.seal(self.secret)


class AddPasskey(PlainWords, AddWebAuthnForm):
    words = {
        "name": Words(_("A name for it"), "", _("Such as 'my phone', so that you know it again.")),
        "credential": Words("", _("Your device gave no passkey. Try once more.")),
    }

"""How Colead bends the sign-in library: nobody signs up alone; mail leaves by the outbox; second steps are sealed."""

import hashlib
from io import BytesIO
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from colead.foundation import notices
from colead.people import actions, secrets, sessions
from colead.people.models import Login

NO_FIT = _("The e-mail address and the password do not fit together. Check both and try again.")
TOO_MANY = _("That was too many tries. Nothing is lost: wait five minutes, then try again.")
WRONG_CODE = _("That code does not fit. Take the one that shows now, and try again.")


class ResetTokenGenerator(PasswordResetTokenGenerator):
    """A reset link dies with the password it replaces, and when the person signs out everywhere."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.session_mark}"


class ClosedDoorAdapter(DefaultAccountAdapter):
    """Accounts come from an invitation, never from a form that anyone can fill."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NO_FIT,
        "invalid_login": NO_FIT,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("That is not your password. Try again."),
        "enter_current_password": _("That is not your present password. Try again."),
        "invalid_password_reset": _("This link has been used or is too old. Ask for a new one."),
        "account_inactive": _("This account is closed."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Login) -> None:
        super().login(request, user)
        sessions.begin(request)
        actions.came(user.person_id)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong tries count against the account from where they came, so that a stranger locks nobody out elsewhere."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The library's own mails say too much, and would be lost with the mail server; none of them is sent."""

    def send_password_reset_mail(self, user: Login, email: str, context: dict[str, Any]) -> None:
        link = context["password_reset_url"]
        fingerprint = hashlib.sha256(link.encode()).hexdigest()[:24]
        notices.put(
            key=f"password_reset {user.pk} {fingerprint}",
            person_id=user.person_id,
            sentence="password_reset",
            extra=link,
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.SITE_URL.rstrip('/')}{path}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


class SealedMfaAdapter(DefaultMFAAdapter):
    """Authenticator secrets and recovery codes never stand in the database as plain text."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Dark squares on a white ground, so that a phone can read it at night too."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: Login, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1} if count else gettext("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Colead"}

    def get_public_key_credential_user_entity(self, user: Login) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.person.name}

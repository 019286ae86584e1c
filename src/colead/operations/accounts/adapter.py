"""The sign-in library's adapter with its witness: what changes at a sign-in is held, told and put on the trail."""

from typing import Any, Final

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from colead.content import covenant
from colead.operations.accounts import reset_actions
from colead.people.adapter import ClosedDoorAdapter
from colead.people.models import Login

RESET: Final = "account/email/password_reset"
CHANGES: Final = {
    "account/email/password_changed": "changed_password",
    "account/email/password_set": "changed_password",
    "mfa/email/totp_activated": "added_app",
    "mfa/email/totp_deactivated": "removed_app",
    "mfa/email/webauthn_added": "added_passkey",
    "mfa/email/webauthn_removed": "removed_passkey",
    "mfa/email/recovery_codes_generated": "made_recovery_codes",
}


class WitnessedAdapter(ClosedDoorAdapter):
    """The library calls `send_notification_mail` after each change of how a person signs in."""

    def send_notification_mail(self, template_prefix: str, user: Login, *_rest: Any, **_more: Any) -> None:
        if template_prefix == RESET:
            reset_actions.note_reset(login=user)
        else:
            reset_actions.note_change(login=user, verb=CHANGES[template_prefix])

    def login(self, request: HttpRequest, user: Login) -> None:
        super().login(request, user)
        if user.is_held:
            reset_actions.release(login=user, factor_ids=factors_used(request, user))

    def post_login(self, request: HttpRequest, user: Login, **about: Any) -> HttpResponse:
        """The covenant comes first, at every sign-in until it has been read; then word of a hold."""
        response: HttpResponse = super().post_login(request, user, **about)
        if user.covenant_read != covenant.load().version:
            return HttpResponseRedirect(reverse("covenant:covenant"))
        if user.is_held:
            return HttpResponseRedirect(reverse("accounts:show_hold"))
        return response


def factors_used(request: HttpRequest, login: Login) -> list[int]:
    """The second steps that this session has proved."""
    records = get_authentication_records(request, login)
    return [record["id"] for record in records if record.get("method") == "mfa"]

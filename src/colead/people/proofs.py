"""Whether the person at the keyboard has just shown once more that it is them."""

from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest
from django.urls import reverse


def is_fresh(request: HttpRequest) -> bool:
    """By password, code or passkey in the last five minutes; an account without any of them has nothing to show."""
    return bool(did_recently_reauthenticate(request))


def way_back(path: str) -> str:
    """Where to show it; afterwards the person is at `path`. Nothing that was sent is kept meanwhile."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': path})}"

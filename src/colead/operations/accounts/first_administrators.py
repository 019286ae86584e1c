"""`colead administrator`: the two people with whom an installation begins, from the machine it stands on."""

import sys

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from colead.foundation.models import Notice
from colead.operations.accounts.actions import Refused
from colead.operations.accounts.invitation_actions import Guest, appoint_from_the_machine


def run(name: str, email: str) -> int:
    """Says the link, since mail may not be set up yet; it works once, for seven days."""
    try:
        validate_email(email)
        invitation = appoint_from_the_machine(guest=Guest(name=name, email=email))
    except ValidationError:
        sys.stderr.write(f"{email} does not look like an e-mail address.\n")
        return 2
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    link = Notice.objects.get(key=f"invitation {invitation.pk}").extra
    sys.stdout.write(f"{name} sets a password here, once, within seven days:\n{link}\n")
    return 0

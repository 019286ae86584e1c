"""Sends what the outbox holds: a fixed sentence, the address of this site, nothing else."""

import hashlib
import logging
import smtplib
from collections.abc import Callable, Iterable
from email.utils import parseaddr
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.notices import ALLOWED_SENTENCES, GATHERED
from colead.people.models import Person

logger = logging.getLogger(__name__)
BATCH = 100
SIGN_IN_SENTENCES = {"invitation", "password_reset", "sign_in_reset", "sign_in_changed", "address_changed"}
# What a list of people could silence by a last day, and may not.
WHATEVER_A_LIST_SAYS = SIGN_IN_SENTENCES | {"sign_in_disputed", "sponsor_changed", "receipt"}
# What the server says before it hears of any notice; a fault of the line itself is no SMTPException.
BEFORE_ANY_NOTICE = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)
PATIENCE = 3
Step = Callable[[], bool]
_told: set[str] = set()  # the causes this process has told and that are not over
ONCE_ONLY = {"invitation", "password_reset", "sign_in_reset"}


class NotSent(Exception):
    """One notice did not go: the kind of the fault and the server, never the server's words, which name people."""

    def __init__(self, fault: Exception) -> None:
        self.cause = f"{type(fault).__name__} at {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        self.cost = cost_of(fault)
        super().__init__(self.cause)


def cost_of(fault: Exception) -> int:
    """All patience for a line or a server that takes nothing, none for an answer about one notice."""
    if isinstance(fault, smtplib.SMTPServerDisconnected):
        return 1  # which of the two it is cannot be known from one
    is_answer = isinstance(fault, smtplib.SMTPException | ValueError) and not isinstance(fault, BEFORE_ANY_NOTICE)
    return 0 if is_answer else PATIENCE


def deliver_due() -> int:
    """Sends every notice that is due and said by itself; says how many went."""
    return deliver(steps())


def steps() -> list[Step]:
    return [partial(deliver_one, key) for key in due_keys()]


def deliver(steps: Iterable[Step]) -> int:
    """Says how many mails went. One that fails waits for the next round.

    A server that cannot be reached is not asked again in the same round: each asking holds up everything else.
    """
    sent, causes, patience = 0, set(), PATIENCE
    for step in steps:
        try:
            sent += step()
        except NotSent as fault:
            causes.add(fault.cause)
            patience -= fault.cost
            if patience <= 0:
                break
    tell(causes, sent)
    return sent


def tell(causes: set[str], sent: int) -> None:
    """Each cause once, and once that it is over; never whom a notice was for, nor what it said."""
    for cause in sorted(causes - _told):
        logger.warning(
            "Mail is not sent: %s. Look at that server and at the settings COLEAD_SMTP_...; it is tried again "
            "every round, and told when it goes again.",
            cause,
        )
    _told.update(causes)
    for cause in sorted(_told - causes) if sent else ():
        logger.info("Mail is sent again; this is over: %s.", cause)
        _told.discard(cause)


def due_keys() -> list[str]:
    due = Notice.objects.filter(sent_at=None, due_at__lte=clock.now()).exclude(sentence__in=GATHERED)
    due = due.order_by("due_at")
    return list(due.values_list("key", flat=True)[:BATCH])


@transaction.atomic
def deliver_one(key: str) -> bool:
    """Sends one notice and marks it in one transaction; the message's own id lets a mail server drop a second copy."""
    rows = Notice.objects.filter(key=key, sent_at=None)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    notice = rows.first()
    if notice is None:
        return False
    person = reader_of(notice)
    if person is not None:
        send(message_for(person, key=notice.key, sentence=notice.sentence, extra=notice.extra))
    notice.sent_at = clock.now()
    if notice.sentence in ONCE_ONLY:
        notice.extra = ""  # a link that opens an account lies in the mail alone from now on
    notice.save(update_fields=["sent_at", "extra"])
    return person is not None


def send(message: EmailMessage) -> None:
    try:
        message.send()
    except (smtplib.SMTPException, OSError, ValueError) as fault:  # the last: an address that cannot be written to
        raise NotSent(fault) from None


def reader_of(notice: Notice) -> Person | None:
    """Of a sign-in they hear even when they have left, since a list of people could silence it.

    Nor is a sentence said that another version wrote down and this one does not know: it would hold up all else.
    """
    if notice.sentence not in ALLOWED_SENTENCES:
        return None
    return reader(notice.person_id, is_told_anyway=notice.sentence in WHATEVER_A_LIST_SAYS)


def reader(person_id: UUID, *, is_told_anyway: bool = False) -> Person | None:
    """Nobody, once they have left or where no address is known."""
    rows = Person.objects.select_related("login").filter(pk=person_id)
    if not is_told_anyway:
        rows = rows.filter(Q(left_on=None) | Q(left_on__gt=clock.today()))
    person = rows.first()
    return person if person is not None and address_for(person) else None


def address_for(person: Person) -> str:
    """The address one signs in with, whatever a list of people says since; without one, none that has just changed."""
    login = getattr(person, "login", None)
    if login is not None:
        return str(login.email)
    return person.address_before if person.is_address_held else person.email


def message_for(person: Person, *, key: str, sentence: str, extra: str = "") -> EmailMessage:
    """The same key again has the same Message-ID."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    lines = [_(ALLOWED_SENTENCES[sentence]), extra, settings.SITE_URL]
    return EmailMessage(
        subject="Colead",
        body="\n\n".join(line for line in lines if line) + "\n",
        to=[address_for(person)],
        headers={"Message-ID": f"<{hashlib.sha256(key.encode()).hexdigest()}@{domain}>"},
        connection=get_connection(),
    )

"""What `colead check` asks of a site beyond its code: keys, database, worker and mail, each told as what to do."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.models import Notice
from colead.foundation.notices import GATHERED
from colead.operations import digest, refusals
from colead.operations.models import WorkerRound
from colead.promises import checkup, presence, trail

WORKER_MAY_REST = timedelta(minutes=15)
MAIL_MAY_WAIT = timedelta(hours=1)
DIGEST_MAY_WAIT = timedelta(days=8)  # longer than a weekend and a week of which only one day has an hour for it


def require_well() -> None:
    found = faults()
    if found:
        raise ImproperlyConfigured("\n".join(["Not all is well with this site.", *(f"  - {line}" for line in found)]))


def faults() -> list[str]:
    """Nothing for a copy of the code without a site: `colead check` looks over the code there."""
    if settings.IS_DEMO or not (presence.holds_keys() or has_database_file()):
        return []
    if refusals.is_lost():
        return [presence.lost_database()]
    return store_faults() + (worker_faults() or mail_faults()) if refusals.has_tables() else []


def has_database_file() -> bool:
    """Asked before SQLite is, which would make one."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).is_file()


def store_faults() -> list[str]:
    try:
        checkup.require_store()
    except presence.StoreMissing as missing:
        return [str(missing)]
    return []


def worker_faults() -> list[str]:
    """A worker that is gone leaves no other sign: mail waits, and nothing is deleted when its day has come."""
    ended_at = WorkerRound.objects.values_list("ended_at", flat=True).first()
    since = ended_at or trail.began_at()
    if since is None or since > clock.now() - WORKER_MAY_REST:
        return []
    told = f"since {said(ended_at)}" if ended_at else "yet"
    return [
        f"The worker has not come to the end of a round {told}: mail waits, and what should be deleted stays. "
        "See that colead work runs beside colead serve, and read what it says (journalctl -u colead-work)."
    ]


def mail_faults() -> list[str]:
    alone = Notice.objects.filter(sent_at=None, due_at__lte=clock.now() - MAIL_MAY_WAIT).exclude(sentence__in=GATHERED)
    waiting = alone.order_by("due_at").values_list("due_at", flat=True).first()
    waiting = waiting or digest.waits_since(clock.now() - DIGEST_MAY_WAIT)
    if waiting is None:
        return []
    return [
        f"Mail has been waiting since {said(waiting)}. The worker says why (journalctl -u colead-work); "
        "look at the mail server and at the settings COLEAD_SMTP_..."
    ]


def said(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"

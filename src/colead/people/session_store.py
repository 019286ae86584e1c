"""The sessions of the database, asked for on every page in one prepared statement."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from colead.foundation.prepared import Prepared


@Prepared
def data_of(key: str, now: datetime) -> QuerySet[Session, str]:
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data", flat=True)


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        for data in data_of(key=self.session_key or "", now=timezone.now()):
            found: dict[str, Any] = self.decode(data)
            return found
        self._session_key = None
        return {}

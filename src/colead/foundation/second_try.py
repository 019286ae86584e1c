"""What a request was before its form was taken: one that the database called off begins from there again."""

from copy import deepcopy
from typing import Any

from django.contrib.messages.storage import default_storage
from django.http import HttpRequest


class Beginning:
    """The database forgets what it called off by itself; messages, the session and read files are put back here."""

    def __init__(self, request: HttpRequest) -> None:
        self.request: Any = request
        self.user = request.user
        session: Any = getattr(request, "session", None)
        self.session = (session.session_key, deepcopy(dict(session.items())), session.modified) if session else None
        said: Any = getattr(request, "_messages", None)
        self.said = list(said._queued_messages) if said is not None else None

    def restore(self) -> None:
        self.request.user = self.user
        if self.session is not None:
            key, words, is_modified = self.session
            session = self.request.session
            session._session_key, session._session_cache = key, deepcopy(words)
            session.modified = is_modified
        if self.said is not None:
            self.request._messages = default_storage(self.request)
            self.request._messages._queued_messages = list(self.said)
            self.request._messages.added_new = bool(self.said)
        for _name, uploads in self.request.FILES.lists():
            for upload in uploads:
                upload.seek(0)

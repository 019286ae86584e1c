"""The outbox: mail from a fixed list of sentences that carry no content, no title, no count."""

from datetime import datetime
from typing import Final
from uuid import UUID

from colead.foundation import clock
from colead.foundation.models import Notice

ALLOWED_SENTENCES: Final[dict[str, str]] = {
    "waiting": "Something from your partner is waiting.",
    "need_you_today": "Your partner would like to reach you today.",
    "partner_ready": "Your partner is ready when you are.",
    "next_step": "Your next step is ready when you are.",
    "signature_waits": "Something waits for your signature.",
    "review_nears": "Your agreement comes up for its review.",
    "invitation": "You are invited to Colead. Open the link to choose your password.",
    "sign_in_reset": "A sign-in was reset. If this was not expected, tell your privacy officer.",
    "password_reset": "Open the link to choose a new password. If you did not ask for it, leave it unopened.",
    "sign_in_changed": "A way you sign in was changed. If that was not you, tell your privacy officer.",
    "address_changed": "The roster has a new e-mail address. If this was not expected, tell your privacy officer.",
    "sponsor_changed": "A sponsor was named or ended. If this was not expected, tell your privacy officer.",
    "sign_in_disputed": "Somebody says that a sign-in reset was not theirs. Look at the trail.",
    "receipt": "You signed a document. Keep this receipt: it proves what was signed.",
    "look_back": "A look back is due when you have a moment.",
    "partnership_changed": "Something about your partnership has changed. Please look.",
    "conversation": "Somebody would like to speak with you. Sign in to see who.",
    "lent": "Something was lent to you to prepare. Sign in to see it.",
    "sponsor_waiting": "A pair you sponsor has something for you.",
    "digest": "Something is waiting for you.",
    "digest_pause": "Something is waiting for you. Pause these mails? One tap in your settings, and they rest.",
}
# These are never said one by one: whatever of them is due becomes one digest, the same whether one thing waits or nine.
GATHERED: Final[frozenset[str]] = frozenset(
    {
        "waiting",
        "partner_ready",
        "next_step",
        "signature_waits",
        "review_nears",
        "look_back",
        "partnership_changed",
        "conversation",
        "lent",
        "sponsor_waiting",
    }
)
DIGESTS: Final[frozenset[str]] = frozenset({"digest", "digest_pause"})


def put(
    *,
    key: str,
    person_id: UUID,
    sentence: str,
    due_at: datetime | None = None,
    extra: str = "",
    space_id: UUID | None = None,
) -> None:
    """Writes the mail to be sent; the same key again changes nothing. `extra` holds a link or a hash, never words.

    `space_id` says of which pair it tells: it goes with that pair, to whomever it is said.
    """
    if sentence not in ALLOWED_SENTENCES.keys() - DIGESTS:
        raise ValueError(f"{sentence!r} is not on the list of sentences")
    values = {"person_id": person_id, "sentence": sentence, "extra": extra, "due_at": due_at or clock.now()}
    values["space_id"] = space_id
    Notice.objects.get_or_create(key=key, defaults=values)


def withdraw(*, prefix: str, person_id: UUID | None = None) -> None:
    """Takes back what has not been sent; of one person alone when that one is named."""
    to = {} if person_id is None else {"person_id": person_id}
    Notice.objects.filter(key__startswith=prefix, sent_at=None, **to).delete()


def withdraw_of_space(space_id: UUID) -> None:
    """Of a pair that is over nobody hears any more."""
    Notice.objects.filter(space_id=space_id, sent_at=None).delete()

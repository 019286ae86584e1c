"""A sealed round beside a simple model of what must be true of it after any step, in any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from colead.foundation.viewer import Hidden
from colead.promises import ciphers, sealed, trail
from colead.promises.models import Entry, Round, TrailEntry
from colead.promises.models.spaces import SpaceKind
from tests.promises.worlds import World, look, make_world

SHOWN_TO_ALL = {"opened", "opened_round", "revealed", "withdrew"}
PAGE = sealed.PAGE_BYTES + ciphers.NONCE_BYTES + 16


class RoundPlay:
    """Acts go to the product and to the model; `faults` compares them by every way to read."""

    def __init__(self, n: int = 2) -> None:
        self.world: World = make_world(n, SpaceKind.PAIR if n == 2 else SpaceKind.PANEL)
        self.n = n
        self.round = sealed.open_round(
            space=self.world.space, kind="views", participants=self.world.people, by=self.world.by(0)
        )
        self.drafts: list[dict[str, str]] = [{} for _ in range(n)]
        self.secrets: list[dict[str, str]] = [{} for _ in range(n)]
        self.seals: list[dict[str, str] | None] = [None] * n
        self.state = "open"
        self.refused: list[str] = []

    def draft(self, who: int, words: str, secret: str = "") -> None:
        document, private = {"view": words}, {"bias": secret} if secret else None
        may = self.state == "open" and self.seals[who] is None
        done = self.attempt(
            may,
            "draft",
            lambda: sealed.save_draft(round=self.round, document=document, by=self.world.by(who), private=private),
        )
        if done:
            self.drafts[who] = document
            self.secrets[who] = private if private is not None else self.secrets[who]

    def seal(self, who: int) -> None:
        may = (self.state == "open" and (self.drafts[who] != {} or self.seals[who] is not None)) or (
            self.state == "revealed"
        )
        if self.attempt(may, "seal", lambda: sealed.seal(round=self.round, by=self.world.by(who))):
            self.seals[who] = self.seals[who] or self.drafts[who]
            if all(seal is not None for seal in self.seals):
                self.state = "revealed"

    def unseal(self, who: int) -> None:
        if self.attempt(self.state == "open", "unseal", lambda: sealed.unseal(round=self.round, by=self.world.by(who))):
            self.seals[who] = None

    def withdraw(self, who: int) -> None:
        if self.attempt(
            self.state == "open", "withdraw", lambda: sealed.withdraw(round=self.round, by=self.world.by(who))
        ):
            self.state, self.drafts, self.secrets = "withdrawn", [{}] * self.n, [{}] * self.n

    def attempt(self, may: bool, what: str, act: Callable[[], Any]) -> bool:
        try:
            act()
        except (sealed.NotOpen, sealed.NothingWritten):
            if may:
                self.refused.append(f"{what} was refused")
            return False
        if not may:
            self.refused.append(f"{what} was taken")
        return may

    def faults(self) -> list[str]:
        """PS4, PS5, PS6: what anybody can see now, against what the model says they may."""
        rows = list(Entry.door._unguarded().filter(round=self.round))
        state = Round.door._unguarded().get(pk=self.round.pk).state
        found = list(self.refused)
        found += [] if state == self.state else [f"the round is {state}, not {self.state}"]
        for who in range(self.n):
            found += self.faults_for(who)
        found += self.outside_faults() + self.row_faults(rows) + self.trail_faults()
        return found

    def faults_for(self, who: int) -> list[str]:
        viewer = self.world.by(who)
        fresh: Round = Round.door.fetch(viewer, self.round.pk)
        found = []
        try:
            seen = sealed.documents(fresh, viewer)
            expected = {person.pk: seal for person, seal in zip(self.world.people, self.seals, strict=True)}
            found += ["read before the reveal"] if self.state != "revealed" else []
            found += ["revealed other words than were sealed"] if seen != expected else []
        except sealed.NotRevealed:
            found += ["revealed and not shown"] if self.state == "revealed" else []
        if sealed.my_document(fresh, viewer) != self.drafts[who]:
            found.append("own draft is not what was written")
        if sealed.my_private(fresh, viewer) != self.secrets[who]:
            found.append("own private words are not what was written")
        standing = sealed.standing(fresh, viewer)
        ready = {self.world.people[other].pk for other in range(self.n) if self.seals[other] and other != who}
        if self.state == "open" and (standing.is_mine_sealed, standing.ready_ids) != (
            self.seals[who] is not None,
            frozenset(ready),
        ):
            found.append("standing is not true")
        return found

    def outside_faults(self) -> list[str]:
        stranger = look(self.world.stranger)
        found = []
        for read in (sealed.documents, sealed.my_document, sealed.my_private, sealed.standing):
            try:
                read(self.round, stranger)
            except Hidden:
                continue
            found.append(f"a stranger reached {read.__name__}")
        return found

    def row_faults(self, rows: list[Entry]) -> list[str]:
        """What a reader of the database sees of each entry: nothing but seals."""
        found = []
        if self.state == "open":
            sizes = {len(bytes(row.own_ciphertext or b"")) for row in rows}
            sizes |= {len(bytes(row.private_ciphertext or b"")) for row in rows}
            found += ["a draft shows its size"] if sizes != {PAGE} else []
            found += ["opened before the reveal"] if any(row.shared_ciphertext for row in rows) else []
        if self.state == "withdrawn":
            left = [row.own_ciphertext or row.private_ciphertext or row.shared_ciphertext for row in rows]
            found += ["words are left after a withdrawal"] if any(left) else []
        found += ["an entry shows when it was begun"] if len({row.created_at for row in rows}) != 1 else []
        return found

    def trail_faults(self) -> list[str]:
        verbs = list(TrailEntry.objects.filter(chain=str(self.world.space.pk)).values_list("verb", flat=True))
        found = ["the shared trail betrays a seal"] if set(verbs) - SHOWN_TO_ALL else []
        found += ["revealed more than once"] if verbs.count("revealed") != (self.state == "revealed") else []
        return found + [str(fault) for fault in trail.faults()]

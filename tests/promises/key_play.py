"""A two-key release beside a simple model of what must be true of it after any step, in any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from colead.promises import imprints, signatures, two_key
from colead.promises.models import Key, Release, SignedRecord
from colead.promises.models.spaces import SpaceKind
from colead.rules.audiences import Audience
from tests.promises.worlds import World, look, make_world

REFUSALS = (two_key.StaleText, two_key.AlreadyOut, two_key.NotOut)


class KeyPlay:
    """The model: the present text, on which text each key has turned, and what is out."""

    def __init__(self, n: int = 2) -> None:
        self.world: World = make_world(n, SpaceKind.PAIR if n == 2 else SpaceKind.PANEL)
        self.n = n
        self.text = {"why": "first", "inside": "kept back"}
        self.release = two_key.propose(
            space=self.world.space,
            kind="agreement",
            audience=Audience.EVERYONE,
            text=self.text,
            publishes=["why"],
            is_signed=True,
            by=self.world.by(0),
        )
        self.turned: set[int] = set()
        self.screens = [self.release.text_hash] * n
        self.hashes = {self.release.text_hash: "first"}
        self.state = "draft"
        self.refused: list[str] = []

    @property
    def now(self) -> Release:
        found: Release = Release.door._unguarded().get(pk=self.release.pk)
        return found

    def look(self, who: int) -> None:
        """This person loads the page again."""
        self.screens[who] = self.now.text_hash

    def edit(self, who: int, words: str) -> None:
        text = {"why": words, "inside": "kept back"}
        if self.attempt(
            self.state == "draft",
            "an edit",
            lambda: two_key.edit(release=self.release, text=text, by=self.world.by(who)),
        ):
            self.turned = set() if text != self.text else self.turned
            self.text = text
            if self.hashes.setdefault(self.now.text_hash, words) != words:
                self.refused.append("two texts have one hash")

    def turn(self, who: int) -> None:
        """Turns on what stood on this person's screen when it was last loaded."""
        seen = self.screens[who]
        is_current = self.hashes.get(seen) == self.text["why"]
        may = is_current and (self.state == "draft" or (self.state == "released" and who in self.turned))
        if self.attempt(may, "a turn", lambda: two_key.turn(release=self.release, seen=seen, by=self.world.by(who))):
            self.turned.add(who)
            self.state = "released" if len(self.turned) == self.n else self.state

    def take_back(self, who: int) -> None:
        if self.attempt(
            self.state == "draft",
            "taking back",
            lambda: two_key.take_back(release=self.release, by=self.world.by(who)),
        ):
            self.turned.discard(who)

    def unpublish(self, who: int) -> None:
        if self.attempt(
            self.state in ("released", "unpublished"),
            "unpublishing",
            lambda: two_key.unpublish(release=self.release, by=self.world.by(who)),
        ):
            self.state = "unpublished"

    def attempt(self, may: bool, what: str, act: Callable[[], Any]) -> bool:
        try:
            act()
        except REFUSALS:
            if may:
                self.refused.append(f"{what} was refused")
            return False
        if not may:
            self.refused.append(f"{what} was taken")
        return may

    def faults(self) -> list[str]:
        """P11, P12: what is out, on whose keys, against the model."""
        row, found = self.now, list(self.refused)
        keys = dict(Key.door._unguarded().filter(release=row).values_list("person_id", "turned_on"))
        turned = {who for who, person in enumerate(self.world.people) if keys.get(person.pk) == row.text_hash}
        found += [] if row.state == self.state else [f"the release is {row.state}, not {self.state}"]
        found += [] if turned == self.turned else ["a key stands on another text"]
        found += [] if two_key.text_of(row, self.world.by(0)) == self.text else ["the text is another"]
        shown = {"why": self.text["why"]} if self.state == "released" else None
        found += [] if row.published == shown else ["the audience reads something else"]
        reader = two_key.released_to(look(self.world.stranger)).filter(pk=row.pk).first()
        found += [] if (reader.published if reader else None) == shown else ["out without a release"]
        return found + self.chain_faults(row)

    def chain_faults(self, row: Release) -> list[str]:
        signed = SignedRecord.objects.filter(release_id=row.pk)
        was_out = self.state in ("released", "unpublished")
        found = [] if signed.count() == was_out else ["signed more or less than once"]
        found += [] if all(link.document_hash == row.text_hash for link in signed) else ["another text was signed"]
        found += [str(broken) for broken in signatures.verify(signatures.public_key()) + signatures.unmatched()]
        return found + [str(fault) for fault in imprints.faults()]

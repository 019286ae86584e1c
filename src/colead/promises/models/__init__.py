"""The tables of the mechanisms."""

from colead.promises.models.ballots import Ballot
from colead.promises.models.grants import Grant
from colead.promises.models.releases import Key, Release, SignedRecord
from colead.promises.models.rounds import Entry, Round
from colead.promises.models.spaces import Hold, Membership, Space, SpaceItem, SpaceKey
from colead.promises.models.trails import TrailEntry

__all__ = [
    "Ballot",
    "Entry",
    "Grant",
    "Hold",
    "Key",
    "Membership",
    "Release",
    "Round",
    "SignedRecord",
    "Space",
    "SpaceItem",
    "SpaceKey",
    "TrailEntry",
]

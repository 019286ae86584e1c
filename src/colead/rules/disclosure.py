"""Which groups of a wave are told, so that no total of fewer than K people follows from all that is told together.

Every group told is a union of blocks, and every block holds K people or more. Whatever is added or subtracted of what
is told is then a sum over blocks, and so about K people or more, for any number of groups, levels and overlaps.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

K: Final = 7
K_FLOOR: Final = 5
NURSE: Final = "nurse"
DISCIPLINES: Final = (NURSE, "physician", "other")
NOT_NURSE: Final = "not_nurse"


class Cut(StrEnum):
    """The one way in which a wave is divided; it is declared before the wave opens."""

    BY_TEAM = "by_team"
    BY_DISCIPLINE = "by_discipline"


@dataclass(frozen=True)
class Node:
    """A unit of the frozen tree, with those below it; only a leaf has people of its own."""

    id: str
    children: tuple["Node", ...] = ()


# Where somebody answered from: their leaf of the tree and their discipline.
Place = tuple[str, str]
Places = frozenset[Place]


@dataclass(frozen=True)
class Group:
    """What is told together: the nodes it is named after, its discipline if any, and whose answers it holds."""

    nodes: tuple[str, ...]
    discipline: str
    places: Places
    n: int


@dataclass(frozen=True)
class Publication:
    """The groups told, in the order of the plan, and the blocks that they are all made of."""

    groups: tuple[Group, ...]
    blocks: tuple[Places, ...]


class TooLowThreshold(ValueError):
    """A wave may ask for more protection than the floor, never for less."""


def publish(root: Node, answered: Mapping[Place, int], *, cut: Cut, k: int = K) -> Publication:
    """All groups of a declared plan that may be told, offered from the top of the tree downwards.

    `answered` names every place on the roster, also those where nobody answered.
    """
    if k < K_FLOOR:
        raise TooLowThreshold(f"K is {k}; the floor is {K_FLOOR}.")
    partition = Partition(answered, k)
    partition.offer((root.id,), places_under(root, answered))
    steps = by_team(root, answered, k) if cut is Cut.BY_TEAM else by_discipline(root, answered, k)
    for nodes, discipline, places in steps:
        partition.offer(nodes, places, discipline)
    return Publication(tuple(partition.groups), tuple(partition.blocks))


class Partition:
    """The blocks so far. A group is told only where no block is left with a part of fewer than K answers.

    A part where nobody answered counts as too small: telling the rest alone would tell that.
    """

    def __init__(self, answered: Mapping[Place, int], k: int) -> None:
        self.answered, self.k = answered, k
        self.groups: list[Group] = []
        whole = frozenset(answered)
        self.blocks: list[Places] = [whole] if self.size(whole) >= k else []

    def size(self, places: Iterable[Place]) -> int:
        return sum(self.answered[place] for place in places)

    def offer(self, nodes: tuple[str, ...], places: Places, discipline: str = "") -> bool:
        parts = [(block & places, block - places) for block in self.blocks]
        if not (places and self.blocks) or any(part and self.size(part) < self.k for pair in parts for part in pair):
            return False
        self.blocks = [part for pair in parts for part in pair if part]
        self.groups.append(Group(nodes, discipline, places, self.size(places)))
        return True


Step = tuple[tuple[str, ...], str, Places]


def by_team(root: Node, answered: Mapping[Place, int], k: int) -> Iterator[Step]:
    for parent in parents(root):
        yield from level(parent, answered, k)


def by_discipline(root: Node, answered: Mapping[Place, int], k: int) -> Iterator[Step]:
    yield from disciplines_of(root, answered)
    for parent in parents(root):
        yield from level(parent, answered, k)
        for child in parent.children:
            yield from disciplines_of(child, answered)


def level(parent: Node, answered: Mapping[Place, int], k: int) -> Iterator[Step]:
    """The children of one node: those under K told together, with the smallest of the others until they are K.

    A child where nobody answered goes with the small ones, so that its absence tells nothing.
    """
    sizes = {child.id: sum(answered[place] for place in places_under(child, answered)) for child in parent.children}
    told = sorted(parent.children, key=lambda child: (sizes[child.id], child.id))
    together = [child for child in told if sizes[child.id] < k]
    alone = told[len(together) :]
    while together and alone and sum(sizes[child.id] for child in together) < k:
        together.append(alone.pop(0))
    if together:
        nodes = tuple(child.id for child in parent.children if child in together)
        yield nodes, "", frozenset().union(*(places_under(child, answered) for child in together))
    for child in alone:
        yield (child.id,), "", places_under(child, answered)


def disciplines_of(node: Node, answered: Mapping[Place, int]) -> Iterator[Step]:
    everybody = places_under(node, answered)
    for discipline in DISCIPLINES:
        yield (node.id,), discipline, frozenset(place for place in everybody if place[1] == discipline)
    yield (node.id,), NOT_NURSE, frozenset(place for place in everybody if place[1] != NURSE)


def parents(root: Node) -> Iterator[Node]:
    """The nodes that have some below them, level by level from the top."""
    row = [root]
    while row:
        yield from (node for node in row if node.children)
        row = [child for node in row for child in node.children]


def leaves(node: Node) -> Iterator[str]:
    if not node.children:
        yield node.id
    for child in node.children:
        yield from leaves(child)


def places_under(node: Node, answered: Mapping[Place, int]) -> Places:
    inside = set(leaves(node))
    return frozenset(place for place in answered if place[0] in inside)

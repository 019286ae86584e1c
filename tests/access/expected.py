"""The table a privacy officer can read: for each ability, each actor and the pairs over which it holds.

Every actor has an explicit row for every ability; `ALL` means wherever there is no pair in the address as well.
"""

from typing import Final

from colead.rules.abilities import Ability

PAIRS: Final = ("exec", "six_west", "seven_east", "former")
NONE: Final[frozenset[str]] = frozenset()
ALL: Final = frozenset({*PAIRS, ""})

ACTORS: Final = (
    "anonymous",
    "ana",
    "kwame",
    "helen",
    "maya",
    "tom",
    "ines",
    "priya",
    "joan",
    "lee",
    "sam",
    "dana",
    "rosa",
    "nia",
    "gone_partner",
    "closed_account",
)


def row(**held: frozenset[str]) -> dict[str, frozenset[str]]:
    strange = set(held) - set(ACTORS)
    assert not strange, strange
    return {actor: held.get(actor, NONE) for actor in ACTORS}


def everyone_but(*actors: str) -> dict[str, frozenset[str]]:
    return {actor: NONE if actor in actors else ALL for actor in ACTORS}


def over(*pairs: str) -> frozenset[str]:
    return frozenset({*pairs, ""})


EXPECTED: Final[dict[Ability, dict[str, frozenset[str]]]] = {
    Ability.PUBLIC: everyone_but(),
    Ability.SIGNED_IN: everyone_but("anonymous", "closed_account"),
    # Which released thing it is decides further; the sweep of canaries asks for each.
    Ability.READ_RELEASED: everyone_but("anonymous", "closed_account"),
    # A partner leads only while holding a seat: whoever left the former pair leads nothing of it.
    Ability.LEAD: row(
        ana=over("exec"),
        kwame=over("exec"),
        maya=over("six_west", "seven_east"),
        tom=over("six_west"),
        ines=over("seven_east"),
    ),
    Ability.SPONSOR: row(helen=over("exec"), ana=over("six_west", "seven_east", "former")),
    Ability.SEE_PARTNERSHIP: row(
        priya=ALL,
        helen=over("exec"),
        ana=over("exec", "six_west", "seven_east", "former"),
        kwame=over("exec"),
        maya=over("six_west", "seven_east"),
        tom=over("six_west"),
        ines=over("seven_east"),
    ),
    Ability.KEEP_PROGRAMME: row(priya=ALL),
    Ability.KEEP_UNITS: row(priya=ALL, sam=ALL),
    Ability.ADMINISTER: row(sam=ALL),
    Ability.INVITE: row(priya=ALL, sam=ALL),
    Ability.READ_POOLED: row(priya=ALL),
    Ability.TAKE_AWAY: everyone_but("anonymous", "closed_account"),
    Ability.SET_WISHES: everyone_but("anonymous", "closed_account"),
    # For Ana alone, of whom she keeps the calendar; the partner is neither named nor shown to her.
    Ability.HOLD_TIME: row(rosa=over("exec")),
    Ability.READ_SITE_TRAIL: row(dana=ALL),
}


def may_enter(ability: Ability, actor: str, pair: str) -> bool:
    return pair in EXPECTED[ability][actor]

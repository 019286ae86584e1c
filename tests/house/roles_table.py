"""Writes docs/roles.md: who may do what, from the rules and from the table that the access matrix is tested against."""

from pathlib import Path

from colead.rules.abilities import Ability
from colead.rules.roles import ROLE_CARDS
from tests.access.expected import EXPECTED
from tests.house.floors import ROOT

FILE: Path = ROOT / "docs" / "roles.md"
MEANING = {
    Ability.PUBLIC: "Open what needs no sign-in: signing in, the model, the covenant",
    Ability.SIGNED_IN: "Own settings, units, what is published to everyone",
    Ability.LEAD: "Lead a pair: everything inside one's own pair, nothing of another",
    Ability.READ_SPACE: "Read what was written in a space one belongs to",
    Ability.READ_RELEASED: "Read what both partners released to one's audience",
    Ability.READ_NOTICE: "Find that something released to one's audience was taken out of view; nothing of its words",
    Ability.SEE_PARTNERSHIP: "Know that a pair exists, who and where; nothing inside",
    Ability.SPONSOR: "Read what the pairs one sponsors released to their sponsor",
    Ability.KEEP_PROGRAMME: "Form pairs, fill and end seats, name sponsors",
    Ability.KEEP_UNITS: "Edit the tree of units, its mission and objectives",
    Ability.ADMINISTER: "Accounts and roles, with a second administrator; no content",
    Ability.INVITE: "Invite a person to open an account, by a link that goes to that person alone",
    Ability.READ_SITE_TRAIL: "Read who did what to the installation, never to a space",
    Ability.READ_POOLED: "Read published numbers of the whole organisation, of no pair and no person",
    Ability.TAKE_AWAY: "Take away one's own words as a file",
    Ability.SET_WISHES: "Say how and when one is reached",
    Ability.HOLD_TIME: "See and move when a pair has partner time, for one of the two; nothing else of it",
    Ability.DEMO: "Take a part in the demo, on a site that `colead demo` made",
}
INTRO = """# Who may do what

This page is written from `rules/roles.py` and from the table that every build is tested against: each address of the
product, each way of asking, each of these people. A difference stops the build, so a change of policy is a change here.

## Roles

| role | what it is for | what it may do |
|---|---|---|
"""
CAST = {
    "anonymous": "nobody signed in",
    "ana": "Ana Ruiz, partner of the executive pair, sponsor of three others",
    "kwame": "Dr Kwame Osei, partner of the executive pair",
    "helen": "Helen Park, sponsor of the executive pair",
    "maya": "Maya Lind, partner of 6 West and of 7 East",
    "tom": "Dr Tom Becker, partner of 6 West",
    "ines": "Dr Ines Vogel, partner of 7 East",
    "priya": "Priya Shah, programme office",
    "joan": "Joan Reed, coach",
    "lee": "Lee Wong, analyst",
    "sam": "Sam Field, IT administrator",
    "dana": "Dana Cole, privacy officer",
    "rosa": "Rosa Diaz, who keeps Ana Ruiz's calendar",
    "nia": "Nia Grant, a nurse without a role",
    "gone_partner": "Dr Otto Frei, who left a pair",
    "closed_account": "Vera Holt, whose account is closed",
}
PAIR_NAMES = {"exec": "executive", "six_west": "6 West", "seven_east": "7 East", "former": "the parted pair"}


def text() -> str:
    lines = [INTRO.rstrip("\n")]
    for card in ROLE_CARDS.values():
        can = (
            "; ".join(sorted(MEANING.get(ability, ability.value) for ability in card.abilities)) or "nothing of its own"
        )
        lines.append(f"| {card.title} | {card.purpose} | {can} |")
    lines += [
        "",
        "Being a partner, a sponsor or a delegate follows from a seat or a relation to one pair, not from a role.",
        "",
    ]
    lines += ["## Each of the cast", ""]
    for ability, rows in EXPECTED.items():
        lines += [f"### {MEANING.get(ability, ability.value)}", "", "| who | where |", "|---|---|"]
        lines += [f"| {CAST[actor]} | {places(held)} |" for actor, held in rows.items()]
        lines.append("")
    return "\n".join(lines)


def places(held: frozenset[str]) -> str:
    if not held:
        return "nowhere"
    if set(PAIR_NAMES) <= held:
        return "everywhere"
    return ", ".join(PAIR_NAMES[pair] for pair in PAIR_NAMES if pair in held)


def main() -> None:
    FILE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()

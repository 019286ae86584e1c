"""Texts with two keys as they stand on the screen: the charter, the role descriptions, the agreement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from colead.content import agreement as agreement_content
from colead.forming.launch import changed, queries, sections
from colead.forming.launch.look import Look
from colead.forming.launch.models import Acknowledgement, Help
from colead.forming.launch.sections import Changes, Part, parts_of
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.models import Partnership, Side, Sponsorship
from colead.partnerships.queries import Pair, in_turn, is_turned, open_seats
from colead.promises import two_key
from colead.promises.models import Release
from colead.promises.two_key import KeyStanding
from colead.rules import agreements
from colead.rules.rights import Level

NURSE_LEVELS = frozenset({Level.NURSE, Level.NURSE_ASKS})
PHYSICIAN_LEVELS = frozenset({Level.PHYSICIAN, Level.PHYSICIAN_ASKS})


@dataclass(frozen=True)
class KeysPage:
    """Whose key has turned on these very words. `seen` names the words."""

    one: str
    two: str
    one_at: str
    two_at: str
    you: str
    is_mine_turned: bool
    seen: str
    signed_words: str
    changes: Changes | None


@dataclass(frozen=True)
class CharterPage:
    north_star: str
    guideposts: list[str]
    is_own: bool
    draft: charter.Charter | None
    keys: KeysPage | None


@dataclass(frozen=True)
class RolesPage:
    draft: dict[str, Any] | None
    audience: str
    keys: KeysPage | None
    missing: bool
    in_force: dict[str, Any] | None
    released_on: date | None
    version: int
    has_rights: bool


@dataclass(frozen=True)
class AgreementPage:
    intro: str
    ending: str
    draft: list[Part]
    draft_rights: list[list[str]]
    changes: Changes | None
    keys: KeysPage | None
    are_rights_older: bool
    unsettled: list[str]
    in_force: list[Part]
    rights: list[list[str]]
    signed_on: date | None
    review_on: date | None
    is_review_due: bool
    version: int
    acknowledged: list[Acknowledgement]
    names: list[str]


@dataclass(frozen=True)
class SummaryPage:
    """What a sponsor reads: the released parts, and nothing from behind them."""

    name: str
    names: list[str]
    why: str
    shared: str
    cadence: str
    rights: list[list[str]]
    unsettled: int
    released_on: date | None
    seen: str
    is_acknowledged: bool
    roles: dict[str, Any] | None
    broken_glass: str
    milestones: list[queries.Ticked]
    waived_by: str


@dataclass(frozen=True)
class ProgressPage:
    name: str
    unit: str
    names: list[str]
    milestones: list[queries.Ticked]
    wishes: list[tuple[str, date]]
    roles: dict[str, Any] | None


def keys_page(viewer: Viewer, pair: Pair, release: Release) -> KeysPage:
    standing = two_key.standing(release, viewer)
    people = in_turn(pair)
    turned = [_("has agreed") if person.pk in standing.turned_ids else "" for person in people]
    names = [person.name for person in people] + [""]
    return KeysPage(
        one=names[0],
        two=names[1],
        one_at=turned[0],
        two_at=turned[1] if len(turned) > 1 else "",
        you="one" if people[0].pk == viewer.person_id else "two",
        is_mine_turned=standing.is_mine_turned,
        seen=release.text_hash,
        signed_words=signed_words(pair, standing),
        changes=None if release.kind == charter.AGREEMENT else changed.changes_of(viewer, pair, release),
    )


def signed_words(pair: Pair, standing: KeyStanding) -> str:
    """The standing of a text that is signed, as the reader would say it."""
    if not standing.turned_ids:
        return _("Nobody has signed these words yet.")
    if standing.is_mine_turned:
        return _("You have signed. It waits for %(name)s.") % {"name": pair.partner_name}
    return _("%(name)s has signed. It waits for you.") % {"name": pair.partner_name}


def charter_page(viewer: Viewer, pair: Pair) -> CharterPage:
    own = charter.charter(viewer, pair)
    draft = queries.draft_of(viewer, pair, charter.CHARTER)
    text = two_key.text_of(draft, viewer) if draft else {}
    proposed = charter.Charter(text["north_star"], text["guideposts"], is_own=True) if draft else None
    return CharterPage(
        north_star=own.north_star,
        guideposts=own.guideposts,
        is_own=own.is_own,
        draft=proposed,
        keys=keys_page(viewer, pair, draft) if draft else None,
    )


def charter_start(viewer: Viewer, pair: Pair) -> dict[str, str]:
    """What the form begins with: the draft on the table, else what stands."""
    page = charter_page(viewer, pair)
    line = page.draft.north_star if page.draft else page.north_star
    guideposts = page.draft.guideposts if page.draft else page.guideposts
    return {"north_star": line} | {f"guidepost_{number}": words for number, words in enumerate(guideposts, start=1)}


def seen_of(viewer: Viewer, pair: Pair, kind: str) -> str:
    draft = queries.draft_of(viewer, pair, kind)
    return draft.text_hash if draft else ""


def roles_page(viewer: Viewer, pair: Pair) -> RolesPage:
    draft = queries.draft_of(viewer, pair, queries.ROLES)
    standing = queries.in_force(viewer, pair, queries.ROLES)
    text = two_key.text_of(draft, viewer) if draft else None
    needed = ("nurse_partnering", "physician_partnering", "shared")
    return RolesPage(
        draft=text,
        audience=draft.audience if draft else "",
        keys=keys_page(viewer, pair, draft) if draft else None,
        missing=text is not None and not all(text.get(part) for part in needed),
        in_force=two_key.text_of(standing, viewer) if standing else None,
        released_on=standing.released_at.date() if standing and standing.released_at else None,
        version=standing.version if standing else 0,
        has_rights=bool(charter.rights(viewer, pair)),
    )


def roles_start(viewer: Viewer, pair: Pair) -> dict[str, str]:
    """The draft, else what stands, else what the decision rights already say."""
    release = queries.draft_of(viewer, pair, queries.ROLES) or queries.in_force(viewer, pair, queries.ROLES)
    if release is not None:
        return {**two_key.text_of(release, viewer), "audience": release.audience}
    rights = charter.rights(viewer, pair)
    reports_to = " / ".join(sponsor_names(pair.partnership))
    return {
        "nurse_own": lines([right.label for right in rights if right.level in NURSE_LEVELS]),
        "physician_own": lines([right.label for right in rights if right.level in PHYSICIAN_LEVELS]),
        "shared": lines([right.label for right in rights if right.level in (Level.BOTH, Level.EITHER)]),
        "nurse_reports_to": reports_to,
        "physician_reports_to": reports_to,
        "audience": "sponsor",
    }


def sponsor_names(partnership: Partnership) -> list[str]:
    rows = Sponsorship.objects.filter(partnership=partnership, ended_on=None).select_related("person")
    return [row.person.name for row in rows]


def lines(words: list[str]) -> str:
    return "\n".join(words)


def agreement_page(viewer: Viewer, pair: Pair) -> AgreementPage:
    draft = queries.draft_of(viewer, pair, charter.AGREEMENT)
    standing = queries.in_force(viewer, pair, charter.AGREEMENT)
    text = two_key.text_of(draft, viewer) if draft else {}
    stands = two_key.text_of(standing, viewer) if standing else {}
    words = agreement_content.load()
    signed = sections.signed_before(viewer, pair, draft.pk) if draft else None
    now = decision_rights(viewer, pair)
    return AgreementPage(
        intro=words.intro,
        ending=words.ending,
        draft=parts_of(text, signed),
        draft_rights=text.get("rights", []),
        changes=sections.changes(text, signed, pair.partner_name) if signed is not None else None,
        keys=keys_page(viewer, pair, draft) if draft else None,
        are_rights_older=draft is not None and now != {part: text.get(part) for part in now},
        unsettled=Look(viewer, pair).unsettled_rights,
        in_force=parts_of(stands),
        rights=stands.get("rights", []),
        signed_on=standing.released_at.date() if standing and standing.released_at else None,
        review_on=queries.review_on(standing) if standing else None,
        is_review_due=standing is not None and clock.today() >= agreements.remind_on(queries.review_on(standing)),
        version=standing.version if standing else 0,
        acknowledged=queries.acknowledgements(standing) if standing else [],
        names=[person.name for person in in_turn(pair)],
    )


def decision_rights(viewer: Viewer, pair: Pair) -> dict[str, Any]:
    """What an agreement takes in of them: the rows that both agreed, and how many are not settled yet."""
    rows = [
        [right.label, right.level_words, right.tie_break, str(right.days or ""), right.inform]
        for right in charter.rights(viewer, pair)
    ]
    return {"rights": rows, "unsettled": len(Look(viewer, pair).unsettled_rights)}


def agreement_start(viewer: Viewer, pair: Pair) -> dict[str, str]:
    """The draft, else the version in force, else the starters with what the two have already found."""
    release = queries.draft_of(viewer, pair, charter.AGREEMENT) or queries.in_force(viewer, pair, charter.AGREEMENT)
    if release is not None:
        return two_key.text_of(release, viewer)
    start = {section.key: section.starter for section in agreement_content.load().sections}
    own = charter.charter(viewer, pair)
    roles = charter.text_in_force(viewer, pair, queries.ROLES)
    if own.is_own:
        start["why"] = own.north_star
    if own.guideposts:
        start["guideposts"] = lines(own.guideposts)
    start["shared"] = roles.get("shared", "")
    start["cadence"] = _("Thirty minutes each week, an hour each month, half a day each quarter.")
    return start


def summary_page(viewer: Viewer, partnership: Partnership) -> SummaryPage:
    release = queries.released_to(viewer, partnership, charter.AGREEMENT)
    published: dict[str, Any] = (release.published or {}) if release else {}
    roles = queries.released_to(viewer, partnership, queries.ROLES)
    glass = queries.released_to(viewer, partnership, queries.BROKEN_GLASS)
    waiver = queries.waiver_of(partnership)
    return SummaryPage(
        name=partnership.name,
        names=names_in_turn(partnership),
        why=published.get("why", ""),
        shared=published.get("shared", ""),
        cadence=published.get("cadence", ""),
        rights=published.get("rights", []),
        unsettled=published.get("unsettled", 0),
        released_on=release.released_at.date() if release and release.released_at else None,
        seen=release.text_hash if release else "",
        is_acknowledged=release is not None and queries.has_acknowledged(viewer, release),
        roles=roles.published if roles else None,
        broken_glass=(glass.published or {}).get("kept", "") if glass else "",
        milestones=queries.milestones(viewer, partnership),
        waived_by=waiver.waived_by.name if waiver else "",
    )


def progress_page(viewer: Viewer, partnership: Partnership) -> ProgressPage:
    roles = queries.released_to(viewer, partnership, queries.ROLES)
    return ProgressPage(
        name=partnership.name,
        unit=partnership.unit.name,
        names=names_in_turn(partnership),
        milestones=queries.milestones(viewer, partnership),
        wishes=[(str(Help(kind).label), day) for kind, day in sorted(queries.wishes(viewer, partnership).items())],
        roles=roles.published if roles else None,
    )


def names_in_turn(partnership: Partnership) -> list[str]:
    people = sorted((seat.person for seat in open_seats(partnership)), key=lambda person: str(person.pk))
    names = [person.name for person in people]
    return names[::-1] if is_turned(partnership.pk) else names


def side_titles() -> dict[str, str]:
    return {Side.NURSE.value: _("Nurse leader"), Side.PHYSICIAN.value: _("Physician leader")}

"""A launch that has come a good way, so that every page has something on it."""

from collections.abc import Callable
from typing import Any

from colead.content import agreement as agreement_content
from colead.content import rights as rights_content
from colead.forming.launch import queries
from colead.forming.launch.actions import agreement, papers, rights, road, writing
from colead.partnerships import charter_actions
from colead.partnerships.queries import get_pair
from colead.rules.audiences import Audience
from colead.rules.rights import Level
from tests.cast import Riverside
from tests.makers import viewer_of

TOMS = {"huddle_design": "P", "equipment": "N", "space": ""}
STARTERS = {area.key: area.starter.value for area in rights_content.load().areas}
MAYAS_CARD = {
    "at_my_best": "I have had ten minutes with the staffing board before anybody asks me about it.",
    "reach_me": "Text me",
    "reach_me_second": "ring the charge phone twice",
    "under_pressure": "go quiet and fix things alone",
    "under_pressure_second": "being asked what I am carrying",
    "care_about": "That nobody on nights feels forgotten.",
}
TOMS_CARD = {
    "at_my_best": "Somebody tells me the point first and the story after.",
    "interrupt_me": "A family is waiting",
    "interrupt_me_second": "I am with a resident who is about to cry",
    "misread": "I ask many questions. It is interest, not doubt.",
}
CHARTER = {
    "north_star": "Nobody on 6 West waits alone.",
    "guideposts": ["We say what is real.", "We ask the people who will live with it.", "Rather late than unsafe."],
}
ROLES = {
    "nurse_purpose": "Leads nursing on 6 West.",
    "nurse_partnering": "Leads the unit with the medical director: decides, speaks and is seen with him.",
    "nurse_own": "Nurse staffing plan\nDaily staffing and bed flow",
    "physician_partnering": "Leads the unit with the nurse manager: decides, speaks and is seen with her.",
    "physician_own": "Physician schedule and coverage",
    "shared": "Quality and safety of care\nOne budget request",
}


def walk(riverside: Riverside) -> None:
    """Maya and Tom from their cards to a second draft of the agreement."""
    both = [(viewer_of(person), person) for person in (riverside.maya, riverside.tom)]
    (maya, _), (tom, _) = both
    her, his = (get_pair(viewer, riverside.six_west.pk) for viewer, _ in both)
    writing.seal(pair=her, kind="cards", document=MAYAS_CARD, by=maya)
    writing.seal(pair=his, kind="cards", document=TOMS_CARD, by=tom)
    writing.seal(pair=her, kind="strengths", document={"bring": "Patience", "offer": "A walk on bad days"}, by=maya)
    writing.seal(pair=her, kind="rights", document=STARTERS, by=maya)
    writing.seal(pair=his, kind="rights", document={**STARTERS, **TOMS}, by=tom)
    alike = {area: Level(level) for area, level in STARTERS.items() if area not in TOMS}
    rows = rights.propose_alike(pair=her, levels=alike, by=maya)
    rights.agree_all(pair=his, ids=[row.pk for row in rows], by=tom)
    charter_actions.propose_right(pair=his, area="huddle_design", level="N+", inform="The charge nurses", by=tom)
    charter_actions.propose_right(pair=her, area="equipment", level="B", tie_break="We ask", days=7, by=maya)
    road.tell_of_day(pair=his, text={"first": "Admissions come in threes, and nobody plans for it."}, by=tom)
    road.hold_talk(pair=her, key="who_we_are", by=maya)
    road.tick(pair=her, milestone="cadence", by=maya)
    release_both(both, her, his, "charter", CHARTER, Audience.PAIR)
    release_both(both, her, his, queries.ROLES, ROLES, Audience.PROGRAMME)
    release_both(both, her, his, queries.BROKEN_GLASS, {"kept": "Two before us stopped speaking."}, Audience.SPONSOR)
    sections = {section.key: section.starter for section in agreement_content.load().sections}
    text = {**sections, "shared": "Falls, and how people leave us.", "cadence": "Thirty minutes a week.", "rights": []}
    text["rights"] = [["Huddle design", "Both must agree", "We swap each week", "7", "Charge nurses"]]
    first = agreement.draft(pair=her, text=text, seen="", by=maya)
    for pair, viewer in ((her, maya), (his, tom)):
        agreement.sign(pair=pair, seen=first.text_hash, method="password", by=viewer)
    agreement.draft(pair=her, text={**text, "why": "We have learned why."}, seen="", by=maya)
    papers.lay_out(pair=her, kind="charter", text=CHARTER, audience=Audience.PAIR, by=maya)


def release_both(both: Any, her: Any, his: Any, kind: str, text: dict[str, Any], audience: Audience) -> None:
    draft = papers.lay_out(pair=her, kind=kind, text=text, audience=audience, by=both[0][0])
    for pair, (viewer, _) in zip((her, his), both, strict=True):
        papers.turn(pair=pair, kind=kind, seen=draft.text_hash, by=viewer)


Walk = Callable[[Riverside], None]

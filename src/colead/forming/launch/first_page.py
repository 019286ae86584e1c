"""What of the launch stands on a partner's first page: what waits for one, and what is open between both."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from colead.content import launch as launch_content
from colead.forming.launch import queries, sections
from colead.forming.launch.look import Look
from colead.forming.launch.models import Help, TalkKey
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Answer, Open, Place, Waiting
from colead.partnerships import charter
from colead.partnerships.charter_models import RightState
from colead.partnerships.queries import Pair
from colead.promises import two_key
from colead.promises.open_ends import OpenEnds
from colead.rules import launch
from colead.rules.launch import Step

KIND: Final = "launch"
PAPER_TITLES: Final = {
    charter.CHARTER: _("Your North Star and guideposts"),
    queries.ROLES: _("Your role descriptions"),
    charter.AGREEMENT: _("Your working agreement"),
    queries.BROKEN_GLASS: _("What you keep of the broken glass"),
}
ROUND_TITLES: Final = {
    charter.CARDS: _("How to work with me"),
    queries.STRENGTHS: _("Strengths, gaps, needs"),
    queries.RIGHTS: _("Decision rights"),
}
ASKS: Final = {
    Help.COACH: _("%(name)s would like a coach for the two of you"),
    Help.MENTOR: _("%(name)s would like a mentor pair for the two of you"),
}
OPENED: Final = {
    charter.CARDS: _("Your cards are open: read them together"),
    queries.STRENGTHS: _("Your strengths, gaps and needs are open: read them together"),
    queries.RIGHTS: _("Your decision rights are open: read them together"),
    charter.CHARTER: _("Your North Star and guideposts stand: both of you have agreed"),
    queries.ROLES: _("Your role descriptions stand: both of you have agreed"),
    charter.AGREEMENT: _("Your working agreement is in force: both of you have signed"),
    queries.BROKEN_GLASS: _("What you keep of the broken glass stands: both of you have agreed"),
}
# How a step is called in a line of its own, once one of the two has sealed, signed or proposed.
STEP_TITLES: Final = {
    Step.CARDS: ROUND_TITLES[charter.CARDS],
    Step.RIGHTS: ROUND_TITLES[queries.RIGHTS],
    Step.ROLES: PAPER_TITLES[queries.ROLES],
    Step.AGREEMENT: PAPER_TITLES[charter.AGREEMENT],
}
# What is written in a step, and the page with its fields, if there is one.
FIELDS: Final[dict[Step, tuple[str, ...]]] = {
    Step.CARDS: (charter.CARDS, "launch:write", charter.CARDS),
    Step.RIGHTS: (queries.RIGHTS, "launch:write", queries.RIGHTS),
    Step.ROLES: (queries.ROLES, "launch:edit_roles"),
    Step.AGREEMENT: (charter.AGREEMENT, "launch:edit_agreement"),
}
PAPER_ROUTES: Final = {
    charter.CHARTER: "launch:charter",
    queries.ROLES: "launch:roles",
    charter.AGREEMENT: "launch:agreement",
    queries.BROKEN_GLASS: "launch:sponsor_meeting",
}

# Where on its page a text lies on the table, if not at the top.
PAPER_PLACES: Final = {charter.CHARTER: "#on-the-table", queries.BROKEN_GLASS: "#broken-glass"}


def waiting_for(viewer: Viewer, pair: Pair) -> list[Waiting]:
    """What of the launch waits for this partner: the other is ready, a key, rows to agree, and the next step."""
    return first_page(viewer, pair)[0]


def between_us(viewer: Viewer, pair: Pair) -> list[Open]:
    """What of the launch is open between the two and waits for nobody in particular, or for the other."""
    _waiting, opened, between = first_page(viewer, pair)
    return opened + between


def first_page(
    viewer: Viewer, pair: Pair, ends: OpenEnds | None = None, *, has_dates: bool = True
) -> tuple[list[Waiting], list[Open], list[Open]]:
    """What waits for this partner, what opened to both lately, and what is open between the two.

    Without `has_dates` no talk has a date or was held, and none is asked for.
    """
    look = Look(viewer, pair, ends)
    if not has_dates:
        look.talks = []
    waiting = [*rounds_waiting(look), *papers_waiting(look), *rows_waiting(look), *wishes_waiting(look)]
    between = [*sealed_by_me(look), *turned_by_me(look), *asked_by_me(look), *planned_talks(look)]
    said = {line.title for line in waiting} | {line.title for line in between}
    return [*waiting, *step_waiting(look, said)], opened_lately(look), between


def rounds_waiting(look: Look) -> list[Waiting]:
    """Not since when: of what is sealed nothing shows, and no time either."""
    found = []
    for kind, title in ROUND_TITLES.items():
        standing = look.standings.get(kind)
        if standing and standing.ready_ids and not standing.is_mine_sealed:
            note = gettext("%(name)s is ready when you are.") % {"name": look.pair.partner_name}
            found.append(
                Waiting(str(title), note, queries.address(look.pair, "launch:write", kind), KIND, place=Place.DECISION)
            )
    return found


def papers_waiting(look: Look) -> list[Waiting]:
    found = []
    for kind, title in PAPER_TITLES.items():
        turned = look.turned.get(kind, {})
        if look.viewer.person_id in turned:
            continue
        changed = changed_since_signed(look, kind)
        if turned or changed:
            route = "launch:sign_agreement" if kind == charter.AGREEMENT else PAPER_ROUTES[kind]
            note = changed or has_agreed(kind) % {"name": look.pair.partner_name}
            url = queries.address(look.pair, route) + PAPER_PLACES.get(kind, "")
            since = next(iter(turned.values()), None)
            found.append(Waiting(str(title), note, url, KIND, since=since, place=Place.KEY))
    return found


def changed_since_signed(look: Look, kind: str) -> str:
    """That the other changed what the viewer had signed or agreed to, if so; of an agreement also which part."""
    row = look.signed_before.get(kind)
    if row is None:
        return ""
    if kind != charter.AGREEMENT:
        words = gettext("%(name)s changed this after you agreed. See what changed and turn your key again.")
        return words % {"name": look.pair.partner_name}
    draft = queries.draft_of(look.viewer, look.pair, kind)
    text = two_key.text_of(draft, look.viewer) if draft is not None else {}
    said = sections.changes(text, sections.words_signed(row, look.viewer), look.pair.partner_name).sentence
    return gettext("%(said)s See what changed and sign again.") % {"said": said}


def has_agreed(kind: str) -> str:
    """An agreement is signed; to the other texts one agrees."""
    signed = gettext("%(name)s has signed. It waits for you.")
    return signed if kind == charter.AGREEMENT else gettext("%(name)s has agreed. It waits for you.")


def rows_waiting(look: Look) -> list[Waiting]:
    me = look.viewer.person_id
    asked = [row.created_at for row in look.rights if row.state == RightState.PROPOSED and row.author_id != me]
    if not asked:
        return []
    note = gettext("%(name)s proposes who decides. Agree, or say how you see it.") % {"name": look.pair.partner_name}
    url = queries.address(look.pair, "launch:rights")
    return [Waiting(gettext("Decision rights"), note, url, KIND, since=min(asked), place=Place.DECISION)]


def wishes_waiting(look: Look) -> list[Waiting]:
    """Of a coach or mentors that the other would like; without this partner's yes nobody else hears of it."""
    found = []
    for kind, asked_by_id in look.asked.items():
        if asked_by_id != look.viewer.person_id:
            title = ASKS[kind] % {"name": look.pair.partner_name}
            note = gettext("Nobody else hears of it before your yes.")
            found.append(Waiting(title, note, wishes_of(look), KIND, partial(taps_on_wish, look, kind)))
    return found


def taps_on_wish(look: Look, kind: Help) -> Iterator[Answer]:
    yield Answer(gettext("Yes for both"), queries.address(look.pair, "launch:wish", kind.value))
    yield Answer(gettext("Not now"), queries.address(look.pair, "launch:unwish", kind.value))


def asked_by_me(look: Look) -> list[Open]:
    note = gettext("You would like this. It waits for %(name)s.") % {"name": look.pair.partner_name}
    mine = [kind for kind, asked_by_id in look.asked.items() if asked_by_id == look.viewer.person_id]
    return [Open(str(kind.label), note, wishes_of(look), KIND) for kind in mine]


def wishes_of(look: Look) -> str:
    return queries.address(look.pair, "launch:road") + "#wishes"


def step_waiting(look: Look, said: Collection[str]) -> list[Waiting]:
    """The next step, in the first hundred days, unless the pair paused it or a line of its own has said it already."""
    pair, started = look.pair, look.pair.partnership.started_on
    if started is None or not launch.is_on_the_road(started, clock.today()) or queries.is_paused(pair):
        return []
    step = look.next_step
    if step is None or str(STEP_TITLES.get(step)) in said:
        return []
    words = launch_content.load().step(step)
    later = Answer(gettext("Later"), queries.address(pair, "launch:mark", step.value), {"verb": "set_aside"})
    return [Waiting(words.title, words.why, place_to_begin(look, step), KIND, lambda: (later,), place=Place.STEP)]


def place_to_begin(look: Look, step: Step) -> str:
    """The field itself while nothing is written, the talk that comes next; else the page of the step."""
    if step is Step.CONVERSATIONS:
        talks, _days = look.held
        return queries.page_of_talk(look.pair, next(key for key in queries.CONVERSATIONS if key not in talks))
    begun = {one.kind for one in look.opened} | {paper.kind for paper in look.papers}
    kind, *field = FIELDS.get(step, ("",))
    return queries.page_of_step(look.pair, step) if not field or kind in begun else queries.address(look.pair, *field)


def opened_lately(look: Look) -> list[Open]:
    """For both alike, and for who sealed or signed first above all: nobody was there to see it open."""
    opened = look.opened_lately
    return [
        Open(str(words), "", page_to_read(look.pair, kind), KIND) for kind, words in OPENED.items() if kind in opened
    ]


def page_to_read(pair: Pair, kind: str) -> str:
    return queries.address(pair, PAPER_ROUTES[kind]) if kind in PAPER_ROUTES else queries.page_to_read(pair, kind)


def sealed_by_me(look: Look) -> list[Open]:
    found = []
    for kind, title in ROUND_TITLES.items():
        standing = look.standings.get(kind)
        if standing and standing.is_mine_sealed:
            note = gettext("You have sealed. It opens when %(name)s has too.") % {"name": look.pair.partner_name}
            found.append(Open(str(title), note, queries.address(look.pair, "launch:write", kind), KIND))
    return found


def turned_by_me(look: Look) -> list[Open]:
    found = []
    for kind, title in PAPER_TITLES.items():
        turned, me = look.turned.get(kind, {}), look.viewer.person_id
        if me in turned:
            is_signed = kind == charter.AGREEMENT
            mine = gettext("You have signed.") if is_signed else gettext("You have agreed.")
            note = gettext("%(mine)s It waits for %(name)s.") % {"mine": mine, "name": look.pair.partner_name}
            url = queries.address(look.pair, PAPER_ROUTES[kind])
            found.append(Open(str(title), note, url, KIND, turned[me]))
    return found


def planned_talks(look: Look) -> list[Open]:
    """The talks that lie ahead, the nearest first."""
    now = clock.now()
    ahead = [(talk.planned_at, talk.key) for talk in look.talks if talk.planned_at and talk.planned_at >= now]
    held = {talk.key for talk in look.talks if talk.is_held}
    return [
        Open(str(TalkKey(key).label), queries.plain_moment(at), queries.page_of_talk(look.pair, key), KIND)
        for at, key in sorted(ahead)
        if key not in held
    ]

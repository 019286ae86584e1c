"""What this room puts on the first page: that there is a talk, never what it is about."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from colead.content import conflicts as content
from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.foundation.waiting import Answer, Open, Place, Waiting
from colead.partnerships.queries import Pair
from colead.practice.conflicts.models import PLACES, Matter, Words
from colead.practice.conflicts.queries import fetching
from colead.promises import sealed, space
from colead.promises.models import Round
from colead.promises.sealed import Standing
from colead.rules import conflicts as rules
from colead.rules.conflicts import Reply, State
from colead.ui.templatetags.colead import plain_date

KIND = "talk"


class Desk:
    """A pair's open matters as one of the two sees them, each read once."""

    def __init__(self, viewer: Viewer, pair: Pair) -> None:
        self.viewer, self.pair = viewer, pair
        self.name = {"name": pair.partner_name}
        self.matters = fetching.open_in(viewer, space=pair.space.pk, today=clock.today())
        due = [one.round_id for one in self.matters if one.round_id and fetching.present_state(one) == State.CHECK_DUE]
        rounds = list(Round.door.visible_to(viewer).filter(pk__in=due)) if due else []
        self.standings: dict[UUID, Standing] = sealed.standings(rounds, viewer) if rounds else {}

    def url(self, matter: Matter) -> str:
        return reverse("conflicts:show", args=[self.pair.partnership.pk, matter.pk])

    def line(self, matter: Matter, title: str, note: str = "", place: Place = Place.DECISION) -> Waiting:
        return Waiting(title=title, note=note, url=self.url(matter), kind=KIND, place=place)

    def lines(self, matter: Matter) -> Iterator[Waiting | Open]:
        """One line for each matter: what waits for the viewer, else that it is open."""
        text = space.read(matter, self.viewer)
        yield self.waiting(matter, text) or Open(
            _("A talk between you two"), standing_words(self.viewer, self.pair, matter, text), self.url(matter), KIND
        )

    def waiting(self, matter: Matter, text: Words) -> Waiting | None:
        state, is_mine = fetching.present_state(matter), matter.author_id == self.viewer.person_id
        mine, theirs = fetching.halves_of(matter, text, self.viewer)
        if theirs:
            return self.half(matter, theirs, state)
        if mine == "talk" or (mine and state == State.CROSSED):
            return None
        if state == State.CROSSED and not is_mine:
            title = _("%(name)s asks what was meant") % self.name
            return self.line(matter, title, _("One line, a minute"), Place.THEY_ASKED)
        if matter.asked_of_id == self.viewer.person_id and state == State.INVITED:
            title = _("%(name)s would like to talk") % self.name
            taps = partial(replies_to, self.pair, matter)
            return Waiting(title, setting_words(text), self.url(matter), KIND, taps=taps, place=Place.THEY_ASKED)
        if matter.asked_of_id == self.viewer.person_id and state == State.NOT_YET:
            by = {"day": plain_date(matter.propose_by)}
            return self.line(matter, _("Propose a time to talk"), _("by %(day)s") % by)
        if is_mine and is_untalked(matter):
            return self.line(matter, _("The talk you asked for"), _("Talk, let it go, or ask for help"))
        if state == State.CHECK_DUE:
            return self.check(matter)
        return self.tap(matter, text, state)

    def half(self, matter: Matter, verb: str, state: State) -> Waiting:
        """What the other one says waits for the same tap."""
        title = half_words(self.pair, state, verb, is_mine=False)
        return self.line(matter, title, _("One tap, if you see it so too"), Place.THEY_ASKED)

    def check(self, matter: Matter) -> Waiting | None:
        standing = self.standings.get(matter.round_id) if matter.round_id else None
        if standing is not None and (standing.is_mine_sealed or not standing.is_open):
            return None
        is_ready = standing is not None and bool(standing.ready_ids)
        note = _("%(name)s is ready when you are") % self.name if is_ready else _("One tap, sealed until both have")
        return self.line(matter, _("How is it since you two talked?"), note)

    def tap(self, matter: Matter, text: Words, state: State) -> Waiting | None:
        waits = state in rules.TAKES_LINES and any(waits_for(self.viewer, text, place) for place in PLACES)
        is_asked_in = matter.rung_by_id not in (None, self.viewer.person_id) and state != State.LADDERED
        if waits:
            return self.line(matter, _("A small agreement waits for your yes"))
        return self.line(matter, _("Ask somebody in, both of you?")) if is_asked_in else None


def replies_to(pair: Pair, matter: Matter) -> list[Answer]:
    """Yes, or not yet, right where the line stands; the other ways are on its page."""
    url = reverse("conflicts:answer", args=[pair.partnership.pk, matter.pk])
    said = {one.key: _(one.label) for one in content.load().replies}
    return [Answer(said[reply], url, {"reply": reply.value, "back": "home"}) for reply in (Reply.ACCEPT, Reply.NOT_YET)]


def half_words(pair: Pair, state: State, verb: str, *, is_mine: bool) -> str:
    """What one of the two says alone, said to either of them."""
    name = {"name": pair.partner_name}
    if verb == "talk" or state == State.CROSSED:
        if is_mine:
            return _("You say you two have talked. It waits for %(name)s.") % name
        return _("%(name)s says you two have talked.") % name
    if is_mine:
        return _("You say it is settled. %(name)s has not said so yet.") % name
    return _("%(name)s says it is settled.") % name


def standing_words(viewer: Viewer, pair: Pair, matter: Matter, text: Words) -> str:
    """Where it stands, said to this one of the two."""
    state = fetching.present_state(matter)
    mine, theirs = fetching.halves_of(matter, text, viewer)
    if mine or theirs:
        return half_words(pair, state, theirs or mine, is_mine=not theirs)
    if state != State.INVITED or not pair.partner_name:
        return _(rules.MACHINE.words[state])
    is_asked = matter.asked_of_id == viewer.person_id
    said = _("%(name)s would like to talk.") if is_asked else _("You asked %(name)s.")
    return said % {"name": pair.partner_name}


def waits_for(viewer: Viewer, text: Words, place: int) -> bool:
    """A line that the partner wrote and the viewer has not said yes to."""
    is_theirs = bool(text[f"line_{place}"]) and text[f"by_{place}"] != str(viewer.person_id)
    return is_theirs and not text[f"stands_{place}"]


def is_untalked(matter: Matter) -> bool:
    return rules.is_untalked(matter.state, invited_on=fetching.invited_on(matter), today=clock.today())


def setting_words(text: Words) -> str:
    """Where, how long, when: all that a first page says of an invitation."""
    minutes = _("%(minutes)s minutes") % {"minutes": text["minutes"]} if text["minutes"] else ""
    parts = (_(content.label_of(content.load().settings, text["setting"])), minutes, str(text["when"]))
    return ", ".join(part for part in parts if part)


def first_page(viewer: Viewer, pair: Pair) -> tuple[list[Waiting], list[Open]]:
    """What waits for the viewer, and what is open between the two. One's own notes stand in neither."""
    desk = Desk(viewer, pair)
    lines = [line for matter in desk.matters for line in desk.lines(matter)]
    return [one for one in lines if isinstance(one, Waiting)], [one for one in lines if isinstance(one, Open)]


def find(viewer: Viewer, pair: Pair, phrase: str) -> list[Open]:
    """Where the phrase stands in what the two have between them; notes of one's own are not among it."""
    wanted = phrase.strip().casefold()
    if not wanted:
        return []
    hits = []
    for matter, text in space.find(fetching.matters(viewer, pair).select_related("space"), viewer, wanted):
        said = next((str(text[name]) for name in Matter.WORDS if wanted in str(text[name]).casefold()), "")
        url = reverse("conflicts:show", args=[pair.partnership.pk, matter.pk])
        if said:
            hits.append(Open(said, _("A talk between you two"), url, KIND))
    return hits


def for_sponsor(viewer: Viewer) -> list[Open]:
    """The joint briefs that pairs have brought to this viewer, both together."""
    found = []
    for release in fetching.briefs(viewer):
        text = release.published or {}
        note = _("%(day)s, %(names)s") % {
            "day": plain_date(release.released_at),
            "names": _(" and ").join(view["name"] for view in text.get("views", [])),
        }
        url = reverse("conflicts:show_brief", kwargs={"release_id": release.pk})
        found.append(Open(str(text.get("topic", "")), note, url, KIND))
    return found

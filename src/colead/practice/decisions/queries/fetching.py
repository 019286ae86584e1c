"""Fetching a decision is the check: as one of its two partners, in this pair's space; what is out, as its audience."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.charter import Right
from colead.partnerships.queries import Pair
from colead.practice.decisions.models import Ask, Decision, LookBack, Mark
from colead.promises import sealed, space, two_key
from colead.promises.models import Key, Release
from colead.promises.models.releases import ReleaseState
from colead.promises.models.rounds import RoundState
from colead.promises.sealed import Standing
from colead.rules import decisions as rules
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience
from colead.rules.decisions import Size, State

Document = dict[str, Any]

INTEGRATION: Final = "integration"
WORDS: Final = "one_voice"
BRIEF: Final = "joint_brief"
PAPERS: Final = ("integration", "words", "brief")

GONE: Final = frozenset({State.WITHDRAWN, State.DROPPED})
OVER: Final = GONE | {State.TALKED_INSTEAD, State.CLOSED}
SETTLED: Final = frozenset({State.DECIDED, State.ONE_VOICE, State.ANNOUNCED, State.LOOKBACK_DUE, State.CLOSED})


def rows(viewer: Viewer, pair: Pair) -> QuerySet[Decision]:
    """Every decision of this pair; a person in two dyads sees only those of the one at hand."""
    found: QuerySet[Decision] = Decision.door.visible_to(viewer).filter(space=pair.space)
    return found.select_related("space", "round__space", "integration", "words", "brief")


def get(viewer: Viewer, pair: Pair, id: UUID) -> Decision:
    decision = rows(viewer, pair).filter(pk=id).first()
    if decision is None:
        raise Hidden
    return decision


def list_for(viewer: Viewer, pair: Pair) -> list[Decision]:
    """Newest first; what was withdrawn is nowhere."""
    return list(rows(viewer, pair).exclude(state=State.WITHDRAWN).order_by("-created_at", "id"))


def unfinished(viewer: Viewer, pair: Pair) -> list[Decision]:
    """What is not over yet, newest first; without its papers, so that it costs little where many are over."""
    return unfinished_in(viewer, space=pair.space.pk)


@Prepared
def unfinished_in(viewer: Viewer, space: UUID) -> QuerySet[Decision]:
    """Each with whether the viewer has said how near the other came."""
    found = Decision.door.visible_to(viewer).filter(space=space).exclude(state__in=sorted(OVER))
    own_marks = Mark.door.visible_to(viewer).filter(decision=OuterRef("pk"), author_id=viewer.person_id)
    rows: QuerySet[Decision] = found.annotate(is_marked_by_viewer=Exists(own_marks))
    return rows.order_by("-created_at", "id")


@Prepared
def asks_due(viewer: Viewer, space: UUID, today: date) -> QuerySet[Ask]:
    return Ask.door.visible_to(viewer).filter(space=space, asker_id=viewer.person_id, by_on__lte=today)


def stamp_of(decision: Decision) -> str:
    """Which frame was read: agreeing and editing are asked against it."""
    return decision.framed_at.isoformat() if decision.framed_at is not None else ""


def text_of(decision: Decision, viewer: Viewer) -> Document:
    return space.read(decision, viewer)


def title_of(decision: Decision, text: Document) -> str:
    return str(text["question"] or text["sentence"] or text["do_now"] or text["situation"])


def present_state(decision: Decision, viewer: Viewer, standing: Standing | None = None) -> State:
    """Where it stands for the rules. That one has sealed is asked of the round and stored nowhere else."""
    if decision.state != State.WRITING or decision.round is None:
        return State(decision.state)
    known = standing or sealed.standing(decision.round, viewer)
    return State.ONE_SEALED if known.is_mine_sealed or known.ready_ids else State.WRITING


def is_due(decision: Decision) -> bool:
    """Its day to look back has come."""
    may = rules.machine_for(decision.size).may(decision.state, "fall_due")
    return may and decision.look_back_on is not None and decision.look_back_on <= clock.today()


def may(decision: Decision, verb: str, viewer: Viewer) -> bool:
    return rules.machine_for(decision.size).may(present_state(decision, viewer), verb)


def is_opened(decision: Decision) -> bool:
    """Both views lie open and have not been let go."""
    return decision.round is not None and decision.round.state == RoundState.REVEALED


def views(decision: Decision, viewer: Viewer) -> dict[UUID, Document]:
    """Each one's view once both have sealed; nothing before, and nothing when their time is over."""
    if decision.round is None or decision.round.state != RoundState.REVEALED:
        return {}
    return sealed.documents(decision.round, viewer)


def own_page(decision: Decision, viewer: Viewer) -> tuple[Document, Document]:
    """The viewer's own view and the line beside it that never opens to anybody else."""
    if decision.round is None:
        return {}, {}
    return sealed.my_document(decision.round, viewer), sealed.my_private(decision.round, viewer)


def marks(decision: Decision, viewer: Viewer) -> dict[UUID, tuple[Mark, Document]]:
    """By the owner of the view that was imagined."""
    found = Mark.door.visible_to(viewer).filter(decision=decision).select_related("space")
    return {mark.author_id: (mark, space.read(mark, viewer)) for mark in found}


def asks(decision: Decision, viewer: Viewer) -> list[tuple[Ask, Document]]:
    found = Ask.door.visible_to(viewer).filter(decision=decision).select_related("space", "asker")
    return [(ask, space.read(ask, viewer)) for ask in found.order_by("created_at")]


def look_backs(decision: Decision, viewer: Viewer) -> list[tuple[LookBack, Document]]:
    found = LookBack.door.visible_to(viewer).filter(decision=decision).select_related("space", "author")
    return [(back, space.read(back, viewer)) for back in found.order_by("created_at")]


def paper(decision: Decision, name: str) -> Release | None:
    """One of the three texts that need both keys."""
    release: Release | None = getattr(decision, name) if name in PAPERS else None
    return release


def paper_text(decision: Decision, name: str, viewer: Viewer) -> Document:
    release = paper(decision, name)
    return two_key.text_of(release, viewer) if release is not None else {}


def keys_turned(release: Release, viewer: Viewer) -> dict[UUID, datetime]:
    """Who has turned a key on the present text, and when; between the two only."""
    rows = Key.door.visible_to(viewer).filter(release=release, turned_on=release.text_hash)
    return {key.person_id: key.turned_at for key in rows}


def is_deadlocked(decision: Decision, right: Right | None) -> bool:
    """The row's days are over since both views were opened, and nothing is decided."""
    opened = decision.round.revealed_at if decision.round is not None else None
    still_open = decision.state in {State.REVEALED, State.ASKED, State.INTEGRATING}
    if opened is None or right is None or not right.days or not still_open:
        return False
    return clock.now() >= rules.deadlock_on(opened, right.days)


def words_in(value: Any) -> Iterator[str]:
    """Every string in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from words_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from words_in(part)


def all_words(viewer: Viewer, pair: Pair) -> Iterator[tuple[Decision, Iterator[str]]]:
    """Each decision with everything of it that is open to both; a view that is not yet revealed is not among it."""
    decisions = list_for(viewer, pair)
    said: dict[UUID, list[Document]] = {one.pk: [text_of(one, viewer)] for one in decisions}
    for model in (Mark, Ask, LookBack):
        for item in model.door.visible_to(viewer).filter(space=pair.space):
            said.setdefault(item.decision_id, []).append(space.read(item, viewer))
    releases = [release for one in decisions for name in PAPERS if (release := paper(one, name)) is not None]
    papers = two_key.texts_of(releases, viewer)
    opened = sealed.documents_of([one.round for one in decisions if one.round is not None and is_opened(one)], viewer)
    for one in decisions:
        texts = [papers[release.pk] for name in PAPERS if (release := paper(one, name)) is not None]
        views = opened.get(one.round_id, {}).values() if one.round_id is not None else ()
        yield one, words_in([*said[one.pk], *texts, *views])


def messages(viewer: Viewer) -> QuerySet[Release]:
    """The messages of all pairs that are out for everyone; the latest version of each."""
    found = two_key.released_to(viewer, WORDS).filter(state=ReleaseState.RELEASED)
    return found.order_by("-released_at")


def n_messages(viewer: Viewer, pair: Pair) -> int:
    """How many messages of this pair have been out, for whose turn it is to be named first."""
    of_pair = Release.door.visible_to(viewer).filter(space=pair.space, kind=WORDS)
    out = of_pair.filter(audience=Audience.EVERYONE, released_at__isnull=False)
    return out.exclude(supersedes__audience=Audience.EVERYONE).count()


def get_message(viewer: Viewer, id: UUID) -> Release:
    return found_or_hidden(two_key.released_to(viewer, WORDS).filter(pk=id).first())


def is_of_an_earlier_pair(viewer: Viewer, message: Release) -> bool:
    """Said by the viewer and somebody who has left since: no page of a decision leads the viewer to it."""
    return message.space.closed_at is not None and viewer.may(Ability.READ_SPACE, message)


def newer_version(viewer: Viewer, message: Release) -> Release | None:
    return two_key.released_to(viewer, WORDS).filter(supersedes=message).first()


def is_correction(viewer: Viewer, message: Release) -> bool:
    """It took the place of what everyone had read; words that were the two's own until then do not count."""
    before = message.supersedes_id
    return before is not None and two_key.released_to(viewer, WORDS).filter(pk=before).exists()


def briefs(viewer: Viewer) -> QuerySet[Release]:
    """What the pairs this viewer sponsors have brought, both together."""
    return two_key.released_to(viewer, BRIEF).filter(state=ReleaseState.RELEASED).order_by("-released_at")


def get_brief(viewer: Viewer, id: UUID) -> Release:
    return found_or_hidden(briefs(viewer).filter(pk=id).first())


def found_or_hidden(release: Release | None) -> Release:
    if release is None:
        raise Hidden
    return release


def is_two_view(size: str) -> bool:
    return rules.SIZE_RULES[Size(size)].two_views

"""Writing alone, and reading what opened to both."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from colead.content import cards as cards_content
from colead.content import conversations as conversations_content
from colead.content import rights as rights_content
from colead.forming.launch import first_page, queries
from colead.forming.launch.models import TalkKey
from colead.foundation.viewer import Viewer
from colead.partnerships import charter
from colead.partnerships.areas import Areas
from colead.partnerships.queries import Pair, in_turn
from colead.promises import sealed
from colead.ui.forms import PlainForm

SEAL: Final = {
    charter.CARDS: gettext_lazy("Seal my card"),
    queries.STRENGTHS: gettext_lazy("Seal my lines"),
    queries.RIGHTS: gettext_lazy("Seal my rows"),
}


@dataclass(frozen=True)
class Line:
    """A question and what somebody wrote under it."""

    stem: str
    words: str


@dataclass(frozen=True)
class Column:
    """What one of the two wrote; both columns have the same shape and size."""

    name: str
    is_mine: bool
    lines: list[Line]


@dataclass(frozen=True)
class WritePage:
    kind: str
    title: str
    intro: str
    seal_words: str
    form: PlainForm
    is_mine_sealed: bool
    is_partner_ready: bool
    mine: list[Line]
    back: str
    read_at: str


@dataclass(frozen=True)
class CardsPage:
    title: str
    intro: str
    columns: list[Column]
    is_fresh: bool
    is_mine_sealed: bool
    is_partner_ready: bool


def start_of(viewer: Viewer, pair: Pair, kind: str) -> dict[str, str]:
    """What the form begins with: one's own draft, else one's earlier card."""
    round = queries.open_round(viewer, pair, kind)
    mine = sealed.my_document(round, viewer) if round is not None else {}
    return mine or earlier_card(viewer, pair, kind)


def write_page(viewer: Viewer, pair: Pair, kind: str, form: PlainForm) -> WritePage:
    round = queries.open_round(viewer, pair, kind)
    standing = sealed.standing(round, viewer) if round is not None else None
    mine = sealed.my_document(round, viewer) if round is not None else {}
    lines = marked_lines(queries.areas_of(round), mine) if kind == queries.RIGHTS else lines_of(kind, mine)
    return WritePage(
        kind=kind,
        title=str(first_page.ROUND_TITLES[kind]),
        intro=intro_of(kind),
        seal_words=str(SEAL[kind]),
        form=form,
        is_mine_sealed=bool(standing and standing.is_mine_sealed),
        is_partner_ready=bool(standing and standing.ready_ids),
        mine=lines,
        back=queries.address(pair, "launch:road"),
        read_at=queries.page_to_read(pair, kind),
    )


def has_opened(viewer: Viewer, pair: Pair, kind: str) -> bool:
    """Nothing is being written, and what both wrote stands open."""
    return queries.open_round(viewer, pair, kind) is None and bool(queries.revealed(viewer, pair, kind))


def earlier_card(viewer: Viewer, pair: Pair, kind: str) -> dict[str, str]:
    """A new card starts from the one before; a new fill-in starts empty, or it would only repeat the table."""
    if kind != charter.CARDS:
        return {}
    return queries.latest_documents(viewer, pair, kind).get(viewer.person_id, {})


def intro_of(kind: str) -> str:
    if kind == charter.CARDS:
        return cards_content.load().intro
    if kind == queries.RIGHTS:
        return rights_content.load().intro
    return _("Each of you writes alone; both open at the same moment. Leave out what you would rather say in person.")


def stems_of(kind: str) -> dict[str, str]:
    if kind == charter.CARDS:
        stems = {prompt.key: f"{prompt.stem} ..." for prompt in cards_content.load().prompts}
        seconds = {f"{p.key}_second": f"... {p.second_stem} ..." for p in cards_content.load().prompts if p.second_stem}
        return {key: words for name in stems for key, words in pair_up(name, stems, seconds)}
    words = conversations_content.load().conversation(TalkKey.STRENGTHS_NEEDS)
    return {question.key: question.text for question in words.questions}


def pair_up(name: str, stems: dict[str, str], seconds: dict[str, str]) -> list[tuple[str, str]]:
    second = f"{name}_second"
    return [(name, stems[name]), *([(second, seconds[second])] if second in seconds else [])]


def lines_of(kind: str, document: dict[str, str]) -> list[Line]:
    return [Line(stem, document[key]) for key, stem in stems_of(kind).items() if document.get(key)]


def marked_lines(known: Areas, document: dict[str, str]) -> list[Line]:
    words = rights_content.load()
    marked = [area for area in known.all if document.get(area.key)]
    return [Line(area.label, words.level(document[area.key]).short) for area in marked]


def columns_of(viewer: Viewer, pair: Pair, kind: str) -> list[Column]:
    documents = queries.latest_documents(viewer, pair, kind)
    if not documents:
        return []
    return [
        Column(person.name, person.pk == viewer.person_id, lines_of(kind, documents.get(person.pk, {})))
        for person in in_turn(pair)
    ]


def cards_page(viewer: Viewer, pair: Pair, *, is_fresh: bool) -> CardsPage:
    round = queries.open_round(viewer, pair, charter.CARDS)
    standing = sealed.standing(round, viewer) if round is not None else None
    return CardsPage(
        title=cards_content.load().title,
        intro=cards_content.load().intro,
        columns=columns_of(viewer, pair, charter.CARDS),
        is_fresh=is_fresh,
        is_mine_sealed=bool(standing and standing.is_mine_sealed),
        is_partner_ready=bool(standing and standing.ready_ids),
    )

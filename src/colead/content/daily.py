"""The five small tools of a day: run-it-by, door, coffee, speak for us, debrief."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import keys_of, pick, read_file
from colead.rules import coffee, debriefs, doors, run_its


@dataclass(frozen=True)
class Choice:
    """`line` is the label of the one line that the choice opens before it is sent; most choices open none."""

    key: str
    label: str
    hint: str = ""
    line: str = ""


@dataclass(frozen=True)
class RunItKind:
    """`hours` is when the asker would like an answer if they name no time; 0 means that none is expected."""

    key: run_its.Kind
    label: str
    hint: str
    hours: int
    answers: tuple[run_its.Answer, ...]
    line: str = ""  # the label of a second line that goes with the question


@dataclass(frozen=True)
class DoorState:
    key: doors.Door
    label: str
    sentence: str
    hours: int


@dataclass(frozen=True)
class Need:
    """What the writer of a debrief asks for, and the replies the partner may start from."""

    key: debriefs.Need
    label: str
    guidance: str
    replies: tuple[Choice, ...]


@dataclass(frozen=True)
class Coffee:
    offer: str
    sent: str
    received: str
    after_hard_event: str
    replies: tuple[Choice, ...]


@dataclass(frozen=True)
class BriefLine:
    key: str
    label: str
    hint: str


@dataclass(frozen=True)
class Daily:
    run_it_prompt: str
    run_it_kinds: tuple[RunItKind, ...]
    run_it_answers: tuple[Choice, ...]
    asker_choices: tuple[Choice, ...]
    own_call_replies: tuple[Choice, ...]
    doors: tuple[DoorState, ...]
    coffee: Coffee
    brief_lines: tuple[BriefLine, ...]
    debrief_kinds: tuple[Choice, ...]
    needs: tuple[Need, ...]
    appreciation_prompt: str

    def __post_init__(self) -> None:
        _hold(keys_of(self.run_it_kinds), run_its.Kind, "run_it_kinds")
        _hold(keys_of(self.run_it_answers), run_its.Answer, "run_it_answers")
        _hold(keys_of(self.doors), doors.Door, "doors")
        _hold(keys_of(self.needs), debriefs.Need, "needs")
        _hold(keys_of(self.debrief_kinds), debriefs.Kind, "debrief_kinds")
        _hold(keys_of(self.coffee.replies), coffee.Reply, "coffee.replies")

    def run_it_kind(self, key: str) -> RunItKind:
        return pick(self.run_it_kinds, key)

    def run_it_answer(self, key: str) -> Choice:
        return pick(self.run_it_answers, key)

    def door(self, key: str) -> DoorState:
        return pick(self.doors, key)

    def need(self, key: str) -> Need:
        return pick(self.needs, key)

    def debrief_kind(self, key: str) -> Choice:
        return pick(self.debrief_kinds, key)


def _hold(keys: tuple[str, ...], members: type, where: str) -> None:
    if set(keys) != {str(member.value) for member in members}:  # type: ignore[attr-defined]  # StrEnums only
        raise ValueError(f"{where} should describe each of {', '.join(members)} once")  # type: ignore[arg-type]


@cache
def load() -> Daily:
    return read_file("daily.toml", Daily)

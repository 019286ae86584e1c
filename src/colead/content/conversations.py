"""Guides for the three launch conversations: questions to talk about, and what to leave the room with."""

from dataclasses import dataclass
from functools import cache

from colead.content.reading import pick, read_file


@dataclass(frozen=True)
class Question:
    key: str
    text: str


@dataclass(frozen=True)
class Conversation:
    key: str
    number: int
    title: str
    minutes: str
    opening: str
    questions: tuple[Question, ...]
    leave_with: str


@dataclass(frozen=True)
class Conversations:
    how: str
    conversations: tuple[Conversation, ...]

    def conversation(self, key: str) -> Conversation:
        return pick(self.conversations, key)


@cache
def load() -> Conversations:
    return read_file("conversations.toml", Conversations)

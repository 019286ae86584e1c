"""A memo's words as they are read: by the two who wrote it, and by everyone once it is out."""

from typing import Any

from colead.content import memos as content

Text = dict[str, Any]


class MemoWords:
    """One version of a memo."""

    def __init__(self, text: Text, kind: str = "") -> None:
        self.text = text
        self.title, self.to = str(text.get("title", "")), str(text.get("to", ""))
        self.body, self.north_star = str(text.get("body", "")), str(text.get("north_star", ""))
        self.unit = str(text.get("unit", ""))
        self.signed_by: list[str] = list(text.get("signed_by", []))
        self.kind = content.load().kind(kind).name if kind else ""

    @property
    def paragraphs(self) -> list[str]:
        """A blank line parts two of them."""
        return [part.strip() for part in self.body.replace("\r\n", "\n").split("\n\n") if part.strip()]

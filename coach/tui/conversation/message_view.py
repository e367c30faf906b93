"""What Coach says instead of advice."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static


class MessageView(Vertical):
    """A short text with a word above it that says what it is; the grave ones stand out by a bar, calmly."""

    DEFAULT_CSS = """
    MessageView { height: auto; }
    MessageView > * { max-width: 88; }
    MessageView > .heading { text-style: bold; margin-bottom: 1; }
    MessageView.-people-first { border-left: thick $warning; padding: 0 2; }
    MessageView.-people-first > .heading { color: $text-warning; }
    MessageView.-failure { border-left: thick $error; padding: 0 2; }
    MessageView.-failure > .heading { color: $text-error; }
    """

    def __init__(self, text: str, heading: str = "", kind: str = "talk") -> None:
        super().__init__(classes=f"-{kind}")
        self._text = text
        self._heading = heading

    def compose(self) -> ComposeResult:
        if self._heading:
            yield Static(Content(self._heading), classes="heading")
        yield Static(Content(self._text))

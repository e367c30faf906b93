"""Where a person types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

PLACEHOLDER = "type a situation, an answer, or “what if …”"


class Prompt(TextArea):
    """Grows with its text. Enter sends, ctrl+j is a new line, ↑ in an empty prompt brings back what was sent last."""

    DEFAULT_CSS = """
    Prompt {
        height: auto;
        min-height: 3;
        max-height: 9;
        padding: 0 1;
        border: none;
        border-top: solid $coach-rule;
        border-title-color: $text-muted;
        border-title-align: left;
        background: $background;
        &:focus {
            border: none;
            border-top: heavy $primary;
            background: $background;
        }
        .text-area--cursor-line { background: $background; }
        .text-area--placeholder { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar = [
        Binding("pageup", "read_on(-1)", "Scroll the conversation up", show=False),
        Binding("pagedown", "read_on(1)", "Scroll the conversation down", show=False),
    ]

    @dataclass
    class Sent(Message):
        """A text was sent."""

        text: str

    @dataclass
    class ReadOn(Message):
        """The conversation should scroll by pages."""

        pages: int

    def __init__(self) -> None:
        super().__init__(highlight_cursor_line=False, placeholder=Content(PLACEHOLDER))
        self.cursor_blink = False
        self._last = ""

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default().stop()
            self._send()
        elif event.key in ("ctrl+j", "shift+enter"):
            event.prevent_default().stop()
            self.insert("\n")
        elif event.key.startswith("alt+"):
            event.prevent_default()  # else TextArea types the character that terminals send with the key

    def action_cursor_up(self, select: bool = False) -> None:
        if self.text or not self._last:
            super().action_cursor_up(select)
        else:
            self.text = self._last
            self.move_cursor(self.document.end)

    def action_read_on(self, pages: int) -> None:
        self.post_message(self.ReadOn(pages))

    def say(self, status: str) -> None:
        """Show on the line above the prompt what Coach is doing; empty when it waits for the person."""
        self.border_title = Content(status)

    def _send(self) -> None:
        if self.text.strip():
            self._last = self.text
            self.post_message(self.Sent(self.text))
            self.clear()

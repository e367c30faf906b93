"""The past conversations: find one, go on with it, or delete it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from coach.errors import CoachError
from coach.journal.clock import day_and_time
from coach.journal.conversations import Conversations
from coach.journal.records import Found
from coach.library.text import clean_text
from coach.tui.journal.panel import Panel, keys, show_options

TITLE = "Past conversations"
KEYS = "Enter goes on with it   ↑ ↓ choose   F8 delete   Esc back"
SURE = "F8 once more deletes it with its next steps, for good. Any other key keeps it."
NONE = "Nothing is kept yet."
NOT_FOUND = "No conversation holds these words."
SHOWN, FOUND = 200, 50


@dataclass(frozen=True, slots=True)
class Line:
    """A conversation of the list, with what is told of it below its title."""

    conversation: int
    title: str
    detail: str


class HistoryScreen(Panel[int | None]):
    """Lists conversations, the last used first; words typed above find those that hold them."""

    DEFAULT_CSS = """
    HistoryScreen > #frame { height: 100%; }
    HistoryScreen Input {
        border: none;
        height: 1;
        padding: 0;
        margin-bottom: 1;
        background: $background;
        &:focus { border: none; background: $background; background-tint: transparent; }
    }
    HistoryScreen OptionList { height: 1fr; }
    HistoryScreen OptionList > .option-list--option-highlighted {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: $block-cursor-text-style;
    }
    """
    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", priority=True, show=False),
        Binding("down", "move(1)", priority=True, show=False),
        Binding("f8", "delete", "Delete"),
    ]

    def __init__(self, conversations: Conversations, deleted: Callable[[], object]) -> None:
        """Take the conversations, and what is to be done after one was deleted."""
        super().__init__()
        self._kept = conversations
        self._deleted = deleted
        self._lines: Sequence[Line] = ()
        self._sure_of: int | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="frame") as frame:
            frame.border_title = Content(TITLE)
            yield Input(placeholder="type words to find")
            yield Static("", classes="note")
            yield OptionList()
            yield Static("", classes="wrong -empty")
            yield keys(KEYS)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(OptionList).can_focus = False
        self._show("")

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        self._say("")
        self._show(event.value)

    @on(Input.Submitted)
    def go_on(self) -> None:
        line = self._highlighted
        if line:
            self.dismiss(line.conversation)

    @on(OptionList.OptionSelected)
    def go_on_with(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._lines[event.option_index].conversation)

    def action_move(self, by: int) -> None:
        self._say("")
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = min(max(options.highlighted + by, 0), len(self._lines) - 1)

    def action_delete(self) -> None:
        """Delete the highlighted conversation, when it was asked twice."""
        line = self._highlighted
        if line is None:
            return
        if self._sure_of != line.conversation:
            self._say(SURE)
            self._sure_of = line.conversation
            return
        self._say("")
        try:
            self._kept.delete([line.conversation])
        except CoachError as error:
            self._say(str(error))
        self._deleted()
        self._show(self.query_one(Input).value)

    @property
    def _highlighted(self) -> Line | None:
        place = self.query_one(OptionList).highlighted
        return None if place is None else self._lines[place]

    def _show(self, words: str) -> None:
        try:
            self._lines = _found(self._kept, words) if words.strip() else _all(self._kept)
        except CoachError as error:
            self._say(str(error))
            return
        show_options(self.query_one(OptionList), [_content(line) for line in self._lines])
        note = self.query_one(".note", Static)
        note.update(Content("" if self._lines else NOT_FOUND if words.strip() else NONE))
        note.display = not self._lines

    def _say(self, text: str) -> None:
        self._sure_of = None
        wrong = self.query_one(".wrong", Static)
        wrong.update(Content(clean_text(text)))
        wrong.set_class(not text, "-empty")


def _all(kept: Conversations) -> list[Line]:
    return [
        Line(c.id, c.title, f"{day_and_time(c.last_used)} · {c.turns} turn{'' if c.turns == 1 else 's'}")
        for c in kept.list(SHOWN)
    ]


def _found(kept: Conversations, words: str) -> list[Line]:
    """One line a conversation, with the best place in it."""
    best: dict[int, Found] = {}
    for found in kept.search(words, FOUND):
        best.setdefault(found.conversation, found)
    titles = {conversation.id: conversation.title for conversation in kept.list()}
    return [Line(f.conversation, titles.get(f.conversation, ""), f"turn {f.turn}: {f.snippet}") for f in best.values()]


def _content(line: Line) -> Content:
    return Content.assemble(Content(line.title), Content(f"\n   {line.detail}"))

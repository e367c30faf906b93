"""The form of a next step: “when …, I will …, by …”."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from coach.errors import InputError
from coach.journal.clock import today
from coach.journal.next_steps import checked
from coach.journal.plans import read_date
from coach.journal.records import Plan
from coach.tui.journal.panel import Panel, keys

WHEN = "what happens, such as “she is back”"
BY = "2026-12-04, friday, 2 weeks"
WILL = "what you will then do"
KEYS = "Enter next, then save   ^S save   Esc back"


class Field(TextArea):
    """A line that wraps; Enter goes on to the next."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        min-height: 1;
        max-height: 5;
        padding: 0 1;
        margin-bottom: 1;
        border: none;
        border-left: outer $coach-rule;
        background: $background;
        &:focus { border: none; border-left: outer $primary; background: $background; }
        .text-area--cursor-line { background: $background; }
        .text-area--placeholder { color: $text-muted; }
    }
    """

    @dataclass
    class Entered(Message):
        """Enter was pressed."""

        field: Field

    def __init__(self, text: str, placeholder: str, name: str) -> None:
        super().__init__(text, id=name, highlight_cursor_line=False, placeholder=Content(placeholder))
        self.cursor_blink = False

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default().stop()
            self.post_message(self.Entered(self))


class StepForm(Panel[Plan | None]):
    """Asks for a plan; what it is made from stands above."""

    DEFAULT_CSS = """
    StepForm .label { text-style: bold; }
    StepForm .from { color: $text-muted; margin-bottom: 1; height: auto; max-height: 5; }
    StepForm > #frame { padding: 1 2; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar = [Binding("ctrl+s", "save", "Save", priority=True)]

    def __init__(self, draft: Plan, source: str = "", title: str = "A next step") -> None:
        """Take the draft that the fields begin with, and the sentence of advice that it was made from."""
        super().__init__()
        self._draft = draft
        self._source = source
        self._title = title

    def compose(self) -> ComposeResult:
        by = self._draft.by.isoformat() if self._draft.by else ""
        with VerticalScroll(id="frame", can_focus=False) as frame:
            frame.border_title = Content(self._title)
            if self._source:
                yield Static(Content(self._source), classes="from")
            for label, text, hint, name in (
                ("When", self._draft.when, WHEN, "when"),
                ("I will", self._draft.will, WILL, "will"),
                ("By (a date, or empty)", by, BY, "by"),
            ):
                yield Static(Content(label), classes="label")
                yield Field(text, hint, name)
            yield Static("", classes="wrong -empty")
            yield keys(KEYS)

    def on_mount(self) -> None:
        first_empty = "will" if self._draft.when and not self._draft.will else "when"
        self.query_one(f"#{first_empty}", Field).focus()

    @on(Field.Entered)
    def go_on(self, event: Field.Entered) -> None:
        fields = list(self.query(Field))
        place = fields.index(event.field) + 1
        if place < len(fields):
            fields[place].focus()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Hand the plan over, or say what is missing and go there."""
        when, will, by = (self.query_one(f"#{name}", Field) for name in ("when", "will", "by"))
        try:
            until = read_date(by.text, today())
        except InputError as error:
            self._complain(error, by)
            return
        try:
            self.dismiss(checked(Plan(when.text, will.text, until)))
        except InputError as error:
            self._complain(error, will if when.text.strip() else when)

    def _complain(self, error: InputError, field: Field) -> None:
        wrong = self.query_one(".wrong", Static)
        wrong.update(Content(str(error)))
        wrong.remove_class("-empty")
        field.focus()

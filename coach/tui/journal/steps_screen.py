"""The open next steps: how did it go?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.errors import CoachError
from coach.journal.clock import today
from coach.journal.next_steps import NextSteps
from coach.journal.records import NextStep, Plan
from coach.tui.journal.panel import Panel, keys, show_options
from coach.tui.journal.step_form import StepForm

TITLE = "Next steps: how did it go?"
KEYS = "d done   c change   x drop   u undo   a add another   Esc back"
NONE = "No open next steps. ^N on an answer makes one of a sentence in it; a adds your own."


class StepsScreen(Panel[None]):
    """Lists the open steps and settles them by one key each."""

    BINDINGS: ClassVar = [
        Binding("d", "settle('done')", "Done"),
        Binding("x", "settle('dropped')", "Drop"),
        Binding("c", "change", "Change"),
        Binding("u", "undo", "Undo"),
        Binding("a", "add", "Add"),
    ]

    def __init__(self, steps: NextSteps) -> None:
        super().__init__()
        self._kept = steps
        self._open: Sequence[NextStep] = ()
        self._settled: list[int] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="frame") as frame:
            frame.border_title = Content(TITLE)
            yield Static(Content(NONE), classes="note")
            yield OptionList()
            yield Static("", classes="wrong -empty")
            yield keys(KEYS)

    def on_mount(self) -> None:
        self._show()
        self.query_one(OptionList).focus()

    def action_settle(self, state: Literal["done", "dropped"]) -> None:
        """Note what became of the highlighted step."""
        step = self._highlighted
        if step:
            self._do(lambda: self._settled.append(self._kept.settle(step.id, state).id))

    def action_undo(self) -> None:
        """Open again what was settled last on this screen."""
        if self._settled:
            self._do(lambda: self._kept.reopen(self._settled.pop()))

    def action_change(self) -> None:
        """Put another plan in the place of the highlighted step."""
        step = self._highlighted
        if step:
            self.app.push_screen(
                StepForm(step.plan, title="Change it"),
                lambda plan: self._do(lambda: self._kept.change(step.id, plan)) if plan else None,
            )

    def action_add(self) -> None:
        self.app.push_screen(
            StepForm(Plan("", "")), lambda plan: self._do(lambda: self._kept.add(plan)) if plan else None
        )

    @property
    def _highlighted(self) -> NextStep | None:
        place = self.query_one(OptionList).highlighted
        return None if place is None else self._open[place]

    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except CoachError as error:
            self._complain(error)
        self._show()

    def _show(self) -> None:
        try:
            self._open = self._kept.list()
        except CoachError as error:
            self._complain(error)
        show_options(self.query_one(OptionList), [_line(step) for step in self._open])
        self.query_one(OptionList).display = bool(self._open)
        self.query_one(".note").display = not self._open

    def _complain(self, error: CoachError) -> None:
        wrong = self.query_one(".wrong", Static)
        wrong.update(Content(str(error)))
        wrong.remove_class("-empty")


def due(step: NextStep, day: date) -> str:
    """How long until a step is due, in words; empty when it has no date."""
    if step.plan.by is None:
        return ""
    days = (step.plan.by - day).days
    named = {0: "today", 1: "tomorrow", -1: "since yesterday"}
    return named.get(days, f"in {days} days" if days > 0 else f"{-days} days ago")


def _line(step: NextStep) -> Content:
    when = due(step, today())
    return Content.assemble(Content(step.plan.sentence), Content(f"\n   by {step.plan.by}, {when}" if when else ""))

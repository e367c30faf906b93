"""The citations of an answer, to choose one from."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.coaching.answer import Answer, Citation
from coach.coaching.markdown import SIDES
from coach.tui.messages import CitationChosen, ListClosed, StepWanted


class SourceList(OptionList):
    """Opens above the prompt and leaves the conversation where it stands."""

    DEFAULT_CSS = """
    SourceList {
        height: auto;
        max-height: 40%;
        padding: 0 1;
        border: none;
        border-top: solid $coach-rule;
        border-title-color: $text-muted;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $coach-rule;
        &:focus { border: none; border-top: heavy $primary; background: $background; background-tint: transparent; }
    }
    """
    BINDINGS: ClassVar = [
        Binding("escape", "close", "Back"),
        Binding("t", "take", "Make a next step of it"),
        Binding("n,right_square_bracket", "step(1)", "Open the next source"),
        Binding("p,left_square_bracket", "step(-1)", "Open the previous source"),
        *(Binding(key, f"open({key})", f"Open source {key}", show=False) for key in "123456789"),
    ]

    def __init__(self, answer: Answer) -> None:
        super().__init__(*(Option(line) for line in _lines(answer)))
        self.answer = answer
        self.border_title = Content("Sources: a number or Enter opens, Esc goes back, t takes a next step")
        self.opened = 0

    def action_close(self) -> None:
        self.post_message(ListClosed())

    def action_take(self) -> None:
        if self.highlighted is not None:
            self.post_message(StepWanted(self.answer, self.highlighted + 1))

    def action_open(self, number: int) -> None:
        if 1 <= number <= len(self.answer.citations):
            self.highlighted = number - 1
            self.opened = number
            self.post_message(CitationChosen(self.answer, number))

    def action_step(self, by: int) -> None:
        self.action_open(self.opened + by)

    @on(OptionList.OptionSelected)
    def open_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open(event.option_index + 1)


def _lines(answer: Answer) -> list[Content]:
    sides = {number: SIDES["management"] for point in answer.management.points for number in point.citations}
    sides |= {number: SIDES["leadership"] for point in answer.leadership.points for number in point.citations}
    return [_line(citation, sides.get(citation.number)) for citation in answer.citations]


def _line(citation: Citation, side: str | None) -> Content:
    where = f"{citation.heading}, {side}" if side else citation.heading
    mark = f"[{citation.number}]".ljust(5)
    # Without colours of their own, so that the highlighted line can be read in every theme.
    return Content.assemble(Content(mark), Content(where), " · ", Content(citation.title))

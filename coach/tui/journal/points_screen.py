"""The points of an answer, to make a next step of one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from coach.coaching.answer import Answer, Point
from coach.coaching.markdown import SIDES
from coach.coaching.rows import rows
from coach.library.article import Lens
from coach.tui.journal.panel import Panel, keys, show_options

TITLE = "Which one will you do?"
KEYS = "Enter or its number takes it   Esc back"


class PointsScreen(Panel[Point | None]):
    """Lists what a manager and what a leader would do, in the order of the answer."""

    BINDINGS: ClassVar = [Binding(key, f"take({key})", show=False) for key in "123456789"]

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self._points = points(answer)

    def compose(self) -> ComposeResult:
        with Vertical(id="frame") as frame:
            frame.border_title = Content(TITLE)
            yield OptionList()
            yield keys(KEYS)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        show_options(options, [_line(number, *told) for number, told in enumerate(self._points, start=1)])
        options.focus()

    def action_take(self, number: int) -> None:
        if number <= len(self._points):
            self.dismiss(self._points[number - 1][1])

    @on(OptionList.OptionSelected)
    def take_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take(event.option_index + 1)


def points(answer: Answer) -> list[tuple[Lens, Point]]:
    """The points with the lens of each, row by row."""
    paired: list[tuple[Lens, Point | None]] = []
    for row in rows(answer):
        paired += [("management", row.management), ("leadership", row.leadership)]
    return [(lens, point) for lens, point in paired if point]


def _line(number: int, lens: Lens, point: Point) -> Content:
    text = f"“{point.text}”" if point.kind == "words" else point.text
    return Content.assemble(Content(f"{number}".ljust(3)), (SIDES[lens], "bold"), "  ", Content(text))

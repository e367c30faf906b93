"""One row of an answer: what a manager and what a leader would do, side by side or one below the other."""

from __future__ import annotations

from textual.content import Content
from textual.selection import Selection

from coach.coaching.answer import Point
from coach.coaching.markdown import SIDES
from coach.coaching.rows import Row
from coach.library.article import LENSES, Lens
from coach.tui.block import Block, beside, indented
from coach.tui.cited_text import with_marks

HEADERS: dict[Lens, str] = {"management": "AS A MANAGER", "leadership": "AS A LEADER"}
COLOURS: dict[Lens, str] = {"management": "$text-primary", "leadership": "$text-accent"}

TWO_COLUMNS = 93
"""The width of a row in a terminal of 100 columns."""
DIVIDER = Content.styled("  │  ", "$coach-rule")


class RowView(Block):
    """A contrast, or words to use, with the two points that answer each other."""

    def __init__(self, row: Row, headed: bool) -> None:
        """Take the row, and whether the names of the two columns stand above it."""
        super().__init__()
        self._row = row
        self._headed = headed
        self._points = {"management": row.management, "leadership": row.leadership}
        self.citations = tuple(number for point in self._points.values() if point for number in point.citations)

    def lines(self, width: int) -> list[Content]:
        return self._in_columns(width) if width >= TWO_COLUMNS else self._stacked(width)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected to be copied: of two columns the one it begins in, or one after the other."""
        width = self.content_size.width
        if width < TWO_COLUMNS:
            return super().get_selection(selection)
        lines = [line.plain for line in self._laid(width)]
        left, right = left_width(width), left_width(width) + DIVIDER.cell_length
        columns = ["\n".join(line[:left].rstrip() for line in lines), "\n".join(line[right:] for line in lines)]
        if selection.start is None:
            return "\n".join(columns), "\n"
        if selection.start.x < right:
            return selection.extract(columns[0]), "\n"
        start = selection.start - (right, 0)
        end = selection.end - (min(right, selection.end.x), 0) if selection.end else None
        return Selection(start, end).extract(columns[1]), "\n"

    def _in_columns(self, width: int) -> list[Content]:
        left, right = left_width(width), width - left_width(width) - DIVIDER.cell_length
        management, leadership = (self._text(lens) for lens in LENSES)
        body = beside(management.wrap(left), leadership.wrap(right), left, DIVIDER)
        rule = self._rule(width, crossing=left + DIVIDER.cell_length // 2)
        if not self._headed:
            return [rule, *body]
        headers = [Content.styled(HEADERS[lens], f"bold {COLOURS[lens]}") for lens in LENSES]
        return [*beside(headers[:1], headers[1:], left, DIVIDER), Content(""), rule, *body]

    def _stacked(self, width: int) -> list[Content]:
        lines = [self._rule(width)]
        for lens in LENSES:
            if self._points[lens]:
                name = Content.styled(SIDES[lens], f"bold {COLOURS[lens]}")
                lines += [Content(""), *indented(name, width, 2), *indented(self._text(lens), width, 2)]
        return lines

    def _text(self, lens: Lens) -> Content:
        point: Point | None = self._points[lens]
        if point is None:
            return Content("")
        return with_marks(f"“{point.text}”" if point.kind == "words" else point.text, point.citations)

    def _rule(self, width: int, crossing: int = -1) -> Content:
        """`Process ↔ People ─────┼─────`: in two columns the line meets the divider between them."""
        label = Content(self._row.label).truncate(max(width - 1, 0), ellipsis=True).stylize("bold $coach-quiet")
        start = label.cell_length + 1
        line = "".join("┼" if place == crossing else "─" for place in range(start, width))
        return Content.assemble(label, " ", (line, "$coach-rule"))


def left_width(width: int) -> int:
    """How wide the left one of two columns is."""
    return (width - DIVIDER.cell_length) // 2

"""An answer on a terminal: two columns from 100 cells up, stacked below that."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coach.coaching.answer import Answer, Point
from coach.coaching.rows import Row, rows
from coach.commands.plain import marks, notes

WIDE = 100
WIDEST = 140
MANAGEMENT, LEADERSHIP = "cyan", "magenta"


def print_columns(answer: Answer, console: Console | None = None) -> None:
    """Print an answer; text is printed as text, whatever it holds."""
    console = console or Console(highlight=False, markup=False, emoji=False)
    width = min(console.width, WIDEST)
    console.print(Padding(_whole(answer, width), (1, 2 if width >= 60 else 0)), width=width)


def _whole(answer: Answer, width: int) -> RenderableType:
    if not answer.advises:
        return Text(answer.message or "")
    body = [_wide_row(row) if width >= WIDE else _narrow_row(row) for row in rows(answer)]
    head = [_wide_head()] if width >= WIDE else []
    return Group(*_reading(answer), *head, *body, _notes(answer), _sources(answer))


def _reading(answer: Answer) -> list[RenderableType]:
    if answer.reading is None:
        return []
    used = "; ".join(read.title for read in answer.reading.articles if read.used)
    others = [f"{read.title} (--reading {read.article})" for read in answer.reading.articles[:3] if not read.used]
    lines: list[RenderableType] = [Text.assemble((f"{answer.introduction:18} ", "dim"), (used, "bold"))]
    lines += [Text.assemble((f"{'or perhaps':18} ", "dim"), (other, "dim")) for other in others]
    lines += [Text(), Text(answer.order)] if answer.order else []
    return [*lines, Text()]


def _wide_head() -> RenderableType:
    table = _two_columns()
    table.add_row(Text("AS A MANAGER", f"bold {MANAGEMENT}"), Text("AS A LEADER", f"bold {LEADERSHIP}"))
    return table


def _two_columns() -> Table:
    table = Table.grid(padding=(0, 4, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    return table


def _wide_row(row: Row) -> RenderableType:
    table = _two_columns()
    table.add_row(_text(row.management), _text(row.leadership))
    return Group(Text(f"\n{row.label}", "dim"), table)


def _narrow_row(row: Row) -> RenderableType:
    parts: list[RenderableType] = [Text(row.label, "dim")]
    for name, colour, point in (("Manage", MANAGEMENT, row.management), ("Lead", LEADERSHIP, row.leadership)):
        if point is not None:
            parts.append(Text.assemble((f"{name}  ", f"bold {colour}"), _text(point)))
    return Group(*parts, Text())


def _text(point: Point | None) -> Text:
    if point is None:
        return Text()
    text = f"“{point.text}”" if point.kind == "words" else point.text
    return Text.assemble(text, " ", (marks(point.citations), "dim"))


def _notes(answer: Answer) -> RenderableType:
    parts: list[RenderableType] = [Text()]
    for label, text in notes(answer):
        parts += [Text.assemble((f"{label}  ", "bold"), text), Text()]
    return Group(*parts)


def _sources(answer: Answer) -> RenderableType:
    lines = [f"[{c.number}] {c.title}, “{c.heading}” ({c.passage})" for c in answer.citations]
    return Text("\n".join(["Sources", *lines]), "dim")

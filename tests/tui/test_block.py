"""Text laid out in columns."""

from __future__ import annotations

import example
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.geometry import Offset, Size
from textual.selection import Selection

from coach.coaching.rows import Row, rows
from coach.tui.block import beside, indented, labelled
from coach.tui.conversation.row_view import RowView

ROW = rows(example.answer())[0]
words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(st.lists(words, max_size=40).map(" ".join), st.integers(4, 120))
def test_no_line_is_wider_than_it_may_be_whatever_the_text(text: str, width: int) -> None:
    for line in labelled("Their side", [Content(text)], width) + indented(Content(text), width, 2):
        assert line.cell_length <= max(width, len("Their side"))


@pytest.mark.parametrize("width", [1, 2, 20, 52, 92, 93, 150])
def test_a_row_is_as_wide_as_it_may_be_and_no_wider(width: int) -> None:
    lines = RowView(ROW, headed=True).lines(width)
    assert max(line.cell_length for line in lines) <= max(width, 3)


def test_columns_start_on_one_line_and_the_left_one_is_padded() -> None:
    lines = beside([Content("a")], [Content("b"), Content("c")], 3, Content("|"))
    assert [line.plain for line in lines] == ["a  |b", "   |c"]


def test_a_side_without_advice_stays_empty_in_columns_and_away_when_stacked() -> None:
    row = RowView(Row(ROW.label, ROW.management, None), headed=False)
    assert "Lead" not in "\n".join(line.plain for line in row.lines(60))
    assert all(line.plain.rstrip().endswith(("│", "─")) for line in row.lines(100))


@pytest.mark.parametrize(
    ("selection", "first"),
    [
        (Selection(Offset(0, 1), Offset(30, 2)), "Write down the last"),
        (Selection(Offset(60, 1), Offset(90, 2)), "ange you have seen"),
        (Selection(None, None), "Process ↔ People"),
    ],
)
def test_what_is_copied_of_two_columns_is_one_of_them(
    monkeypatch: pytest.MonkeyPatch, selection: Selection, first: str
) -> None:
    row = RowView(ROW, headed=False)
    monkeypatch.setattr(RowView, "content_size", property(lambda _: Size(101, 9)))
    text, _ = row.get_selection(selection) or ("", "")
    assert first in text.splitlines()[0]
    assert "│" not in text

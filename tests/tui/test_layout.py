"""The same answer in terminals of every size."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import example
import pytest
from helpers import conversation, send, visible
from opening import Opened

from coach.tui.conversation.row_view import RowView
from coach.tui.conversation.turn_view import TurnView

if TYPE_CHECKING:
    from textual.pilot import Pilot

Until = Callable[..., Awaitable[None]]


def answers(pilot: Pilot[None]) -> int:
    return sum(turn.answer is not None for turn in conversation(pilot).query(TurnView))


@pytest.mark.parametrize("width", [100, 120, 200])
async def test_from_100_columns_up_the_two_sides_of_a_row_start_on_one_line(
    opened: Opened, until: Until, width: int
) -> None:
    async with opened(width, 50) as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot))
        await until(pilot, lambda: "Make the standard" in visible(pilot))
        for left, right in (("Write down", "Open with"), ("Make the standard", "Ask them"), ("“The last", "“You have")):
            line = next(line for line in visible(pilot).splitlines() if left in line)
            assert re.search(rf"{left}.*│  {right}", line)


@pytest.mark.parametrize("width", [40, 60, 99])
async def test_below_100_columns_the_sides_stand_one_below_the_other_with_their_names(
    opened: Opened, until: Until, width: int
) -> None:
    async with opened(width, 90) as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot))
        await until(pilot, lambda: "Process ↔ People" in visible(pilot))
        row = visible(pilot, conversation(pilot).query(RowView).first())
        assert re.search(r"Manage\s+Write down the last(.|\n)*Lead\s+Open with the change", row)


async def test_the_layout_follows_the_width_of_the_terminal(opened: Opened, until: Until) -> None:
    async with opened(120, 50) as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot))
        await pilot.resize_terminal(80, 50)
        await pilot.pause()
        await until(pilot, lambda: "Manage" in visible(pilot))
        assert "┼" not in visible(pilot)
        await pilot.resize_terminal(100, 50)
        await until(pilot, lambda: "┼" in visible(pilot))


@pytest.mark.parametrize("size", [(20, 6), (20, 24), (35, 24), (120, 8), (10, 3)])
async def test_a_tiny_terminal_crashes_nothing_and_is_told_to_widen(
    opened: Opened, until: Until, size: tuple[int, int]
) -> None:
    async with opened(*size) as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot))
        await pilot.press("ctrl+o", "1", "n", "escape", "escape", "f1", "escape")
        assert pilot.app.is_running
        assert "widen the terminal" in visible(pilot) or size[1] < 6

"""Turns to learn from are read line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import DataError
from coach.reading.turns import read_turns


def test_a_turn_says_what_it_does_and_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "turns.jsonl"
    path.write_text('{"text": "shorter", "turn": "shorter", "previous": "my boss"}\n')
    (turn,) = read_turns(path)
    assert (turn.text, turn.turn, turn.previous) == ("shorter", "shorter", "my boss")


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "x", "turn": "why"}'])
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "turns.jsonl"
    path.write_text(f'{{"text": "a", "turn": "why", "previous": "b"}}\n{line}\n')
    with pytest.raises(DataError, match=r"turns\.jsonl:2"):
        read_turns(path)

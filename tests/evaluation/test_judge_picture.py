"""What judging looks like, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.evaluation.judge_screen import JudgeScreen
from coach.evaluation.judging import Judge
from coach.evaluation.pool import Candidate, write_pool

QUERY = (
    "One of my best engineers has started missing deadlines and snapped at a teammate in stand-up yesterday. I'm not "
    "sure whether to say something or give it time."
)
TEXT = "Open with the change you have seen, not with the list. Say what they have meant to the team. [Then ask.]"
CANDIDATES = [Candidate("q1", f"p{n}", QUERY, "When a reliable person starts to slip", TEXT) for n in range(3)]


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_judging(
    snap_compare: Callable[..., bool], size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_pool(CANDIDATES, Path("pool.jsonl"))
    Judge(Path("pool.jsonl"), "anna").judge(CANDIDATES[0], 2)
    screen = JudgeScreen(CANDIDATES, Judge(Path("pool.jsonl"), "anna"))
    assert snap_compare(screen, press=["left"], terminal_size=size)

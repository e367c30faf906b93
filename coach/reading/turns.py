"""Turns of conversations to learn from: what each does, and what was talked about before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.files import parsed_lines
from coach.library.corpus import corpus_dir


@dataclass(frozen=True, slots=True)
class LearnedTurn:
    """One turn to learn from."""

    text: str
    turn: str
    """What it does: see `coach.coaching.answer.Turn`."""
    previous: str
    """The situation that was talked about, in a sentence."""


def turns_file() -> Path:
    """Where the turns lie."""
    return corpus_dir() / "training" / "turns.jsonl"


def read_turns(path: Path) -> tuple[LearnedTurn, ...]:
    """Read turns, one JSON object a line.

    Raises:
        DataError: the file is missing, or a line is malformed; the message names the line.
    """
    return parsed_lines(path, "a turn", _turn)


def _turn(row: Any) -> LearnedTurn:  # noqa: ANN401 - what JSON held
    return LearnedTurn(str(row["text"]), str(row["turn"]), str(row["previous"]))

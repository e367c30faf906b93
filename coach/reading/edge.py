"""Messages at the edge of what Coach answers, to learn from: not covered, grave, or only sounding grave.

What only sounds grave counts as covered, as every story does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.files import parsed_lines
from coach.library.corpus import corpus_dir

COVERED = "covered"
"""What a story is, and a message that only sounds grave."""
LOOK_ALIKE = "look-alike"
FAR = "far"
NOT_COVERED = (FAR, "near")
"""Everyday questions, and questions of work that are not about people: a fact, a tool, a document."""


@dataclass(frozen=True, slots=True)
class EdgeMessage:
    """One message to learn from."""

    text: str
    kind: str
    """`covered`, `far`, `near`, or a category of what must be met by whom to turn to."""


def edge_file() -> Path:
    """Where the messages lie."""
    return corpus_dir() / "training" / "edge.jsonl"


def grave_file() -> Path:
    """Where short stretches lie that tell of something grave, and such as only sound like it."""
    return corpus_dir() / "training" / "grave.jsonl"


def read_edge_messages(path: Path) -> tuple[EdgeMessage, ...]:
    """Read messages, one JSON object a line.

    Raises:
        DataError: the file is missing, or a line is malformed; the message names the line.
    """
    return parsed_lines(path, "a message", _message)


def _message(row: Any) -> EdgeMessage:  # noqa: ANN401 - what JSON held
    text, kind = str(row["text"]), str(row["kind"])
    return EdgeMessage(text, COVERED if kind == LOOK_ALIKE else kind)

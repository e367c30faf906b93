"""Messages at the edge of what Coach answers, to learn from: not covered, grave, or only sounding grave.

What only sounds grave counts as covered, as every story does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from coach.errors import DataError
from coach.files import numbered_lines
from coach.library.corpus import corpus_dir

COVERED = "covered"
"""What a story is, and a message that only sounds grave."""
LOOK_ALIKE = "look-alike"
NOT_COVERED = ("far", "near")
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


def read_edge_messages(path: Path) -> tuple[EdgeMessage, ...]:
    """Read messages, one JSON object a line.

    Raises:
        DataError: the file is missing, or a line is malformed; the message names the line.
    """
    return tuple(_message(path, number, line) for number, line in numbered_lines(path))


def _message(path: Path, number: int, line: str) -> EdgeMessage:
    try:
        row = json.loads(line)
        text, kind = str(row["text"]), str(row["kind"])
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(f"{path}:{number}: not a message ({error}): mend that line.") from error
    return EdgeMessage(text, COVERED if kind == LOOK_ALIKE else kind)

"""Messages at the edge of what Coach answers, to learn from: not covered, grave, or only sounding grave.

Grave ones count as covered here: whom to turn to first is told elsewhere, by phrases. A classifier of the grave
categories over the same vectors was tried and stopped one ordinary story in five, so it was left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from coach.errors import DataError
from coach.library.corpus import corpus_dir
from coach.reading.rows import numbered_rows

COVERED = "covered"
"""What a story is, and a message that is grave or only sounds so."""
NOT_COVERED = ("far", "near")
"""Everyday questions, and questions of work that are not about people: a fact, a tool, a document."""


@dataclass(frozen=True, slots=True)
class EdgeMessage:
    """One message to learn from."""

    text: str
    kind: str
    """`covered`, `far` or `near`."""


def edge_file() -> Path:
    """Where the messages lie."""
    return corpus_dir() / "training" / "edge.jsonl"


def read_edge_messages(path: Path) -> tuple[EdgeMessage, ...]:
    """Read messages, one JSON object a line.

    Raises:
        DataError: the file is missing, or a line is malformed; the message names the line.
    """
    return tuple(_message(path, number, line) for number, line in numbered_rows(path))


def _message(path: Path, number: int, line: str) -> EdgeMessage:
    try:
        row = json.loads(line)
        text, kind = str(row["text"]), str(row["kind"])
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(f"{path}:{number}: not a message ({error}): mend that line.") from error
    return EdgeMessage(text, kind if kind in NOT_COVERED else COVERED)

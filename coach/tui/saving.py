"""Saving an answer as a Markdown file."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from coach.coaching.answer import Answer
from coach.coaching.markdown import to_markdown


def save(answer: Answer, folder: Path | None = None) -> str:
    """Write an answer to the next free `coach-answer-<n>.md`, readable by its owner alone, and return that name.

    Raises:
        OSError: the file cannot be written.
    """
    folder = folder or Path.cwd()
    for number in count(1):
        name = f"coach-answer-{number}.md"
        try:
            file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(file, "w", encoding="utf-8") as stream:
            stream.write(to_markdown(answer))
        return name
    raise AssertionError("unreachable: the numbers do not end")

"""Files of things to learn from, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coach.errors import DataError


def numbered_rows(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers; only `\\n` ends one, since JSON may hold U+2028.

    Raises:
        DataError: the file is missing, or is not text.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read ({error}): it holds what Coach learns from.") from error
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())

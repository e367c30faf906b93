"""Looking for phrases in what a person typed: one way to fold a text, and one to put many phrases into a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable


def folded(text: str) -> str:
    """A text as phrases are written: lower case, straight apostrophes, single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of some regular expressions."""
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases))

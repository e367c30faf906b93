"""Situations that people must meet before any advice: told by phrases, as data that a reader can review.

The phrases are in `corpus/people-first.toml`. They are a first line of safety: plain words for grave things, found
wherever they stand in a story. What they miss is not caught by anything else yet.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from coach.coaching.answer import Answer
from coach.errors import DataError
from coach.library.corpus import corpus_dir


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of grave situation."""

    id: str
    phrases: re.Pattern[str]
    message: str


@cache
def categories() -> tuple[Category, ...]:
    """The categories, the gravest first.

    Raises:
        DataError: the file is missing or broken.
    """
    path = corpus_dir() / "people-first.toml"
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["category"]
        return tuple(
            Category(
                row["id"], re.compile("|".join(f"(?:{p})" for p in row["phrases"])), " ".join(row["message"].split())
            )
            for row in rows
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, re.error) as error:
        raise DataError(f"{path} cannot be read ({error}): install Coach again.") from error


def meet_people_first(text: str) -> Answer | None:
    """Say whom to turn to when a story is of a grave kind; None when it is not."""
    folded = " ".join(text.lower().replace("’", "'").split())
    for category in categories():
        if category.phrases.search(folded):
            return Answer(outcome="people-first", turn="situation", text=text, message=category.message)
    return None

"""Situations that people must meet before any advice: told by phrases, as data that a reader can review.

The phrases are in `corpus/people-first.toml`. They are a first line of safety: plain words for grave things, found
wherever they stand in a story. What they miss is not caught by anything else yet.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from coach.coaching.answer import Answer
from coach.errors import DataError
from coach.library.corpus import corpus_dir
from coach.library.text import count_words


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of grave situation."""

    id: str
    phrases: re.Pattern[str]
    longest: int | None
    """In a message of more words a phrase of this category is taken for a detail of the story, not its point."""
    message: str


@cache
def categories() -> tuple[Category, ...]:
    """The categories, the gravest first.

    Raises:
        DataError: the file is missing or broken.
    """
    return tuple(_category(row) for row in _file()["category"])


@cache
def figures_of_speech() -> re.Pattern[str]:
    """What sounds grave and is not; it is taken out of a message before the phrases are looked for."""
    return _any_of(_file()["figures_of_speech"])


def meet_people_first(text: str) -> Answer | None:
    """Say whom to turn to when a story is of a grave kind; None when it is not."""
    folded = figures_of_speech().sub(" ", " ".join(text.lower().replace("’", "'").split()))
    words = count_words(folded)
    for category in categories():
        if (category.longest is None or words <= category.longest) and category.phrases.search(folded):
            return Answer(outcome="people-first", turn="situation", text=text, message=category.message)
    return None


@cache
def _file() -> dict[str, Any]:
    path = corpus_dir() / "people-first.toml"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in values["category"]:
            _category(row)
        _any_of(values["figures_of_speech"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise DataError(f"{path} cannot be read ({error}): install Coach again.") from error
    return values


def _category(row: dict[str, Any]) -> Category:
    return Category(row["id"], _any_of(row["phrases"]), row.get("longest"), " ".join(row["message"].split()))


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases))

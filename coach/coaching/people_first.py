"""Situations that people must meet before any advice: told by phrases, and by what was learned from examples.

The phrases and the messages are in `corpus/people-first.toml`, data that a reader can review: plain words for grave
things, found wherever they stand in a story. What people put less plainly is told by the reader's classifier of kinds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from coach.coaching.answer import Answer, ReadArticle, Reading
from coach.coaching.phrases import any_of, folded
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
    at_once: bool
    """Whether plain words alone are enough: nothing is weighed where a life may be at stake."""
    support: tuple[ReadArticle, ...]
    """Articles that may help afterwards; none where advice could do harm."""


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
    return any_of(_file()["figures_of_speech"])


def category_of(name: str) -> Category:
    """The category of an id."""
    return next(category for category in categories() if category.id == name)


def named_outright(text: str) -> Category | None:
    """The category of which a story speaks in plain words; None when of none."""
    literal = figures_of_speech().sub(" ", folded(text))
    words = count_words(literal)
    for category in categories():
        if (category.longest is None or words <= category.longest) and category.phrases.search(literal):
            return category
    return None


def read_as_grave(kinds: Mapping[str, float]) -> tuple[Category | None, float]:
    """The likeliest of the categories by what the reader has learned, and how likely it is that it is any of them.

    Args:
        kinds: the probability of each kind of message; empty when nothing was learned.
    """
    graves = {category.id: category for category in categories()}
    shares = {kind: share for kind, share in kinds.items() if kind in graves}
    if not shares:
        return None, 0.0
    return graves[max(shares, key=lambda kind: shares[kind])], sum(shares.values())


def whom_to_turn_to(category: Category) -> Answer:
    """Name whom to turn to, and the articles that may help afterwards."""
    reading = Reading(category.support, (), 0.0) if category.support else None
    return Answer(outcome="people-first", turn="situation", text="", reading=reading, message=category.message)


@cache
def _file() -> dict[str, Any]:
    path = corpus_dir() / "people-first.toml"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in values["category"]:
            _category(row)
        any_of(values["figures_of_speech"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise DataError(f"{path} cannot be read ({error}): install Coach again.") from error
    return values


def _category(row: dict[str, Any]) -> Category:
    support = tuple(ReadArticle(article["article"], article["title"], 0.0) for article in row["support"])
    message = " ".join(row["message"].split())
    return Category(row["id"], any_of(row["phrases"]), row.get("longest"), message, row.get("at_once", False), support)

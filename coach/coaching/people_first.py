"""Situations that people must meet before any advice: told by phrases, and by what was learned from examples.

The phrases and the messages are in `corpus/people-first.toml`, data that a reader can review: plain words for grave
things, found wherever they stand in a story. What people put less plainly is told by what the reader makes of the whole
message and of its gravest stretch.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from coach.coaching.answer import Answer, ReadArticle, Reading
from coach.coaching.phrases import any_of, folded
from coach.coaching.reading import ReadingLimits
from coach.errors import DataError
from coach.library.corpus import corpus_dir
from coach.library.text import count_words
from coach.reading.reader import StoryReading

LEAST_LIKELY = 1e-6
"""A probability is taken for no less, so that its logit is finite."""


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


def told_as_grave(story: StoryReading, named: Category | None, limits: ReadingLimits) -> tuple[Category | None, float]:
    """The likeliest category of a message, and how surely it is grave: a logit, above 0 where it more likely is.

    Args:
        story: what the reader made of the message.
        named: the category that it names in plain words.
        limits: the weights.
    """
    if named and not story.windows:  # in a short message plain words are its point
        return named, math.inf
    if story.gravity is None:  # nothing was learned for this encoder
        return named, math.inf if named else -math.inf
    whole = {category.id: story.kinds.get(category.id, 0.0) for category in categories()}
    shares = {name: share + story.gravity.shares.get(name, 0.0) for name, share in whole.items()}
    sureness = (
        limits.grave_bias
        + limits.grave_stretch * _logit(story.gravity.likelihood)
        + limits.grave_whole * _logit(sum(whole.values()))
        + limits.grave_named * (named is not None)
        + limits.grave_ordinary * max(_logit(float(story.probabilities.max())), 0.0)
    )
    return named or category_of(max(shares, key=lambda name: shares[name])), sureness


def _logit(probability: float) -> float:
    kept = min(max(probability, LEAST_LIKELY), 1 - LEAST_LIKELY)
    return math.log(kept / (1 - kept))


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

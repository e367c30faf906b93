"""Reading a story: which articles it is about, and how sure Coach is of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.coaching.answer import ReadArticle, Reading
from coach.search.ranking import Ranking
from coach.search.store import Scores, Store

LIKELIEST = 5


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The numbers of the reading; fitted on the dev split of the judged collection."""

    sharpness: float = 2.8
    """Of the softmax that turns the scores of articles into probabilities."""
    least_coverage: float = 0.46
    """Below this coverage the library does not answer what was typed; 96 of 100 situations lie above it."""
    new_situation: float = 0.62
    """A short turn of a conversation with less coverage adds to the situation instead of beginning another."""
    second: float = 0.55
    """A second article is used when it is at least this likely, as a share of the first."""


def probabilities(scores: Scores, sharpness: float) -> Scores:
    """Turn the scores of articles into probabilities that sum to 1."""
    if not len(scores):
        return scores
    weights = np.exp(sharpness * (scores - scores.max()))
    shares: Scores = weights / weights.sum()
    return shares


def read_story(ranking: Ranking, store: Store, limits: ReadingLimits, chosen: str | None = None) -> Reading:
    """Name the likeliest articles of a ranking.

    Args:
        ranking: of the story.
        store: the index that was ranked.
        limits: the numbers of the reading.
        chosen: the slug of the article that a person asks to be answered for, instead of the likeliest.
    """
    shares = probabilities(ranking.articles, limits.sharpness)
    order = [int(number) for number in np.argsort(-shares, kind="stable")[:LIKELIEST]]
    if chosen is not None and store.numbers[chosen] not in order:
        order[-1] = store.numbers[chosen]
    used = {store.numbers[chosen]} if chosen is not None else set(_used(order, shares, limits))
    articles = [store.articles[number] for number in order]
    themes = dict.fromkeys(theme for number in order if number in used for theme in store.articles[number].themes)
    return Reading(
        articles=tuple(
            ReadArticle(article.slug, article.title, round(float(shares[number]), 4), number in used)
            for number, article in zip(order, articles, strict=True)
        ),
        themes=tuple(themes),
        confidence=round(float(shares[order[0]]), 4) if order else 0.0,
    )


def is_covered(ranking: Ranking, limits: ReadingLimits) -> bool:
    """Whether the library has anything near what was typed."""
    return ranking.coverage >= limits.least_coverage


def _used(order: list[int], shares: Scores, limits: ReadingLimits) -> list[int]:
    """The first article, and the second when it is about as likely."""
    used = order[:1]
    if len(order) > 1 and shares[order[1]] >= limits.second * shares[order[0]]:
        used.append(order[1])
    return used

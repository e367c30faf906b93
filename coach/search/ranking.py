"""Ranking articles and passages for a query by words, by meaning, and by both.

Passages and situations lines are scored first. An article is scored from its best passages and its best lines, and
lifts its passages in turn: what helps in a situation is mostly several passages of one article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from coach.search.encoder import Encoder, Vectors
from coach.search.query import Query, make_query
from coach.search.store import Scores, Store

System = Literal["hybrid", "dense", "lexical"]
SYSTEMS: tuple[System, ...] = get_args(System)

Fusion = Literal["standard", "minmax", "rrf"]
"""How scores of meaning and of words are put on one scale before they are combined."""

RANK_CONSTANT = 60
"""Of reciprocal rank fusion: Cormack et al. (2009)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of the ranking; tuned on the dev split of the judged collection."""

    dense: float = 0.625
    """Share of meaning, against words, in the score of an article."""
    situations: float = 0.64
    """Share of an article's situations lines, against its passages, in its score."""
    lift: float = 0.8
    """Share of its article's score in the score of a passage."""
    best_passages: int = 5
    best_situations: int = 3
    nearest: int = 3
    """How many of the situations lines and of the off-topic lines nearest to a text tell whether it is covered."""
    fusion: Fusion = "standard"
    windows: bool = True
    """Whether a long text is compared in windows too, and not whole alone."""


@dataclass(frozen=True, slots=True)
class Signals:
    """The raw scores of one query over all lines of the index: passages, situations lines, off-topic lines.

    The lexical scores are BM25, the others cosines; off-topic lines have no lexical score.
    """

    whole: Scores
    """Cosines of the whole text."""
    window: Scores
    """Cosines of that window of the text which is nearest to the line."""
    lexical_passages: Scores
    lexical_situations: Scores


@dataclass(frozen=True, slots=True)
class Views:
    """What meaning and words, each alone, make of a query, put on one scale."""

    articles: tuple[Scores, Scores]
    """By meaning and by words."""
    passages: tuple[Scores, Scores]
    coverage: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a system makes of a query.

    The scores of articles are in standard deviations over all articles, those of passages between 0 and 1; both
    compare within one query only. `coverage` compares between queries: how near the library is to the text, less how
    near the off-topic lines are, in cosines; between -1 and 2.
    """

    articles: Scores
    passages: Scores
    coverage: float


class Ranker:
    """Ranks the articles and passages of a store."""

    def __init__(self, store: Store, encoder: Encoder, weights: Weights | None = None) -> None:
        self.store = store
        self.encoder = encoder
        self.weights = weights or Weights()

    def rank(self, text: str, system: System = "hybrid") -> Ranking:
        """Score every article and every passage for a text."""
        return self.fuse(self.signals(self.query(text), system), system)

    def query(self, text: str) -> Query:
        """Make a query of a text, with windows only if the weights have them."""
        query = make_query(text)
        return query if self.weights.windows else replace(query, windows=())

    def encode(self, query: Query) -> Vectors:
        """The vectors of the whole text and of its windows, shape (1 + windows, dimensions)."""
        return self.encoder.encode([query.text, *query.windows])

    def signals(self, query: Query, system: System = "hybrid", vectors: Vectors | None = None) -> Signals:
        """Compute the raw scores that a system needs; the others are 0.

        Args:
            query: what is searched for.
            system: which scores are needed.
            vectors: of the query, where they are known already.
        """
        counts = self.store.manifest
        cosines = np.zeros((counts.passages + counts.situations + counts.off_topic, 1))
        lexical = (np.zeros(counts.passages), np.zeros(counts.situations))
        if system != "lexical" and query.text:
            cosines = np.asarray(
                self.store.vectors @ (self.encode(query) if vectors is None else vectors).T, dtype=np.float64
            )
        if system != "dense":
            lexical = (self.store.match_passages(query.words), self.store.match_situations(query.words))
        windows = cosines[:, 1:] if query.windows and cosines.shape[1] > 1 else cosines
        return Signals(cosines[:, 0], windows.max(axis=1), *lexical)

    def fuse(self, signals: Signals, system: System) -> Ranking:
        """Turn raw scores into a ranking: a convex combination of standard scores.

        Bruch et al. (2022, arXiv:2210.11934) find such combinations better than reciprocal ranks. Standard scores
        instead of their min-max serve stories better: one passage that happens to share a story's odd words stretches
        the range of BM25, and by min-max flattens every other article.
        """
        dense = {"hybrid": self.weights.dense, "dense": 1.0, "lexical": 0.0}[system]
        return self.combine(self.views(signals), dense)

    def views(self, signals: Signals) -> Views:
        """Put the raw scores of meaning and of words on the scale of the fusion."""
        scale = SCALES[self.weights.fusion]
        passages, situations, off_topic = self._by_kind((signals.whole + signals.window) / 2)
        by_meaning = (self._article_scores(signals.whole) + self._article_scores(signals.window)) / 2
        by_words = self._article_scores(np.concatenate([signals.lexical_passages, signals.lexical_situations]))
        if self.weights.fusion != "standard":  # the scores of articles are standard scores already
            by_meaning, by_words = scale(by_meaning), scale(by_words)
        coverage = self._coverage(passages, situations, off_topic)
        return Views((by_meaning, by_words), (scale(passages), scale(signals.lexical_passages)), coverage)

    def combine(self, views: Views, dense: float) -> Ranking:
        """Combine what meaning and words make of a query, with `dense` as the share of meaning."""
        articles = dense * views.articles[0] + (1 - dense) * views.articles[1]
        of_passages = dense * views.passages[0] + (1 - dense) * views.passages[1]
        if len(of_passages):
            lift = self.weights.lift
            of_passages = (1 - lift) * of_passages + lift * articles[self.store.passage_articles]
        return Ranking(articles, _min_max(of_passages), views.coverage)

    def _by_kind(self, scores: Scores) -> tuple[Scores, Scores, Scores]:
        counts = self.store.manifest
        passages, situations, off_topic = np.split(scores, [counts.passages, counts.passages + counts.situations])
        return passages, situations, off_topic

    def _coverage(self, passages: Scores, situations: Scores, off_topic: Scores) -> float:
        near = _best_mean(passages, self.weights.best_passages) + _best_mean(situations, self.weights.nearest)
        return near - _best_mean(off_topic, self.weights.nearest)

    def _article_scores(self, scores: Scores) -> Scores:
        """Score articles by their best passages and their best situations lines, in standard deviations."""
        store, weights = self.store, self.weights
        passages, situations, _ = self._by_kind(scores)
        size = len(store.articles)
        background = float(passages.mean()) if len(passages) else 0.0
        from_passages = _mean_of_best(passages, store.passage_articles, size, weights.best_passages, background)
        from_situations = _mean_of_best(situations, store.situation_articles, size, weights.best_situations, background)
        # An article without situations lines, such as a person's own, is judged by its best passages instead.
        without = np.bincount(store.situation_articles, minlength=size) == 0
        if without.any():
            stand_in = _mean_of_best(passages, store.passage_articles, size, weights.best_situations, background)
            from_situations = np.where(without, stand_in, from_situations)
        share = weights.situations
        return (1 - share) * standard_scores(from_passages) + share * standard_scores(from_situations)


def standard_scores(scores: Scores) -> Scores:
    """Scores in standard deviations from their mean; all equal scores become 0."""
    if not len(scores) or scores.max() == scores.min():
        return np.zeros_like(scores)
    standardised: Scores = (scores - scores.mean()) / scores.std()
    return standardised


def _min_max(scores: Scores) -> Scores:
    """Stretch scores to the range from 0 to 1; all equal scores become 0."""
    if not len(scores) or scores.max() == scores.min():
        return np.zeros_like(scores)
    normalised: Scores = (scores - scores.min()) / (scores.max() - scores.min())
    return normalised


def _reciprocal_rank(scores: Scores) -> Scores:
    """1 / (60 + rank) by descending score; what scores least was not found, and has 0."""
    if not len(scores) or scores.max() == scores.min():
        return np.zeros_like(scores)
    ranks = np.empty(len(scores))
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    reciprocal: Scores = np.where(scores > scores.min(), 1 / (RANK_CONSTANT + ranks), 0.0)
    return reciprocal


SCALES: dict[Fusion, Callable[[Scores], Scores]] = {
    "standard": standard_scores,
    "minmax": _min_max,
    "rrf": _reciprocal_rank,
}


def _best_mean(scores: Scores, best: int) -> float:
    return float(np.sort(scores)[-best:].mean()) if len(scores) else 0.0


def _mean_of_best(scores: Scores, owners: NDArray[np.int64], size: int, best: int, background: float) -> Scores:
    """For each owner the mean of its `best` highest scores; one with fewer is filled up with the background."""
    order = np.lexsort((-scores, owners))
    sorted_owners = owners[order]
    rank_within = np.arange(len(order)) - np.searchsorted(sorted_owners, sorted_owners)
    kept = order[rank_within < best]
    total = np.bincount(owners[kept], weights=scores[kept], minlength=size)
    count = np.bincount(owners[kept], minlength=size)
    means: Scores = (total + (best - count) * background) / best
    return means

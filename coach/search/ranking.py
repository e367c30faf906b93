"""Ranking articles and passages for a query by words, by meaning, and by both.

Passages and situations lines are scored first. An article is scored from its best passages and its best lines, and
lifts its passages in turn: what helps in a situation is mostly several passages of one article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from coach.search.encoder import Encoder, Vectors
from coach.search.query import Query, make_query
from coach.search.store import Scores, Store

System = Literal["hybrid", "dense", "lexical"]
SYSTEMS: tuple[System, ...] = get_args(System)


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of the ranking; tuned on the dev split of the judged collection."""

    dense_articles: float = 0.8
    """Share of meaning, against words, in the score of an article: the convex combination of Bruch et al. (2022)."""
    dense_passages: float = 0.7
    """The same in the score of a passage."""
    lift: float = 0.6
    """Share of its article's score in the score of a passage."""
    windows: float = 0.5
    """Share of the best window of a long text, against the whole text, in a cosine."""
    situations: float = 1.0
    """How much an article's situations lines count beside its passages."""
    best_passages: int = 5
    best_situations: int = 2


@dataclass(frozen=True, slots=True)
class Signals:
    """The raw scores of one query, cosines and BM25, over all passages and all situations lines."""

    dense_passages: Scores
    dense_situations: Scores
    lexical_passages: Scores
    lexical_situations: Scores


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a system makes of a query.

    Scores lie between 0 and 1 and compare within one query only; `cosine` is the best of any passage or situations
    line and compares between queries.
    """

    articles: Scores
    passages: Scores
    cosine: float


class Ranker:
    """Ranks the articles and passages of a store."""

    def __init__(self, store: Store, encoder: Encoder, weights: Weights | None = None) -> None:
        self.store = store
        self.encoder = encoder
        self.weights = weights or Weights()

    def rank(self, text: str, system: System = "hybrid") -> Ranking:
        """Score every article and every passage for a text."""
        return self.fuse(self.signals(make_query(text), system), system)

    def signals(self, query: Query, system: System = "hybrid") -> Signals:
        """Compute the raw scores that a system needs; the others are 0."""
        passages, situations = self.store.manifest.passages, self.store.manifest.situations
        dense = (np.zeros(passages), np.zeros(situations))
        lexical = (np.zeros(passages), np.zeros(situations))
        if system != "lexical" and query.text:
            dense = self._cosines(self.encoder.encode([query.text, *query.windows]))
        if system != "dense":
            lexical = (self.store.match_passages(query.words), self.store.match_situations(query.words))
        return Signals(*dense, *lexical)

    def _cosines(self, queries: Vectors) -> tuple[Scores, Scores]:
        cosines = np.asarray(self.store.vectors @ queries.T, dtype=np.float64)
        whole = cosines[:, 0]
        if cosines.shape[1] > 1:
            share = self.weights.windows
            whole = (1 - share) * whole + share * cosines[:, 1:].max(axis=1)
        return whole[: self.store.manifest.passages], whole[self.store.manifest.passages :]

    def fuse(self, signals: Signals, system: System) -> Ranking:
        """Turn raw scores into a ranking."""
        weights, store = self.weights, self.store
        dense_articles = self._article_scores(signals.dense_passages, signals.dense_situations)
        lexical_articles = self._article_scores(signals.lexical_passages, signals.lexical_situations)
        articles = _combine(dense_articles, lexical_articles, _share(system, weights.dense_articles))
        passages = _combine(signals.dense_passages, signals.lexical_passages, _share(system, weights.dense_passages))
        if len(passages):
            passages = (1 - weights.lift) * passages + weights.lift * articles[store.passage_articles]
        best = max(signals.dense_passages.max(initial=0.0), signals.dense_situations.max(initial=0.0))
        return Ranking(articles, passages, float(best))

    def _article_scores(self, passages: Scores, situations: Scores) -> Scores:
        store, weights = self.store, self.weights
        size = len(store.articles)
        background = float(passages.mean()) if len(passages) else 0.0
        from_passages = _mean_of_best(passages, store.passage_articles, size, weights.best_passages, background)
        from_situations = _mean_of_best(situations, store.situation_articles, size, weights.best_situations, background)
        # An article without situations lines, such as a person's own, is judged by its two best passages instead.
        without = np.bincount(store.situation_articles, minlength=size) == 0
        if without.any():
            stand_in = _mean_of_best(passages, store.passage_articles, size, weights.best_situations, background)
            from_situations = np.where(without, stand_in, from_situations)
        return from_passages + weights.situations * from_situations


def _share(system: System, hybrid: float) -> float:
    return {"hybrid": hybrid, "dense": 1.0, "lexical": 0.0}[system]


def _combine(dense: Scores, lexical: Scores, share: float) -> Scores:
    return share * _min_max(dense) + (1 - share) * _min_max(lexical)


def _min_max(scores: Scores) -> Scores:
    """Stretch scores to the range from 0 to 1; all equal scores become 0."""
    if not len(scores) or scores.max() == scores.min():
        return np.zeros_like(scores)
    normalised: Scores = (scores - scores.min()) / (scores.max() - scores.min())
    return normalised


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

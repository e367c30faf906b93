"""Reading a story: how likely each article is to help, who asks, and where the trouble lies.

Three witnesses are heard. A linear classifier over the vector of the story, whole and in windows, has learned from
thousands of stories what people mean; another has learned what their words alone say; the hybrid ranking compares the
story with the articles' own words, and speaks for articles that nobody wrote stories for. Their scores are added in
standard deviations and turned into calibrated probabilities, so that learned and unlearned articles can be ranked
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coach.reading.edge import COVERED
from coach.reading.model import Calibration, Classifier, ReadingModel
from coach.reading.neutral import neutral
from coach.reading.stretches import stretches
from coach.reading.turn_features import Heard
from coach.reading.words import Runs
from coach.search.encoder import Vectors
from coach.search.query import Query, make_query
from coach.search.ranking import Ranker, Ranking, standard_scores
from coach.search.store import Scores

# Of the softmax that stands in for what was learned; fitted on the dev split with the plain model.
_SHARPNESS = 2.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What each witness says of every article, in standard deviations, and what they say together."""

    story: Scores
    windows: Scores
    ranking: Scores
    words: Scores
    total: Scores
    by_window: Scores
    """The same as `story` for each window, shape (windows, articles); none of a short story."""


@dataclass(frozen=True, slots=True)
class Gravity:
    """The gravest stretch of a text."""

    stretch: str
    """Neutral."""
    shares: dict[str, float]
    """How likely each grave category is; with what is ordinary they sum to 1."""

    @property
    def likelihood(self) -> float:
        """How likely it is that the stretch tells of something grave; not calibrated."""
        return sum(self.shares.values())

    @property
    def category(self) -> str:
        """The likeliest of the categories."""
        return max(self.shares, key=lambda name: self.shares[name])


@dataclass(frozen=True, slots=True)
class StoryReading:
    """What a story is about; arrays are in the order of the store's articles."""

    probabilities: Scores
    """That an article helps, calibrated; they don't sum to 1, since several may help."""
    roles: dict[str, float]
    """Probability of each role; empty when nothing was learned for this encoder."""
    directions: dict[str, float]
    kinds: dict[str, float]
    """Probability that it is covered, or not, far or near, or grave, by category."""
    evidence: Evidence
    ranking: Ranking
    vectors: Vectors
    """Of the whole story and its windows."""
    windows: tuple[str, ...] = ()
    """The windows of a long story, neutral."""
    gravity: Gravity | None = None
    """None when nothing was learned for this encoder."""
    heard: Heard | None = None
    """What a turn of a conversation is told by; None when nothing was learned for this encoder."""

    @property
    def order(self) -> NDArray[np.int64]:
        """The numbers of the articles, likeliest first."""
        return np.argsort(-self.probabilities, kind="stable")


class Reader:
    """Reads stories over the articles of a ranker's store."""

    def __init__(self, ranker: Ranker, model: ReadingModel | None) -> None:
        """Take a ranker, and what was learned for its encoder, if anything was."""
        self.ranker = ranker
        self.store = ranker.store
        self.model = model

    def read(self, text: str) -> StoryReading:
        """Read a story of any length."""
        plain = neutral(text)
        query = make_query(plain)
        vectors = self.ranker.encode(query)
        ranking = self.ranker.fuse(self.ranker.signals(query, "hybrid", vectors), "hybrid")
        if self.model is None:
            return _unlearned(ranking, vectors)
        runs = self.model.words.runs(plain)
        evidence = self.weigh(self.model, vectors, ranking, runs)
        return StoryReading(
            probabilities=self._probabilities(self.model, evidence),
            roles=_shares(self.model.roles, vectors, self.model.words.roles.scores(runs)),
            directions=_shares(self.model.directions, vectors, self.model.words.directions.scores(runs)),
            kinds=_shares(self.model.kinds, vectors),
            evidence=evidence,
            ranking=ranking,
            vectors=vectors,
            windows=query.windows,
            gravity=self._gravity(self.model, plain, query, vectors),
            heard=hear(self.model.articles, vectors[0]),
        )

    def weigh(self, model: ReadingModel, vectors: Vectors, ranking: Ranking, runs: Runs) -> Evidence:
        """What each witness says of every article of the store."""
        mix = model.mix
        logits = model.articles.scores(vectors)
        story = self._in_store(standard_scores(logits[0]))
        windows = self._in_store(standard_scores(logits[1:].mean(axis=0))) if len(logits) > 1 else story
        by_window = [self._in_store(standard_scores(of_window)) for of_window in logits[1:]]
        words = self._in_store(standard_scores(model.words.articles.scores(runs)), self._worded)
        total = mix.story * story + mix.windows * windows + mix.ranking * ranking.articles + mix.words * words
        return Evidence(story, windows, ranking.articles, words, total, np.array(by_window))

    def _gravity(self, model: ReadingModel, plain: str, query: Query, vectors: Vectors) -> Gravity:
        """Find the gravest stretch of a neutral text, whose query was encoded already."""
        parts = stretches(plain)
        encoded = vectors if parts == (query.text,) else self.ranker.encoder.encode(parts)
        by_words = np.stack([model.words.graves.scores(model.words.runs(part)) for part in parts])
        shares = [softmax(one) for one in model.graves.scores(encoded) + by_words]
        ordinary = model.graves.names.index(COVERED)
        gravest = min(range(len(parts)), key=lambda number: float(shares[number][ordinary]))
        named = dict(zip(model.graves.names, shares[gravest].tolist(), strict=True))
        named.pop(COVERED)
        return Gravity(parts[gravest], named)

    @cached_property
    def _learned(self) -> NDArray[np.int64]:
        """For each article of the store its place among the learned ones, -1 for the others."""
        return self._places(self.model.articles.names if self.model else ())

    @cached_property
    def _worded(self) -> NDArray[np.int64]:
        """The same for the classifier over words."""
        return self._places(self.model.words.articles.names if self.model else ())

    def _places(self, names: Sequence[str]) -> NDArray[np.int64]:
        places = {slug: place for place, slug in enumerate(names)}
        return np.array([places.get(article.slug, -1) for article in self.store.articles], dtype=np.int64)

    def _in_store(self, scores: Scores, places: NDArray[np.int64] | None = None) -> Scores:
        places = self._learned if places is None else places
        return np.where(places >= 0, scores[places], 0.0)

    def _probabilities(self, model: ReadingModel, evidence: Evidence) -> Scores:
        learned = calibrated(model.learned, evidence.total, self._learned >= 0)
        unlearned = calibrated(model.unlearned, evidence.ranking, self._learned >= 0)
        return np.where(self._learned >= 0, learned, unlearned)


def hear(articles: Classifier, vector: Vectors) -> Heard:
    """What a turn is told by, from its vector."""
    return Heard(vector, softmax(articles.scores(vector[None])[0]).astype(np.float32))


def softmax(logits: Scores) -> Scores:
    """Logits as shares that sum to 1."""
    weights = np.exp(logits - logits.max())
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def calibrated(calibration: Calibration, scores: Scores, among: NDArray[np.bool_]) -> Scores:
    """Probabilities of scores, whose shares are taken among the articles that were calibrated with."""
    return calibration.probability(scores, log_shares(scores, scores[among] if among.any() else scores))


def log_shares(scores: Scores, among: Scores) -> Scores:
    """The logarithms of the shares of the softmax that scores have among others."""
    highest = among.max()
    return np.asarray(scores - (highest + np.log(np.exp(among - highest).sum())), dtype=np.float64)


def _unlearned(ranking: Ranking, vectors: Vectors) -> StoryReading:
    """A reading by the ranking alone, for an encoder that nothing was learned for: a softmax over the articles."""
    scores, nothing = ranking.articles, np.zeros_like(ranking.articles)
    weights = np.exp(_SHARPNESS * (scores - scores.max(initial=0.0)))
    return StoryReading(
        probabilities=weights / max(float(weights.sum()), 1e-9),
        roles={},
        directions={},
        kinds={},
        evidence=Evidence(nothing, nothing, scores, nothing, scores, np.empty((0, len(scores)))),
        ranking=ranking,
        vectors=vectors,
    )


def _shares(classifier: Classifier, vectors: Vectors, by_words: Scores | None = None) -> dict[str, float]:
    """The probability of each class; what words say is added where it is known."""
    logits = classifier.scores(vectors[:1])[0]
    return dict(zip(classifier.names, softmax(logits if by_words is None else logits + by_words).tolist(), strict=True))

"""Tuning the few numbers of the mix and the calibration, on the dev split of the judged collection alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from coach.reading.model import Calibration, Mix
from coach.reading.reader import Evidence, log_shares
from coach.search.store import Scores

HELPFUL = 2
_STORY = (1.0,)
_WINDOWS = (0.0, 0.25, 0.5, 0.75, 1.0)
_RANKING = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
_WORDS = (0.0, 0.5, 1.0, 1.5, 2.0)
# An article that ranks lower is not shown; probabilities are fitted where they are used.
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """What the witnesses say of a query, and how its articles were graded, in the order of the store."""

    evidence: Evidence
    grades: NDArray[np.int64]


def tune_mix(judged: Sequence[Judged]) -> Mix:
    """The mix that serves best: the mean of success at 1, 3 and 5 and of nDCG at 5, by article."""
    mixes = [Mix(*numbers) for numbers in product(_STORY, _WINDOWS, _RANKING, _WORDS)]
    return max(
        mixes, key=lambda mix: float(np.mean([_quality(total(mix, one.evidence), one.grades) for one in judged]))
    )


def total(mix: Mix, evidence: Evidence) -> Scores:
    """The scores of the articles by a mix."""
    of_vectors = mix.story * evidence.story + mix.windows * evidence.windows
    return of_vectors + mix.ranking * evidence.ranking + mix.words * evidence.words


def fit_calibration(scores: Sequence[Scores], grades: Sequence[NDArray[np.int64]]) -> Calibration:
    """Fit the probability that an article helps to the first articles of each query (Platt 1999)."""
    features, helps = [], []
    for one, graded in zip(scores, grades, strict=True):
        first = np.argsort(-one)[:_DEPTH]
        features.append(np.column_stack([one, log_shares(one, one)])[first])
        helps.append(graded[first] >= HELPFUL)
    model = LogisticRegression().fit(np.concatenate(features), np.concatenate(helps))
    return Calibration(float(model.intercept_[0]), float(model.coef_[0, 0]), float(model.coef_[0, 1]))


def _quality(scores: Scores, grades: NDArray[np.int64]) -> float:
    ranked = grades[np.argsort(-scores, kind="stable")]
    discounts = 1 / np.log2(np.arange(5) + 2)
    ideal = float(np.sort(grades)[::-1][:5] @ discounts)
    gain = float(ranked[:5] @ discounts) / ideal if ideal else 0.0
    return float(np.mean([*(np.any(ranked[:k] >= HELPFUL) for k in (1, 3, 5)), gain]))

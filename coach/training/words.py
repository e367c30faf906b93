"""Fitting what the words of stories alone say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from coach.reading.words import BUCKETS, Runs, WordClassifier, weighed
from coach.search.encoder import Vectors
from coach.training.material import Shares
from coach.training.recipe import Recipe


def rarity_of(texts: Sequence[Runs]) -> Vectors:
    """The inverse document frequency of each bucket, smoothed: float32 of shape (BUCKETS,)."""
    seen = np.zeros(BUCKETS)
    for runs in texts:
        seen[runs.buckets] += 1
    return np.asarray(np.log((1 + len(texts)) / (1 + seen)) + 1, dtype=np.float32)


def fit_words(texts: Sequence[Runs], targets: Sequence[Shares], rarity: Vectors, recipe: Recipe) -> WordClassifier:
    """Fit one-against-all logistic regressions by stochastic gradient descent.

    Args:
        texts: the runs of each text.
        targets: the classes of each, each by a share; a text without any teaches nothing.
        rarity: of the buckets.
        recipe: the numbers of the training.
    """
    pairs = [(row, name, share) for row, shares in enumerate(targets) for name, share in shares.items()]
    rows = [row for row, _, _ in pairs]
    model = SGDClassifier(
        loss="log_loss", alpha=recipe.words_alpha, max_iter=recipe.words_passes, tol=None, random_state=recipe.seed
    )
    shares = np.array([share for _, _, share in pairs])
    matrix = _matrix([weighed(runs, rarity) for runs in texts])
    model.fit(matrix[rows], [name for _, name, _ in pairs], sample_weight=shares)
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # of two classes scikit-learn keeps the second alone
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return WordClassifier.rounded([str(name) for name in model.classes_], weights, bias)


def _matrix(texts: Sequence[Runs]) -> csr_matrix:
    ends = np.cumsum([0, *(len(runs.buckets) for runs in texts)])
    columns = np.concatenate([runs.buckets for runs in texts])
    values = np.concatenate([runs.weights for runs in texts])
    return csr_matrix((values, columns, ends), shape=(len(texts), BUCKETS))

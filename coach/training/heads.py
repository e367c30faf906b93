"""Fitting what stands on the vectors of stories: which article, who asks, where the trouble lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from coach.reading.model import Classifier
from coach.search.encoder import Vectors

_ITERATIONS = 400


def fit_classifier(vectors: Vectors, names: Sequence[str], strength: float) -> Classifier:
    """Fit a multinomial logistic regression.

    Args:
        vectors: float32 of shape (samples, dimensions).
        names: the class of each sample.
        strength: inverse regularisation.
    """
    return fit_graded(vectors, [{name: 1.0} for name in names], strength)


def fit_graded(vectors: Vectors, targets: Sequence[dict[str, float]], strength: float) -> Classifier:
    """Fit a multinomial logistic regression to samples that belong to several classes, each by a share."""
    pairs = [(row, name, share) for row, shares in enumerate(targets) for name, share in shares.items()]
    rows = np.array([row for row, _, _ in pairs])
    weights: NDArray[np.float64] = np.array([share for _, _, share in pairs])
    model = LogisticRegression(C=strength, max_iter=_ITERATIONS)
    model.fit(vectors[rows], [name for _, name, _ in pairs], sample_weight=weights)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # of two classes scikit-learn keeps the second alone
        coefficients, intercepts = np.vstack([-coefficients, coefficients]) / 2, np.array([-1, 1]) * intercepts / 2
    return Classifier(
        tuple(str(name) for name in model.classes_),
        coefficients.astype(np.float32),
        intercepts.astype(np.float32),
    )

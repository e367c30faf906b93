"""Measures of a run, computed by ir-measures, with their uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.evaluation.collection import HELPFUL, JudgedCollection
from coach.evaluation.run import Run

SEED = 20_261_122
RESAMPLES = 5_000

# What is printed, the measure of ir-measures behind it, and whether articles are ranked instead of passages.
MEASURES: dict[str, tuple[str, bool]] = {
    "nDCG@10": ("nDCG@10", False),
    "Recall@10": (f"R(rel={HELPFUL})@10", False),
    "RR@10": (f"RR(rel={HELPFUL})@10", False),
    "Judged@10": ("Judged@10", False),
    "Success@1": (f"Success(rel={HELPFUL})@1", True),
    "Success@3": (f"Success(rel={HELPFUL})@3", True),
}

PerQuery = dict[str, NDArray[np.float64]]
"""Values by measure, each of shape (queries,), in the order of the collection."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over queries with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems on one measure: the mean difference a - b, and the p of a paired randomisation test."""

    a: str
    b: str
    measure: str
    difference: float
    p: float


def measure_run(run: Run, collection: JudgedCollection) -> PerQuery:
    """Compute every measure for every query; a query for which nothing was returned counts 0."""
    import ir_measures

    passage_qrels, article_qrels = collection.qrels, collection.article_qrels()
    values: PerQuery = {}
    for name, (definition, by_article) in MEASURES.items():
        measure: Any = ir_measures.parse_measure(definition)
        qrels, scored = (article_qrels, run.articles) if by_article else (passage_qrels, run.passages)
        scored = {query: ranked for query, ranked in scored.items() if ranked}  # Judged@k divides by their number
        found = {metric.query_id: metric.value for metric in ir_measures.iter_calc([measure], qrels, scored)}
        values[name] = np.array([found.get(query.id, 0.0) for query in collection.queries])
    return values


def estimate(values: NDArray[np.float64]) -> Estimate:
    """The mean of per-query values with its percentile bootstrap interval."""
    if len(values) < 2 or values.min() == values.max():
        mean = float(values.mean()) if len(values) else 0.0
        return Estimate(mean, mean, mean)
    from scipy.stats import bootstrap

    generator = np.random.default_rng(SEED)
    interval = bootstrap(
        (values,), np.mean, n_resamples=RESAMPLES, method="percentile", rng=generator
    ).confidence_interval
    return Estimate(float(values.mean()), float(interval.low), float(interval.high))


def compare(names: tuple[str, str], measure: str, a: NDArray[np.float64], b: NDArray[np.float64]) -> Comparison:
    """Compare two systems query by query."""
    difference = float((a - b).mean())
    if not np.any(a != b):
        return Comparison(*names, measure, 0.0, 1.0)
    from scipy.stats import permutation_test

    generator = np.random.default_rng(SEED)
    result = permutation_test(
        (a - b,), np.mean, permutation_type="samples", n_resamples=RESAMPLES, vectorized=True, axis=0, rng=generator
    )
    return Comparison(*names, measure, difference, float(result.pvalue))

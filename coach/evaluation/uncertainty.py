"""How far a measured value can be trusted: intervals, paired tests, effect sizes, and what a collection can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

SEED = 20_261_122
RESAMPLES = 5_000
SIGNIFICANT = 0.05
# Two-sided at 5 %, found in 8 of 10 tries: 1.96 + 0.84 standard errors.
_POWER = 2.80

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over queries with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems on one measure, query by query."""

    a: str
    b: str
    measure: str
    difference: float
    """Mean of a - b."""
    p: float
    """Of a paired randomisation test."""
    p_holm: float = 1.0
    """The same after Holm's correction over all pairs on this measure."""
    low: float = 0.0
    high: float = 0.0
    """The 95 % bootstrap interval of the difference."""
    effect: float = 0.0
    """Cohen's d of paired differences: their mean in standard deviations."""
    better: int = 0
    worse: int = 0
    equal: int = 0
    """For how many queries a is better, worse, or as good."""
    detectable: float = 0.0
    """The smallest difference that this many queries would show in 8 of 10 tries."""

    @property
    def is_significant(self) -> bool:
        return self.p_holm < SIGNIFICANT

    @property
    def is_too_small_to_tell(self) -> bool:
        """Whether there is a difference that more queries might confirm, but not these."""
        return not self.is_significant and 0 < abs(self.difference) < self.detectable


def estimate(values: Values, seed: int = SEED) -> Estimate:
    """The mean of per-query values with its percentile bootstrap interval."""
    if len(values) < 2 or values.min() == values.max():
        mean = float(values.mean()) if len(values) else 0.0
        return Estimate(mean, mean, mean)
    from scipy.stats import bootstrap

    generator = np.random.default_rng(seed)
    interval = bootstrap(
        (values,), np.mean, n_resamples=RESAMPLES, method="percentile", rng=generator
    ).confidence_interval
    return Estimate(float(values.mean()), float(interval.low), float(interval.high))


def compare(names: tuple[str, str], measure: str, a: Values, b: Values, seed: int = SEED) -> Comparison:
    """Compare two systems query by query; Holm's correction is for `correct` to make."""
    differences = a - b
    unequal = Comparison(*names, measure, 0.0, 1.0, equal=len(differences))
    if not np.any(differences):
        return unequal
    from scipy.stats import permutation_test

    result = permutation_test(
        (differences,),
        np.mean,
        permutation_type="samples",
        n_resamples=RESAMPLES,
        vectorized=True,
        axis=0,
        rng=np.random.default_rng(seed),
    )
    interval = estimate(differences, seed)
    deviation = float(differences.std(ddof=1)) if len(differences) > 1 else 0.0
    return replace(
        unequal,
        difference=interval.value,
        p=float(result.pvalue),
        p_holm=float(result.pvalue),
        low=interval.low,
        high=interval.high,
        effect=interval.value / deviation if deviation else 0.0,
        better=int((differences > 0).sum()),
        worse=int((differences < 0).sum()),
        equal=int((differences == 0).sum()),
        detectable=_POWER * deviation / sqrt(len(differences)),
    )


def correct(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Holm's step-down correction, over the comparisons on each measure."""
    corrected = dict.fromkeys(comparisons, 1.0)
    for measure in {c.measure for c in comparisons}:
        family = sorted((c for c in comparisons if c.measure == measure), key=lambda c: c.p)
        largest = 0.0
        for rank, comparison in enumerate(family):
            largest = max(largest, min(1.0, comparison.p * (len(family) - rank)))
            corrected[comparison] = largest
    return [replace(comparison, p_holm=corrected[comparison]) for comparison in comparisons]


def share_interval(hits: int, of: int) -> Estimate:
    """A share with Wilson's 95 % interval; of nothing, it is 0 and may be anything."""
    if not of:
        return Estimate(0.0, 0.0, 1.0)
    from scipy.stats import binomtest

    interval = binomtest(hits, of).proportion_ci(method="wilson")
    return Estimate(hits / of, float(interval.low), float(interval.high))


def auroc(positive: Values, negative: Values) -> float:
    """How often a positive scores above a negative, ties counting half; not a number for want of either."""
    if not len(positive) or not len(negative):
        return float("nan")
    from scipy.stats import rankdata

    ranks = rankdata(np.concatenate([positive, negative]))[: len(positive)]
    above = ranks.sum() - len(positive) * (len(positive) + 1) / 2
    return float(above / (len(positive) * len(negative)))

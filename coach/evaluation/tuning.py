"""Tuning the weight of meaning against words: on one half of the queries, tested on the other, both ways round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.evaluation.bench import Bench
from coach.evaluation.collection import JudgedQuery
from coach.evaluation.measures import Measure, measure_run
from coach.evaluation.run import DEPTH, Run, Scored, best
from coach.evaluation.systems import weights_of
from coach.evaluation.uncertainty import SEED, Comparison, Estimate, Values, compare, correct, estimate
from coach.search.progress import Progress, silent
from coach.search.ranking import Fusion

ALPHAS = tuple(round(float(a), 2) for a in np.linspace(0, 1, 21))
FUSIONS: tuple[Fusion, ...] = ("standard", "minmax", "rrf")

Grid = dict[tuple[Fusion, float], Values]
"""Per-query values by fusion and weight."""


@dataclass(frozen=True, slots=True)
class Half:
    """What was chosen on one half of the queries."""

    queries: int
    fusion: str
    alpha: float
    tuned: float
    """The measure on the half that it was chosen on."""
    held_out: float
    """And on the other half."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """The held-out value of a tuned hybrid beside what it is made of, over all queries of the collection."""

    measure: str
    halves: tuple[Half, Half]
    systems: dict[str, Estimate]
    """`lexical`, `dense`, `hybrid` with the default weight, and `tuned` on whichever half the query is not in."""
    comparisons: tuple[Comparison, ...]
    curve: dict[str, dict[str, float]]
    """The measure over all queries, by fusion and weight: to look at, not to report."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def tune(
    bench: Bench, measure: Measure, fusions: Sequence[Fusion] = FUSIONS, seed: int = SEED, progress: Progress = silent
) -> Tuning:
    """Choose fusion and weight on a random half of the queries and measure on the other half, both ways round."""
    grid: Grid = {}
    for fusion in fusions:
        grid |= _measure_weights(bench, measure, fusion, progress)
    tuned, halves = _cross(grid, len(bench.queries), seed)
    default = weights_of({})
    by_default = _measure_weights(bench, measure, default.fusion, progress, (default.dense,))
    values = {
        "lexical": grid[fusions[0], 0.0],
        "dense": grid[fusions[0], 1.0],
        "hybrid": by_default[default.fusion, default.dense],
        "tuned": tuned,
    }
    others = [name for name in values if name != "tuned"]
    comparisons = [compare(("tuned", other), measure.name, tuned, values[other], seed) for other in others]
    return Tuning(
        measure.name,
        halves,
        {name: estimate(found, seed) for name, found in values.items()},
        tuple(correct(comparisons)),
        {f: {str(a): round(float(grid[f, a].mean()), 4) for a in ALPHAS} for f in fusions},
    )


def _cross(grid: Grid, size: int, seed: int) -> tuple[Values, tuple[Half, Half]]:
    """For each query the value of what won on the half that it is not in."""
    first = np.zeros(size, dtype=bool)
    first[np.random.default_rng(seed).permutation(size)[: size // 2]] = True
    tuned = np.empty(size)
    halves = []
    for half in (first, ~first):
        winner = _winner(grid, half)
        values = grid[winner]
        tuned[~half] = values[~half]
        halves.append(Half(int(half.sum()), *winner, float(values[half].mean()), float(values[~half].mean())))
    return tuned, (halves[0], halves[1])


def _winner(grid: Grid, half: NDArray[np.bool_]) -> tuple[Fusion, float]:
    """The best on a half; of equals the standard fusion, and the weight nearest to the default."""
    default = weights_of({}).dense
    return max(grid, key=lambda key: (float(grid[key][half].mean()), key[0] == "standard", -abs(key[1] - default)))


def _measure_weights(
    bench: Bench, measure: Measure, fusion: Fusion, progress: Progress, alphas: Sequence[float] = ALPHAS
) -> Grid:
    """Rank every query with every weight; what meaning and words say of a query is computed once."""
    ranker = bench.ranker(replace(weights_of({}), fusion=fusion))
    runs = {alpha: Run(f"{fusion} {alpha}", {}, {}) for alpha in alphas}
    for done, query in enumerate(bench.queries, start=1):
        views = ranker.views(ranker.signals(ranker.query(query.text)))
        for alpha, run in runs.items():
            ranking = ranker.combine(views, alpha)
            _keep(run.articles, bench.slugs, ranking.articles, query)
            if not measure.by_article:
                _keep(run.passages, bench.passage_ids, ranking.passages, query)
        progress(f"Ranking with {fusion}, every weight", done, len(bench.queries))
    return {
        (fusion, alpha): measure_run(run, bench.collection, (measure,))[measure.name] for alpha, run in runs.items()
    }


def _keep(scored: Scored, names: Sequence[str], scores: Any, query: JudgedQuery) -> None:  # noqa: ANN401 - an array
    scored[query.id] = best(names, scores, DEPTH, query.id)


def describe(tuning: Tuning) -> str:
    """A tuning as text that fits 80 columns."""
    lines = [f"{tuning.measure}, fusion and weight chosen on one half, measured on the other, both ways round", ""]
    for name, value in tuning.systems.items():
        lines.append(f"  {name:10}{value.value:.4f} [{value.low:.4f}, {value.high:.4f}]")
    lines += ["", "  chosen on               fusion     alpha   there    on the other half"]
    for half in tuning.halves:
        chosen_on = f"{half.queries} queries"
        lines.append(f"  {chosen_on:24}{half.fusion:11}{half.alpha:<8}{half.tuned:<9.4f}{half.held_out:.4f}")
    lines += [""]
    for c in tuning.comparisons:
        interval = f"{c.difference:+.4f} [{c.low:+.4f}, {c.high:+.4f}]"
        lines.append(f"  {c.a} - {c.b:10}{interval:28}p = {c.p_holm:.4f}  d = {c.effect:+.2f}")
    lines += ["", "  alpha     " + "".join(f"{fusion:>10}" for fusion in tuning.curve)]
    for alpha in next(iter(tuning.curve.values())):
        lines.append(f"  {alpha:10}" + "".join(f"{by_alpha[alpha]:>10.4f}" for by_alpha in tuning.curve.values()))
    return "\n".join(lines)

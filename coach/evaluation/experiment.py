"""One evaluation: systems over a collection, their measures, how they compare, and how long they took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import numpy as np

from coach.evaluation.collection import JudgedCollection
from coach.evaluation.measures import Comparison, Estimate, PerQuery, compare, estimate, measure_run
from coach.evaluation.run import Run

COMPARED = ("nDCG@10", "Success@1")


@dataclass(frozen=True, slots=True)
class Experiment:
    """What an evaluation found."""

    collection: JudgedCollection
    systems: dict[str, dict[str, Estimate]]
    comparisons: tuple[Comparison, ...]
    latency_ms: dict[str, dict[str, float]]
    groups: dict[str, dict[str, dict[str, Estimate]]]
    """Measures by value of a metadata field, then as `systems`."""

    def to_json(self) -> dict[str, Any]:
        """The evaluation as DESIGN.md §8 lays it down, with the groups added."""
        return {
            "collection": self.collection.name,
            "split": self.collection.split,
            "queries": len(self.collection.queries),
            "systems": _as_dicts(self.systems),
            "comparisons": [asdict(comparison) for comparison in self.comparisons],
            "latency_ms": self.latency_ms,
            "groups": {value: _as_dicts(systems) for value, systems in self.groups.items()},
        }


def evaluate(collection: JudgedCollection, runs: Sequence[Run], by: str | None = None) -> Experiment:
    """Measure and compare runs.

    Args:
        collection: what they ran over.
        runs: one a system.
        by: a metadata field of the queries by whose values the measures are given as well.
    """
    measured = {run.system: measure_run(run, collection) for run in runs}
    everything = np.ones(len(collection.queries), dtype=bool)
    groups = {}
    if by is not None:
        values = np.array([str(query.metadata.get(by)) for query in collection.queries])
        groups = {f"{by}={value}": _estimates(measured, values == value) for value in sorted(set(values))}
    comparisons = [
        compare((a.system, b.system), name, measured[a.system][name], measured[b.system][name])
        for a, b in combinations(runs, 2)
        for name in COMPARED
    ]
    return Experiment(
        collection=collection,
        systems=_estimates(measured, everything),
        comparisons=tuple(comparisons),
        latency_ms={run.system: _latency(run) for run in runs},
        groups=groups,
    )


def _estimates(measured: dict[str, PerQuery], chosen: Any) -> dict[str, dict[str, Estimate]]:  # noqa: ANN401 - a mask
    return {
        system: {name: estimate(values[chosen]) for name, values in per_query.items()}
        for system, per_query in measured.items()
    }


def _latency(run: Run) -> dict[str, float]:
    p50, p95 = np.percentile(run.milliseconds, [50, 95])
    return {"p50": round(float(p50), 2), "p95": round(float(p95), 2)}


def _as_dicts(systems: dict[str, dict[str, Estimate]]) -> dict[str, dict[str, dict[str, float]]]:
    return {
        system: {name: {k: round(v, 4) for k, v in asdict(value).items()} for name, value in estimates.items()}
        for system, estimates in systems.items()
    }

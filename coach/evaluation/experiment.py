"""One evaluation: systems over a collection, their measures, how they compare, and how long they took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from coach import __version__
from coach.evaluation.collection import JudgedCollection
from coach.evaluation.latency import Latency
from coach.evaluation.measures import COMPARED, MEASURES, Measure, PerQuery, Unjudged, measure_run, tell_unjudged
from coach.evaluation.run import Run
from coach.evaluation.uncertainty import SEED, Comparison, Estimate, compare, correct, estimate

Estimates = dict[str, dict[str, Estimate]]
"""By system and measure."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured, and how."""

    measures: tuple[Measure, ...] = tuple(MEASURES.values())
    compared: tuple[str, ...] = COMPARED
    by: tuple[str, ...] = ()
    """Metadata fields of the queries by whose values the measures are given as well."""
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Machine:
    """What the evaluation ran on: model, time and memory."""

    model: str = ""
    latency: Mapping[str, Latency] = field(default_factory=dict)
    peak_megabytes: float = 0.0


@dataclass(frozen=True, slots=True)
class Experiment:
    """What an evaluation found."""

    collection: JudgedCollection
    runs: tuple[Run, ...]
    per_query: dict[str, PerQuery]
    systems: Estimates
    comparisons: tuple[Comparison, ...]
    unjudged: dict[str, Unjudged]
    groups: dict[str, Estimates]
    """Measures by value of a metadata field, then as `systems`."""
    plan: Plan
    machine: Machine

    @property
    def latency_ms(self) -> dict[str, dict[str, float]]:
        return {name: latency.stages["total"] for name, latency in self.machine.latency.items()}

    def to_json(self) -> dict[str, Any]:
        """The evaluation as DESIGN.md §8 lays it down, with more beside it."""
        collection = self.collection
        return {
            "collection": collection.name,
            "split": collection.split,
            "queries": len(collection.queries),
            "systems": _as_dicts(self.systems),
            "comparisons": [_rounded(asdict(comparison)) for comparison in self.comparisons],
            "latency_ms": self.latency_ms,
            "stages_ms": {name: latency.stages for name, latency in self.machine.latency.items()},
            "memory_mb": self.machine.peak_megabytes,
            "unjudged": {name: _rounded(asdict(value)) for name, value in self.unjudged.items()},
            "without_answer": collection.without_answer,
            "groups": {value: _as_dicts(systems) for value, systems in self.groups.items()},
            "notes": {run.system: list(run.notes) for run in self.runs if run.notes},
            "per_query": self._per_query_json(),
            "model": self.machine.model,
            "seed": self.plan.seed,
            "version": __version__,
        }

    def _per_query_json(self) -> dict[str, dict[str, dict[str, float]]]:
        ids = [query.id for query in self.collection.queries]
        return {
            system: {
                measure: {key: round(float(value), 6) for key, value in zip(ids, values, strict=True)}
                for measure, values in per_query.items()
            }
            for system, per_query in self.per_query.items()
        }


def evaluate(
    collection: JudgedCollection, runs: Sequence[Run], plan: Plan | None = None, machine: Machine | None = None
) -> Experiment:
    """Measure and compare runs, one a system."""
    plan = plan or Plan()
    measured = {run.system: measure_run(run, collection, plan.measures) for run in runs}
    everything = np.ones(len(collection.queries), dtype=bool)
    groups: dict[str, Estimates] = {}
    for by in plan.by:
        values = np.array([str(query.metadata.get(by)) for query in collection.queries])
        groups |= {f"{by}={value}": _estimates(measured, values == value, plan) for value in sorted(set(values))}
    comparisons = [
        compare((a.system, b.system), name, measured[a.system][name], measured[b.system][name], plan.seed)
        for name in plan.compared
        for a, b in combinations(runs, 2)
        if name in measured[a.system] and name in measured[b.system]
    ]
    told = {run.system: tell_unjudged(run, collection) for run in runs}
    return Experiment(
        collection=collection,
        runs=tuple(runs),
        per_query=measured,
        systems=_estimates(measured, everything, plan),
        comparisons=tuple(correct(comparisons)),
        unjudged={name: value for name, value in told.items() if value is not None},
        groups=groups,
        plan=plan,
        machine=machine or Machine(),
    )


def _estimates(measured: dict[str, PerQuery], chosen: Any, plan: Plan) -> Estimates:  # noqa: ANN401 - a mask
    return {
        system: {name: estimate(values[chosen], plan.seed) for name, values in per_query.items()}
        for system, per_query in measured.items()
    }


def _as_dicts(systems: Estimates) -> dict[str, dict[str, dict[str, float]]]:
    return {
        system: {name: _rounded(asdict(value)) for name, value in estimates.items()}
        for system, estimates in systems.items()
    }


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in values.items()}

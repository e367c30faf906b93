"""Failing a build: a measure below a floor, or significantly below an earlier evaluation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coach.errors import DataError
from coach.evaluation.experiment import Experiment
from coach.evaluation.uncertainty import SIGNIFICANT, Comparison, compare, correct

NAMED_QUERIES = 10


@dataclass(frozen=True, slots=True)
class Baseline:
    """The per-query values of an earlier evaluation, by system, measure and query."""

    path: Path
    collection: str
    split: str
    values: dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Loss:
    """A measure of a system that is significantly worse than before, and the queries that lost most."""

    comparison: Comparison
    queries: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        c = self.comparison
        named = ", ".join(f"{query} ({difference:+.3f})" for query, difference in self.queries)
        return (
            f"{c.a} {c.measure} is {c.difference:+.4f} against the baseline, p = {c.p_holm:.4f}, "
            f"worse for {c.worse} queries: {named}"
        )


def below_floor(experiment: Experiment, system: str, targets: dict[str, float]) -> list[str]:
    """Say which measures of a system are below what they should reach."""
    values = experiment.systems[system]
    return [
        f"{system} {measure} is {values[measure].value:.4f}, below {least}."
        for measure, least in targets.items()
        if values[measure].value < least
    ]


def read_baseline(path: Path) -> Baseline:
    """Read what an earlier `coach eval --json` printed.

    Raises:
        DataError: it is not that.
    """
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
        values = {
            str(system): {str(m): {str(q): float(v) for q, v in by_query.items()} for m, by_query in measures.items()}
            for system, measures in found["per_query"].items()
        }
        return Baseline(path, str(found["collection"]), str(found["split"]), values)
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}): make it with `coach eval --json`.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path} is not what `coach eval --json` prints: make it again with that.") from error


def losses(experiment: Experiment, baseline: Baseline) -> list[Loss]:
    """The compared measures that got significantly worse, for every system that the baseline has too.

    Holm's correction is over the systems of each measure. Queries that only one of both evaluations has are left out.

    Raises:
        DataError: the baseline is of another collection or split, or shares no system, measure or query.
    """
    _check(experiment, baseline)
    pairs = {
        (system, measure): differences
        for system, by_measure in experiment.per_query.items()
        for measure in experiment.plan.compared
        if measure in by_measure
        and (differences := _differences(experiment, baseline.values.get(system, {}).get(measure, {}), system, measure))
    }
    if not pairs:
        raise DataError(f"{baseline.path} has no system, measure and query in common with this: make it again.")
    compared = correct([_compare(key, pairs[key], experiment.plan.seed) for key in pairs])
    worse = [c for c in compared if c.difference < 0 and c.p_holm < SIGNIFICANT]
    return [Loss(c, _lost_most(pairs[c.a, c.measure])) for c in worse]


def _check(experiment: Experiment, baseline: Baseline) -> None:
    collection = experiment.collection
    if (baseline.collection, baseline.split) != (collection.name, collection.split):
        raise DataError(
            f"{baseline.path} is of the {baseline.split} split of {baseline.collection}, not of the "
            f"{collection.split} split of {collection.name}: make one of that."
        )


def _differences(experiment: Experiment, before: dict[str, float], system: str, measure: str) -> dict[str, float]:
    now = experiment.per_query[system][measure]
    ids = [query.id for query in experiment.collection.queries]
    # The baseline holds six digits, so what is equal to six digits is equal.
    return {q: round(float(v) - before[q], 5) for q, v in zip(ids, now, strict=True) if q in before}


def _compare(key: tuple[str, str], differences: dict[str, float], seed: int) -> Comparison:
    values = np.array(list(differences.values()))
    return compare((key[0], "baseline"), key[1], values, np.zeros_like(values), seed)


def _lost_most(differences: dict[str, float]) -> tuple[tuple[str, float], ...]:
    lost = sorted((item for item in differences.items() if item[1] < 0), key=lambda item: item[1])
    return tuple(lost[:NAMED_QUERIES])

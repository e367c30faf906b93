"""A build fails when a measure is below its floor, or significantly worse than an earlier evaluation."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import DataError
from coach.evaluation.collection import JudgedCollection, JudgedQuery
from coach.evaluation.experiment import Experiment, evaluate
from coach.evaluation.gate import below_floor, losses, read_baseline
from coach.evaluation.run import Run

QUERIES = tuple(JudgedQuery(f"q{n}", "", {}) for n in range(20))
COLLECTION = JudgedCollection("many", "test", QUERIES, {q.id: {"right": 3} for q in QUERIES}, ())


def experiment(wrong: int, system: str = "hybrid") -> Experiment:
    """One that puts another passage first for so many queries."""
    right, other = {"right": 1.0, "wrong": 0.5}, {"right": 0.5, "wrong": 1.0}
    found = {query.id: other if number < wrong else right for number, query in enumerate(QUERIES)}
    return evaluate(COLLECTION, [Run(system, found, found)])


def baseline_of(before: Experiment, folder: Path) -> Path:
    path = folder / "before.json"
    path.write_text(json.dumps(before.to_json()), encoding="utf-8")
    return path


def test_a_measure_below_its_floor_is_named_with_its_value() -> None:
    assert below_floor(experiment(10), "hybrid", {"Success@1": 0.6, "Recall@10": 1.0}) == [
        "hybrid Success@1 is 0.5000, below 0.6."
    ]


def test_what_is_significantly_worse_is_told_with_the_queries_that_lost_most(tmp_path: Path) -> None:
    found = losses(experiment(12), read_baseline(baseline_of(experiment(0), tmp_path)))
    assert [loss.comparison.measure for loss in found] == ["nDCG@10", "Success@1"]
    assert str(found[1]).startswith("hybrid Success@1 is -0.6000 against the baseline, p = 0.000")
    assert "worse for 12 queries: q0 (-1.000), q1 (-1.000)" in str(found[1])


@pytest.mark.parametrize(("before", "now"), [(0, 0), (12, 0), (0, 2)], ids=["equal", "better", "by chance"])
def test_what_is_not_significantly_worse_passes(tmp_path: Path, before: int, now: int) -> None:
    assert losses(experiment(now), read_baseline(baseline_of(experiment(before), tmp_path))) == []


def test_a_baseline_of_another_split_or_system_is_refused(tmp_path: Path) -> None:
    baseline = read_baseline(baseline_of(experiment(0), tmp_path))
    with pytest.raises(DataError, match="is of the dev split of many, not of the test split"):
        losses(experiment(0), replace(baseline, split="dev"))
    with pytest.raises(DataError, match="has no system, measure and query in common"):
        losses(experiment(0, "dense"), baseline)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"per_query": {"a": 1}}'])
def test_a_file_that_is_no_evaluation_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "before.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="is not what `coach eval --json` prints"):
        read_baseline(path)

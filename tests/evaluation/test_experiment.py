"""An evaluation as a whole: its measures, comparisons and groups, as JSON and as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.evaluation.collection import JudgedCollection
from coach.evaluation.experiment import Experiment, evaluate
from coach.evaluation.measures import MEASURES
from coach.evaluation.report import report
from coach.evaluation.run import Run


@pytest.fixture
def experiment(run: Run, collection: JudgedCollection) -> Experiment:
    """`hybrid`, which finds nothing for q2, against `dense`, which puts the best first for both."""
    best = {"q1": {"kettle": 1.0, "bread": 0.9, "tomato": 0.8}, "q2": {"bicycle": 1.0}}
    return evaluate(collection, [run, replace(run, system="dense", passages=best, articles=best)], by="length")


def test_the_json_has_the_keys_of_the_design_and_the_groups(experiment: Experiment) -> None:
    found = experiment.to_json()
    assert set(found) == {"collection", "split", "queries", "systems", "comparisons", "latency_ms", "groups"}
    assert (found["collection"], found["split"], found["queries"]) == ("five", "test", 2)
    assert set(found["systems"]["dense"]) == set(MEASURES)
    assert set(found["systems"]["dense"]["RR@10"]) == {"value", "low", "high"}
    assert set(found["comparisons"][0]) == {"a", "b", "measure", "difference", "p"}
    assert found["latency_ms"]["hybrid"] == {"p50": 2.0, "p95": 2.9}


def test_a_system_that_puts_the_best_first_has_full_marks(experiment: Experiment) -> None:
    values = {name: found.value for name, found in experiment.systems["dense"].items()}
    assert values == dict.fromkeys(MEASURES, 1.0)


def test_systems_are_compared_on_passages_and_on_articles(experiment: Experiment) -> None:
    compared = [(c.a, c.b, c.measure, c.difference) for c in experiment.comparisons]
    # hybrid has the helpful article first for neither query, dense for both.
    assert compared[1] == ("hybrid", "dense", "Success@1", -1.0)
    assert compared[0][:3] == ("hybrid", "dense", "nDCG@10")
    assert len(compared) == 2


def test_the_groups_measure_the_queries_of_each_value_alone(experiment: Experiment) -> None:
    recall = {name: systems["hybrid"]["Recall@10"].value for name, systems in experiment.groups.items()}
    assert recall == {"length=q1": 1.0, "length=q2": 0.0}


def test_a_field_that_no_query_has_makes_one_group_of_all(run: Run, collection: JudgedCollection) -> None:
    found = evaluate(collection, [run], by="nothing")
    assert found.groups == {"nothing=None": found.systems}


def test_one_system_alone_is_compared_with_nothing(run: Run, collection: JudgedCollection) -> None:
    assert evaluate(collection, [run]).comparisons == ()


def test_the_table_fits_eighty_columns_and_names_every_measure(experiment: Experiment) -> None:
    text = report(experiment)
    assert max(map(len, text.splitlines())) <= 80
    assert all(f"  {name} " in text for name in MEASURES)
    assert text.startswith("five, test split, 2 queries; 95 % intervals\n")


@pytest.mark.parametrize("line", ["Recall@10 0.500 [0.000, 1.000]", "hybrid - dense    Success@1  -1.000"])
def test_the_table_gives_measures_with_intervals_and_differences_with_sign(experiment: Experiment, line: str) -> None:
    assert line in report(experiment)

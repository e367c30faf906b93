"""An evaluation as a whole: its measures, comparisons and groups, as JSON and as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.evaluation.collection import JudgedCollection
from coach.evaluation.experiment import Experiment, Machine, Plan, evaluate
from coach.evaluation.latency import Latency
from coach.evaluation.measures import MEASURES
from coach.evaluation.report import report
from coach.evaluation.run import Run


@pytest.fixture
def experiment(run: Run, collection: JudgedCollection) -> Experiment:
    """`hybrid`, which finds nothing for q2, against `dense`, which puts the best first for both."""
    best = {"q1": {"kettle": 1.0, "bread": 0.9, "tomato": 0.8}, "q2": {"bicycle": 1.0}}
    stages = {"lexical": {"p50": 1.0, "p95": 2.0}, "total": {"p50": 2.0, "p95": 2.9}}
    machine = Machine("model", {"hybrid": Latency(stages, 2)}, 150.0)
    dense = replace(run, system="dense", passages=best, articles=best)
    return evaluate(collection, [run, dense], Plan(by=("length",)), machine)


def test_the_json_has_the_keys_of_the_design_and_the_groups(experiment: Experiment) -> None:
    found = experiment.to_json()
    assert {"collection", "split", "queries", "systems", "comparisons", "latency_ms", "groups"} < set(found)
    assert found["per_query"]["dense"]["nDCG@10"] == {"q1": 1.0, "q2": 1.0}
    assert (found["collection"], found["split"], found["queries"]) == ("five", "test", 2)
    assert set(found["systems"]["dense"]) == set(MEASURES)
    assert set(found["systems"]["dense"]["RR@10"]) == {"value", "low", "high"}
    assert {"a", "b", "measure", "difference", "p", "p_holm", "effect"} < set(found["comparisons"][0])
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
    found = evaluate(collection, [run], Plan(by=("nothing",)))
    assert found.groups == {"nothing=None": found.systems}


def test_one_system_alone_is_compared_with_nothing(run: Run, collection: JudgedCollection) -> None:
    assert evaluate(collection, [run]).comparisons == ()


def test_the_table_fits_eighty_columns_and_names_every_measure(experiment: Experiment) -> None:
    text = report(experiment)
    assert max(map(len, text.splitlines())) <= 80
    assert all(f"  {name} " in text for name in MEASURES)
    assert text.startswith("five, test split, 2 queries; 95 % intervals\n")


def test_the_table_still_fits_with_many_systems_of_long_names(run: Run, collection: JudgedCollection) -> None:
    systems = [replace(run, system=f"hybrid:alpha=0.{n},fusion=minmax,headings=yes,windows=no") for n in range(5)]
    text = report(evaluate(collection, systems))
    assert max(map(len, text.splitlines())) <= 80
    assert "  E = hybrid:alpha=0.4" in text


@pytest.mark.parametrize(
    "line", ["Recall@10 0.500 [0.000, 1.000]", "hybrid - dense        -1.000 ", "  hybrid      20.0 %"]
)
def test_the_table_gives_measures_with_intervals_and_differences_with_sign(experiment: Experiment, line: str) -> None:
    assert line in report(experiment)

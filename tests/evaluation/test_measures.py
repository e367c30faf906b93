"""The measures agree with what comes out by hand, and their uncertainty with known data."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest

from coach.evaluation.collection import JudgedCollection, JudgedQuery
from coach.evaluation.measures import MEASURES, Estimate, compare, estimate, measure_run
from coach.evaluation.run import Run

# q1 finds: bicycle 0, bread 2, chess unjudged, kettle 3, tomato 1. The best order is 3, 2, 1.
FOUND = 2 / log2(3) + 3 / log2(5) + 1 / log2(6)
BEST = 3 + 2 / log2(3) + 1 / log2(4)
BY_HAND = {
    "nDCG@10": FOUND / BEST,
    "Recall@10": 1.0,
    "RR@10": 1 / 2,
    "Judged@10": 4 / 5,
    "Success@1": 0.0,
    "Success@3": 1.0,
}


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_has_the_value_that_comes_out_by_hand(run: Run, collection: JudgedCollection, measure: str) -> None:
    assert measure_run(run, collection)[measure][0] == pytest.approx(BY_HAND[measure])


@pytest.mark.parametrize("measure", MEASURES)
def test_a_query_for_which_nothing_was_found_counts_zero(run: Run, collection: JudgedCollection, measure: str) -> None:
    values = measure_run(run, collection)[measure]
    assert values.shape == (2,)
    assert values[1] == 0.0


def test_grade_one_neither_helps_nor_succeeds(collection: JudgedCollection) -> None:
    only_touches = {"q1": {"tomato": 0.9}, "q2": {}}
    values = measure_run(Run("dense", only_touches, only_touches, (1.0, 1.0)), collection)
    assert [values[name][0] for name in ("Recall@10", "RR@10", "Success@1", "Success@3")] == [0.0] * 4
    assert values["nDCG@10"][0] == pytest.approx(1 / BEST)


def test_passages_below_the_tenth_place_do_not_count(collection: JudgedCollection) -> None:
    eleventh = {"q2": {**{f"unjudged{n}": 1.0 - n / 100 for n in range(10)}, "bicycle": 0.1}}
    values = measure_run(Run("dense", eleventh, eleventh, (1.0,)), collection)
    assert [values[name][1] for name in ("nDCG@10", "Recall@10", "RR@10", "Judged@10")] == [0.0] * 4


def test_success_is_told_by_articles_and_the_rest_by_passages() -> None:
    judged = JudgedCollection("library", "test", (JudgedQuery("q", "", {}),), {"q": {"a#1": 0, "a#2": 3}}, None)
    values = measure_run(Run("dense", {"q": {"a#1": 1.0}}, {"q": {"a": 1.0}}, (1.0,)), judged)
    assert values["Success@1"][0] == 1.0
    assert values["RR@10"][0] == 0.0


def test_an_estimate_is_the_mean_within_its_interval() -> None:
    values = np.random.default_rng(1).normal(0.5, 0.1, size=400)
    found = estimate(values)
    assert found.value == pytest.approx(values.mean())
    assert found.low < found.value < found.high
    # The interval of a mean of 400 values of deviation 0.1 is 1.96 · 0.1 / √400 to each side.
    assert (found.high - found.low) / 2 == pytest.approx(0.0098, rel=0.15)


def test_an_estimate_is_the_same_each_time() -> None:
    values = np.random.default_rng(2).uniform(size=50)
    assert estimate(values) == estimate(values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], 0.0), ([0.4], 0.4), ([1.0, 1.0, 1.0], 1.0)],
    ids=["no query", "one query", "the same for all"],
)
def test_an_estimate_of_values_that_do_not_vary_has_no_width(values: list[float], expected: float) -> None:
    assert estimate(np.array(values)) == Estimate(expected, expected, expected)


def test_a_system_compared_with_itself_differs_by_nothing() -> None:
    values = np.array([0.1, 0.9, 0.4])
    found = compare(("a", "b"), "nDCG@10", values, values.copy())
    assert (found.a, found.b, found.measure, found.difference, found.p) == ("a", "b", "nDCG@10", 0.0, 1.0)


def test_a_system_that_is_better_for_every_query_is_told_from_chance() -> None:
    worse = np.random.default_rng(3).uniform(0.2, 0.6, size=60)
    found = compare(("a", "b"), "nDCG@10", worse + 0.1, worse)
    assert found.difference == pytest.approx(0.1)
    assert found.p < 0.001


def test_a_difference_that_changes_its_sign_evenly_is_not_told_from_chance() -> None:
    a = np.tile([0.6, 0.4], 20)
    found = compare(("a", "b"), "nDCG@10", a, np.full(40, 0.5))
    assert found.difference == pytest.approx(0.0)
    assert found.p > 0.8


def test_few_queries_have_the_exact_p_of_all_exchanges_of_sign() -> None:
    found = compare(("a", "b"), "nDCG@10", np.array([0.3, 0.2, 0.4, 0.1]), np.zeros(4))
    assert found.p == pytest.approx(2 / 2**4)

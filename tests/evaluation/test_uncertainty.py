"""Intervals, paired tests and their correction, against known data."""

from __future__ import annotations

import numpy as np
import pytest

from coach.evaluation.uncertainty import Comparison, Estimate, auroc, compare, correct, estimate, share_interval


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


def test_a_comparison_counts_the_queries_each_way_and_gives_an_effect_size() -> None:
    a, b = np.array([0.5, 0.9, 0.2, 0.4]), np.array([0.4, 0.4, 0.3, 0.4])
    found = compare(("a", "b"), "nDCG@10", a, b)
    assert (found.better, found.worse, found.equal) == (2, 1, 1)
    assert found.effect == pytest.approx((a - b).mean() / (a - b).std(ddof=1))
    assert found.low <= found.difference <= found.high


def test_a_small_difference_over_few_queries_is_too_small_to_tell_and_a_large_one_is_not() -> None:
    noise = np.random.default_rng(4).normal(0, 0.3, size=30)
    assert compare(("a", "b"), "nDCG@10", noise + 0.01, np.zeros(30)).is_too_small_to_tell
    assert not compare(("a", "b"), "nDCG@10", noise + 0.9, np.zeros(30)).is_too_small_to_tell


def test_another_seed_moves_the_interval_and_the_same_does_not() -> None:
    values = np.random.default_rng(5).uniform(size=50)
    assert estimate(values, seed=1) == estimate(values, seed=1) != estimate(values, seed=2)


def test_holm_multiplies_the_smallest_p_by_the_number_of_pairs_and_never_lets_order_change() -> None:
    given = [Comparison("a", "b", "AP", 0.1, p) for p in (0.01, 0.04, 0.03)] + [Comparison("a", "b", "RR", 0.1, 0.04)]
    assert [c.p_holm for c in correct(given)] == pytest.approx([0.03, 0.06, 0.06, 0.04])


def test_a_share_has_wilsons_interval() -> None:
    found = share_interval(9, 10)
    assert (found.low, found.high) == (pytest.approx(0.596, abs=0.001), pytest.approx(0.982, abs=0.001))
    assert share_interval(0, 0) == Estimate(0.0, 0.0, 1.0)


def test_auroc_is_the_share_of_pairs_in_the_right_order_with_ties_as_halves() -> None:
    assert auroc(np.array([0.9, 0.5]), np.array([0.5, 0.1])) == pytest.approx(3.5 / 4)
    assert np.isnan(auroc(np.array([]), np.array([0.1])))

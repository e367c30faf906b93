"""Tuning the mix and the calibration on judged queries."""

from __future__ import annotations

import numpy as np

from coach.reading.reader import Evidence, log_shares
from coach.training.tuning import Judged, fit_calibration, total, tune_mix

CHANCE = np.random.default_rng(5)


def judged(helpful: int, size: int = 30) -> Judged:
    """A query whose ranking knows the article that helps, and whose other witnesses talk at random."""
    grades = np.zeros(size, dtype=np.int64)
    grades[helpful] = 3
    story, windows, words = CHANCE.normal(size=(3, size))
    return Judged(Evidence(story, windows, grades * 1.0, words, story, np.empty((0, size))), grades)


def test_the_witness_that_knows_gets_the_most_weight() -> None:
    mix = tune_mix([judged(number) for number in range(25)])
    assert mix.ranking > mix.story
    assert mix.windows == 0.0


def test_calibrated_probabilities_are_as_often_right_as_they_say() -> None:
    queries = [judged(number % 30) for number in range(200)]
    scores = [2.0 * one.grades + CHANCE.normal(0, 2.5, size=30) for one in queries]
    calibration = fit_calibration(scores, [one.grades for one in queries])
    first = [int(score.argmax()) for score in scores]
    said = [calibration.probability(s, log_shares(s, s))[best] for s, best in zip(scores, first, strict=True)]
    was = [one.grades[best] >= 2 for one, best in zip(queries, first, strict=True)]
    assert abs(float(np.mean(said)) - float(np.mean(was))) < 0.08


def test_the_total_adds_the_witnesses_by_their_weights() -> None:
    one = judged(0).evidence
    mix = tune_mix([judged(0)])
    of_vectors = mix.story * one.story + mix.windows * one.windows
    assert np.allclose(total(mix, one), of_vectors + mix.ranking * one.ranking + mix.words * one.words)

"""Classifiers over vectors."""

from __future__ import annotations

import numpy as np

from coach.training.heads import fit_classifier, fit_graded

CORNERS = np.eye(3, dtype=np.float32)
VECTORS = np.repeat(CORNERS, 20, axis=0) + np.random.default_rng(0).normal(0, 0.05, (60, 3)).astype(np.float32)


def test_a_classifier_tells_the_corners_that_it_was_shown() -> None:
    names = [name for name in ("a", "b", "c") for _ in range(20)]
    classifier = fit_classifier(VECTORS, names, strength=10.0)
    assert [classifier.names[best] for best in classifier.scores(CORNERS).argmax(axis=1)] == ["a", "b", "c"]


def test_two_classes_have_a_score_each() -> None:
    classifier = fit_classifier(VECTORS[:40], ["no"] * 20 + ["yes"] * 20, strength=10.0)
    scores = classifier.scores(CORNERS[:2])
    assert scores.shape == (2, 2)
    assert scores[0].argmax() == classifier.names.index("no")


def test_a_sample_counts_for_each_of_its_classes_by_its_share() -> None:
    targets = [{"a": 1.0, "b": 0.3}] * 20 + [{"b": 1.0}] * 20 + [{"c": 1.0}] * 20
    scores = fit_graded(VECTORS, targets, strength=10.0).scores(CORNERS)
    assert scores[0, 0] > scores[0, 1] > scores[0, 2]

"""What words alone say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reading.words import BUCKETS, WordClassifier, hashed_runs, runs_of, weighed

EVEN = np.ones(BUCKETS, dtype=np.float32)


def test_runs_of_one_and_two_words_are_counted() -> None:
    runs = hashed_runs(["he", "said", "he"], 2, 1000)
    assert len(runs.buckets) == 4  # he, said, he said, said he
    assert sorted(runs.weights.round(2).tolist()) == pytest.approx([1, 1, 1, 1.69])


def test_who_did_it_to_whom_makes_a_difference() -> None:
    mine, his = (set(runs_of(text).buckets.tolist()) for text in ("I told him off", "he told me off"))
    assert mine != his


def test_what_is_rare_weighs_more_and_all_together_one() -> None:
    rarity = EVEN.copy()
    rare = runs_of("flapjack").buckets[0]
    rarity[rare] = 5
    runs = weighed(runs_of("the flapjack"), rarity)
    assert runs.weights[runs.buckets == rare] > 0.9
    assert np.linalg.norm(runs.weights) == pytest.approx(1)


def test_weights_are_bytes_and_still_tell_the_classes_apart() -> None:
    weights = np.zeros((2, BUCKETS))
    weights[0, runs_of("boss").buckets] = 3.0
    weights[1, runs_of("team").buckets] = 0.5
    classifier = WordClassifier.rounded(["boss", "team"], weights, np.zeros(2))
    assert classifier.weights.dtype == np.int8
    assert classifier.scores(weighed(runs_of("boss"), EVEN)) == pytest.approx([3.0, 0.0], abs=0.02)


@given(st.text(max_size=300))
def test_any_text_has_scores(text: str) -> None:
    classifier = WordClassifier.rounded(["a", "b"], np.ones((2, BUCKETS)), np.zeros(2))
    assert np.isfinite(classifier.scores(weighed(runs_of(text), EVEN))).all()

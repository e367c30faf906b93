"""What a turn is told by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reading.turn_features import BUCKETS, Heard, turn_features

BOSS = Heard(np.array([1, 0], np.float32), np.array([0.9, 0.1], np.float32))
TEAM = Heard(np.array([0, 1], np.float32), np.array([0.1, 0.9], np.float32))


def test_the_features_are_the_vector_the_context_and_the_words() -> None:
    features = turn_features("and if she says no?", BOSS, TEAM)
    assert features[:2].tolist() == [1, 0]
    assert np.linalg.norm(features[-BUCKETS:]) == pytest.approx(1)


def test_a_turn_on_the_same_matter_is_nearer_than_one_on_another() -> None:
    same, other = (turn_features("she said no", BOSS, situation)[2:5] for situation in (BOSS, TEAM))
    assert (same > other).all()


def test_typed_and_printed_apostrophes_are_the_same_words() -> None:
    assert np.array_equal(turn_features("it’s fine", BOSS, BOSS), turn_features("It's fine", BOSS, BOSS))


@given(st.text(max_size=200))
def test_any_text_has_finite_features_of_one_size(text: str) -> None:
    features = turn_features(text, BOSS, TEAM)
    assert np.isfinite(features).all()
    assert features.shape == (2 + 10 + BUCKETS,)

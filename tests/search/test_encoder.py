"""The exported encoder: vectors of length one, the same for a text alone as among others."""

from __future__ import annotations

import numpy as np

from coach.search.encoder import BATCH, Encoder
from coach.search.models import encoder_key, find_model
from coach.settings import load_settings

TEXTS = [
    "My boss fired off an email at midnight.",
    "ok",
    "",
    "Ich weiß nicht, wie ich es meinem Team sagen soll.",
    "日本語 \U0001f937 \u0301",
    "She has been here nineteen years. " * 200,
    *(f"Sentence number {number} is about the meeting on Monday." for number in range(2 * BATCH)),
]


def test_every_vector_has_the_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_a_text_has_about_the_same_vector_alone_as_among_others(encoder: Encoder) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS[:10]])
    together = encoder.encode(TEXTS)[:10]
    assert (alone * together).sum(axis=1).min() >= 0.93


def test_the_same_text_has_the_same_vector_every_time(encoder: Encoder) -> None:
    assert np.array_equal(encoder.encode(TEXTS[:3]), encoder.encode(TEXTS[:3]))


def test_what_means_the_same_lies_nearer_than_what_does_not(encoder: Encoder) -> None:
    one, like, other = encoder.encode(["My boss shouts at me.", "My manager yells at me.", "Roast the chicken slowly."])
    assert one @ like > one @ other + 0.2


def test_no_texts_make_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_progress_ends_when_all_is_done(encoder: Encoder) -> None:
    told: list[tuple[int, int]] = []
    encoder.encode(TEXTS, lambda _, done, total: told.append((done, total)))
    assert told[-1] == (len(TEXTS), len(TEXTS))
    assert told == sorted(told)


def test_the_names_of_two_precisions_differ(encoder: Encoder) -> None:
    keys = [
        encoder_key(settings, find_model(settings.model))
        for settings in (load_settings({"COACH_HOME": "/x", "COACH_PRECISION": name}) for name in ("int8", "fp32"))
    ]
    assert encoder.key == keys[0] != keys[1]

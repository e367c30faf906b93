"""What was learned, on disk and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.errors import ModelError
from coach.reading.model import Calibration, Classifier, Mix, ReadingModel, Words, reading_dir
from coach.reading.words import BUCKETS, WordClassifier
from coach.search.adapter import adapter_digest


def classifier(*names: str) -> Classifier:
    generator = np.random.default_rng(1)
    return Classifier(
        names, generator.normal(size=(len(names), 4)).astype(np.float32), np.zeros(len(names), np.float32)
    )


def word_classifier(*names: str) -> WordClassifier:
    return WordClassifier.rounded(names, np.ones((len(names), BUCKETS)), np.zeros(len(names)))


MODEL = ReadingModel(
    articles=classifier("a", "b", "c"),
    roles=classifier("manager", "peer"),
    directions=classifier("up", "down"),
    kinds=classifier("covered", "far"),
    turns=classifier("detail", "situation"),
    graves=classifier("covered", "crime"),
    words=Words(
        np.ones(BUCKETS, np.float32),
        articles=word_classifier("a", "b"),
        roles=word_classifier("x", "y"),
        directions=word_classifier("up"),
        graves=word_classifier("covered", "crime"),
    ),
    mix=Mix(1.0, 0.5, 0.8, 0.7),
    learned=Calibration(-1.0, 0.5, 0.7),
    unlearned=Calibration(-2.0, 0.4, 0.3),
)


def test_a_model_comes_back_as_it_was_written(tmp_path: Path) -> None:
    MODEL.save(tmp_path, {"seed": 1})
    read = ReadingModel.load(tmp_path)
    assert read.articles.names == MODEL.articles.names
    assert np.allclose(read.articles.weights, MODEL.articles.weights, atol=1e-3)
    assert (read.mix, read.learned, read.unlearned) == (MODEL.mix, MODEL.learned, MODEL.unlearned)


@pytest.mark.parametrize("name", ["reader.npz", "reader.json"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"not a model at all"], ids=str)
def test_a_damaged_model_is_told_with_its_remedy(tmp_path: Path, name: str, content: bytes | None) -> None:
    MODEL.save(tmp_path, {})
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelError, match="install Coach again"):
        ReadingModel.load(tmp_path)


def test_probabilities_grow_with_the_score_and_with_the_share() -> None:
    calibration = Calibration(-1.0, 0.5, 0.7)
    low, high = calibration.probability(np.array([0.0, 3.0]), np.array([-4.0, -0.1]))
    assert 0 < low < high < 1


def test_the_model_that_comes_with_coach_belongs_to_its_adapter() -> None:
    import json

    recipe = json.loads((reading_dir() / "reader.json").read_text(encoding="utf-8"))["recipe"]
    assert recipe["adapter"] == adapter_digest()


def test_the_model_that_comes_with_coach_is_a_few_megabytes() -> None:
    assert sum(path.stat().st_size for path in reading_dir().iterdir()) < 5_000_000

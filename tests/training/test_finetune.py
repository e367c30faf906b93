"""Fine-tuning, for real and small: an adapter is trained, saved, merged, and changes what it should."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.search.export import load_sentence_transformer, merge_adapter
from coach.search.models import find_model
from coach.settings import DEFAULT_MODEL
from coach.training.finetune import finetune
from coach.training.lessons import Lesson
from coach.training.recipe import Recipe

LESSONS = [
    Lesson(text, {"articles": {slug: 1.0}, "roles": {role: 1.0}})
    for text, slug, role in [
        ("my boss checks every mail", "boss", "report"),
        ("the team is late again", "team", "manager"),
    ]
    * 8
]
CLASSES = {"articles": ["boss", "team"], "roles": ["manager", "report"]}
RECIPE = Recipe(batch=4, warmup=0.0, adapter_dropout=0.0, rank=4)


def plain() -> Any:
    return load_sentence_transformer(find_model(DEFAULT_MODEL), DEFAULT_MODEL)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """The model with its adapter beside it, and the file of the adapter."""
    from safetensors.torch import save_file

    model = plain()
    prototypes = np.eye(2, 384, dtype=np.float32)
    path = tmp_path_factory.mktemp("adapter") / "adapter.safetensors"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        factors = finetune(model, LESSONS, CLASSES, prototypes, RECIPE, lambda *_: None)
    save_file(factors, path)
    return model, path


def encode(model: Any) -> Any:
    return model.encode([lesson.text for lesson in LESSONS[:2]], normalize_embeddings=True, show_progress_bar=False)


def test_training_pulls_stories_towards_their_own_prototype(trained: tuple[Any, Path]) -> None:
    before, after = encode(plain()), encode(trained[0])
    assert after[0, 0] - after[0, 1] > before[0, 0] - before[0, 1]
    assert after[1, 1] - after[1, 0] > before[1, 1] - before[1, 0]


def test_merging_the_adapter_gives_the_model_that_was_trained(trained: tuple[Any, Path]) -> None:
    merged = plain()
    merge_adapter(merged, trained[1])
    assert np.sum(encode(merged) * encode(trained[0]), axis=1).min() > 0.999

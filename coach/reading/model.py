"""What was learned from the stories, as plain arrays: `corpus/reading/reader.npz` and `reader.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from coach.errors import ModelError
from coach.library.corpus import corpus_dir
from coach.reading.words import Runs, WordClassifier, runs_of, weighed
from coach.search.encoder import Vectors
from coach.search.store import Scores

CLASSIFIERS = ("articles", "roles", "directions", "kinds", "turns", "graves")
WORD_CLASSIFIERS = ("articles", "roles", "directions", "graves")


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear classifier over the vectors of stories."""

    names: tuple[str, ...]
    weights: Vectors
    """float32 of shape (names, dimensions)."""
    bias: Vectors
    """float32 of shape (names,)."""

    def scores(self, vectors: Vectors) -> Scores:
        """The logits of each class, shape (vectors, names)."""
        return np.asarray(vectors @ self.weights.T + self.bias, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a text alone say; see `coach.reading.words`."""

    rarity: Vectors
    """Of the buckets, float32."""
    articles: WordClassifier
    roles: WordClassifier
    directions: WordClassifier
    graves: WordClassifier
    """Of stretches of a text, not of the whole."""

    def runs(self, text: str) -> Runs:
        """The weighed runs of words of a neutral text."""
        return weighed(runs_of(text), self.rarity)


@dataclass(frozen=True, slots=True)
class Mix:
    """How the scores of an article are added up, each in standard deviations over the articles; tuned on dev."""

    story: float
    """Weight of the classifier over the whole story."""
    windows: float
    """Weight of the classifier over the windows of the story, averaged."""
    ranking: float
    """Weight of the hybrid ranking."""
    words: float
    """Weight of the classifier over words."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """From the score of an article to the probability that it helps: a logistic function (Platt 1999)."""

    bias: float
    score: float
    """Weight of the article's score."""
    share: float
    """Weight of the logarithm of the article's share of the softmax over all articles."""

    def probability(self, scores: Scores, log_shares: Scores) -> Scores:
        logits = self.bias + self.score * scores + self.share * log_shares
        return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class ReadingModel:
    """Everything that reading needs beside the encoder."""

    articles: Classifier
    roles: Classifier
    directions: Classifier
    kinds: Classifier
    """Covered, or not, far or near, or grave: see `coach.reading.edge`."""
    turns: Classifier
    """What a turn does: over `coach.reading.turn_features`."""
    graves: Classifier
    """Whether a stretch of a text tells of something grave, and of what: see `coach.reading.stretches`."""
    words: Words
    mix: Mix
    learned: Calibration
    """For articles that stories were learned for."""
    unlearned: Calibration
    """For all others, such as a person's own: from the hybrid ranking alone."""

    def save(self, folder: Path, recipe: dict[str, Any]) -> None:
        """Write the arrays in half precision, and the numbers with the recipe that they were made by."""
        arrays: dict[str, NDArray[Any]] = {}
        for name in CLASSIFIERS:
            classifier: Classifier = getattr(self, name)
            arrays[f"{name}_names"] = np.array(classifier.names)
            arrays[f"{name}_weights"] = classifier.weights.astype(np.float16)
            arrays[f"{name}_bias"] = classifier.bias.astype(np.float16)
        arrays["rarity"] = self.words.rarity.astype(np.float16)
        for name in WORD_CLASSIFIERS:
            of_words: WordClassifier = getattr(self.words, name)
            arrays[f"words_{name}_names"] = np.array(of_words.names)
            arrays[f"words_{name}_weights"] = of_words.weights
            arrays[f"words_{name}_scale"] = of_words.scale
            arrays[f"words_{name}_bias"] = of_words.bias
        np.savez_compressed(folder / "reader.npz", **arrays)  # type: ignore[arg-type]
        numbers = {name: asdict(getattr(self, name)) for name in ("mix", "learned", "unlearned")}
        text = json.dumps({"recipe": recipe, **numbers}, indent=1)
        (folder / "reader.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> ReadingModel:
        """Read what `save` wrote.

        Raises:
            ModelError: a file is missing or damaged.
        """
        try:
            numbers = json.loads((folder / "reader.json").read_bytes())
            with np.load(folder / "reader.npz", allow_pickle=False) as arrays:
                classifiers = {name: _classifier(arrays, name) for name in CLASSIFIERS}
                of_words = {name: _word_classifier(arrays, f"words_{name}") for name in WORD_CLASSIFIERS}
                words = Words(arrays["rarity"].astype(np.float32), **of_words)
            return cls(
                **classifiers,
                words=words,
                mix=Mix(**numbers["mix"]),
                learned=Calibration(**numbers["learned"]),
                unlearned=Calibration(**numbers["unlearned"]),
            )
        except (OSError, EOFError, BadZipFile, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"The reader in {folder} cannot be used ({error}): install Coach again.") from error


def reading_dir() -> Path:
    """Where the reader that comes with Coach lies."""
    return corpus_dir() / "reading"


def _classifier(arrays: Any, name: str) -> Classifier:  # noqa: ANN401 - an open npz file
    names = tuple(str(value) for value in arrays[f"{name}_names"])
    weights = arrays[f"{name}_weights"].astype(np.float32)
    bias = arrays[f"{name}_bias"].astype(np.float32)
    if weights.ndim != 2 or len(names) != len(weights) or bias.shape != (len(names),):
        raise ValueError(f"{name} has arrays that do not fit together")
    return Classifier(names, weights, bias)


def _word_classifier(arrays: Any, name: str) -> WordClassifier:  # noqa: ANN401 - an open npz file
    names = tuple(str(value) for value in arrays[f"{name}_names"])
    weights, scale, bias = (arrays[f"{name}_{part}"] for part in ("weights", "scale", "bias"))
    if weights.ndim != 2 or not len(names) == weights.shape[1] == len(scale) == len(bias):
        raise ValueError(f"{name} has arrays that do not fit together")
    return WordClassifier(names, weights, scale, bias)

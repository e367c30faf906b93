"""What the words of a text alone say: linear classifiers over hashed runs of words, weighted by how rare they are.

They see what a vector blurs, such as who did it to whom ("he told me off", "I told him off"), and need no encoder.
Runs are hashed into a fixed number of buckets (Weinberger et al. 2009, arXiv:0902.2206), so that no vocabulary is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from coach.search.encoder import Vectors
from coach.search.store import Scores

BUCKETS = 2**15
LONGEST_RUN = 2
_WORD = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of words of a text: their buckets, in order, and how often each comes, as 1 + log(count)."""

    buckets: NDArray[np.int64]
    weights: Vectors


@dataclass(frozen=True, slots=True)
class WordClassifier:
    """A linear classifier over runs of words; its weights are bytes, each class with a scale of its own."""

    names: tuple[str, ...]
    weights: NDArray[np.int8]
    """Shape (BUCKETS, names): what one run says of all classes lies side by side."""
    scale: Vectors
    """float32 of shape (names,)."""
    bias: Vectors
    """float32 of shape (names,)."""

    @classmethod
    def rounded(cls, names: Sequence[str], weights: NDArray[np.float64], bias: NDArray[np.float64]) -> WordClassifier:
        """Round the weights of a classifier, shape (names, BUCKETS), to bytes."""
        scale = np.maximum(np.abs(weights).max(axis=1), 1e-9) / 127
        rounded = np.ascontiguousarray(np.round(weights / scale[:, None]).astype(np.int8).T)
        return cls(tuple(names), rounded, scale.astype(np.float32), bias.astype(np.float32))

    def scores(self, runs: Runs) -> Scores:
        """The logits of each class, shape (names,)."""
        said = runs.weights @ self.weights[runs.buckets].astype(np.float32)
        return np.asarray(self.bias + self.scale * said, dtype=np.float64)


def hashed_runs(tokens: Sequence[str], longest: int, buckets: int) -> Runs:
    """Hash the runs of one to `longest` tokens."""
    hashed = [
        crc32(" ".join(tokens[first : first + length]).encode()) % buckets
        for length in range(1, longest + 1)
        for first in range(len(tokens) - length + 1)
    ]
    found, counts = np.unique(np.array(hashed, dtype=np.int64), return_counts=True)
    return Runs(found, (1 + np.log(np.maximum(counts, 1))).astype(np.float32))


def runs_of(text: str) -> Runs:
    """The runs of words of a text that was made neutral."""
    return hashed_runs(_WORD.findall(text.lower()), LONGEST_RUN, BUCKETS)


def weighed(runs: Runs, rarity: Vectors) -> Runs:
    """Weigh runs by how rare each is among the stories, and bring them to length 1.

    Args:
        runs: of a text.
        rarity: inverse document frequency of each bucket, shape (BUCKETS,).
    """
    weights = runs.weights * rarity[runs.buckets]
    return Runs(runs.buckets, np.asarray(weights / max(float(np.linalg.norm(weights)), 1e-9), dtype=np.float32))

"""Vectors of queries, computed once: a second evaluation of the same queries takes seconds.

The dynamic quantisation of the exported encoder scales by what is encoded together, so the vector of a text depends,
a little, on its company. Queries are therefore encoded one by one, each with its windows, just as Coach does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.files import make_private_dir
from coach.search.encoder import Encoder, Vectors
from coach.search.progress import Progress, silent
from coach.search.vector_cache import VectorCache

BLOCK = 50
"""Queries after which what was encoded is kept."""


class RememberingEncoder:
    """An encoder that keeps the vectors of every query it has seen, in memory and in a file of a folder."""

    def __init__(self, encoder: Encoder, folder: Path, progress: Progress = silent) -> None:
        self.key = encoder.key
        self.dimensions = encoder.dimensions
        self.real = encoder
        self._cache = VectorCache(folder / f"queries-{encoder.key}.sqlite", encoder.dimensions)
        self._progress = progress
        self._known: dict[str, Vectors] = {}

    def remember(self, groups: Sequence[Sequence[str]]) -> None:
        """Have the vectors of groups of texts ready, each group encoded together."""
        self._known |= self._cache.read({text for group in groups for text in group if text not in self._known})
        unknown = [group for group in groups if any(text not in self._known for text in group)]
        for first in range(0, len(unknown), BLOCK):
            self._progress("Reading the queries", first, len(unknown))
            self._learn(unknown[first : first + BLOCK])
        if unknown:
            self._progress("Reading the queries", len(unknown), len(unknown))

    def _learn(self, groups: Sequence[Sequence[str]]) -> None:
        fresh: dict[str, Vectors] = {}
        for group in groups:
            fresh |= dict(zip(group, self.real.encode(group), strict=True))
        self._known |= fresh
        make_private_dir(self._cache.path.parent)
        self._cache.write(fresh)

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:  # noqa: ARG002 - tells its own way
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        if any(text not in self._known for text in texts):
            self.remember([texts])
        return np.stack([self._known[text] for text in texts])

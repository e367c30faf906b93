"""Vectors of queries, computed once: a second evaluation of the same queries takes seconds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.search.encoder import Encoder, Vectors
from coach.search.progress import Progress, silent
from coach.search.vector_cache import encode_cached


class RememberingEncoder:
    """An encoder that keeps the vector of every text it has seen, in memory and in the cache in a folder."""

    def __init__(self, encoder: Encoder, folder: Path, progress: Progress = silent) -> None:
        self.key = encoder.key
        self.dimensions = encoder.dimensions
        self._encoder = encoder
        self._folder = folder
        self._progress = progress
        self._known: dict[str, Vectors] = {}

    def remember(self, texts: Sequence[str]) -> None:
        """Encode texts in one go, which is quicker than one at a time."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        if unknown:
            vectors = encode_cached(unknown, self._encoder, self._folder, self._reading_queries)
            self._known |= dict(zip(unknown, vectors, strict=True))

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:  # noqa: ARG002 - told its own way
        self.remember(texts)
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return np.stack([self._known[text] for text in texts])

    def _reading_queries(self, _what: str, done: int, total: int) -> None:
        self._progress("Reading the queries", done, total)

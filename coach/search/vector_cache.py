"""Vectors of texts that were encoded before, so that adding one article does not encode the whole library again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path

import numpy as np

from coach.search.encoder import Vectors


class VectorCache:
    """A SQLite file of vectors by the digest of their text; one that is damaged is thrown away."""

    def __init__(self, path: Path, dimensions: int) -> None:
        self.path = path
        self.dimensions = dimensions

    def read(self, texts: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of those texts that are known."""
        if not self.path.exists():
            return {}
        try:
            with closing(sqlite3.connect(self.path)) as connection:
                rows = dict(connection.execute("SELECT digest, vector FROM vector"))
        except sqlite3.Error:
            self._discard()
            return {}
        known = {}
        for text in texts:
            stored = rows.get(_digest(text))
            if stored is not None and len(stored) == 4 * self.dimensions:
                known[text] = np.frombuffer(stored, dtype=np.float32)
        return known

    def write(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors; a cache that cannot be written is no reason to fail."""
        rows = [(_digest(text), vector.astype(np.float32).tobytes()) for text, vector in vectors.items()]
        try:
            with closing(sqlite3.connect(self.path)) as connection, connection:
                connection.execute("CREATE TABLE IF NOT EXISTS vector (digest BLOB PRIMARY KEY, vector BLOB)")
                connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)
        except sqlite3.DatabaseError:
            self._discard()

    def _discard(self) -> None:
        with suppress(OSError):
            self.path.unlink()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]

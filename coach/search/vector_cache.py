"""Vectors of texts that were encoded before, so that adding one article does not encode the whole library again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from coach.search.encoder import Encoder, Vectors
from coach.search.progress import Progress, silent

# Vectors have the length 1; one that has another was damaged.
_TOLERANCE = 1e-3
BLOCK = 4096
"""Texts after which what was encoded is kept: an interrupted reading of a large collection goes on where it was.

More than the built-in library has, so that it is encoded as one: a dynamically quantised vector depends a little on
what is encoded beside it.
"""
_ASKED = 500  # SQLite takes so many values in one question
_T = TypeVar("_T")


class VectorCache:
    """A SQLite file of vectors by the digest of their text; one that is damaged is thrown away."""

    def __init__(self, path: Path, dimensions: int) -> None:
        self.path = path
        self.dimensions = dimensions

    def read(self, texts: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of those texts that are known."""
        if not self.path.exists():
            return {}
        digests = {_digest(text): text for text in texts}
        try:
            with closing(sqlite3.connect(self.path)) as connection:
                rows = [row for block in _blocks(list(digests), _ASKED) for row in _select(connection, block)]
        except sqlite3.Error:
            self._discard()
            return {}
        known = {}
        for digest, stored in rows:
            text = digests[digest]
            if isinstance(stored, bytes) and len(stored) == 4 * self.dimensions:
                vector = np.frombuffer(stored, dtype=np.float32)
                if abs(float(vector @ vector) - 1) < _TOLERANCE:
                    known[text] = vector
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


def encode_cached(texts: Sequence[str], encoder: Encoder, folder: Path, progress: Progress = silent) -> Vectors:
    """Encode texts, taking from the cache in a folder what was encoded before and adding what was not.

    Returns:
        float32 of shape (len(texts), dimensions).
    """
    cache = VectorCache(folder / f"vectors-{encoder.key}.sqlite", encoder.dimensions)
    known = cache.read(texts)
    unknown = [text for text in dict.fromkeys(texts) if text not in known]
    for done, block in enumerate(_blocks(unknown, BLOCK)):
        told = partial(_tell, progress, done * BLOCK, len(unknown))
        vectors = dict(zip(block, encoder.encode(block, told), strict=True))
        cache.write(vectors)
        known |= vectors
    return np.stack([known[text] for text in texts])


def _select(connection: sqlite3.Connection, digests: list[bytes]) -> list[tuple[bytes, object]]:
    marks = ",".join("?" * len(digests))
    sql = f"SELECT digest, vector FROM vector WHERE digest IN ({marks})"  # noqa: S608
    return connection.execute(sql, digests).fetchall()


def _tell(progress: Progress, before: int, total: int, what: str, done: int, _of_block: int) -> None:
    progress(what, before + done, total)


def _blocks(values: list[_T], size: int) -> list[list[_T]]:
    return [values[first : first + size] for first in range(0, len(values), size)]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]

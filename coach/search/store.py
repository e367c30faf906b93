"""The search index on disk: texts and words in SQLite, vectors in a NumPy file, read back as plain data."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.errors import DataError, StoreError
from coach.library.article import Article, Passage, Sentence
from coach.search.encoder import Vectors

Scores = NDArray[np.float64]

SCHEMA = """
CREATE TABLE article (
    number INTEGER PRIMARY KEY, slug TEXT UNIQUE NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
    collection TEXT NOT NULL, summary TEXT NOT NULL, source TEXT NOT NULL, themes TEXT NOT NULL
);
CREATE TABLE passage (
    number INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article, within INTEGER NOT NULL,
    heading TEXT NOT NULL, part TEXT NOT NULL, lens TEXT, contrast TEXT, text TEXT NOT NULL, sentences TEXT NOT NULL,
    UNIQUE (article, within)
);
CREATE TABLE situation (number INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article, text TEXT NOT NULL);
CREATE VIRTUAL TABLE passage_words USING fts5(title, heading, text, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE situation_words USING fts5(text, tokenize = 'porter unicode61');
"""
# bm25() weights of title, heading and text.
PASSAGE_WEIGHTS = "2.0, 1.0, 1.0"
# Checking every byte costs about a millisecond a megabyte: worth it for a library, not for a collection of gigabytes.
_CHECKED_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in `index.json`: enough to see whether the other two files are whole."""

    articles: int
    passages: int
    situations: int
    off_topic: int
    dimensions: int
    bytes: dict[str, int]
    checksums: dict[str, int]


def write_store(folder: Path, articles: Sequence[Article], vectors: Vectors) -> None:
    """Write an index into an empty folder.

    Args:
        folder: receives library.sqlite, vectors.npy and index.json, in that order.
        articles: the library.
        vectors: float32 of shape (passages + situations + off-topic lines, dimensions), the first two in the order
            of the articles.

    Raises:
        DataError: SQLite cannot write, which on a full disk it tells in its own way.
        OSError: another file cannot be written.
    """
    try:
        counts = _write_texts(folder / "library.sqlite", articles)
    except sqlite3.OperationalError as error:
        raise DataError(f"The search index cannot be written ({error}): free some space and try again.") from error
    np.save(folder / "vectors.npy", vectors)
    files = [folder / "library.sqlite", folder / "vectors.npy"]
    manifest = Manifest(
        articles=len(articles),
        passages=counts[0],
        situations=counts[1],
        off_topic=len(vectors) - sum(counts),
        dimensions=vectors.shape[1],
        bytes={file.name: file.stat().st_size for file in files},
        checksums={file.name: _checksum(file) for file in files},
    )
    (folder / "index.json").write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def _write_texts(path: Path, articles: Sequence[Article]) -> list[int]:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(SCHEMA)
        for number, article in enumerate(articles):
            _insert_article(connection, number, article)
        return [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("passage", "situation")]  # noqa: S608


def _insert_article(connection: sqlite3.Connection, number: int, article: Article) -> None:
    connection.execute(
        "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            article.slug,
            article.title,
            article.kind,
            article.collection,
            article.summary,
            article.source,
            json.dumps(article.themes),
        ),
    )
    for passage in article.passages:
        spans = json.dumps([(s.start, s.end, s.lens, s.told) for s in passage.sentences])
        row = connection.execute(
            "INSERT INTO passage VALUES ((SELECT count(*) FROM passage), ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                passage.number,
                passage.heading,
                passage.part,
                passage.lens,
                passage.contrast,
                passage.text,
                spans,
            ),
        ).lastrowid
        connection.execute(
            "INSERT INTO passage_words (rowid, title, heading, text) VALUES (?, ?, ?, ?)",
            (row, article.title, passage.heading, passage.text),
        )
    for text in article.situations:
        row = connection.execute(
            "INSERT INTO situation VALUES ((SELECT count(*) FROM situation), ?, ?)", (number, text)
        ).lastrowid
        connection.execute("INSERT INTO situation_words (rowid, text) VALUES (?, ?)", (row, text))


def _checksum(path: Path) -> int:
    return zlib.crc32(path.read_bytes())


class Store:
    """An index, open for reading; one may be used from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open an index.

        Raises:
            StoreError: a part of it is missing or damaged.
        """
        self.folder = folder
        try:
            self.manifest = Manifest(**json.loads((folder / "index.json").read_bytes()))
            self._check_files()
            self.vectors: Vectors = np.load(folder / "vectors.npy", mmap_mode="r")
            uri = f"{(folder / 'library.sqlite').absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except (OSError, ValueError, TypeError, AttributeError, KeyError, sqlite3.Error) as error:
            raise StoreError(f"The search index in {folder} is damaged ({error}).") from error
        counts = self.manifest
        if self.vectors.shape != (counts.passages + counts.situations + counts.off_topic, counts.dimensions):
            raise StoreError(f"The search index in {folder} is damaged (vectors of another library).")

    def _check_files(self) -> None:
        for name, size in self.manifest.bytes.items():
            path = self.folder / name
            if path.stat().st_size != size:
                raise ValueError(f"{name} has another size")
            if size <= _CHECKED_BYTES and _checksum(path) != self.manifest.checksums[name]:
                raise ValueError(f"{name} has other content")

    def close(self) -> None:
        self._connection.close()

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles without their passages, in the order of their numbers."""
        rows = self._all("SELECT slug, title, kind, collection, summary, source, themes FROM article ORDER BY number")
        return tuple(
            Article(slug, title, kind, collection, summary, source, tuple(json.loads(themes)))
            for slug, title, kind, collection, summary, source, themes in rows
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each article by its slug."""
        return {article.slug: number for number, article in enumerate(self.articles)}

    @cached_property
    def passage_articles(self) -> NDArray[np.int64]:
        """For each passage, the number of its article."""
        return np.array([row[0] for row in self._all("SELECT article FROM passage ORDER BY number")], dtype=np.int64)

    @cached_property
    def situation_articles(self) -> NDArray[np.int64]:
        """For each situations line, the number of its article."""
        return np.array([row[0] for row in self._all("SELECT article FROM situation ORDER BY number")], dtype=np.int64)

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """The passages of these numbers, in the order given."""
        marks = ",".join("?" * len(numbers))
        found = {row[0]: row for row in self._all(f"{_SELECT_PASSAGE} WHERE passage.number IN ({marks})", numbers)}
        return [_passage(found[number]) for number in numbers]

    def passages_of(self, slug: str) -> list[Passage]:
        """All passages of an article, in order."""
        return [_passage(row) for row in self._all(f"{_SELECT_PASSAGE} WHERE slug = ? ORDER BY within", (slug,))]

    def passage_numbers_of(self, article: int) -> list[int]:
        """The numbers of an article's passages, in order."""
        return [int(number) for number in np.flatnonzero(self.passage_articles == article)]

    def passage_number(self, passage: str) -> int:
        """The number of the passage of an id."""
        slug, _, place = passage.rpartition("#")
        return self.passage_numbers_of(self.numbers[slug])[int(place) - 1]

    def match_passages(self, words: Sequence[str]) -> Scores:
        """BM25 of each passage, shape (passages,); 0 where no word matches."""
        return self._match("passage_words", f", {PASSAGE_WEIGHTS}", words, self.manifest.passages)

    def match_situations(self, words: Sequence[str]) -> Scores:
        """BM25 of each situations line, shape (situations,); 0 where no word matches."""
        return self._match("situation_words", "", words, self.manifest.situations)

    def _match(self, table: str, weights: str, words: Sequence[str], size: int) -> Scores:
        scores = np.zeros(size)
        # Each word is a quoted string of FTS5, so nothing that a person types is query syntax.
        quoted = " OR ".join('"' + word.replace('"', '""').replace("\0", "") + '"' for word in words)
        if quoted:
            sql = f"SELECT rowid, bm25({table}{weights}) FROM {table} WHERE {table} MATCH ?"  # noqa: S608
            for number, score in self._all(sql, (quoted,)):
                scores[number] = -score
        return scores

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._reading():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"The search index in {self.folder} is damaged ({error}).") from error


_SELECT_PASSAGE = """
SELECT passage.number, slug, within, heading, part, lens, contrast, text, sentences
FROM passage JOIN article ON article.number = passage.article
"""


def _passage(row: tuple) -> Passage:  # type: ignore[type-arg]
    _, slug, within, heading, part, lens, contrast, text, spans = row
    sentences = tuple(
        Sentence(text[start:end], start, end, sentence_lens, told)
        for start, end, sentence_lens, told in json.loads(spans)
    )
    return Passage(slug, within, heading, text, sentences, part, lens, contrast)

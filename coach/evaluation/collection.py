"""A judged collection: queries, judgements and, unless it is the library, documents; in BEIR or in TREC layout."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.errors import DataError
from coach.evaluation.trec import Qrels, find_split, read_documents, read_qrels, read_topics
from coach.files import numbered_lines
from coach.library.article import Article, Passage
from coach.library.text import clean_text

HELPFUL = 2
"""The least grade, of 0 to 3, of a passage that helps."""


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with what is known of it: its length, the asker's role, …"""

    id: str
    text: str
    metadata: dict[str, Any]


@dataclass(frozen=True)
class JudgedCollection:
    """Queries of one split with their judgements."""

    name: str
    split: str
    queries: tuple[JudgedQuery, ...]
    qrels: Qrels
    documents: tuple[Article, ...] | None
    """What is searched, an article a document; None for the built-in library."""

    def article_of(self, passage: str) -> str:
        """The article that a passage belongs to; a document is its own."""
        return passage.rpartition("#")[0] if self.documents is None else passage

    @cached_property
    def relevant(self) -> int:
        """The least grade that counts as relevant: 2 where grades reach 3, as in the library, else 1."""
        best = max((grade for judged in self.qrels.values() for grade in judged.values()), default=0)
        return HELPFUL if best > HELPFUL else 1

    @cached_property
    def without_answer(self) -> list[str]:
        """The queries for which nothing was judged relevant at all: every measure gives them 0."""
        return [query.id for query in self.queries if max(self.qrels.get(query.id, {}).values(), default=0) < 1]

    def article_qrels(self) -> Qrels:
        """The grade of an article for a query: that of its best passage."""
        return {query: self.article_qrels_of(query) for query in self.qrels}

    def article_qrels_of(self, query: str) -> dict[str, int]:
        """The grades of the articles for one query."""
        best: dict[str, int] = {}
        for passage, grade in self.qrels.get(query, {}).items():
            article = self.article_of(passage)
            best[article] = max(best.get(article, grade), grade)
        return best


def read_collection(folder: Path, split: str, needs_judgements: bool = True) -> JudgedCollection:
    """Read one split of a collection.

    BEIR: queries.jsonl, qrels/SPLIT.tsv and corpus.jsonl. TREC: a file each of topics and of qrels whose names hold
    these words and the split, such as `topics.test.txt`, and documents in corpus.jsonl or in files of `<doc>` blocks
    whose names begin with `docs`. Without documents, the judgements are about passages of the built-in library.

    Args:
        folder: of the collection.
        split: whose judgements.
        needs_judgements: when False, a collection without a file of judgements is all of its queries, unjudged.

    Raises:
        DataError: a file is missing or a line of one is malformed; the message names file and line.
    """
    queries, path = _queries_and_judgements(folder, split)
    documents = _read_corpus(folder)
    name = folder.absolute().name
    if not needs_judgements and not path.exists():
        return JudgedCollection(name, split, tuple(queries), {}, documents)
    if not path.exists():
        raise DataError(f"{path} cannot be read: a collection has queries.jsonl and qrels/, or TREC topics.")
    qrels = read_qrels(path) if path.suffix != ".tsv" else _read_qrels(path)
    if not qrels:
        raise DataError(f"{path} holds no judgements: add lines `query-id <tab> passage-id <tab> grade`.")
    judged = [query for query in queries if query.id in qrels]
    missing = set(qrels) - {query.id for query in judged}
    if missing:
        raise DataError(
            f"{folder}: the queries lack {len(missing)} judged ones, such as {min(missing)}: add them, "
            "or take their judgements out."
        )
    return JudgedCollection(name, split, tuple(judged), qrels, documents)


def _queries_and_judgements(folder: Path, split: str) -> tuple[list[JudgedQuery], Path]:
    """All queries of a collection, and where the judgements of the split are or should be."""
    beir = folder / "qrels" / f"{split}.tsv"
    topics = None if (folder / "queries.jsonl").exists() else find_split(folder, "topics", split)
    if topics is None:
        return _read_queries(folder / "queries.jsonl"), beir
    queries = [JudgedQuery(key, text, {}) for key, text in read_topics(topics).items()]
    return queries, find_split(folder, "qrels", split) or folder / f"qrels.{split}.txt"


def _read_qrels(path: Path) -> Qrels:
    qrels: Qrels = defaultdict(dict)
    for number, line in numbered_lines(path):
        cells = line.split("\t")
        if number == 1 and cells[-1].strip() == "score":
            continue
        try:
            query, passage, grade = cells
            qrels[query][passage] = int(grade)
        except ValueError as error:
            raise DataError(f"{path}:{number}: not `query-id <tab> passage-id <tab> grade`: mend that line.") from error
    return dict(qrels)


def _read_queries(path: Path) -> list[JudgedQuery]:
    return [JudgedQuery(row["_id"], row["text"], row["metadata"]) for row in read_rows(path, ("_id", "text"))]


def _read_corpus(folder: Path) -> tuple[Article, ...] | None:
    corpus = folder / "corpus.jsonl"
    if corpus.exists():
        return tuple(_document(r["_id"], r["title"], r["text"]) for r in read_rows(corpus, ("_id", "text")))
    files = sorted(path for path in folder.glob("docs*") if path.is_file())
    documents = [_document(*document) for path in files for document in read_documents(path)]
    twice = len(documents) - len({document.slug for document in documents})
    if twice:
        raise DataError(f"{folder}: {twice} documents have an id that another has: give each an id of its own.")
    return tuple(documents) if files else None


def _document(name: str, title: str, text: str) -> Article:
    title = clean_text(title)
    return Article(name, title, "own", "own", passages=(Passage(name, 1, "", clean_text(text), ()),))


def read_rows(path: Path, keys: tuple[str, ...], key: str | None = "_id") -> list[dict[str, Any]]:
    """The objects of a JSON-lines file, each with those keys as text and with `title` and `metadata`.

    Raises:
        DataError: a line is not such an object, or has the `key` of another; the message names it.
    """
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for number, line in numbered_lines(path):
        try:
            row = json.loads(line)
            for name in keys:
                row[name] = str(row[name])
            row["title"] = str(row.get("title") or "")
            row["metadata"] = dict(row.get("metadata") or {})
        except (ValueError, TypeError, KeyError) as error:
            raise DataError(f"{path}:{number}: not a JSON object with {' and '.join(keys)}: mend that line.") from error
        if key is not None and row[key] in seen:
            raise DataError(f"{path}:{number}: a second {row[key]!r}: give it an id of its own.")
        seen.add(row[key] if key is not None else "")
        rows.append(row)
    return rows

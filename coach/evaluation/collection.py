"""A judged collection in BEIR layout: queries.jsonl, qrels/SPLIT.tsv and, unless it is the library, corpus.jsonl."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.errors import DataError
from coach.library.article import Article
from coach.library.builtin import number_passages, prose_passage
from coach.library.text import clean_text

HELPFUL = 2
"""The least grade, of 0 to 3, of a passage that helps."""

Qrels = dict[str, dict[str, int]]
"""Grade by query and by passage (or article)."""


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with what is known of it: its length, the asker's role, …"""

    id: str
    text: str
    metadata: dict[str, Any]


@dataclass(frozen=True, slots=True)
class JudgedCollection:
    """Queries of one split with their judgements."""

    name: str
    split: str
    queries: tuple[JudgedQuery, ...]
    qrels: Qrels
    documents: tuple[Article, ...] | None
    """What is searched, an article a document; None for the built-in library."""

    def article_qrels(self) -> Qrels:
        """The grade of an article for a query: that of its best passage."""
        graded: Qrels = {}
        for query, judged in self.qrels.items():
            best: dict[str, int] = defaultdict(int)
            for passage, grade in judged.items():
                article = passage.rpartition("#")[0] if self.documents is None else passage
                best[article] = max(best[article], grade)
            graded[query] = dict(best)
        return graded


def read_collection(folder: Path, split: str) -> JudgedCollection:
    """Read one split of a collection.

    Raises:
        DataError: a file is missing or a line of one is malformed; the message names file and line.
    """
    judgements = folder / "qrels" / f"{split}.tsv"
    qrels = _read_qrels(judgements)
    if not qrels:
        raise DataError(f"{judgements} holds no judgements: add lines `query-id <tab> passage-id <tab> grade`.")
    queries = [query for query in _read_queries(folder / "queries.jsonl") if query.id in qrels]
    missing = set(qrels) - {query.id for query in queries}
    if missing:
        raise DataError(
            f"{folder}/queries.jsonl lacks {len(missing)} judged queries, such as {min(missing)}: add them."
        )
    corpus = folder / "corpus.jsonl"
    documents = tuple(_read_documents(corpus)) if corpus.exists() else None
    return JudgedCollection(folder.name, split, tuple(queries), qrels, documents)


def _read_qrels(path: Path) -> Qrels:
    qrels: Qrels = defaultdict(dict)
    for number, line in _lines(path):
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
    return [JudgedQuery(row["_id"], row["text"], row["metadata"]) for row in _rows(path, ("_id", "text"))]


def _read_documents(path: Path) -> list[Article]:
    documents = []
    for row in _rows(path, ("_id", "text")):
        title = clean_text(row["title"])
        passages = number_passages(row["_id"], [prose_passage(title, clean_text(row["text"]))])
        documents.append(Article(row["_id"], title, "own", "own", passages=tuple(passages)))
    return documents


def _rows(path: Path, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            row = json.loads(line)
            for key in keys:
                row[key] = str(row[key])
            row["title"] = str(row.get("title") or "")
            row["metadata"] = dict(row.get("metadata") or {})
        except (ValueError, TypeError, KeyError) as error:
            raise DataError(f"{path}:{number}: not a JSON object with {' and '.join(keys)}: mend that line.") from error
        if row["_id"] in seen:
            raise DataError(f"{path}:{number}: a second {row['_id']!r}: give it an id of its own.")
        seen.add(row["_id"])
        rows.append(row)
    return rows


def _lines(path: Path) -> list[tuple[int, str]]:
    """The lines that hold something, with their numbers; only `\\n` ends one, since JSON may hold U+2028."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    except OSError as error:
        raise DataError(
            f"{path} cannot be read ({error.strerror}): a collection has queries.jsonl and qrels/."
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 text: save it as UTF-8.") from error

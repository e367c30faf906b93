"""The pool of several runs, for judging: what any of them found near the top, in an order that tells nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from coach.errors import DataError
from coach.evaluation.collection import JudgedCollection, read_rows
from coach.evaluation.run import Run, in_order
from coach.files import write_atomically
from coach.library.text import clean_text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage to be judged for a query; which system found it is not told."""

    query: str
    passage: str
    query_text: str
    heading: str
    text: str


def make_pool(
    collection: JudgedCollection,
    runs: Sequence[Run],
    texts: Mapping[str, tuple[str, str]],
    depth: int,
    seed: int,
    with_judged: bool = False,
) -> list[Candidate]:
    """The first passages of every run, each once, shuffled within its query.

    Args:
        collection: whose queries are pooled, in their order.
        runs: what systems found.
        texts: heading and text by passage.
        depth: how many of each run.
        seed: of the shuffling.
        with_judged: whether passages that are judged already are pooled as well.
    """
    generator = np.random.default_rng(seed)
    candidates = []
    for query in collection.queries:
        found = [in_order(run.passages.get(query.id, {}))[:depth] for run in runs]
        judged = {} if with_judged else collection.qrels.get(query.id, {})
        names = sorted({name for names in found for name in names} - set(judged))
        for number in generator.permutation(len(names)):
            name = names[int(number)]
            heading, text = texts.get(name, ("", ""))
            candidates.append(Candidate(query.id, name, query.text, heading, text))
    return candidates


def write_pool(candidates: Sequence[Candidate], path: Path) -> None:
    """Write a pool as JSON lines.

    Raises:
        OSError: the file cannot be written.
    """
    lines = [json.dumps(asdict(candidate), ensure_ascii=False) + "\n" for candidate in candidates]
    write_atomically(path, "".join(lines).encode("utf-8", "replace"))


def read_pool(path: Path) -> list[Candidate]:
    """Read a pool; texts are made safe to show.

    Raises:
        DataError: it is missing, empty, or a line is malformed.
    """
    rows = read_rows(path, ("query", "passage", "query_text", "heading", "text"), key=None)
    if not rows:
        raise DataError(f"{path} is an empty pool: make one with `coach eval pool`.")
    return [
        Candidate(
            row["query"],
            row["passage"],
            clean_text(row["query_text"]),
            clean_text(row["heading"]),
            clean_text(row["text"]),
        )
        for row in rows
    ]

"""Running a system over the queries of a collection."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coach.evaluation.collection import JudgedCollection
from coach.files import write_atomically
from coach.search.progress import Progress, silent
from coach.search.ranking import Ranker, System
from coach.search.store import Scores

DEPTH = 100

Scored = dict[str, dict[str, float]]
"""Score by query and by passage (or article)."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one system returned."""

    system: str
    passages: Scored
    articles: Scored
    milliseconds: tuple[float, ...]
    """For each query, encoding included."""


def run_system(ranker: Ranker, collection: JudgedCollection, system: System, progress: Progress = silent) -> Run:
    """Rank passages and articles for each query, to a depth of 100."""
    store = ranker.store
    slugs = [article.slug for article in store.articles]
    of_library = collection.documents is None
    ids = _passage_ids(ranker) if of_library else [slugs[number] for number in store.passage_articles]
    passages: Scored = {}
    articles: Scored = {}
    spent: list[float] = []
    for done, query in enumerate(collection.queries, start=1):
        start = time.perf_counter()
        ranking = ranker.rank(query.text, system)
        spent.append(1000 * (time.perf_counter() - start))
        passages[query.id] = _best(ids, ranking.passages)
        articles[query.id] = _best(slugs, ranking.articles)
        progress(f"Ranking with {system}", done, len(collection.queries))
    return Run(system, passages, articles, tuple(spent))


def write_run(run: Run, folder: Path) -> Path:
    """Write the passages of a run as a TREC run file."""
    lines = []
    for query, scored in run.passages.items():
        ranked = sorted(scored.items(), key=lambda item: -item[1])
        lines += [
            f"{query} Q0 {passage} {rank} {score:.6f} {run.system}" for rank, (passage, score) in enumerate(ranked, 1)
        ]
    path = folder / f"{run.system}.run"
    write_atomically(path, ("\n".join(lines) + "\n").encode())
    return path


def _passage_ids(ranker: Ranker) -> list[str]:
    numbers = range(ranker.store.manifest.passages)
    return [passage.id for passage in ranker.store.passages(list(numbers))]


def _best(names: Sequence[str], scores: Scores) -> dict[str, float]:
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return {names[int(number)]: float(scores[number]) for number in order}

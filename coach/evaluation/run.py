"""Running a system over the queries of a collection; run files, written and read in TREC format."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from coach.errors import DataError
from coach.evaluation.bench import Bench
from coach.evaluation.collection import JudgedCollection
from coach.evaluation.systems import Specification
from coach.files import numbered_lines, write_atomically
from coach.search.progress import Progress, silent
from coach.search.store import Scores

DEPTH = 100

Scored = dict[str, dict[str, float]]
"""Score by query and by passage (or article)."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one system returned; a system that ranks articles alone has no passages at all."""

    system: str
    passages: Scored
    articles: Scored
    notes: tuple[str, ...] = field(default=())
    """What was odd about a run that was read from a file."""


def run_system(bench: Bench, specification: Specification, depth: int = DEPTH, progress: Progress = silent) -> Run:
    """Rank passages and articles for each query; a document that is the query itself is left out."""
    rank = specification.build(bench)
    passages: Scored = {}
    articles: Scored = {}
    for done, query in enumerate(bench.queries, start=1):
        ranked = rank(query.text)
        if ranked.passages is not None:
            passages[query.id] = best(bench.passage_ids, ranked.passages, depth, query.id)
        articles[query.id] = best(bench.slugs, ranked.articles, depth, query.id)
        progress(f"Ranking with {specification.name}", done, len(bench.queries))
    return Run(specification.name, passages, articles)


def best(names: Sequence[str], scores: Scores, depth: int, itself: str = "") -> dict[str, float]:
    """The best names with their scores, best first, but for the one that is the query itself."""
    count = min(depth + 1, len(scores))
    kept = np.argpartition(-scores, count - 1)[:count] if count < len(scores) else np.arange(len(scores))
    order = kept[np.lexsort((kept, -scores[kept]))]
    found = {names[int(number)]: float(scores[number]) for number in order if names[int(number)] != itself}
    return dict(list(found.items())[:depth])


def in_order(scored: dict[str, float]) -> list[str]:
    """Names by descending score, as trec_eval orders them: of equals, the later name first."""
    return sorted(scored, key=lambda name: (scored[name], name), reverse=True)


def write_run(run: Run, folder: Path) -> Path:
    """Write a run as a TREC run file, of passages, or of articles when it has none; scores lose no digit."""
    lines = []
    for query, scored in (run.passages or run.articles).items():
        for rank, name in enumerate(in_order(scored), start=1):
            lines.append(f"{query} Q0 {name} {rank} {scored[name]!r} {_one_word(run.system)}")
    path = folder / f"{_file_name(run.system)}.run"
    write_atomically(path, ("\n".join(lines) + "\n").encode())
    return path


def read_run(path: Path, collection: JudgedCollection) -> Run:
    """Read a TREC run file: `query Q0 passage rank score name`; it may be compressed with gzip.

    Only the queries of the collection count. A passage that stands twice for a query counts once, where it is best.
    Over the built-in library an article has the score of its best passage, and a run may name articles alone.

    Raises:
        DataError: a line is not of that form, or no query is one of the collection.
    """
    scored: Scored = defaultdict(dict)
    name, twice = path.stem, 0
    for number, line in numbered_lines(path):
        try:
            query, _, passage, _, score, name = line.split()
            value = float(score)
            if not math.isfinite(value):
                raise ValueError
        except ValueError as error:
            raise DataError(f"{path}:{number}: not `query Q0 passage rank score name`: mend that line.") from error
        twice += passage in scored[query]
        scored[query][passage] = max(value, scored[query].get(passage, value))
    kept = {query.id: scored[query.id] for query in collection.queries if query.id in scored}
    if not kept:
        raise DataError(f"{path}: none of its queries is in the {collection.split} split of {collection.name}.")
    return _as_run(name, kept, collection, _notes(collection, scored, kept, twice))


def _as_run(name: str, kept: Scored, collection: JudgedCollection, notes: list[str]) -> Run:
    names_articles = collection.documents is None and not any("#" in p for found in kept.values() for p in found)
    articles: Scored = {}
    for query, found in kept.items():
        by_article: dict[str, float] = {}
        for passage, score in found.items():
            article = passage if names_articles else collection.article_of(passage)
            by_article[article] = max(score, by_article.get(article, score))
        articles[query] = by_article
    return Run(name, {} if names_articles else kept, articles, tuple(notes))


def _notes(collection: JudgedCollection, scored: Scored, kept: Scored, twice: int) -> list[str]:
    missing = len(collection.queries) - len(kept)
    other = len(set(scored) - set(kept))
    told = [
        (missing, f"{missing} judged queries are not in the run: each counts 0"),
        (other, f"{other} of its queries are not judged: left out"),
        (twice, f"{twice} passages stand twice for a query: counted once"),
    ]
    return [text for count, text in told if count]


def _one_word(name: str) -> str:
    return "_".join(name.split())


def _file_name(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_.=" else "-" for c in name)

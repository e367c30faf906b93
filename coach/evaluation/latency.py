"""How long a query takes, stage by stage, and how much memory the process has used."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from coach.evaluation.bench import Bench
from coach.evaluation.systems import Specification, weights_of
from coach.search.ranking import System

STAGES = ("encode", "dense", "lexical", "fusion")
SAMPLE = 40
BUDGET_SECONDS = 2.0
_T = TypeVar("_T")
# Which stages each system goes through.
_USES = {"lexical": ("lexical", "fusion"), "dense": ("encode", "dense", "fusion"), "hybrid": STAGES}

Milliseconds = dict[str, dict[str, float]]
"""p50 and p95 by stage; `total` is the whole query."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a system by stage, over a sample of the queries."""

    stages: Milliseconds
    queries: int


def measure_latency(
    bench: Bench, specifications: Sequence[Specification], seconds: float = BUDGET_SECONDS
) -> dict[str, Latency]:
    """Time up to 40 queries of every length, as if none had been seen before, until the time is used up.

    Systems of a kind that has no stages are left out.
    """
    known = [s for s in specifications if s.kind in _USES]
    if not known:
        return {}
    encoding = _time_encoding(bench, seconds)
    return {specification.name: _latency(bench, specification, encoding) for specification in known}


def _time_encoding(bench: Bench, seconds: float) -> dict[str, float]:
    """Milliseconds to encode queries, without the vectors that are kept, by the text of the query."""
    by_length = sorted({query.text for query in bench.queries}, key=len)
    step = max(1, len(by_length) // SAMPLE)
    sample = np.random.default_rng(0).permutation(by_length[::step][:SAMPLE])
    bench.coach.real_encoder.encode(["to wake the encoder"])
    spent: dict[str, float] = {}
    start = time.perf_counter()
    for text in sample:
        query = bench.ranker(weights_of({})).query(str(text))
        _, spent[str(text)] = _timed(lambda q=query: bench.coach.real_encoder.encode([q.text, *q.windows]))  # type: ignore[misc]
        if time.perf_counter() - start > seconds and len(spent) >= 5:
            break
    return spent


def _latency(bench: Bench, specification: Specification, encoding: dict[str, float]) -> Latency:
    ranker = bench.ranker(weights_of(specification.settings), specification.settings.get("headings"))
    spent: dict[str, list[float]] = {stage: [] for stage in STAGES}
    system: System = specification.kind  # type: ignore[assignment]
    for text, encode in encoding.items():
        query = ranker.query(text)
        spent["encode"].append(encode)
        _, dense = _timed(lambda q=query: ranker.signals(q, "dense"))  # type: ignore[misc]
        _, lexical = _timed(lambda q=query: ranker.signals(q, "lexical"))  # type: ignore[misc]
        signals = ranker.signals(query, system)
        _, fusion = _timed(lambda s=signals: ranker.fuse(s, system))  # type: ignore[misc]
        for stage, milliseconds in (("dense", dense), ("lexical", lexical), ("fusion", fusion)):
            spent[stage].append(milliseconds)
    used = {stage: spent[stage] for stage in _USES[specification.kind]}
    used["total"] = [sum(values) for values in zip(*used.values(), strict=True)]
    return Latency({stage: percentiles(values) for stage, values in used.items()}, len(encoding))


def _timed(work: Callable[[], _T]) -> tuple[_T, float]:
    start = time.perf_counter()
    result = work()
    return result, 1000 * (time.perf_counter() - start)


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile."""
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return {"p50": round(float(p50), 2), "p95": round(float(p95), 2)}


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / 2**20 if sys.platform == "darwin" else peak / 2**10, 1)

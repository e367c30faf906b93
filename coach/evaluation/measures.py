"""Measures of a run, by passage and by article, computed by ir-measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.errors import ConfigurationError
from coach.evaluation.collection import HELPFUL, JudgedCollection
from coach.evaluation.run import Run, Scored, in_order
from coach.evaluation.trec import Qrels

BY_ARTICLE = "article:"

PerQuery = dict[str, NDArray[np.float64]]
"""Values by measure, each of shape (queries,), in the order of the collection."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of ir-measures, over passages or over articles."""

    name: str
    definition: str
    by_article: bool = False


def _named(name: str, definition: str, by_article: bool = False) -> tuple[str, Measure]:
    return name, Measure(name, definition, by_article)


# What is measured unless a person names measures; REL stands for the least grade that counts as relevant.
MEASURES: dict[str, Measure] = dict(
    [
        _named("nDCG@10", "nDCG@10"),
        _named("Recall@10", "R(rel=REL)@10"),
        _named("RR@10", "RR(rel=REL)@10"),
        _named("Judged@10", "Judged@10"),
        _named("Success@1", "Success(rel=REL)@1", by_article=True),
        _named("Success@3", "Success(rel=REL)@3", by_article=True),
    ]
)
COMPARED = ("nDCG@10", "Success@1")


def parse_measures(text: str) -> tuple[Measure, ...]:
    """Read a list such as `nDCG@10,R@100,article:Success(rel=2)@1`; each means what it means in ir-measures.

    Raises:
        ConfigurationError: ir-measures knows no such measure.
    """
    names = [name.strip() for name in re.split(r",(?![^(]*\))", text) if name.strip()]
    if not names:
        raise ConfigurationError("No measure named: try nDCG@10,R@100,RR@10,AP,Judged@10.")
    return tuple(dict.fromkeys(parse_measure(name) for name in names))


def parse_measure(name: str) -> Measure:
    """Read one measure.

    Raises:
        ConfigurationError: ir-measures knows no such measure, or cannot compute it.
    """
    import ir_measures

    definition = name.removeprefix(BY_ARTICLE)
    try:
        measure: Any = ir_measures.parse_measure(definition)
        supported = any(provider.supports(measure) for provider in ir_measures.DefaultPipeline.providers)
    except (NameError, ValueError, TypeError, KeyError, SyntaxError, AssertionError) as error:
        raise ConfigurationError(
            f"No measure {definition!r}: any of ir-measures can be named, such as nDCG@10, R@100, RR@10, AP, P@5."
        ) from error
    if not supported:
        raise ConfigurationError(f"ir-measures cannot compute {definition!r} here: name another measure.")
    return Measure(name, definition, name.startswith(BY_ARTICLE))


def measure_run(
    run: Run, collection: JudgedCollection, measures: tuple[Measure, ...] = tuple(MEASURES.values())
) -> PerQuery:
    """Compute measures for every query; a query for which nothing was returned counts 0.

    A measure by passage is left out for a run that has no passages.
    """
    values: PerQuery = {}
    for by_article in (False, True):
        scored = run.articles if by_article else run.passages
        chosen = [measure for measure in measures if measure.by_article == by_article]
        if chosen and scored:
            qrels = collection.article_qrels() if by_article else collection.qrels
            values |= _compute(chosen, qrels, scored, collection)
    return {measure.name: values[measure.name] for measure in measures if measure.name in values}


def _compute(chosen: list[Measure], qrels: Qrels, scored: Scored, collection: JudgedCollection) -> PerQuery:
    import ir_measures

    parsed = {m: ir_measures.parse_measure(m.definition.replace("REL", str(collection.relevant))) for m in chosen}
    found: dict[str, dict[str, float]] = {str(measure): {} for measure in parsed.values()}
    ranked = {query: names for query, names in scored.items() if names}  # Judged@k divides by their number
    for metric in ir_measures.iter_calc(list(parsed.values()), qrels, ranked):
        found[str(metric.measure)][metric.query_id] = metric.value
    return {
        measure.name: np.array([found[str(p)].get(query.id, 0.0) for query in collection.queries])
        for measure, p in parsed.items()
    }


@dataclass(frozen=True, slots=True)
class Unjudged:
    """How much of what a system found nobody has judged: such a passage is not known to be irrelevant."""

    share: float
    """Of the first ten, over all queries."""
    condensed: float
    """nDCG@10 when passages without a judgement are left out of the ranking (Sakai, 2007)."""


def tell_unjudged(run: Run, collection: JudgedCollection, depth: int = 10) -> Unjudged | None:
    """Tell unjudged passages from irrelevant ones; None for a run without passages."""
    if not run.passages:
        return None
    first = {query: in_order(scored)[:depth] for query, scored in run.passages.items()}
    shown = sum(len(names) for names in first.values())
    unknown = sum(name not in collection.qrels.get(query, {}) for query, names in first.items() for name in names)
    judged = {
        query: {name: score for name, score in scored.items() if name in collection.qrels.get(query, {})}
        for query, scored in run.passages.items()
    }
    condensed = measure_run(Run(run.system, judged, {}), collection, (Measure("nDCG", "nDCG@10"),))
    values = condensed.get("nDCG", np.zeros(1))
    return Unjudged(unknown / shown if shown else 0.0, float(values.mean()))


def least_helpful(collection: JudgedCollection) -> str:
    """What a report says of the grades that count as relevant."""
    return "grades 2 and 3" if collection.relevant == HELPFUL else "every grade above 0"

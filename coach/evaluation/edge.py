"""The edge of the library: messages that it covers told from those that it does not, far and near ones apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path

import numpy as np

from coach.coaching.coach import Coach
from coach.coaching.reading import coverage
from coach.evaluation.collection import read_rows
from coach.evaluation.uncertainty import Values, auroc

Score = Callable[[str], float]
"""How surely the library covers a message: the higher, the surer."""

KINDS = ("far", "near")
"""Of messages that are not covered: of everyday life, and of work but on nothing that an article is about."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message with what is known of it."""

    id: str
    text: str
    kind: str
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """What comes of answering every message that scores at least the threshold."""

    threshold: float
    coverage: float
    """Share of the covered messages that are answered."""
    risk: float
    """Share of what is answered that is not covered."""
    let_through: float
    """Share of the messages that are not covered which are answered all the same."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Risk against coverage for one kind of messages that are not covered."""

    kind: str
    messages: int
    auroc: float | None
    """How often a covered message scores above one that is not; None for want of either."""
    points: tuple[Point, ...]


def coverage_score(coach: Coach) -> Score:
    """The score that Coach decides by; another can stand in its place."""
    return lambda text: coverage(coach.reader.read(text), coach.store)


def read_not_covered(folder: Path, split: str) -> list[Message]:
    """The messages of a split that the library does not answer; none when the collection has no such file.

    Raises:
        DataError: a line of it is malformed.
    """
    path = folder / "not-covered.jsonl"
    rows = read_rows(path, ("_id", "text")) if path.exists() else []
    chosen = [row for row in rows if row["metadata"].get("split", split) == split]
    return [Message(row["_id"], row["text"], str(row["metadata"].get("kind", "far"))) for row in chosen]


def edge_curves(score: Score, covered: Sequence[str], outside: Sequence[Message]) -> list[Curve]:
    """A curve for each kind of messages that are not covered."""
    inside = np.array([score(text) for text in covered])
    return [
        risk_coverage(kind, inside, np.array([score(message.text) for message in outside if message.kind == kind]))
        for kind in sorted({message.kind for message in outside})
    ]


def risk_coverage(kind: str, inside: Values, outside: Values) -> Curve:
    """Risk and coverage at every threshold that makes a difference, the strictest first."""
    points = []
    for threshold in np.unique(np.concatenate([inside, outside]))[::-1]:
        answered, wrongly = int((inside >= threshold).sum()), int((outside >= threshold).sum())
        points.append(
            Point(
                float(threshold),
                answered / max(len(inside), 1),
                wrongly / (answered + wrongly),
                wrongly / max(len(outside), 1),
            )
        )
    area = auroc(inside, outside)
    return Curve(kind, len(outside), None if isnan(area) else area, tuple(points))


def at_coverage(curve: Curve, coverage: float) -> Point | None:
    """The strictest point that answers at least this share of the covered messages."""
    return next((point for point in curve.points if point.coverage >= coverage), None)

"""Laying an answer out in rows: what a manager and what a leader would do, side by side in one contrast."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from coach.coaching.answer import Answer, Note, Point
from coach.library.corpus import contrasts

WORDS_LABEL = "Words to use"


@dataclass(frozen=True, slots=True)
class Row:
    """Two points that answer each other; a side is None where the library has nothing for it."""

    label: str
    management: Point | None
    leadership: Point | None


def rows(answer: Answer) -> list[Row]:
    """Pair the points of the two responses: the same kind, the same contrast and the same article, in order."""
    paired: dict[tuple[str, str | None, str, int], list[Point | None]] = {}
    for side, response in enumerate((answer.management, answer.leadership)):
        seen: Counter[tuple[str, str | None, str]] = Counter()
        for point in response.points:
            key = (point.kind, point.contrast, answer.citation(point.citations[0]).article)
            paired.setdefault((*key, seen[key]), [None, None])[side] = point
            seen[key] += 1
    found = [Row(_label(answer, sides), sides[0], sides[1]) for sides in paired.values()]
    return sorted(found, key=lambda row: min(_first_citation(point) for point in (row.management, row.leadership)))


def remarks(answer: Answer) -> list[tuple[str, Note]]:
    """The remarks below the rows, in reading order, each with its label."""
    labelled = [
        ("What is going on", answer.background),
        ("Which way to lean", answer.balance),
        ("Their side", answer.their_side),
        *(("Watch for", caution) for caution in answer.cautions),
        ("Your own part", answer.own_part),
    ]
    return [(label, note) for label, note in labelled if note]


def _first_citation(point: Point | None) -> float:
    return math.inf if point is None else point.citations[0]


def _label(answer: Answer, sides: list[Point | None]) -> str:
    point = next(side for side in sides if side is not None)
    if point.kind == "words":
        return WORDS_LABEL
    if point.contrast is not None:
        return contrasts()[point.contrast].heading
    return answer.citation(point.citations[0]).title

"""Judgements of a pool, kept after every key, and how far judges agree.

Each judge has a file beside the pool, `POOL.JUDGE.tsv`, with lines `query <tab> passage <tab> grade`. A line is added
when a passage is judged and another when it is judged again; the last one counts. So nothing is lost when a session is
broken off, and the next one goes on where it was.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from coach.errors import DataError, InputError
from coach.evaluation.pool import Candidate
from coach.evaluation.trec import Qrels
from coach.files import make_private_dir, numbered_lines, write_atomically

GRADES = {3: "I would act on this", 2: "helps", 1: "touches", 0: "no use"}

Judgements = dict[tuple[str, str], int]
"""Grade by query and passage."""


class Judge:
    """One judge's judgements of one pool, on disk from the moment they are made."""

    def __init__(self, pool: Path, name: str) -> None:
        """Take up what this judge has judged before.

        Raises:
            InputError: the name cannot be part of a file's name.
            DataError: the file of this judge is broken.
        """
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", name):
            raise InputError(f"{name!r} cannot name a judge: use letters, digits, - and _.")
        self.path = pool.with_name(f"{pool.stem}.{name}.tsv")
        self.judgements = read_judgements(self.path) if self.path.exists() else {}

    def judge(self, candidate: Candidate, grade: int) -> None:
        """Keep a grade.

        Raises:
            OSError: it cannot be written.
        """
        make_private_dir(self.path.parent)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{candidate.query}\t{candidate.passage}\t{grade}\n")
            file.flush()
            os.fsync(file.fileno())
        self.judgements[candidate.query, candidate.passage] = grade

    def first_open(self, candidates: Sequence[Candidate]) -> int:
        """The place of the first candidate that is not judged; their number when all are."""
        places = (n for n, c in enumerate(candidates) if (c.query, c.passage) not in self.judgements)
        return next(places, len(candidates))


def read_judgements(path: Path) -> Judgements:
    """Read a judge's file; a last line that was broken off half-way is left out.

    Raises:
        DataError: another line is malformed.
    """
    judgements: Judgements = {}
    lines = list(numbered_lines(path))
    for place, (number, line) in enumerate(lines):
        try:
            query, passage, grade = line.split("\t")
            if int(grade) not in GRADES:
                raise ValueError
            judgements[query, passage] = int(grade)
        except ValueError as error:
            if place == len(lines) - 1:
                break
            raise DataError(f"{path}:{number}: not `query <tab> passage <tab> grade`: mend that line.") from error
    return judgements


def all_judges(pool: Path) -> dict[str, Judgements]:
    """What each judge of a pool has judged, by name."""
    start = f"{pool.stem}."
    files = sorted(path for path in pool.parent.glob("*.tsv") if path.name.startswith(start))
    return {path.name.removeprefix(start).removesuffix(".tsv"): read_judgements(path) for path in files}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two judges agree on what both have judged."""

    a: str
    b: str
    both: int
    same: float
    """Share of the same grade."""
    within_one: float
    kappa: float
    """Cohen's kappa with quadratic weights: 1 is full agreement, 0 is what chance would give."""


def agreements(judges: dict[str, Judgements]) -> list[Agreement]:
    """Every pair of judges that share a passage."""
    found = []
    for (a, one), (b, other) in combinations(judges.items(), 2):
        shared = sorted(set(one) & set(other))
        if shared:
            grades = np.array([[one[key], other[key]] for key in shared])
            apart = np.abs(grades[:, 0] - grades[:, 1])
            same, near = float((apart == 0).mean()), float((apart <= 1).mean())
            found.append(Agreement(a, b, len(shared), same, near, weighted_kappa(grades[:, 0], grades[:, 1])))
    return found


def weighted_kappa(one: np.ndarray, other: np.ndarray) -> float:
    """Cohen's kappa with quadratic weights (Cohen, 1968); 1 when both give one and the same grade throughout."""
    chance = float(((one[:, None] - other[None, :]) ** 2).mean())
    return 1 - float(((one - other) ** 2).mean()) / chance if chance else 1.0


def merge(judges: dict[str, Judgements]) -> Qrels:
    """One grade a passage: the median of its judges, of two middle ones the lower."""
    grades: dict[tuple[str, str], list[int]] = {}
    for judgements in judges.values():
        for key, grade in judgements.items():
            grades.setdefault(key, []).append(grade)
    qrels: Qrels = {}
    for (query, passage), given in grades.items():
        qrels.setdefault(query, {})[passage] = sorted(given)[(len(given) - 1) // 2]
    return qrels


def write_qrels(qrels: Qrels, path: Path) -> None:
    """Write judgements as BEIR has them.

    Raises:
        OSError: the file cannot be written.
    """
    rows = [f"{query}\t{passage}\t{grade}\n" for query, found in qrels.items() for passage, grade in found.items()]
    write_atomically(path, "".join(["query-id\tcorpus-id\tscore\n", *rows]).encode())

"""`coach eval` over a collection of one's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from coach.evaluation.measures import MEASURES

Evaluate = Callable[..., CompletedProcess[bytes]]


@pytest.fixture
def evaluate(own_home: Path, five_documents: Path) -> Evaluate:
    def run(*args: str) -> CompletedProcess[bytes]:
        command = [sys.executable, "-m", "coach", "eval", "--data", str(five_documents), "--split", "test", *args]
        environment = os.environ | {"COACH_HOME": str(own_home)}
        return subprocess.run(command, env=environment, capture_output=True, check=False)

    return run


def test_the_json_has_the_keys_that_scripts_rely_on(evaluate: Evaluate) -> None:
    values = json.loads(evaluate("--json").stdout)
    assert {"collection", "queries", "systems", "comparisons", "latency_ms"} <= set(values)
    assert (values["collection"], values["queries"]) == ("five", 2)
    assert list(values["systems"]) == list(values["latency_ms"]) == ["lexical", "dense", "hybrid"]
    assert list(values["systems"]["dense"]) == list(MEASURES)
    assert set(values["systems"]["dense"]["RR@10"]) == {"value", "low", "high"}
    assert set(values["comparisons"][0]) == {"a", "b", "measure", "difference", "p"}
    assert set(values["latency_ms"]["dense"]) == {"p50", "p95"}


def test_runs_are_written_and_a_missed_target_ends_with_5(evaluate: Evaluate, tmp_path: Path) -> None:
    done = evaluate("--systems", "lexical,dense", "--run-out", str(tmp_path / "runs"), "--fail-under", "nDCG@10=0.999")
    assert done.returncode == 5
    assert b"lexical nDCG@10 is 0." in done.stderr
    assert b"Paired randomisation tests" in done.stdout
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == ["dense.run", "lexical.run"]


def test_a_target_that_is_met_ends_with_0(evaluate: Evaluate) -> None:
    assert evaluate("--systems", "dense", "--fail-under", "RR@10=0.5", "--fail-under", "Recall@10=1").returncode == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--fail-under", "MAP=0.5"], b"'MAP' is not a measure; choose from nDCG@10"),
        (["--fail-under", "RR@10=high"], b"'high' is not a number"),
        (["--systems", "magic"], b"choose from lexical, dense, hybrid"),
        (["--systems", ","], b"choose from lexical, dense, hybrid"),
    ],
    ids=["measure", "number", "system", "no-system"],
)
def test_wrong_usage_ends_with_2(evaluate: Evaluate, args: list[str], told: bytes) -> None:
    done = evaluate(*args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr


def test_a_missing_split_ends_with_3(evaluate: Evaluate) -> None:
    done = evaluate("--split", "gold")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (3, b"", 1)
    assert b"qrels/gold.tsv cannot be read" in done.stderr


@pytest.mark.parametrize("name", ["queries.jsonl", "corpus.jsonl"])
def test_one_id_for_two_lines_ends_with_3_and_names_the_second(
    evaluate: Evaluate, five_documents: Path, name: str
) -> None:
    path = five_documents / name
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[0]]), encoding="utf-8")
    done = evaluate()
    assert (done.returncode, done.stdout) == (3, b"")
    assert f"{name}:{len(lines) + 1}: a second " in done.stderr.decode()

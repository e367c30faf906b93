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
def evaluate(evaluate_in: Evaluate, five_documents: Path) -> Evaluate:
    return lambda *args: evaluate_in("--data", str(five_documents), "--split", "test", *args)


@pytest.fixture
def evaluate_in(own_home: Path) -> Evaluate:
    def run(*args: str) -> CompletedProcess[bytes]:
        command = [sys.executable, "-m", "coach", "eval", *args]
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
    assert {"a", "b", "measure", "difference", "p"} < set(values["comparisons"][0])
    assert set(values["stages_ms"]["hybrid"]) == {"encode", "dense", "lexical", "fusion", "total"}
    assert values["memory_mb"] > 0
    assert set(values["latency_ms"]["dense"]) == {"p50", "p95"}


def test_runs_are_written_and_a_missed_target_ends_with_5(evaluate: Evaluate, tmp_path: Path) -> None:
    done = evaluate("--systems", "lexical,dense", "--run-out", str(tmp_path / "runs"), "--fail-under", "nDCG@10=0.999")
    assert done.returncode == 5
    assert b"lexical nDCG@10 is 0." in done.stderr
    assert b"paired randomisation, Holm over 1 pair" in done.stdout
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == ["dense.run", "lexical.run"]


def test_a_target_that_is_met_ends_with_0(evaluate: Evaluate) -> None:
    assert evaluate("--systems", "dense", "--fail-under", "RR@10=0.5", "--fail-under", "Recall@10=1").returncode == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--fail-under", "MAPX=0.5"], b"No measure 'MAPX': any of ir-measures"),
        (["--fail-under", "0.5"], b"'0.5' is not MEASURE=VALUE"),
        (["--by", "weather"], b"No query has the field 'weather': choose from length"),
        (["--json", "answers"], b"Options of `coach eval answers` stand after its name"),
        (["--fail-under", "RR@10=high"], b"'high' is not a number"),
        (["--systems", "magic"], b"choose from lexical, dense, hybrid"),
        (["--systems", ","], b"No system named: choose from lexical, dense, hybrid"),
    ],
    ids=["measure", "no measure", "field", "before a subcommand", "number", "system", "no system"],
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


def test_any_measure_can_be_named_and_held_to_a_floor(evaluate: Evaluate) -> None:
    done = evaluate("--systems", "lexical", "--measures", "AP,P(rel=2)@1", "--fail-under", "P(rel=2)@1=0.9", "--json")
    assert done.returncode == 0
    assert list(json.loads(done.stdout)["systems"]["lexical"]) == ["AP", "P(rel=2)@1"]


def test_the_run_of_another_system_is_compared_with_ours(evaluate: Evaluate, tmp_path: Path) -> None:
    evaluate("--systems", "lexical", "--run-out", str(tmp_path))
    values = json.loads(evaluate("--systems", "lexical", "--run", str(tmp_path / "lexical.run"), "--json").stdout)
    ours, theirs = values["systems"].values()
    assert list(values["systems"]) == ["lexical", "lexical (lexical.run)"]
    assert ours["nDCG@10"] == theirs["nDCG@10"]


def test_an_evaluation_meets_itself_as_baseline_and_the_seed_makes_it_the_same(
    evaluate: Evaluate, tmp_path: Path
) -> None:
    before = evaluate("--json", "--seed", "7").stdout
    (tmp_path / "before.json").write_bytes(before)
    again = evaluate("--json", "--seed", "7", "--baseline", str(tmp_path / "before.json"))
    assert again.returncode == 0
    for key in ("systems", "comparisons", "per_query"):
        assert json.loads(again.stdout)[key] == json.loads(before)[key]


def test_a_page_is_written(evaluate: Evaluate, tmp_path: Path) -> None:
    done = evaluate("--html", str(tmp_path / "report.html"))
    assert done.returncode == 0
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_tuning_reports_both_halves(evaluate: Evaluate) -> None:
    values = json.loads(evaluate("--tune", "--json").stdout)
    assert [half["queries"] for half in values["halves"]] == [1, 1]
    assert set(values["systems"]) == {"lexical", "dense", "hybrid", "tuned"}


def test_a_pool_of_queries_without_judgements_names_no_system(
    evaluate_in: Callable[..., CompletedProcess[bytes]], five_documents: Path, tmp_path: Path
) -> None:
    (five_documents / "qrels" / "test.tsv").unlink()
    done = evaluate_in("pool", str(tmp_path / "pool.jsonl"), "--data", str(five_documents), "--split", "test")
    assert done.returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "pool.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["passage"] for row in rows if row["query"] == "q1"} == {"kettle", "bicycle", "bread", "tomato", "chess"}
    assert set(rows[0]) == {"query", "passage", "query_text", "heading", "text"}


@pytest.mark.parametrize("name", ["answers", "pool", "judge"])
def test_every_part_explains_itself_with_an_example(evaluate_in: Evaluate, name: str) -> None:
    done = evaluate_in(name, "--help")
    assert done.returncode == 0
    assert f"  coach eval {name} " in done.stdout.decode().partition("Examples:")[2].replace("\n", " ")


def test_the_agreement_of_judges_is_told_and_their_judgements_become_qrels(
    evaluate_in: Evaluate, tmp_path: Path
) -> None:
    row = {"query": "q", "passage": "p", "query_text": "", "heading": "", "text": ""}
    (tmp_path / "pool.jsonl").write_text(json.dumps(row), encoding="utf-8")
    for name in ("anna", "bo"):
        (tmp_path / f"pool.{name}.tsv").write_text("q\tp\t3\n", encoding="utf-8")
    done = evaluate_in(
        "judge", str(tmp_path / "pool.jsonl"), "--agreement", "--json", "--qrels", str(tmp_path / "test.tsv")
    )
    assert json.loads(done.stdout)["judges"] == {"anna": 1, "bo": 1}
    assert json.loads(done.stdout)["agreement"][0]["kappa"] == 1.0
    assert (tmp_path / "test.tsv").read_text(encoding="utf-8").endswith("\nq\tp\t3\n")


def test_judging_without_a_terminal_ends_with_2(evaluate_in: Evaluate, tmp_path: Path) -> None:
    row = {"query": "q", "passage": "p", "query_text": "", "heading": "", "text": ""}
    (tmp_path / "pool.jsonl").write_text(json.dumps(row), encoding="utf-8")
    done = evaluate_in("judge", str(tmp_path / "pool.jsonl"))
    assert (done.returncode, b"Judging needs a terminal" in done.stderr) == (2, True)

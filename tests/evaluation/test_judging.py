"""Pools are blind, judgements are kept at every key, and judges are compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.errors import DataError, InputError
from coach.evaluation.collection import JudgedCollection
from coach.evaluation.judge_screen import JudgeScreen
from coach.evaluation.judging import Judge, agreements, all_judges, merge, read_judgements, weighted_kappa, write_qrels
from coach.evaluation.pool import Candidate, make_pool, read_pool, write_pool
from coach.evaluation.run import Run

CANDIDATES = [Candidate("q", f"p{n}", "[b]what[/b] is asked", "[red]heading", f"text {n}") for n in range(3)]


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    write_pool(CANDIDATES, tmp_path / "pool.jsonl")
    return tmp_path / "pool.jsonl"


def test_a_pool_holds_the_first_of_every_run_once_and_nothing_that_is_judged(
    run: Run, collection: JudgedCollection
) -> None:
    other = replace(run, system="dense", passages={"q2": {"chess": 1.0, "tomato": 0.5}})
    found = make_pool(collection, [run, other, other], {"chess": ("Chess", "A game.")}, 3, seed=1)
    assert [(c.query, c.passage) for c in found if c.query == "q1"] == [("q1", "chess")]
    assert {c.passage for c in found if c.query == "q2"} == {"chess", "tomato"}
    assert found[0] == Candidate("q1", "chess", collection.queries[0].text, "Chess", "A game.")


def test_the_order_of_a_pool_depends_on_the_seed_alone(run: Run, collection: JudgedCollection) -> None:
    orders = [[c.passage for c in make_pool(collection, [run], {}, 5, seed, with_judged=True)] for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == sorted(orders[2])


def test_a_pool_is_read_as_written_but_for_what_a_terminal_should_not_see(tmp_path: Path) -> None:
    write_pool([replace(CANDIDATES[0], text="a\x1b[31mb")], tmp_path / "pool.jsonl")
    assert read_pool(tmp_path / "pool.jsonl") == [replace(CANDIDATES[0], text="ab")]


def test_an_empty_pool_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pool.jsonl").touch()
    with pytest.raises(DataError, match="is an empty pool: make one with `coach eval pool`"):
        read_pool(tmp_path / "pool.jsonl")


async def test_a_key_keeps_its_grade_at_once_and_brings_the_next(pool: Path) -> None:
    screen = JudgeScreen(CANDIDATES, Judge(pool, "anna"))
    async with screen.run_test() as pilot:
        await pilot.press("3")
        assert read_judgements(pool.with_name("pool.anna.tsv")) == {("q", "p0"): 3}
        await pilot.press("0", "left", "1")
    assert Judge(pool, "anna").judgements == {("q", "p0"): 3, ("q", "p1"): 1}


async def test_judging_goes_on_where_it_was_left(pool: Path) -> None:
    Judge(pool, "anna").judge(CANDIDATES[0], 2)
    screen = JudgeScreen(CANDIDATES, Judge(pool, "anna"))
    async with screen.run_test() as pilot:
        assert screen.place == 1
        await pilot.press("2", "2", "2")
        assert screen.place == len(CANDIDATES)
    assert len(Judge(pool, "anna").judgements) == 3


async def test_square_brackets_are_shown_as_they_stand(pool: Path) -> None:
    screen = JudgeScreen(CANDIDATES, Judge(pool, "anna"))
    async with screen.run_test():
        assert str(screen.query_one("#query-text").render()) == "[b]what[/b] is asked"
        assert "[red]heading" in str(screen.query_one("#passage-text").render())


def test_a_line_that_was_broken_off_is_forgotten_and_another_is_named(pool: Path) -> None:
    path = pool.with_name("pool.anna.tsv")
    path.write_text("q\tp0\t3\nq\tp1", encoding="utf-8")
    assert read_judgements(path) == {("q", "p0"): 3}
    path.write_text("q\tp0\t9\nq\tp1\t1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"pool\.anna\.tsv:1"):
        read_judgements(path)


@pytest.mark.parametrize("name", ["", "../anna", "an na", "a" * 41])
def test_a_name_that_could_not_be_a_files_is_refused(pool: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot name a judge"):
        Judge(pool, name)


def test_judges_are_compared_on_what_both_have_judged(pool: Path) -> None:
    for name, grades in {"anna": [3, 0, 2], "bo": [3, 1]}.items():
        judge = Judge(pool, name)
        for candidate, grade in zip(CANDIDATES, grades, strict=False):
            judge.judge(candidate, grade)
    [found] = agreements(all_judges(pool))
    assert (found.a, found.b, found.both, found.same, found.within_one) == ("anna", "bo", 2, 0.5, 1.0)


def test_weighted_kappa_is_one_for_the_same_nought_for_chance_and_negative_for_the_opposite() -> None:
    grades = np.array([0, 1, 2, 3])
    assert weighted_kappa(grades, grades) == 1.0
    assert weighted_kappa(np.repeat(grades, 4), np.tile(grades, 4)) == pytest.approx(0.0)
    assert weighted_kappa(grades, 3 - grades) == pytest.approx(-1.0)


def test_merged_judgements_are_medians_in_a_file_that_is_read_back(pool: Path, tmp_path: Path) -> None:
    judges = {"a": {("q", "p"): 3}, "b": {("q", "p"): 0}, "c": {("q", "p"): 2, ("q", "r"): 1}}
    write_qrels(merge(judges), tmp_path / "qrels" / "test.tsv")
    lines = (tmp_path / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()
    assert lines == ["query-id\tcorpus-id\tscore", "q\tp\t2", "q\tr\t1"]

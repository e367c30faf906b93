"""`coach search`: ranked passages, no advice."""

from __future__ import annotations

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[bytes]]
QUERY = 'a "boss" who NEAR(shouts) OR *'


@pytest.mark.parametrize("system", ["hybrid", "dense", "lexical"])
def test_the_json_has_exactly_the_keys_that_scripts_rely_on(run: Run, system: str) -> None:
    done = run("search", QUERY, "-k", "3", "--system", system, "--json")
    values = json.loads(done.stdout)
    assert list(values) == ["query", "system", "results"]
    assert (values["query"], values["system"], done.returncode, done.stderr) == (QUERY, system, 0, b"")
    keys = ["rank", "passage", "article", "title", "heading", "lens", "contrast", "score", "text"]
    assert [list(result) for result in values["results"]] == [keys] * 3
    assert [result["rank"] for result in values["results"]] == [1, 2, 3]


def test_a_person_gets_ten_passages_with_their_ids(run: Run) -> None:
    lines = run("search", QUERY).stdout.decode().splitlines()
    assert len([line for line in lines if "#" in line[:80] and line[:3].strip().isdigit()]) == 10


def test_the_query_of_standard_input_stands_in_the_json(run: Run) -> None:
    done = run("search", "-", "-k", "1", "--json", stdin=b"my boss shouts\n")
    assert json.loads(done.stdout)["query"].strip() == "my boss shouts"


@pytest.mark.parametrize("args", [[""], ["boss", "-k", "0"], ["boss", "-k", "many"], ["boss", "--system", "magic"], []])
def test_wrong_usage_ends_with_2(run: Run, args: list[str]) -> None:
    done = run("search", *args)
    assert (done.returncode, done.stdout) == (2, b"")

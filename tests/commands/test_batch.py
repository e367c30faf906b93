"""`coach ask --batch`: a line in, a line out, in order; what cannot be answered is reported by its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Run = Callable[..., CompletedProcess[bytes]]
STORY = "My boss checks every single email I send before it goes out, and it drives me mad."
ROWS: list[dict[str, Any]] = [
    {"id": "a", "text": STORY},
    {"id": 2, "text": "hello"},
    {"id": None, "text": "how long do I roast a chicken of two kilos"},
    {"text": "no id, and\u2028a line separator\u2029in my boss's words"},
    {"id": {"any": ["json"]}, "text": ""},
    {"id": "one", "text": STORY, "conversation": "c"},
    {"id": "other", "text": "Nobody ever speaks in my meetings.", "conversation": "d"},
    {"id": "two", "text": "it has been going on for a year", "conversation": "c"},
]


@pytest.fixture(scope="module")
def replies(run: Run) -> list[dict[str, Any]]:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    done = run("ask", "--batch", "-", stdin=f"{lines}\n\n".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def test_answers_come_in_order_each_with_its_id(replies: list[dict[str, Any]]) -> None:
    assert [reply["id"] for reply in replies] == [row.get("id") for row in ROWS]
    assert [reply["outcome"] for reply in replies][:3] == ["answered", "talk", "not-covered"]


def test_a_line_of_a_batch_is_answered_as_it_is_alone(run: Run, replies: list[dict[str, Any]]) -> None:
    assert json.loads(run("ask", STORY, "--json").stdout) == replies[0] | {"id": None}


def test_lines_of_one_conversation_are_its_turns(replies: list[dict[str, Any]]) -> None:
    one, other, two = replies[5:]
    assert [one["conversation"], other["conversation"], two["conversation"]] == ["c", "d", "c"]
    assert (one["turn"], two["turn"]) == ("situation", "detail")
    assert two["reading"]["articles"][0]["article"] == one["reading"]["articles"][0]["article"]


def test_a_malformed_line_is_reported_by_its_number_and_the_rest_is_answered(run: Run, tmp_path: Path) -> None:
    bad = [b"{", b"[]", b'{"id": 1}', b'{"text": 5}', b'"text"', b'{"text": "' + b"x" * 300_000 + b'"}', b"null"]
    path = tmp_path / "batch.jsonl"
    path.write_bytes(b'{"id": 1, "text": "hello"}\n\n' + b"\n".join(bad) + b'\n{"id": 2, "text": "thanks"}')
    done = run("ask", "--batch", str(path))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2]
    told = done.stderr.decode().splitlines()
    assert [line.split(": ")[1] for line in told] == [f"{path}:{number}" for number in range(3, 10)]
    assert 'write an object with "id" and "text"' in told[0]
    assert done.returncode == 2


def test_half_a_surrogate_pair_in_an_id_comes_back_as_it_was(run: Run) -> None:
    done = run("ask", "--batch", "-", stdin=b'{"id": "\\ud800", "text": "hello \\ud800"}')
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == "\ud800"


def test_an_empty_batch_has_no_answers(run: Run) -> None:
    done = run("ask", "--batch", "-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    ("content", "code", "remedy"),
    [(None, 3, b"check the path"), (b"\0\0", 2, b"is binary, not text"), (b"\xff\xfe{", 2, b"save it as UTF-8")],
    ids=["missing", "binary", "utf-16"],
)
def test_a_file_that_cannot_be_read_is_one_line_with_its_remedy(
    run: Run, tmp_path: Path, content: bytes | None, code: int, remedy: bytes
) -> None:
    path = tmp_path / "batch.jsonl"
    if content is not None:
        path.write_bytes(content)
    done = run("ask", "--batch", str(path))
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (code, b"", 1)
    assert remedy in done.stderr


def test_a_reading_is_refused_for_a_batch(run: Run) -> None:
    done = run("ask", "--batch", "-", "--reading", "talk-you-dread")
    assert done.returncode == 2
    assert b"--reading belongs to one TEXT" in done.stderr

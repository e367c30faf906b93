"""`coach ask`: one answer for people and for scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from subprocess import CompletedProcess
from typing import Any

import pytest

Run = Callable[..., CompletedProcess[bytes]]
STORY = "One of my most reliable people has started missing deadlines and snaps at everyone."

ANSWER = {
    "version", "id", "conversation", "outcome", "turn", "text", "reading", "management", "leadership", "balance",
    "their_side", "cautions", "background", "order", "own_part", "question", "message", "citations",
}  # fmt: skip
CITATION = {"number", "passage", "article", "title", "heading", "source", "start", "end", "quote"}


@pytest.fixture(scope="module")
def answer(run: Run) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(run("ask", STORY, "--json").stdout)
    return values


@pytest.mark.parametrize(
    ("part", "keys"),
    [
        (lambda a: a, ANSWER),
        (lambda a: a["reading"], {"articles", "themes", "confidence", "role", "direction", "unread"}),
        (lambda a: a["reading"]["articles"][0], {"article", "title", "score", "used"}),
        (lambda a: a["management"], {"points"}),
        (lambda a: a["leadership"]["points"][0], {"kind", "contrast", "text", "citations"}),
        (lambda a: a["balance"], {"text", "citations"}),
        (lambda a: a["their_side"], {"text", "citations"}),
        (lambda a: a["cautions"][0], {"text", "citations"}),
        (lambda a: a["citations"][0], CITATION),
    ],
    ids=["answer", "reading", "article", "response", "point", "balance", "their-side", "caution", "citation"],
)
def test_the_json_has_exactly_the_keys_that_scripts_rely_on(
    answer: dict[str, Any], part: Callable[[dict[str, Any]], dict[str, Any]], keys: set[str]
) -> None:
    assert set(part(answer)) == keys


def test_an_answer_is_one_line_of_data_and_nothing_is_said_beside_it(run: Run, answer: dict[str, Any]) -> None:
    done = run("ask", STORY, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1
    assert json.loads(done.stdout) == answer


def test_the_text_may_come_from_standard_input(run: Run, answer: dict[str, Any]) -> None:
    done = run("ask", "--json", "-", stdin=b"\xef\xbb\xbf" + STORY.encode() + b"\r\n")
    assert json.loads(done.stdout) == answer


def test_a_pipe_gets_linear_text_that_ends_with_its_sources(run: Run) -> None:
    text = run("ask", STORY).stdout.decode()
    assert text == run("ask", STORY, "--plain").stdout.decode()
    assert "This reads like: When a reliable person starts to slip" in text
    assert "As a manager: " in text
    assert "As a leader: " in text
    assert text.index("\nSources\n[1] ") > text.index("Which way to lean: ")
    assert "\x1b" not in text


def test_one_lens_may_be_asked_for(run: Run) -> None:
    text = run("ask", STORY, "--lens", "leadership").stdout.decode()
    assert "As a leader: " in text
    assert "As a manager: " not in text


def test_another_reading_may_be_asked_for(run: Run) -> None:
    values = json.loads(run("ask", STORY, "--reading", "talk-you-dread", "--json").stdout)
    assert {citation["article"] for citation in values["citations"]} == {"talk-you-dread"}


@pytest.mark.parametrize(
    ("text", "outcome", "code"),
    [
        ("hello", "talk", 0),
        ("My supervisor slapped me in the store room.", "people-first", 0),
        ("how long do I roast a chicken of two kilos", "not-covered", 4),
    ],
    ids=["talk", "people-first", "not-covered"],
)
def test_the_exit_code_tells_what_is_not_covered(run: Run, text: str, outcome: str, code: int) -> None:
    done = run("ask", text, "--json")
    assert (json.loads(done.stdout)["outcome"], done.returncode, done.stderr) == (outcome, code, b"")


def test_what_is_not_covered_is_told_as_text_too(run: Run) -> None:
    done = run("ask", "how long do I roast a chicken of two kilos")
    assert done.returncode == 4
    assert b"so I will not guess" in done.stdout
    assert b"Sources" not in done.stdout


@pytest.mark.parametrize(
    ("stdin", "remedy"),
    [
        (b"", b"Nothing to answer: describe what is happening at work"),
        (b" \n", b"Nothing to answer"),
        (b"boss\0boss", b"Standard input is binary, not text: send plain text"),
        (b"\x89PNG\r\n\x1a\n", b"Standard input is not UTF-8 text (byte 0): save it as UTF-8"),
        ("mein Chef schreit während".encode("latin-1"), b"is not UTF-8 text (byte 19): save it as UTF-8"),
        (b"my boss " * 131_072, b"Coach reads up to 200,000: send the part that matters"),
    ],
    ids=["empty", "blank", "null", "binary", "latin-1", "megabyte"],
)
def test_input_that_cannot_be_answered_is_one_line_with_its_remedy(run: Run, stdin: bytes, remedy: bytes) -> None:
    done = run("ask", "-", stdin=stdin)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"coach: ")
    assert done.stderr.count(b"\n") == 1
    assert remedy in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        [],
        [""],
        ["text", "--batch", "file"],
        ["text", "--lens", "both-of-them"],
        ["text", "--reading", "no-such-article"],
        ["--colour"],
    ],
    ids=["nothing", "empty", "text-and-batch", "lens", "reading", "option"],
)
def test_wrong_usage_ends_with_2(run: Run, args: list[str]) -> None:
    done = run("ask", *args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_an_output_of_another_encoding_gets_ascii_json(run: Run, answer: dict[str, Any]) -> None:
    done = run("ask", STORY, "--json", PYTHONIOENCODING="latin-1")
    assert done.stdout.isascii()
    assert json.loads(done.stdout) == answer

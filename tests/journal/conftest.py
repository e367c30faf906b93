"""What the tests of the journal share: a journal in a folder of its own, and an answer to keep in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from coach.coaching.answer import Answer, Citation, Point, Response
from coach.journal.journal import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal(path) as journal:
        yield journal


@pytest.fixture
def answer() -> dict[str, Any]:
    """The JSON of an answer with one point, as JSON gives it back."""
    quote = "Write down what slipped."
    answer = Answer(
        outcome="answered",
        turn="situation",
        text="She misses deadlines",
        management=Response((Point("move", "process-people", quote, (1,)),)),
        citations=(Citation(1, "slip#2", "slip", "When one slips", "Process", "Coach", 0, len(quote), quote),),
    )
    return cast("dict[str, Any]", json.loads(json.dumps(answer.to_json())))

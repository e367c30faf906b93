"""Two problems in one message are put in order, with the reason."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.coaching.answer import ReadArticle, Reading
from coach.coaching.order import in_order
from coach.coaching.reading import speak_apart

READING = Reading((ReadArticle("a", "A", 0.8, True), ReadArticle("b", "B", 0.6, True)), (), 0.8)
STORE: Any = SimpleNamespace(numbers={"a": 0, "b": 1})


def story(*windows: str, by_window: list[list[float]]) -> Any:
    return SimpleNamespace(windows=windows, evidence=SimpleNamespace(by_window=np.array(by_window)))


@pytest.mark.parametrize(
    ("windows", "first", "reason"),
    [
        (("about the one", "about the other"), "A", "most of what you wrote"),
        (("about the one", "the other is due on Monday"), "B", "it has a date"),
        (("the one is due tomorrow", "about the other"), "A", "it has a date"),
        (("the one is due tomorrow", "the other on Monday"), "A", "most of what you wrote"),
    ],
)
def test_what_has_a_date_comes_first_else_what_more_of_the_story_is_about(
    windows: tuple[str, str], first: str, reason: str
) -> None:
    reading, told = in_order(READING, story(*windows, by_window=[[2.0, 0.0], [0.0, 2.0]]), STORE)
    assert reading.articles[0].title == first
    assert told is not None
    assert told.startswith(f"Two things here. Take “{first}” first")
    assert reason in told


def test_one_problem_is_not_put_in_order() -> None:
    reading = Reading(READING.articles[:1], (), 0.8)
    assert in_order(reading, story("x", "y", by_window=[[2.0], [1.0]]), STORE) == (reading, None)


def test_stretches_of_a_long_story_speak_apart_or_for_the_same() -> None:
    assert speak_apart(story("x", "y", by_window=[[2.0, 0.0], [0.0, 2.0]]), 0, 1)
    assert not speak_apart(story("x", "y", by_window=[[2.0, 1.5], [0.0, 0.0]]), 0, 1)
    assert not speak_apart(story(by_window=[]), 0, 1)

"""No evaluation message is learned from: it shares no run of words with a training story."""

from __future__ import annotations

import json
import re

import pytest

from coach.library.corpus import corpus_dir
from coach.reading.stories import read_stories, stories_file

RUN = 12
EVALUATED = sorted(path.name for path in (corpus_dir() / "evaluation").glob("*.jsonl"))


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[first : first + RUN]) for first in range(len(words) - RUN + 1)}


@pytest.fixture(scope="module")
def learned() -> set[tuple[str, ...]]:
    return {run for story in read_stories(stories_file()) for run in runs(story.text)}


@pytest.mark.parametrize("name", EVALUATED)
def test_an_evaluation_message_shares_no_twelve_words_in_a_row_with_a_story(
    learned: set[tuple[str, ...]], name: str
) -> None:
    lines = (corpus_dir() / "evaluation" / name).read_text(encoding="utf-8").splitlines()
    shared = {" ".join(run) for line in lines for run in runs(json.loads(line)["text"]) & learned}
    assert shared == set()

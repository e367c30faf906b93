"""The stories to learn from."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from coach.errors import DataError
from coach.library.library import Library
from coach.reading.stories import Story, read_stories, stories_file

GOOD = {
    "text": "He is late again",
    "articles": [{"article": "a", "grade": 2}, {"article": "b", "grade": 3}],
    "role": "manager",
    "direction": "down",
    "writer": "w",
}


@pytest.fixture(scope="module")
def stories() -> tuple[Story, ...]:
    return read_stories(stories_file())


def write(folder: Path, *rows: object) -> Path:
    path = folder / "stories.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_story_is_best_served_by_its_highest_grade(tmp_path: Path) -> None:
    (story,) = read_stories(write(tmp_path, GOOD))
    assert story.best == "b"
    assert story.role == "manager"


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "  "},
        {"articles": []},
        {"articles": [{"article": "a", "grade": 4}]},
        {"articles": "a"},
        {"role": "king"},
        {"direction": "north"},
        {"writer": None, "articles": None},
    ],
    ids=str,
)
def test_a_malformed_story_is_named_by_its_line(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(DataError, match=r"stories\.jsonl:2: not a story"):
        read_stories(write(tmp_path, GOOD, GOOD | wrong))


def test_stories_that_are_missing_or_binary_are_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_stories(tmp_path / "none.jsonl")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="not UTF-8 text"):
        read_stories(tmp_path / "binary.jsonl")


def test_every_article_has_thirty_stories_that_it_helps(stories: tuple[Story, ...]) -> None:
    helped = Counter(slug for story in stories for slug, grade in story.grades.items() if grade >= 2)
    few = [path.stem for path in Library.builtin_paths() if helped[path.stem] < 30]
    assert few == []


def test_stories_name_only_articles_of_the_library(stories: tuple[Story, ...]) -> None:
    known = {path.stem for path in Library.builtin_paths()}
    assert {slug for story in stories for slug in story.grades} <= known


def test_no_story_is_told_twice(stories: tuple[Story, ...]) -> None:
    assert len({" ".join(story.text.lower().split()) for story in stories}) == len(stories)


def test_stories_come_from_several_writers_in_every_length(stories: tuple[Story, ...]) -> None:
    assert len({story.writer for story in stories}) >= 6
    lengths = Counter(sum(len(story.text.split()) > least for least in (40, 120)) for story in stories)
    assert min(lengths.values()) > len(stories) / 8

"""A message teaches what is known of it, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from coach.reading.edge import EdgeMessage
from coach.reading.stories import Story
from coach.reading.turns import LearnedTurn
from coach.training.lessons import Lesson, classes_of, lessons_of, targets_of
from coach.training.material import Material, read_material
from coach.training.recipe import Recipe

STORY = Story("my boss …", {"a": 3, "b": 2}, "report", "up", "w")
MATERIAL = Material((STORY,), (EdgeMessage("my pay?", "legal"),), (LearnedTurn("shorter", "shorter", "my boss …"),))


def test_a_story_teaches_its_articles_by_grade_who_asks_and_that_it_is_covered() -> None:
    story, message, turn, stretch = lessons_of(MATERIAL, Recipe(shares=(0.1, 0.5, 1.0)))
    assert story.known == {
        "articles": {"a": 1.0, "b": 0.5},
        "kinds": {"covered": 1.0},
        "roles": {"report": 1.0},
        "directions": {"up": 1.0},
    }
    assert message.known == {"kinds": {"legal": 1.0}}
    assert turn.known == {"turns": {"shorter": 1.0}}
    assert stretch.known == {"graves": {"legal": 1.0}}


def test_a_story_of_an_unknown_asker_teaches_no_role() -> None:
    lesson = lessons_of(Material((Story("x", {"a": 3}, None, None, "w"),)), Recipe())[0]
    assert "roles" not in lesson.known


def test_targets_sum_to_one_within_each_task_and_to_nothing_where_nothing_is_known() -> None:
    lessons = [Lesson("x", {"articles": {"a": 1.0, "b": 0.5, "unknown": 1.0}}), Lesson("y", {"kinds": {"far": 1.0}})]
    classes = {"articles": ["a", "b", "c"], "kinds": ["covered", "far"]}
    assert targets_of(lessons, classes) == pytest.approx(np.array([[2 / 3, 1 / 3, 0, 0, 0], [0, 0, 0, 0, 1]]))


def test_the_classes_of_a_task_are_what_the_lessons_know() -> None:
    classes = classes_of(lessons_of(MATERIAL, Recipe()), ["a", "b"])
    assert classes["articles"] == ["a", "b"]
    assert classes["kinds"] == ["covered", "legal"]


def test_what_coach_learns_from_has_all_kinds_of_turns_and_of_grave_messages() -> None:
    from typing import get_args

    from coach.coaching.answer import Turn
    from coach.coaching.people_first import categories

    material = read_material()
    assert {turn.turn for turn in material.turns} == set(get_args(Turn))
    assert {category.id for category in categories()} <= {message.kind for message in material.edge}

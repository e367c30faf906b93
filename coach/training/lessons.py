"""What one message teaches: the articles that help, who asks, where the trouble lies, its kind, what its turn does,
and whether a stretch of it is grave.

All are learned together (multi-task learning, Caruana 1997), so that one vector tells them all. A message teaches only
what is known of it: a story knows its articles, a turn only what it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from coach.reading.edge import COVERED
from coach.reading.stories import Story
from coach.search.encoder import Vectors
from coach.training.grave_stretches import grave_stretches
from coach.training.material import Material, Shares
from coach.training.recipe import Recipe

ARTICLES = "articles"
TASKS = (ARTICLES, "roles", "directions", "kinds", "turns", "graves")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text, and what is known of it by task."""

    text: str
    known: dict[str, Shares] = field(default_factory=dict)


def lessons_of(material: Material, recipe: Recipe) -> list[Lesson]:
    """A lesson of each message, the stories first."""
    of_grave = grave_stretches(material, recipe.hard_stretches, recipe)
    return [
        *(_of_story(story, recipe) for story in material.stories),
        *(Lesson(message.text, {"kinds": {message.kind: 1.0}}) for message in material.edge),
        *(Lesson(turn.text, {"turns": {turn.turn: 1.0}}) for turn in material.turns),
        *(Lesson(stretch.text, {"graves": {stretch.kind: 1.0}}) for stretch in of_grave),
    ]


def classes_of(lessons: Sequence[Lesson], slugs: Sequence[str]) -> dict[str, list[str]]:
    """The classes of each task, in order; those of the articles as they are given."""
    classes: dict[str, list[str]] = {ARTICLES: list(slugs)}
    for task in TASKS[1:]:
        classes[task] = sorted({name for lesson in lessons for name in lesson.known.get(task, ())})
    return classes


def targets_of(lessons: Sequence[Lesson], classes: dict[str, list[str]]) -> Vectors:
    """What each lesson should be told as, the tasks side by side.

    Returns:
        float32 of shape (lessons, classes of all tasks); within a task a row sums to 1, or to 0 where nothing is known.
    """
    blocks = []
    for task, names in classes.items():
        numbers = {name: number for number, name in enumerate(names)}
        block = np.zeros((len(lessons), len(names)), dtype=np.float32)
        for row, lesson in zip(block, lessons, strict=True):
            for name, share in lesson.known.get(task, {}).items():
                if name in numbers:
                    row[numbers[name]] = share
        blocks.append(block / np.maximum(block.sum(axis=1, keepdims=True), 1e-9))
    return np.concatenate(blocks, axis=1)


def _of_story(story: Story, recipe: Recipe) -> Lesson:
    known: dict[str, Shares] = {ARTICLES: shares_of(story, recipe), "kinds": {COVERED: 1.0}}
    if story.role:
        known["roles"] = {story.role: 1.0}
    if story.direction:
        known["directions"] = {story.direction: 1.0}
    return Lesson(story.text, known)


def shares_of(story: Story, recipe: Recipe) -> Shares:
    """How much of a story belongs to each of its articles, by grade."""
    return {slug: recipe.shares[grade - 1] for slug, grade in story.grades.items()}

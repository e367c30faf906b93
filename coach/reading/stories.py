"""The stories to learn reading from: messages as people write them, each with the articles that would help."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from coach.files import parsed_lines
from coach.library.corpus import corpus_dir

Role = Literal["manager", "report", "peer", "own-work"]
"""Who asks: one who leads the people concerned, one under a boss, one without a say over them, one about themself."""

Direction = Literal["up", "down", "sideways", "inside"]
"""Where the trouble lies: above the asker, with the people they lead, beside them, or in themself."""

ROLES: tuple[Role, ...] = get_args(Role)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

BEST = 3
"""The grade of an article that the person should open first; 2 helps as well, 1 touches."""


@dataclass(frozen=True, slots=True)
class Story:
    """One message to learn from."""

    text: str
    grades: dict[str, int]
    """Grade, 1 to 3, by the slug of an article."""
    role: Role | None
    direction: Direction | None
    writer: str
    """Who wrote it: stories of one writer share a tone, and are kept together when readers are compared."""

    @property
    def best(self) -> str:
        """The slug of the article of the highest grade, the first of them."""
        return max(self.grades, key=lambda slug: self.grades[slug])


def stories_file() -> Path:
    """Where the stories lie."""
    return corpus_dir() / "training" / "stories.jsonl"


def read_stories(path: Path) -> tuple[Story, ...]:
    """Read stories, one JSON object a line.

    Raises:
        DataError: the file is missing, or a line is malformed; the message names the line.
    """
    return parsed_lines(path, "a story", _story)


def _story(row: Any) -> Story:  # noqa: ANN401 - what JSON held
    grades = {str(item["article"]): int(item["grade"]) for item in row["articles"]}
    story = Story(str(row["text"]), grades, row.get("role"), row.get("direction"), str(row["writer"]))
    if not story.text.strip() or not grades or not set(grades.values()) <= {1, 2, BEST}:
        raise ValueError("an empty text, or grades other than 1, 2 and 3")
    if story.role not in (*ROLES, None) or story.direction not in (*DIRECTIONS, None):
        raise ValueError("an unknown role or direction")
    return story

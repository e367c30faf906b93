"""What is grave is learned from stretches: written ones, those found in grave messages, and the hardest of stories."""

from __future__ import annotations

from coach.reading.edge import COVERED, EdgeMessage
from coach.reading.neutral import neutral
from coach.reading.stories import Story
from coach.training.grave_stretches import grave_stretches
from coach.training.material import Material
from coach.training.recipe import Recipe

ORDINARY = "The rota is late again and nobody in the depot knows who opens up on Sunday."
GRAVE = "He punched me in the face behind the van and the foreman looked the other way."
WRITTEN = tuple(
    EdgeMessage(text, kind)
    for text, kind in [
        ("he punched me in the face", "threats-and-violence"),
        ("she punched him behind the shed", "threats-and-violence"),
        ("the rota is late again", COVERED),
        ("nobody knows who opens up on sunday", COVERED),
    ]
    * 3
)


def found(edge: tuple[EdgeMessage, ...] = (), stories: tuple[Story, ...] = ()) -> list[EdgeMessage]:
    return grave_stretches(Material(stories, edge, grave=WRITTEN), 1, Recipe())[len(WRITTEN) :]


def test_of_a_long_grave_message_the_grave_stretch_is_learned_from() -> None:
    message = EdgeMessage(" ".join([ORDINARY] * 4 + [GRAVE] + [ORDINARY] * 4), "threats-and-violence")
    assert found(edge=(message,)) == [EdgeMessage(neutral(GRAVE), "threats-and-violence")]


def test_short_messages_are_learned_from_whole_and_what_is_not_covered_is_ordinary() -> None:
    messages = (EdgeMessage("how long is my notice", "near"), EdgeMessage("he hit me", "threats-and-violence"))
    assert found(edge=messages) == [EdgeMessage("how long is my notice", COVERED), messages[1]]


def test_of_stories_the_stretches_that_sound_gravest_are_ordinary_ones() -> None:
    stories = (
        Story(ORDINARY, {"a": 3}, None, None, "w"),
        Story(
            f"{ORDINARY} He punched the air behind the van when we won, and everybody laughed.",
            {"a": 3},
            None,
            None,
            "w",
        ),
    )
    (hardest,) = found(stories=stories)
    assert "punched the air" in hardest.text
    assert hardest.kind == COVERED

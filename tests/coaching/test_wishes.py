"""What a turn says outright about an answer: which lens, which of two readings."""

from __future__ import annotations

import pytest

from coach.coaching.turns import chosen_place, wanted_lens


@pytest.mark.parametrize(
    ("text", "lens"),
    [
        ("only as a manager", "management"),
        ("just the leader side please", "leadership"),
        ("what would a good leader do here", "leadership"),
        ("skip the leadership stuff", "management"),
        ("just tell me what a manager does, I have no time for the inspirational half", "management"),
        ("without the manager column", "leadership"),
        ("the right column only", "leadership"),
        ("give me the left side", "management"),
        ("I don't want the manager bit", "leadership"),
        ("only one of them", None),
    ],
)
def test_the_lens_that_a_turn_asks_for(text: str, lens: str | None) -> None:
    assert wanted_lens(text) == lens


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the first one", 0),
        ("First.", 0),
        ("2", 1),
        ("the latter, really", 1),
        ("option b", 1),
        ("the first time he did it I laughed", None),
        ("both", None),
    ],
)
def test_a_bare_choice_between_two_picks_one(text: str, place: int | None) -> None:
    assert chosen_place(text) == place

"""Advice for one side of a desk is kept from the other."""

from __future__ import annotations

import pytest

from coach.coaching.coach import Coach
from coach.coaching.position import speaks_to


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("If you lead the team, change this week who works beside whom.", "peer"),
        ("As the one in charge, ask the left-out person alone how the days are.", "report"),
        ("If you are the one being micromanaged, ask your boss what they would need to see.", "manager"),
        ("If your own job has stopped teaching you, pick a problem that annoys several people.", "manager"),
    ],
)
def test_what_speaks_to_the_other_side_is_told(sentence: str, role: str) -> None:
    assert not speaks_to(sentence, role)
    assert speaks_to(sentence, None)


@pytest.mark.parametrize("role", ["manager", "report", "peer", "own-work", None])
def test_most_advice_is_for_everyone(role: str | None) -> None:
    assert speaks_to("Write down the last three dates that were missed.", role)


def test_someone_who_is_left_out_is_not_told_what_a_boss_should_do(coach: Coach) -> None:
    answer = coach.ask("They all go to lunch without me and I'm the last to hear of anything, I just work there.")
    assert answer.management.points
    assert not any(point.text.startswith("If you lead the team") for point in answer.management.points)

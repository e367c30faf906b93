"""Advice for one side of a desk is kept from the other."""

from __future__ import annotations

import pytest

from coach.coaching.coach import Coach
from coach.coaching.position import speaks_to
from coach.library.article import Passage, Sentence
from coach.library.sentences import split_sentences


def passage(text: str) -> Passage:
    spans = split_sentences(text)
    return Passage("a", 1, "h", text, tuple(Sentence(text[start:end], start, end) for start, end in spans))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("If you lead the team, change this week who works beside whom.", "peer"),
        ("As the one in charge, ask the left-out person alone how the days are.", "report"),
        ("If you are the one being micromanaged, ask your boss what they would need to see.", "manager"),
        ("If your own job has stopped teaching you, pick a problem that annoys several people.", "manager"),
    ],
)
def test_what_speaks_to_the_other_side_is_told(text: str, role: str) -> None:
    assert not speaks_to(passage(text), role)
    assert speaks_to(passage(text), None)


def test_advice_that_turns_round_is_for_both_sides() -> None:
    text = "If you are taking the role away, settle six things. If it is yours that is taken, ask for the same six."
    assert speaks_to(passage(text), "report")
    assert speaks_to(passage(text), "manager")


@pytest.mark.parametrize("role", ["manager", "report", "peer", "own-work", None])
def test_most_advice_is_for_everyone(role: str | None) -> None:
    assert speaks_to(passage("Write down the last three dates that were missed. If you manage to, add the cost."), role)


def test_someone_who_is_left_out_is_not_told_what_a_boss_should_do(coach: Coach) -> None:
    answer = coach.ask("They all go to lunch without me and I'm the last to hear of anything, I just work there.")
    assert answer.management.points
    assert not any(point.text.startswith("If you lead the team") for point in answer.management.points)

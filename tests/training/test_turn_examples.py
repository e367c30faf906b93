"""Turns to learn from are made of stories too."""

from __future__ import annotations

import random

from coach.reading.stories import Story
from coach.reading.turns import LearnedTurn
from coach.training.turn_examples import turn_examples

BOSS = Story("My boss checks all. He reads my mail. I am tired. It began in May.", {"boss": 3}, None, None, "w")
TEAM = Story("The team is late. They blame the trams. I said nothing. It spreads.", {"team": 3}, None, None, "w")
SHORT = Story("my boss", {"boss": 3}, None, None, "w")
TURN = LearnedTurn("shorter please", "shorter", "her boss checks all")


def test_written_turns_are_kept_as_they_are() -> None:
    example = turn_examples([TURN], [], 5, random.Random(1))[0]
    assert (example.text, example.turn, example.situation) == ("shorter please", "shorter", "her boss checks all")


def test_what_follows_the_beginning_of_a_story_is_detail_on_it() -> None:
    for seed in range(20):
        details = [e for e in turn_examples([], [BOSS], 1, random.Random(seed)) if e.turn == "detail"]
        assert [detail.text in BOSS.text and BOSS.text.startswith(detail.situation) for detail in details] == [True]


def test_the_beginning_of_another_story_is_a_new_situation() -> None:
    found = [e for s in range(20) for e in turn_examples([], [BOSS, TEAM], 2, random.Random(s))]
    new = [example for example in found if example.turn == "situation"]
    assert new
    assert all((example.situation in BOSS.text) != (example.text in BOSS.text) for example in new)


def test_a_story_too_short_to_be_parted_gives_none() -> None:
    assert turn_examples([], [SHORT], 3, random.Random(1)) == []

"""Scripted conversations are played through Coach's own door, and told apart turn by turn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from coach.coaching.answer import Turn
from coach.coaching.coach import Coach
from coach.errors import DataError
from coach.evaluation.conversations import Script, ScriptedTurn, describe, measure_conversations, play, read_scripts
from coach.library.corpus import corpus_dir
from coach.library.library import Library

FOLDER = corpus_dir() / "evaluation" / "conversations"
BOSS = "boss-who-checks-everything"
SCRIPT = Script(
    "c",
    (
        ScriptedTurn("My boss checks every single email I send before it goes out.", "situation", (BOSS,), True),
        ScriptedTurn("shorter please", "shorter", (BOSS,), False),
        ScriptedTurn("thanks!", "talk", (BOSS,), False),
        ScriptedTurn("what else can I do?", "more", (BOSS,), False),
    ),
)


def test_a_conversation_is_played_turn_by_turn(coach: Coach) -> None:
    played = play(coach, SCRIPT)
    assert [turn.answer.turn for turn in played] == ["situation", "shorter", "talk", "more"]
    assert [turn.article for turn in played] == [BOSS] * 4
    assert played[3].repeated == 0


def test_the_first_turn_of_a_conversation_is_not_counted(coach: Coach) -> None:
    report = measure_conversations(coach, [SCRIPT])
    assert (report.conversations, report.turns, report.told.of) == (1, 4, 3)
    assert report.macro_f1 == 1.0
    assert (report.in_play.hits, report.in_play.of) == (2, 2)
    assert report.new.of == 0
    assert report.mistakes == ()
    assert max(map(len, describe(report).splitlines())) <= 80


def test_a_turn_that_is_taken_for_another_is_listed(coach: Coach) -> None:
    wrong = Script("w", (SCRIPT.turns[0], ScriptedTurn("thanks!", "why", (BOSS,), False)))
    report = measure_conversations(coach, [wrong])
    assert report.mistakes == ("w why taken for talk: thanks!",)
    assert report.macro_f1 == 0.0


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_scripts_that_come_with_coach_are_whole(split: str) -> None:
    scripts = read_scripts(FOLDER, split)
    slugs = {article.slug for article in Library(Path("/nonexistent")).articles}
    assert len(scripts) >= 30
    assert {turn.turn for script in scripts for turn in script.turns} == set(get_args(Turn))
    for script in scripts:
        assert 3 <= len(script.turns) <= 6
        assert script.turns[0].turn in {"situation", "talk", "about-coach"}
        assert all(set(turn.articles) <= slugs for turn in script.turns)


def test_a_malformed_script_is_a_data_error(tmp_path: Path) -> None:
    (tmp_path / "conversations.jsonl").write_text(json.dumps({"_id": "c", "split": "dev"}) + "\n")
    with pytest.raises(DataError, match=r"conversations\.jsonl:1"):
        read_scripts(tmp_path, "dev")

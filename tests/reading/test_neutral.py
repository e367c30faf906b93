"""Stories are read the same whoever they are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reading.neutral import neutral


@pytest.mark.parametrize(
    ("his", "hers"),
    [
        ("He says his report is late and blames himself", "She says her report is late and blames herself"),
        ("I told him twice", "I told her twice"),
        ("the man at the desk and his wife", "the woman at the desk and her husband"),
        ("Mr Okafor shouted at me", "Mrs Okafor shouted at me"),
    ],
)
def test_a_story_of_a_man_and_one_of_a_woman_are_read_the_same(his: str, hers: str) -> None:
    assert neutral(his) == neutral(hers)


@pytest.mark.parametrize("name", ["Ana", "Ahmed", "Siobhán", "Mary-Jane", "Peter Smith"])
def test_names_within_a_sentence_are_read_the_same(name: str) -> None:
    assert neutral(f"Since May my colleague {name} takes my work. {name}'s desk is next to mine.") == (
        "Since May my colleague Sam takes my work. Sam's desk is next to mine."
    )


@pytest.mark.parametrize(
    "text",
    [
        "On the Monday after Christmas we use Excel and Slack again",
        "My boss rewrites every mail that I send.",
        "I think I'm the only one, and I can't say it.",
    ],
)
def test_what_is_no_name_stays(text: str) -> None:
    assert neutral(text) == text


def test_a_small_word_within_a_title_stays_a_small_word() -> None:
    assert neutral("they call it The Plan, and the plan is late") == "they call it The Sam, and the plan is late"


@given(st.text())
def test_a_neutral_text_stays_as_it_is_in_its_gendered_words(text: str) -> None:
    words = set(neutral(text).lower().split())
    assert not words & {"he", "she", "his", "herself", "himself"}

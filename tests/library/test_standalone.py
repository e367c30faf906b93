"""A sentence that points back at an earlier one is told from one that can be quoted alone."""

from __future__ import annotations

import pytest

from coach.library.standalone import stands_alone

LEANS = [
    "This takes a week.",
    "It's cheaper than losing them.",
    "They will say so to each other.",
    "But don't wait.",
    "“That helps,” she said.",
    "(Such talks are short.)",
    "For example, ask about Thursday.",
    "On the other hand, a date binds.",
    "However, ask first.",
    "THEY know.",
    "The former keeps order.",
    "Doing so costs nothing.",
    "both of them are right.",
]
STANDS = [
    "Ask what has changed.",
    "Thesis work is slow.",
    "Itemise the misses.",
    "Italy moved first.",
    "Sovereign funds wait.",
    "Buttons matter.",
    "Orders bind.",
    "A manager keeps this list.",
    "“Open with the change,” Ann says.",
    "2 of them left.",
]


@pytest.mark.parametrize("sentence", LEANS, ids=LEANS)
def test_a_sentence_that_points_back_leans(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize("sentence", STANDS, ids=STANDS)
def test_a_sentence_that_names_its_subject_stands_alone(sentence: str) -> None:
    assert stands_alone(sentence)

"""A message is cut into stretches of a sentence or a few, so that one grave sentence is not drowned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reading.stretches import LEAST_WORDS, LONGEST_WORDS, MOST, stretches

LONG = "The rota is late again and nobody in the depot knows who opens up on Sunday."
GRAVE = "He says that he won't be here by then, and he has given his tools away."


def test_each_long_sentence_is_a_stretch_of_its_own() -> None:
    assert stretches(f"{LONG} {GRAVE}") == (LONG, GRAVE)


def test_short_sentences_are_taken_with_those_that_follow() -> None:
    assert stretches(f"So. {LONG}")[0] == f"So. {LONG}"


def test_a_short_text_is_one_stretch() -> None:
    assert stretches("he hit me. again") == ("he hit me. again",)


def test_sentences_end_without_capitals_too() -> None:
    assert len(stretches(f"{LONG.lower()} {GRAVE.lower()}")) == 2


def test_what_is_typed_without_a_stop_is_cut_into_pieces_that_overlap() -> None:
    words = [f"word{number}" for number in range(100)]
    pieces = [piece.split() for piece in stretches(" ".join(words))]
    assert max(len(piece) for piece in pieces) == LONGEST_WORDS
    assert {word for piece in pieces for word in piece} == set(words)
    assert pieces[0][LONGEST_WORDS // 2 :] == pieces[1][: LONGEST_WORDS // 2]


def test_a_short_last_sentence_is_taken_with_what_stands_before_it() -> None:
    assert stretches(f"{LONG} Last night he hit me.")[-1] == f"{LONG} Last night he hit me."


@given(st.lists(st.sampled_from(["one", "two. ", "three! ", "four\n", "five", " "])).map(" ".join))
def test_every_word_stands_in_a_stretch_and_all_but_a_short_one_have_enough(text: str) -> None:
    found = stretches(text)
    assert {word for stretch in found for word in stretch.split()} == set(text.split())
    assert len(found) == 1 or all(len(stretch.split()) >= LEAST_WORDS for stretch in found)


@pytest.mark.parametrize("text", ["!" * 200_000, "a" + " " * 200_000 + "b", "a. " * 60_000, "word " * 40_000], ids=len)
def test_huge_and_hostile_texts_are_cut_at_once(text: str) -> None:
    assert len(stretches(text)) <= MOST + 1

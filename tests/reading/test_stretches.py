"""A message is cut into stretches of a sentence or a few, so that one grave sentence is not drowned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.reading.stretches import LEAST_WORDS, LONGEST_WORDS, stretches

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


@given(st.text())
def test_any_text_has_stretches_and_all_but_a_short_one_have_enough_words(text: str) -> None:
    found = stretches(text)
    assert found
    assert len(found) == 1 or all(len(stretch.split()) >= LEAST_WORDS for stretch in found)

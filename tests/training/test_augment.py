"""Variants of a story: other spelling, another trade, less around it, and always the same for the same seed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.training.augment import VARIATIONS, crop, flatten, misspell, move_trade, vary

STORY = "On the ward, a nurse told the patients that the ward is late. I don't know what to say to this nurse, or when."


def test_a_trade_is_moved_throughout() -> None:
    moved = move_trade(STORY, random.Random(3)).split()
    assert moved[2].strip(",") == moved[10] != "ward"


def test_misspelling_keeps_the_number_of_words_and_the_short_ones() -> None:
    wrong = misspell(STORY * 5, random.Random(1))
    assert wrong != STORY * 5
    assert len(wrong.split()) == len((STORY * 5).split())
    assert "a" in wrong.split()


def test_flattening_takes_capitals_and_apostrophes() -> None:
    assert flatten(STORY, random.Random(0)).startswith("on the ward a nurse told")


def test_cropping_keeps_a_stretch_of_a_long_story_and_all_of_a_short_one() -> None:
    assert crop(STORY, random.Random(0)) == STORY
    long = STORY * 20
    assert crop(long, random.Random(0)) in " ".join(long.split())


@given(st.text(), st.integers(0, 1000))
def test_any_text_can_be_varied_and_the_same_seed_varies_it_the_same(text: str, seed: int) -> None:
    assert vary(text, random.Random(seed)) == vary(text, random.Random(seed))


@pytest.mark.parametrize("variation", [variation for _, variation in VARIATIONS], ids=lambda f: str(f.__name__))
def test_a_variation_of_nothing_is_nothing(variation: object) -> None:
    assert variation("", random.Random(0)) == ""  # type: ignore[operator]

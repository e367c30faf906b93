"""What a person typed, of any length, becomes a query."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.search.query import LONGEST_WORDS, STOP_WORDS, WINDOW_WORDS, make_query

WORDS = st.sampled_from(["boss", "Yells.", "again?", "I", "don't", "…", "e.g.", "Why", "meeting", "x\ny"])
STORIES = st.lists(WORDS, max_size=300).map(" ".join)


@given(st.text())
def test_any_text_makes_a_query_of_its_different_words(text: str) -> None:
    words = make_query(text).words
    assert len(set(words)) == len(words)
    assert all(word.isalnum() and len(word) > 1 and word not in STOP_WORDS for word in words)


@given(STORIES)
def test_the_windows_of_a_long_text_hold_all_its_words_in_order(text: str) -> None:
    query = make_query(text)
    assert " ".join(query.windows or [query.text]).split() == text.split()


@given(STORIES)
def test_a_window_is_never_longer_than_it_may_be(text: str) -> None:
    query = make_query(text)
    assert all(1 <= len(window.split()) <= WINDOW_WORDS for window in query.windows)
    assert query.windows or len(text.split()) <= WINDOW_WORDS


def test_a_very_long_text_is_cut() -> None:
    query = make_query("first " + "word " * 2 * LONGEST_WORDS + "last")
    assert len(query.text.split()) == LONGEST_WORDS
    assert sum(len(window.split()) for window in query.windows) == LONGEST_WORDS
    assert query.words == ("first", "word")


def test_words_without_meaning_are_left_out_however_they_are_typed() -> None:
    query = make_query("Don't you think that SHE’S really just my boss, and my Boss's boss?")
    assert query.words == ("boss", "bosss")


def test_a_short_text_has_no_windows() -> None:
    assert make_query("My boss yells at me. Every day.").windows == ()


def test_an_empty_text_is_an_empty_query() -> None:
    query = make_query(" \n ")
    assert (query.text, query.windows, query.words) == ("", (), ())

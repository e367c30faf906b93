"""Passages are packed of whole sentences, none too long, no word lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.library.splitting import PASSAGE_WORDS, split_passages
from coach.library.text import count_words

WORDS = st.sampled_from(["ask", "Wait.", "Then", "why?", "“So.”", "e.g.", "and", "trust!", "…"])
PARAGRAPHS = st.lists(st.lists(WORDS, max_size=60).map(" ".join), max_size=8)
LIMITS = st.integers(min_value=1, max_value=40)


@given(PARAGRAPHS, LIMITS)
def test_no_passage_is_longer_than_the_limit(paragraphs: list[str], limit: int) -> None:
    assert all(1 <= count_words(text) <= limit for text in split_passages(paragraphs, limit))


@given(PARAGRAPHS, LIMITS)
def test_no_word_is_lost_or_moved(paragraphs: list[str], limit: int) -> None:
    assert " ".join(split_passages(paragraphs, limit)).split() == " ".join(paragraphs).split()


@given(st.lists(st.text(max_size=40).map(lambda text: " ".join(text.split())), max_size=8))
def test_any_text_can_be_packed(paragraphs: list[str]) -> None:
    assert " ".join(split_passages(paragraphs)).split() == " ".join(paragraphs).split()


def test_a_text_within_the_limit_is_one_passage_with_its_paragraphs_on_lines() -> None:
    assert split_passages(["One here. Two here.", "Three."]) == ["One here. Two here.\nThree."]


def test_a_long_text_is_cut_between_sentences_into_parts_of_about_equal_length() -> None:
    sentences = [f"Sentence number {n} has just seven words." for n in range(60)]
    parts = split_passages([" ".join(sentences)])
    assert all(part.startswith("Sentence") and part.endswith("words.") for part in parts)
    assert max(map(count_words, parts)) - min(map(count_words, parts)) <= 14


def test_a_sentence_that_is_too_long_by_itself_is_cut_between_words() -> None:
    parts = split_passages(["word " * (PASSAGE_WORDS + 5)])
    assert [count_words(part) for part in parts] == [PASSAGE_WORDS, 5]


def test_nothing_is_split_into_nothing() -> None:
    assert split_passages([]) == split_passages(["", ""]) == []

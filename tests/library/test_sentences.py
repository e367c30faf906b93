"""Sentences are spans of the text: exact, in order, and none lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.sentences import split_sentences

# Pieces that trouble a splitter, mixed with any text at all.
PIECES = st.sampled_from(
    [". ", "! ", "? ", "… ", '." ', ".) ", "\n", "Mr. ", "e.g. ", "J. ", "1. ", "“Yes.” ", " he", "A"]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@given(TEXTS)
def test_spans_together_hold_every_character_that_is_not_space(text: str) -> None:
    assert "".join("".join(sentence.split()) for sentence in sentences(text)) == "".join(text.split())


@given(TEXTS)
def test_spans_stand_in_order_without_outer_space_or_overlap(text: str) -> None:
    spans = split_sentences(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans)


@given(TEXTS)
def test_no_sentence_goes_over_a_line_break(text: str) -> None:
    assert not any("\n" in sentence for sentence in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ask Mr. Smith for the plan before noon.",
        "Ask Prof. Adams, Dr. Bell and Mrs. Cole to come.",
        "Give people a say, e.g. in the dates.",
        "Two offices (approx. 40 people) moved.",
        "J. R. Tolkien wrote it.",
        "The study by Kluger et al. counted effects.",
        "See fig. 3 for the curve.",
        "1. Write down what slipped.",
        "Wait… then ask again.",
        '"Really?" she asked him.',
        "Version 3.11 costs 2.50 more.",
        "Acme Inc. and Bolt Ltd. merged.",
    ],
    ids=lambda text: text[:24],
)
def test_a_mark_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ask first. Then wait.", ["Ask first.", "Then wait."]),
        ("Who said so? Nobody! Good.", ["Who said so?", "Nobody!", "Good."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("She said “No.” He agreed.", ["She said “No.”", "He agreed."]),
        ("(It was late.) Nobody spoke.", ["(It was late.)", "Nobody spoke."]),
        ("I trailed off… Nobody spoke.", ["I trailed off…", "Nobody spoke."]),
        ("What?! You heard.", ["What?!", "You heard."]),
        ("So did I. Nobody minded.", ["So did I.", "Nobody minded."]),
        ("A heading\nA line below it", ["A heading", "A line below it"]),
        ("One line.\n\n\nand another", ["One line.", "and another"]),
        ("It cost 400. Nobody paid.", ["It cost 400.", "Nobody paid."]),
        ("No closing mark", ["No closing mark"]),
        ("  \n ", []),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_sentence_ends_at_its_mark_or_its_line(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts

"""Splitting the text under one heading into passages of at most about 180 words."""

from __future__ import annotations

import math

from coach.library.sentences import split_sentences
from coach.library.text import count_words

PASSAGE_WORDS = 180


def split_passages(paragraphs: list[str], words: int = PASSAGE_WORDS) -> list[str]:
    """Pack whole sentences of the paragraphs into texts of about equal length.

    Args:
        paragraphs: each on one line.
        words: the longest text wanted; only a single sentence that is longer is cut, between words.

    Returns:
        Texts in which paragraphs are separated by a line break.
    """
    pieces = [piece for paragraph in paragraphs for piece in _pieces(paragraph, words)]
    total = sum(count_words(text) for text, _ in pieces)
    target = total / max(1, math.ceil(total / words))
    texts: list[str] = []
    filled = 0
    for text, opens_paragraph in pieces:
        size = count_words(text)
        if not texts or filled + size > words or filled >= target:
            texts.append(text)
            filled = 0
        else:
            texts[-1] += ("\n" if opens_paragraph else " ") + text
        filled += size
    return texts


def _pieces(paragraph: str, words: int) -> list[tuple[str, bool]]:
    """Sentences of a paragraph, none longer than `words`, each with whether it opens the paragraph."""
    pieces: list[tuple[str, bool]] = []
    for start, end in split_sentences(paragraph):
        row = paragraph[start:end].split()
        for first in range(0, len(row), words):
            pieces.append((" ".join(row[first : first + words]), not pieces))
    return pieces

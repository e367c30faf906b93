"""The stretches of a message: a grave matter often stands in one or two sentences of a long and chatty one."""

from __future__ import annotations

import re
from itertools import pairwise

LEAST_WORDS = 12
LONGEST_WORDS = 40
"""What is typed without a stop is cut into pieces of so many words, each of which overlaps the one before by a half."""

_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\s*\n+\s*")


def stretches(text: str) -> tuple[str, ...]:
    """From the beginning of every sentence as many whole sentences as make up at least `LEAST_WORDS`.

    Abbreviations and missing capitals don't matter here, since nothing is cited from what is cut. A shorter text is one
    stretch.
    """
    sentences = [piece for sentence in _sentences(text) for piece in _pieces(sentence)]
    found = [_from(sentences, first) for first in range(len(sentences))]
    return tuple(dict.fromkeys(" ".join(words) for words in found if len(words) >= LEAST_WORDS)) or (text,)


def _sentences(text: str) -> list[list[str]]:
    cuts = [0, *(found.end() for found in _STOP.finditer(text)), len(text)]
    return [words for start, end in pairwise(cuts) if (words := text[start:end].split())]


def _pieces(words: list[str]) -> list[list[str]]:
    if len(words) <= LONGEST_WORDS:
        return [words]
    half = LONGEST_WORDS // 2
    return [words[first : first + LONGEST_WORDS] for first in range(0, len(words) - half, half)]


def _from(sentences: list[list[str]], first: int) -> list[str]:
    words: list[str] = []
    for sentence in sentences[first:]:
        words += sentence
        if len(words) >= LEAST_WORDS:
            break
    return words

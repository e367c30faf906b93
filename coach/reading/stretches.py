"""The stretches of a message: a grave matter often stands in one or two sentences of a long and chatty one."""

from __future__ import annotations

import re
from itertools import pairwise

LEAST_WORDS = 12
LONGEST_WORDS = 40
"""What is typed without a stop is cut into pieces of so many words, each of which overlaps the one before by a half."""
MOST = 300
"""Stretches that are looked at of a very long text."""

_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")


def stretches(text: str) -> tuple[str, ...]:
    """From the beginning of every sentence as many as make up at least `LEAST_WORDS`, and as many before the end.

    Abbreviations and missing capitals don't matter here, since nothing is cited from what is cut. Words are joined by
    single spaces. A shorter text is one stretch.
    """
    sentences = [piece for sentence in _sentences(text) for piece in _pieces(sentence)][:MOST]
    runs = [_run(sentences[first : first + LEAST_WORDS]) for first in range(len(sentences))]
    last = _run([sentence[::-1] for sentence in sentences[: -LEAST_WORDS - 1 : -1]])[::-1]
    found = [*(run for run in runs if len(run) >= LEAST_WORDS), last]
    return tuple(dict.fromkeys(" ".join(words) for words in found))


def _sentences(text: str) -> list[list[str]]:
    cuts = [0, *(found.end() for found in _STOP.finditer(text)), len(text)]
    return [words for start, end in pairwise(cuts) if (words := text[start:end].split())]


def _pieces(words: list[str]) -> list[list[str]]:
    if len(words) <= LONGEST_WORDS:
        return [words]
    half = LONGEST_WORDS // 2
    return [words[first : first + LONGEST_WORDS] for first in range(0, len(words) - half, half)]


def _run(sentences: list[list[str]]) -> list[str]:
    """The words of the first sentences, until there are enough."""
    words: list[str] = []
    for sentence in sentences:
        words += sentence
        if len(words) >= LEAST_WORDS:
            break
    return words

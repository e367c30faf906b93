"""Sentences of different articles that say the same thing, found by their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coach.library.article import Article
from coach.library.text import count_words
from coach.search.encoder import Encoder
from coach.search.progress import Progress, silent
from coach.search.vector_cache import encode_cached

LEAST_COSINE = 0.9
_SHORTEST = 5
# Rows compared at once: 500 against 10 000 sentences is 20 MB of cosines.
_ROWS = 500


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """Two sentences of different articles, each with the id of its passage."""

    cosine: float
    first: tuple[str, str]
    second: tuple[str, str]


def find_similar(
    articles: Sequence[Article], encoder: Encoder, cache_folder: Path, progress: Progress = silent
) -> list[SimilarPair]:
    """Find the pairs of sentences in different articles whose cosine is above 0.9, most similar first."""
    sentences = [
        (article.slug, passage.id, sentence.text)
        for article in articles
        for passage in article.passages
        for sentence in passage.sentences
        if count_words(sentence.text) >= _SHORTEST
    ]
    if not sentences:
        return []
    vectors = encode_cached([text for _, _, text in sentences], encoder, cache_folder, progress)
    pairs = []
    for first in range(0, len(sentences), _ROWS):
        cosines = vectors[first : first + _ROWS] @ vectors.T
        for row, column in np.argwhere(cosines > LEAST_COSINE):
            one, other = sentences[first + row], sentences[column]
            if first + row < column and one[0] != other[0]:
                pairs.append(SimilarPair(float(cosines[row, column]), one[1:], other[1:]))
    return sorted(pairs, key=lambda pair: -pair.cosine)

"""Sentences of different articles that say the same thing are found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from coach.evaluation.fixed import FixedLibrary
from coach.search.encoder import Encoder
from coach.search.similar import find_similar


def test_a_copied_article_is_similar_to_its_original(
    small_library: FixedLibrary, encoder: Encoder, tmp_path: Path
) -> None:
    original = small_library.articles[-1]
    passages = tuple(replace(passage, article="copy") for passage in original.passages)
    pairs = find_similar([original, replace(original, slug="copy", passages=passages)], encoder, tmp_path)
    assert pairs[0].cosine > 0.999
    assert {(pair.first[0].partition("#")[0], pair.second[0].partition("#")[0]) for pair in pairs} == {
        (original.slug, "copy")
    }
    assert [pair.cosine for pair in pairs] == sorted((pair.cosine for pair in pairs), reverse=True)


def test_an_article_is_not_compared_with_itself(small_library: FixedLibrary, encoder: Encoder, tmp_path: Path) -> None:
    assert find_similar(small_library.articles[:1], encoder, tmp_path) == []


def test_no_articles_hold_no_similar_sentences(encoder: Encoder, tmp_path: Path) -> None:
    assert find_similar([], encoder, tmp_path) == []

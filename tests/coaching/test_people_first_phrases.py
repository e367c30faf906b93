"""The phrases for grave situations catch how people put them, and let through what only sounds like it."""

from __future__ import annotations

import tomllib

import pytest

from coach.coaching.coach import LONGEST_TEXT
from coach.coaching.people_first import categories, named_outright
from coach.library.builtin import build_article, parse_file
from coach.library.corpus import corpus_dir
from coach.library.library import Library

MATERIAL = tomllib.loads((corpus_dir() / "training" / "people-first.toml").read_text(encoding="utf-8"))
GRAVE = {row["id"]: row["examples"] for row in MATERIAL["category"]}
LOOK_ALIKES = [text for row in MATERIAL["not_grave"] for text in row["examples"]]
ARTICLES = [build_article(parse_file(path)) for path in Library.builtin_paths()]

# Situations that an article meets and that are grave all the same: whoever types them is sent to people first.
GRAVE_SITUATIONS = {
    "A woman on my shift says our supervisor touched her and begs me to do nothing.",
    "He makes jokes about my accent and says I can't take a bit of fun.",
}


def stopped(texts: list[str]) -> list[str]:
    return [text for text in texts if named_outright(text) is not None]


def test_the_material_has_the_categories_of_the_phrases_in_their_order() -> None:
    assert list(GRAVE) == [category.id for category in categories()]


def test_at_least_85_of_100_grave_examples_are_stopped() -> None:
    examples = [text for texts in GRAVE.values() for text in texts]
    assert len(stopped(examples)) >= 0.85 * len(examples)


@pytest.mark.parametrize("category", GRAVE)
def test_most_grave_examples_are_met_with_the_message_of_their_own_category(category: str) -> None:
    named = [named_outright(text) for text in GRAVE[category]]
    assert sum(one is not None and one.id == category for one in named) >= 0.75 * len(named)


def test_at_most_three_look_alikes_are_stopped() -> None:
    assert len(stopped(LOOK_ALIKES)) <= 3


def test_of_the_situations_of_articles_the_grave_ones_are_told_and_hardly_any_other() -> None:
    situations = [line for article in ARTICLES for line in article.situations]
    found = set(stopped(situations))
    assert found >= GRAVE_SITUATIONS
    assert len(found - GRAVE_SITUATIONS) <= 0.005 * len(situations)


def test_hardly_any_sentence_of_an_article_is_stopped() -> None:
    sentences = [sentence.text for article in ARTICLES for p in article.passages for sentence in p.sentences]
    assert len(stopped(sentences)) <= 0.02 * len(sentences)


@pytest.mark.parametrize("words", ["the shop was busy and ", "i reported it, then ", "he said that he ", "a"])
def test_the_longest_message_is_looked_at_to_its_end(words: str) -> None:
    story = (words * (LONGEST_TEXT // len(words) + 1))[: LONGEST_TEXT - 30]
    assert named_outright(story) is None
    assert named_outright(f"{story} and i want to die") is not None

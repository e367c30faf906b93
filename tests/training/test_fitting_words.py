"""Fitting what words alone say."""

from __future__ import annotations

from coach.reading.words import runs_of, weighed
from coach.training.recipe import Recipe
from coach.training.words import fit_words, rarity_of


def test_a_word_that_every_text_has_is_less_rare_than_one_of_few() -> None:
    rarity = rarity_of([runs_of("the boss"), runs_of("the team")])
    assert rarity[runs_of("boss").buckets[0]] > rarity[runs_of("the").buckets[0]]


def test_texts_are_told_by_their_words_and_one_without_a_class_teaches_nothing() -> None:
    texts = [runs_of("my boss checks"), runs_of("the team is late"), runs_of("nothing at all")] * 4
    rarity = rarity_of(texts)
    targets: list[dict[str, float]] = [{"boss": 1.0}, {"team": 1.0}, {}] * 4
    classifier = fit_words(texts, targets, rarity, Recipe())
    scores = classifier.scores(weighed(runs_of("his boss"), rarity))
    assert classifier.names == ("boss", "team")
    assert scores[0] > scores[1]

"""Stretches to learn from what is grave: those that were written for it, short messages, the gravest stretch of long
ones, and stretches of stories.

A story is ordinary as a whole, so every stretch of it is. Most are told from grave ones without effort; what teaches
are the hardest (hard negatives), which are found by a classifier over words alone, since it is fitted in seconds.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.reading.edge import COVERED, NOT_COVERED, EdgeMessage
from coach.reading.neutral import neutral
from coach.reading.stretches import stretches
from coach.reading.words import WordClassifier, runs_of, weighed
from coach.search.encoder import Vectors
from coach.training.material import Material
from coach.training.recipe import Recipe
from coach.training.words import fit_words, rarity_of

_SHORT = 60
"""Words of a whole message that is taken for one stretch."""


@dataclass(frozen=True, slots=True)
class GraveWords:
    """What words alone say of a stretch."""

    rarity: Vectors
    classifier: WordClassifier

    def scored(self, text: str) -> list[tuple[float, str]]:
        """The stretches of a text, neutral, each after a score of how grave it sounds."""
        return [(self._score(stretch), stretch) for stretch in stretches(neutral(text))]

    def _score(self, stretch: str) -> float:
        scores = self.classifier.scores(weighed(runs_of(stretch), self.rarity))
        ordinary = self.classifier.names.index(COVERED)
        return float(np.delete(scores, ordinary).max() - scores[ordinary])


def grave_stretches(material: Material, ordinary: int, recipe: Recipe) -> list[EdgeMessage]:
    """All stretches to learn from, those of messages neutral.

    Args:
        material: what there is.
        ordinary: how many stretches of stories are taken.
        recipe: the numbers of the training.
    """
    written = [*material.grave, *(_as_stretch(one) for one in material.edge if len(one.text.split()) <= _SHORT)]
    kinds = {one.kind for one in written}
    if COVERED not in kinds or len(kinds) < 2:
        return written
    words = fit_grave_words(written, recipe)
    located = [
        _as_stretch(EdgeMessage(max(words.scored(one.text))[1], one.kind))
        for one in material.edge
        if len(one.text.split()) > _SHORT
    ]
    of_stories = (scored for story in material.stories for scored in words.scored(story.text))
    hardest = heapq.nlargest(ordinary, of_stories)
    return [*written, *located, *(EdgeMessage(stretch, COVERED) for _, stretch in hardest)]


def fit_grave_words(written: Sequence[EdgeMessage], recipe: Recipe) -> GraveWords:
    """Fit the classifier over words."""
    texts = [runs_of(neutral(one.text)) for one in written]
    rarity = rarity_of(texts)
    return GraveWords(rarity, fit_words(texts, [{one.kind: 1.0} for one in written], rarity, recipe))


def _as_stretch(message: EdgeMessage) -> EdgeMessage:
    return EdgeMessage(message.text, COVERED if message.kind in NOT_COVERED else message.kind)

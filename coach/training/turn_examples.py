"""Turns to learn from: those that were written as turns, and such as are made of stories.

What tells more detail from a new situation is mostly how a turn stands to what was said before. A story gives examples
of both in its own words: what follows its beginning is detail on it, and the beginning of another story is new.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from coach.library.sentences import split_sentences
from coach.reading.stories import Story
from coach.reading.turns import LearnedTurn

_LONGEST = 45
"""Words of a turn that is made of a story."""


@dataclass(frozen=True, slots=True)
class TurnExample:
    """A turn, what it does, and the situation that it follows."""

    text: str
    turn: str
    situation: str


def turn_examples(
    turns: Sequence[LearnedTurn], stories: Sequence[Story], made: int, chance: random.Random
) -> list[TurnExample]:
    """All turns, and `made` examples of each of detail and new situation, made of stories."""
    examples = [TurnExample(turn.text, turn.turn, turn.previous) for turn in turns]
    parted = [(story, parts) for story in stories if (parts := _part(story.text, chance)) is not None]
    chance.shuffle(parted)
    examples += [TurnExample(later, "detail", beginning) for _, (beginning, later) in parted[:made]]
    for story, (beginning, _) in parted[:made]:
        other = chance.choice(stories)
        if other.best not in story.grades:
            examples.append(TurnExample(_beginning(other.text, chance), "situation", beginning))
    return examples


def _part(text: str, chance: random.Random) -> tuple[str, str] | None:
    """The beginning of a story and some of what follows; None of a story that is too short to be parted."""
    sentences = _sentences(text)
    if len(sentences) < 3:
        return None
    place = chance.randrange(1, min(len(sentences) - 1, 4))
    return " ".join(sentences[:place]), _some(sentences[place:], chance)


def _beginning(text: str, chance: random.Random) -> str:
    return _some(_sentences(text), chance)


def _some(sentences: list[str], chance: random.Random) -> str:
    """One to three sentences, of at most `_LONGEST` words."""
    words = " ".join(sentences[: chance.randrange(1, 4)]).split()
    return " ".join(words[:_LONGEST])


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]

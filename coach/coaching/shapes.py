"""What the answer to each kind of turn is made of."""

from __future__ import annotations

from dataclasses import dataclass

from coach.coaching.answer import Turn
from coach.coaching.quoting import NOTE_WORDS, POINT_WORDS


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of an answer, and how much of each."""

    rows: tuple[int, ...] = ()
    """Rows of moves from the first article, the second, …; as many articles are drawn on."""
    point_words: int = POINT_WORDS
    words: bool = False
    """Whether it holds words to use."""
    spoken: bool = False
    """Whether it holds more to say, from the moves."""
    balance: bool = False
    their_side: bool = False
    cautions: int = 0
    """From each article."""
    background_words: int = 0
    """How much it says of what is going on."""
    asks: bool = False
    repeats: bool = False
    """Whether it may say again what was said: a person asks for it in another form."""


SITUATIONS = {
    1: Shape((3,), words=True, balance=True, their_side=True, cautions=1, asks=True),
    2: Shape((3, 1), words=True, balance=True, their_side=True, cautions=1, asks=True),
}
"""The answer to a situation, by how many articles it draws on: one problem gets three rows, two get three and one."""

FOLLOW_UPS: dict[Turn, Shape] = {
    "what-if": Shape((1,), words=True, their_side=True, cautions=2, asks=True),
    "tried": Shape((2,), cautions=1, asks=True),
    "words": Shape(words=True, spoken=True, repeats=True),
    "why": Shape((1,), balance=True, background_words=2 * NOTE_WORDS),
    "lens": Shape((4,), words=True, repeats=True),
    "shorter": Shape((1,), point_words=1, repeats=True),
    "more": Shape((2,), words=True, cautions=1),
}


def shape_of(turn: Turn, articles: int) -> Shape:
    """The shape of the answer to a turn that draws on some number of articles."""
    return FOLLOW_UPS[turn] if turn in FOLLOW_UPS else SITUATIONS[min(articles, max(SITUATIONS))]

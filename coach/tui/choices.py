"""Which other articles a person can be answered for, and by which key."""

from __future__ import annotations

from dataclasses import dataclass

from coach.coaching.answer import Answer

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the likeliest articles, as it is offered below what was typed."""

    article: str
    title: str
    used: bool
    key: str | None


def choices(answer: Answer) -> list[Choice]:
    """The likeliest articles: F2 and F3 answer for the second and the third.

    Where no article is answered for, because nothing is covered or people come first, the keys stand for the first two.
    """
    if answer.reading is None:
        return []
    keys = (None, "F2", "F3") if answer.advises else ("F2", "F3", None)
    shown = answer.reading.articles[:SHOWN]
    return [Choice(a.article, a.title, a.used, key) for a, key in zip(shown, keys, strict=False)]

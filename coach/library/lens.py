"""Telling which lens a sentence of free prose speaks for, from its own words or the heading above it.

What neither tells is left to an embedding (`coach.search.lens_model`), which needs a model and so lives elsewhere.
"""

from __future__ import annotations

import re

from coach.library.article import Lens, Told

_WORDS: dict[Lens, re.Pattern[str]] = {
    "management": re.compile(r"\b(?:manag(?:e|es|ed|ing|ement|er|ers))\b", re.IGNORECASE),
    "leadership": re.compile(r"\b(?:lead(?:s|ing|er|ers|ership)?|led)\b", re.IGNORECASE),
}


def tell_lens(sentence: str, heading: str) -> tuple[Lens | None, Told | None]:
    """Tell the lens of a sentence, or (None, None) when words and heading name both lenses or neither."""
    lens = _named_lens(sentence)
    if lens is not None:
        return lens, "wording"
    if _names_both(sentence):
        return None, None
    lens = _named_lens(heading)
    return (lens, "heading") if lens else (None, None)


def _named_lens(text: str) -> Lens | None:
    named = [lens for lens, words in _WORDS.items() if words.search(text)]
    return named[0] if len(named) == 1 else None


def _names_both(text: str) -> bool:
    return all(words.search(text) for words in _WORDS.values())

"""Making a query of what a person typed, however long.

A whole rambling story and its windows see different things: the whole its subject, a window its one telling scene.
Measured over stories, both together rank the right article first more often than either alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.library.sentences import split_sentences
from coach.library.text import count_words

WINDOW_WORDS = 60
# A megabyte of text is still answered in about a second: what a person means stands within this many words.
LONGEST_WORDS = 4000

_WORD = re.compile(r"[^\W_]+")
STOP_WORDS = frozenset(
    _WORD.findall(
        """
        a about after again all also am an and any are as at be because been before being both but by can
        cant could couldnt did didnt do does doesnt doing don dont down during each few for from get go
        going got had has have having he her here hes him his how i if im in into is isnt it its ive just
        know like ll m me might mine more most my no nor not now of off on once one only or other our out
        over own re really s said same say says she shes should so some such t than that thats the their
        them then there these they theyre thing things think this those through to too up us ve very want
        was wasnt we went were what when where which while who whom why will with wont would you your youre
        """
    )
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for."""

    text: str
    windows: tuple[str, ...]
    """Stretches of a long text, in order; empty when the whole is as short as a window."""
    words: tuple[str, ...]
    """The different words that carry meaning, in order."""


def make_query(text: str) -> Query:
    """Make a query of typed text; it may be empty."""
    kept = " ".join(text.split()[:LONGEST_WORDS])
    windows = _windows(kept)
    words = dict.fromkeys(
        word for word in _WORD.findall(kept.lower().replace("’", "'").replace("'", "")) if len(word) > 1
    )
    return Query(kept, tuple(windows) if len(windows) > 1 else (), tuple(w for w in words if w not in STOP_WORDS))


def _windows(text: str) -> list[str]:
    """Runs of whole sentences of at most `WINDOW_WORDS`; a sentence that is longer is cut."""
    windows: list[str] = []
    filled = 0
    for start, end in split_sentences(text):
        words = text[start:end].split()
        for first in range(0, len(words), WINDOW_WORDS):
            piece = words[first : first + WINDOW_WORDS]
            if not windows or filled + len(piece) > WINDOW_WORDS:
                windows.append("")
                filled = 0
            windows[-1] = f"{windows[-1]} {' '.join(piece)}".strip()
            filled = count_words(windows[-1])
    return windows

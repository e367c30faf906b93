"""Telling what a turn of a conversation does: a new situation, more of the last one, or a wish about the answer.

What closed wishes sound like ("shorter", "as a leader only") is learned from examples with everything else; only what
a turn says outright about an answer is looked for here by words: which lens, which of two readings.
"""

from __future__ import annotations

import re

from coach.coaching.answer import Turn
from coach.coaching.phrases import folded
from coach.library.article import Lens
from coach.reading.model import Classifier
from coach.reading.turn_features import Heard, turn_features

_SIDE = r"(?:[- ]hand)?(?= (?:side|column|half|one))"
_COLUMN = r"(?= (?:column|half))"
_LENSES: dict[Lens, str] = {
    "leadership": rf"lead\w*|inspir\w*|human\w*|soft\w*|right{_SIDE}|second{_COLUMN}",
    "management": rf"manag\w*|boss(?:y|ier)?|firm\w*|strict\w*|left{_SIDE}|first{_COLUMN}",
}
_WITHOUT = re.compile(
    r"\b(?:not|no|without|skip|drop|forget|lose|leave out|spare me|instead of|rather than|less|enough of"
    r"|don't (?:\w+ ){0,2})(?: \w+){0,3}\s*$"
)
_PICKS = r"(?:the |number |option )?(?:{})(?: one)?(?:,? (?:i think|probably|really|mostly|definitely|more))?"
_PLACES = (_PICKS.format("first|former|1|1st|one|a"), _PICKS.format("second|latter|2|2nd|two|b"))


def tell_turn(classifier: Classifier, text: str, heard: Heard, situation: Heard, newness: float) -> Turn:
    """Tell what a turn does in a conversation.

    Args:
        classifier: was learned from turns, with the names of `Turn`.
        text: the turn.
        heard: what the reader made of it.
        situation: what the reader made of the situation that is talked about.
        newness: what is added to the logit of a new situation, for what is known of the conversation beside its texts.
    """
    scores = classifier.scores(turn_features(text, heard, situation)[None])[0]
    scores[classifier.names.index("situation")] += newness
    turn: Turn = classifier.names[int(scores.argmax())]  # type: ignore[assignment]
    return turn


def wanted_lens(text: str) -> Lens | None:
    """The lens that a turn asks for: the first that it names and doesn't turn down; None when it names none."""
    plain = folded(text)
    named: list[tuple[int, Lens]] = []
    for lens, pattern in _LENSES.items():
        for found in re.finditer(rf"\b(?:{pattern})\b", plain):
            other: Lens = "leadership" if lens == "management" else "management"
            turned_down = _WITHOUT.search(plain[: found.start()])
            named.append((found.start(), other if turned_down else lens))
    return min(named)[1] if named else None


def chosen_place(text: str) -> int | None:
    """Which of two things that Coach asked about a turn picks, when it says no more than that: 0 or 1."""
    bare = " ".join(text.lower().strip(" \t\n.!,?").split())
    return next((place for place, pattern in enumerate(_PLACES) if re.fullmatch(pattern, bare)), None)

"""Who a piece of advice speaks to: an article for both sides of a desk says so where it speaks to one of them."""

from __future__ import annotations

import re

from coach.coaching.phrases import folded
from coach.library.article import Passage

_LEADS = re.compile(r"^(?:if you (?:lead|manage) |if you are taking |as (?:the one in charge|chair|the chair)\b)")
_IS_LED = re.compile(
    r"^(?:if (?:you yourself|you are the (?:one being|new)|you have (?:just started|lost|been moved)|it is yours that)"
    r"|(?:if|when) your (?:own )?(?:boss|job|manager|former colleague is now your)\b)"
)


def speaks_to(passage: Passage, role: str | None) -> bool:
    """Whether the advice of a passage is for a person in that role; most advice is for everyone.

    It isn't when it opens with a condition that only the other side meets, and no later sentence turns round.

    Args:
        passage: with its sentences.
        role: of the reading; None when it isn't known.
    """
    sentences = [folded(sentence.text) for sentence in passage.sentences]
    if role is None or not sentences:
        return True
    own, other = (_LEADS, _IS_LED) if role == "manager" else (_IS_LED, _LEADS)
    return not other.search(sentences[0]) or any(own.search(sentence) for sentence in sentences[1:])

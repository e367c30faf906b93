"""Who a piece of advice speaks to: an article for both sides of a desk says so where it speaks to one of them."""

from __future__ import annotations

import re

from coach.coaching.phrases import folded

_OPENS = r"^(?:if|as|where|when) (?:{})\b"
_LEADS = re.compile(_OPENS.format("you lead|you manage|you are taking|the one in charge|the chair|chair|the boss"))
_IS_LED = re.compile(
    _OPENS.format(
        r"you yourself|you are the one being|you are the new|you have (?:just started|lost|been moved)"
        r"|your (?:boss|own boss|own job|manager|former colleague is now your)"
    )
)


def speaks_to(sentence: str, role: str | None) -> bool:
    """Whether advice that opens with a sentence is for a person in that role; most advice is for everyone.

    Args:
        sentence: the first of the advice.
        role: of the reading; None when it isn't known.
    """
    opening = folded(sentence)
    if role is None:
        return True
    return not (_IS_LED if role == "manager" else _LEADS).search(opening)

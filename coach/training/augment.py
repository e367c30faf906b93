"""Varying stories, so that the reader learns what does not matter: spelling, capitals, the trade, what stands around.

Every pass over the stories sees another variant of some of them. Names and genders need no variants: they are made
neutral before anything is encoded.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_TRADES = """
ward branch shop office warehouse kitchen school site plant clinic depot lab salon hotel library garage bakery studio
nurse cook teacher engineer driver clerk cashier technician waiter analyst carer mechanic electrician designer porter
nurses cooks teachers engineers drivers clerks cashiers technicians waiters analysts carers mechanics electricians
patients customers pupils guests clients tenants passengers students visitors members readers shoppers
patient customer pupil guest client tenant passenger student visitor member reader shopper
hospital company firm agency charity college council factory restaurant bank nursery practice
"""
_SLOTS = [line.split() for line in _TRADES.strip().splitlines()]
_SLOT_OF = {word: slot for slot in _SLOTS for word in slot}
_WORD = re.compile(r"[A-Za-z]+")
_CROP = 110
_TYPO_RATE = 0.08

Vary = Callable[[str, random.Random], str]


def misspell(text: str, chance: random.Random) -> str:
    """Swap, drop or double a letter in some of the longer words."""

    def replaced(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) < 4 or chance.random() > _TYPO_RATE:
            return word
        place = chance.randrange(1, len(word) - 1)
        kind = chance.randrange(3)
        if kind == 0:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        return word[:place] + (word[place + 1 :] if kind == 1 else word[place] + word[place:])

    return _WORD.sub(replaced, text)


def flatten(text: str, _chance: random.Random) -> str:
    """Type as on a telephone: no capitals, no apostrophes, few stops."""
    return re.sub(r"[’',;!]", "", text.lower()).replace(". ", " ")


def move_trade(text: str, chance: random.Random) -> str:
    """Tell it of another trade: each word for a place, a job or a customer becomes another of its kind, throughout."""
    moved: dict[str, str] = {}

    def replaced(found: re.Match[str]) -> str:
        word = found[0]
        slot = _SLOT_OF.get(word)
        return word if slot is None else moved.setdefault(word, chance.choice(slot))

    return _WORD.sub(replaced, text)


def crop(text: str, chance: random.Random) -> str:
    """Keep a stretch of a long story."""
    words = text.split()
    if len(words) <= 1.5 * _CROP:
        return text
    first = chance.randrange(len(words) - _CROP)
    return " ".join(words[first : first + _CROP])


# Long stories are nearly always cropped: twice as quick, and what a person means seldom stands in one place alone.
VARIATIONS: tuple[tuple[float, Vary], ...] = ((0.35, misspell), (0.1, flatten), (0.3, move_trade), (0.9, crop))


def vary(text: str, chance: random.Random) -> str:
    """A variant of a story; each kind of variation happens by its own chance."""
    for share, variation in VARIATIONS:
        if chance.random() < share:
            text = variation(text, chance)
    return text

"""Articles about one trouble from two chairs: who asks decides between them."""

from __future__ import annotations

import tomllib
from functools import cache

from coach.errors import DataError
from coach.library.corpus import corpus_dir

NEAR = 3
"""Of the likeliest articles, among which two that are a pair are about as likely."""


@cache
def pairs() -> tuple[tuple[str, str], ...]:
    """The slugs of each pair: for a person without a say, and for one who leads the others.

    Raises:
        DataError: the file is missing or broken.
    """
    path = corpus_dir() / "chairs.toml"
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
        return tuple((str(row["led"]), str(row["leads"])) for row in rows)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataError(f"{path} cannot be read ({error}): install Coach again.") from error


def in_the_chair_of(asker_leads: bool, slugs: list[str]) -> list[str]:
    """Likeliest articles, best first, with each pair among the first of them in the order that fits the asker."""
    slugs = list(slugs)
    for led, leads in pairs():
        fitting, other = (leads, led) if asker_leads else (led, leads)
        if {fitting, other} <= set(slugs[:NEAR]) and slugs.index(other) < slugs.index(fitting):
            place, second = slugs.index(other), slugs.index(fitting)
            slugs[place], slugs[second] = fitting, other
    return slugs


def are_a_pair(first: str, second: str) -> bool:
    """Whether two articles are about one trouble from two chairs."""
    return (first, second) in pairs() or (second, first) in pairs()

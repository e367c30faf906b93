"""Articles about one trouble from two chairs: who asks decides between them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from coach.library.corpus import corpus_rows
from coach.reading.reader import StoryReading
from coach.search.store import Store

NEAR = 3
"""Of the likeliest articles, among which two that are a pair are about as likely."""


@cache
def pairs() -> tuple[tuple[str, str], ...]:
    """The slugs of each pair: for a person without a say, and for one who leads the others.

    Raises:
        DataError: the file is missing or broken.
    """
    return corpus_rows("chairs.toml", "pair", lambda row: (str(row["led"]), str(row["leads"])))


def in_the_askers_chair(story: StoryReading, store: Store, led_below: float, leads_from: float) -> StoryReading:
    """A reading in which, of each pair among the likeliest articles, the one for the asker's chair is the likelier.

    Args:
        story: the reading; unchanged where nothing was learned of who asks.
        store: the index that was read against.
        led_below: with a smaller probability of leading the asker is taken for one without a say.
        leads_from: from this one for one who leads; between the two nothing is changed.
    """
    leads = story.roles.get("manager", 0.0)
    if not story.roles or led_below <= leads < leads_from:
        return story
    probabilities = story.probabilities.copy()
    likeliest = {store.articles[number].slug: int(number) for number in story.order[:NEAR]}
    for pair in pairs():
        if set(pair) <= likeliest.keys():
            fitting, other = (likeliest[slug] for slug in (reversed(pair) if leads >= leads_from else pair))
            if probabilities[fitting] < probabilities[other]:
                probabilities[[fitting, other]] = probabilities[[other, fitting]]
    return replace(story, probabilities=probabilities)


def are_a_pair(first: str, second: str) -> bool:
    """Whether two articles are about one trouble from two chairs."""
    return (first, second) in pairs() or (second, first) in pairs()

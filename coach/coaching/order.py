"""Two problems in one message: both are answered, and this says in which order to take them, and why."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.coaching.answer import Reading
from coach.reading.reader import StoryReading
from coach.search.store import Store

_DATES = re.compile(
    r"\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening|week)|next (?:week|mon|tue|wed|thu|fri)\w*"
    r"|in (?:an hour|a week|(?:two|three|\d+) (?:hours|days|weeks))|by (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:on|this|before) (?:mon|tues|wednes|thurs|fri|satur|sun)day|deadline"
    r"|at \d{1,2}(?::\d\d)? ?(?:am|pm|o'clock))\b",
    re.IGNORECASE,
)


def in_order(reading: Reading, story: StoryReading, store: Store) -> tuple[Reading, str | None]:
    """Put the two articles that a long story is about into the order in which to take them.

    What has a date comes first; where neither has, or both have, what more of the story speaks for.

    Returns:
        The reading, with the one to take first before the other, and what to say of the order; None of one problem.
    """
    used = [article for article in reading.articles if article.used]
    if len(used) != 2 or len(story.windows) < 2:
        return reading, None
    places = [int(story.evidence.by_window[:, store.numbers[article.article]].argmax()) for article in used]
    dated = [bool(_DATES.search(story.windows[place])) for place in places]
    reason = "since most of what you wrote is about it"
    if dated[0] != dated[1]:
        reason = "since it has a date"
    if dated == [False, True]:
        used.reverse()
    rest = tuple(article for article in reading.articles if not article.used)
    told = f"Two things here. Take “{used[0].title}” first, {reason}; then “{used[1].title}”."
    return replace(reading, articles=(*used, *rest)), told

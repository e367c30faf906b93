"""What a story is about, as an answer tells it: the likeliest articles, how sure Coach is, and who asks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.coaching.answer import ReadArticle, Reading
from coach.coaching.chairs import are_a_pair
from coach.reading.edge import FAR, NOT_COVERED
from coach.reading.reader import StoryReading
from coach.search.store import Store

LIKELIEST = 5
NO_SITUATION = frozenset({"essay", "digest"})
"""Kinds of articles that answer no situation."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The numbers of the reading; fitted on the dev split of the judged collection."""

    least_covered: float = 0.65
    """Below this probability the library does not answer what was typed: it is an everyday question, or one of work
    for a fact, a tool or a document."""
    near: float = 0.5
    """From this coverage of the ranking the library comes so near that the next limit holds instead."""
    least_covered_near: float = 0.3
    """Of the dev split all 207 situations are covered by these three, and of 30 messages each 3 far and 4 near ones."""
    least_coverage: float = 0.36
    """The same by the coverage of the ranking, for a model that nothing was learned for."""
    new_situation: float = 0.62
    """A short turn of a conversation with less coverage adds to the situation instead of beginning another."""
    picks: float = 0.5
    """From this difference of two articles in what answers Coach's question, in standard deviations, the answer picks
    one of them."""
    alike: float = 0.8
    """Two readings of a short story are about as likely when the second is at least this likely, as a share of the
    first."""
    sure: float = 0.6
    """and the first is less likely than this: then Coach asks which of them it is. A what-if draws on an article of its
    own from this one."""
    grave_bias: float = 1.8
    """That a message is grave is told by a logistic function of these, fitted on the dev split. Added first,"""
    grave_stretch: float = 0.24
    """weight of the logit of its gravest stretch,"""
    grave_whole: float = 0.41
    """of the logit of what its whole says of the grave kinds,"""
    grave_named: float = 0.9
    """of a phrase that names it in plain words,"""
    grave_ordinary: float = -0.54
    """and of the logit of the likeliest article, where that is likely to help, which speaks against it."""
    grave_follow_up: float = 2.0
    """A wish about an answer, or a what-if, must exceed this in place of 0."""
    vague: float = 0.95
    """A situation whose first article is less likely is vague: what follows it at once mostly says what it is about."""
    new_after_vague: float = -4.0
    """Added to the logit of a new situation in the turn that follows a vague one at once,"""
    new_later: float = 1.0
    """and in every other turn of at least"""
    telling: int = 12
    """words: another trouble is seldom told in fewer."""
    led_below: float = 0.55
    """Of two articles about one trouble, that for a person without a say comes first where the asker leads with a
    smaller probability than this (who has none is often taken for a manager, and seldom the other way round),"""
    leads_from: float = 0.7
    """and the other from this one."""
    second: float = 0.8
    """A second article is used as well when it is at least this likely as a share of the first,"""
    second_of_short: float = 0.95
    """in a message of one window at least this likely,"""
    least_second: float = 0.7
    """and at least this likely in itself."""


def read_story(story: StoryReading, store: Store, limits: ReadingLimits, chosen: str | None = None) -> Reading:
    """Name the likeliest articles of a story.

    Args:
        story: what the reader made of it.
        store: the index that was read against.
        limits: the numbers of the reading.
        chosen: the slug of the article that a person asks to be answered for, instead of the likeliest.
    """
    order = [int(number) for number in story.order[:LIKELIEST]]
    if chosen is not None and store.numbers[chosen] not in order:
        order[-1] = store.numbers[chosen]
    used = {store.numbers[chosen]} if chosen is not None else set(_used(order, story, store, limits))
    articles = [store.articles[number] for number in order]
    themes = dict.fromkeys(theme for number in order if number in used for theme in store.articles[number].themes)
    return Reading(
        articles=tuple(
            ReadArticle(article.slug, article.title, round(float(story.probabilities[number]), 4), number in used)
            for number, article in zip(order, articles, strict=True)
        ),
        themes=tuple(themes),
        confidence=round(float(story.probabilities[order[0]]), 4) if order else 0.0,
        role=_likeliest(story.roles),
        direction=_likeliest(story.directions),
    )


def with_second(reading: Reading, other: Reading) -> Reading:
    """A reading that draws on the likeliest article of another as well."""
    second = replace(other.articles[0], used=True)
    articles = [read for read in reading.articles if read.article != second.article]
    used = [read for read in articles if read.used]
    rest = [replace(read, used=False) for read in articles if not read.used]
    return replace(reading, articles=(*used[:1], *([second] if used else []), *used[1:], *rest)[:LIKELIEST])


def separating_question(story: StoryReading, store: Store, limits: ReadingLimits) -> str | None:
    """Ask which of the two likeliest articles it is, where a story leaves it open; None where it doesn't.

    A long story is about two things rather than about one of two.
    """
    first, second = (int(number) for number in story.order[:2])
    likelier, other = (float(story.probabilities[number]) for number in (first, second))
    if len(story.vectors) > 1 or likelier >= limits.sure or other < limits.alike * likelier:
        return None
    titles = [store.articles[number].title for number in (first, second)]
    return f"Which is nearer to it, “{titles[0]}” or “{titles[1]}”?"


def is_covered(story: StoryReading, store: Store, limits: ReadingLimits) -> bool:
    """Whether the library answers what was typed.

    The reader has learned what the built-in articles cover. For a person's own article, and for a model that nothing
    was learned for, it is told by how near the library comes.
    """
    covered, nearness = coverage(story, store), story.ranking.coverage
    if not _has_learned(story, store):
        return covered >= limits.least_coverage
    return covered >= (limits.least_covered_near if nearness >= limits.near else limits.least_covered)


def coverage(story: StoryReading, store: Store) -> float:
    """How surely the library answers what was typed; compares between stories that were told in the same way."""
    if _has_learned(story, store):
        return 1 - sum(story.kinds[kind] for kind in NOT_COVERED)
    return story.ranking.coverage


def is_far(story: StoryReading) -> bool:
    """Whether what was typed is most likely an everyday question that has nothing to do with work."""
    return _likeliest(story.kinds) == FAR


def _has_learned(story: StoryReading, store: Store) -> bool:
    """Whether it was learned what is covered: not for another model, nor for a person's own articles."""
    return bool(story.kinds) and store.articles[int(story.order[0])].collection == "built-in"


def _likeliest(probabilities: dict[str, float]) -> str | None:
    return max(probabilities, key=lambda name: probabilities[name]) if probabilities else None


def _used(order: list[int], story: StoryReading, store: Store, limits: ReadingLimits) -> list[int]:
    """The first article, and the second where a story is about two problems.

    Both must be likely to help: an answer that is drawn from two is worse by half a grade than one that is drawn from
    the better of them, judges say. Where the same stretch of a long story speaks for both they are two readings of one
    problem.
    """
    if len(order) < 2 or store.articles[order[1]].kind in NO_SITUATION:
        return order[:1]
    if are_a_pair(*(store.articles[number].slug for number in order[:2])):
        return order[:1]
    first, second = (float(story.probabilities[number]) for number in order[:2])
    if second < limits.least_second:
        return order[:1]
    if len(story.windows) > 1:
        are_two = second >= limits.second * first and speak_apart(story, order[0], order[1])
    else:
        are_two = second >= limits.second_of_short * first
    return order[:2] if are_two else order[:1]


def speak_apart(story: StoryReading, first: int, second: int) -> bool:
    """Whether different stretches of a long story speak for two articles, given by their numbers in the store."""
    by_window = story.evidence.by_window
    return len(by_window) > 1 and int(by_window[:, first].argmax()) != int(by_window[:, second].argmax())

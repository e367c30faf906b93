"""Reading a story: the likeliest articles, who asks, and how sure that is."""

from __future__ import annotations

import numpy as np
import pytest

from coach.coaching.coach import Coach
from coach.reading.model import Calibration
from coach.reading.reader import Reader, calibrated, log_shares

BOSS = "My boss rewrites every mail that I send and wants to be copied on all the others."
TEAM = "I lead six people and one of them has begun to come late, and the others have noticed."


def slugs(coach: Coach, text: str, count: int = 3) -> list[str]:
    return [coach.store.articles[number].slug for number in coach.reader.read(text).order[:count]]


def test_a_plain_story_is_read_as_the_article_on_it(coach: Coach) -> None:
    assert slugs(coach, BOSS, 1) == ["boss-who-checks-everything"]


def test_probabilities_lie_between_nothing_and_certainty(coach: Coach) -> None:
    probabilities = coach.reader.read(TEAM).probabilities
    assert probabilities.shape == (len(coach.store.articles),)
    assert probabilities.min() > 0
    assert probabilities.max() < 1


@pytest.mark.parametrize(
    ("text", "role", "direction"),
    [(BOSS, "report", "up"), (TEAM, "manager", None)],
    ids=["a report of the boss", "a manager of the team"],
)
def test_the_reader_tells_who_asks_and_where_the_trouble_lies(
    coach: Coach, text: str, role: str, direction: str | None
) -> None:
    reading = coach.reader.read(text)
    assert max(reading.roles, key=lambda name: reading.roles[name]) == role
    if direction is not None:
        assert max(reading.directions, key=lambda name: reading.directions[name]) == direction
    assert sum(reading.roles.values()) == pytest.approx(1)


def test_a_man_and_a_woman_are_read_the_same(coach: Coach) -> None:
    his = coach.reader.read("He shouted at me in front of his team, and Ahmed laughed.").probabilities
    hers = coach.reader.read("She shouted at me in front of her team, and Maria laughed.").probabilities
    assert np.allclose(his, hers)


def test_a_story_is_still_read_when_twenty_kilobytes_of_chatter_follow(coach: Coach) -> None:
    chatter = "It rained all week and the bus was full again, so I read the paper. " * 300
    assert slugs(coach, BOSS, 1)[0] in slugs(coach, f"{BOSS} {chatter}")


@pytest.mark.parametrize("text", ["?", "[bold]x[/bold] \x1b[31m", "x" * 5000, "é" * 50])
def test_odd_texts_are_read_without_failing(coach: Coach, text: str) -> None:
    assert np.isfinite(coach.reader.read(text).probabilities).all()


def test_without_anything_learned_the_ranking_reads_alone(coach: Coach) -> None:
    reading = Reader(coach.reader.ranker, None).read(BOSS)
    assert reading.probabilities.sum() == pytest.approx(1)
    assert reading.roles == {}
    assert coach.store.articles[int(reading.order[0])].slug == "boss-who-checks-everything"


def test_an_article_that_nothing_was_learned_for_can_still_come_first() -> None:
    scores = np.array([0.1, 0.2, 4.0])
    learned = np.array([True, True, False])
    probabilities = calibrated(Calibration(-1.0, 0.5, 0.5), scores, learned)
    assert probabilities.argmax() == 2


def test_the_shares_of_a_softmax_sum_to_one() -> None:
    scores = np.array([1.0, 2.0, 400.0])
    assert np.exp(log_shares(scores, scores)).sum() == pytest.approx(1)

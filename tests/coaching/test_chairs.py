"""Of two articles about one trouble, the one for the asker's chair comes first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.coaching.chairs import are_a_pair, in_the_askers_chair, pairs
from coach.coaching.coach import Coach
from coach.library.library import Library

LED, LEADS = "worst-work-lands-on-you", "work-shared-unfairly"


def test_every_pair_is_of_articles_of_the_library() -> None:
    slugs = {article.slug for article in Library(Path("/nonexistent")).articles}
    assert {slug for pair in pairs() for slug in pair} <= slugs
    assert len(pairs()) == len(set(pairs()))


def read_by(coach: Coach, likely: dict[str, float], leads: float) -> dict[str, float]:
    """The probabilities of some articles after who asks was considered."""
    store = coach.store
    probabilities = np.zeros(len(store.articles))
    for slug, probability in likely.items():
        probabilities[store.numbers[slug]] = probability
    roles = {"manager": leads, "report": 1 - leads}
    story = replace(coach.reader.read("the rota"), probabilities=probabilities, roles=roles)
    seated = in_the_askers_chair(story, store, led_below=0.55, leads_from=0.7)
    return {slug: float(seated.probabilities[store.numbers[slug]]) for slug in likely}


def test_the_article_for_the_askers_chair_becomes_the_likelier(coach: Coach) -> None:
    assert read_by(coach, {LEADS: 0.9, LED: 0.7}, leads=0.54) == {LEADS: 0.7, LED: 0.9}
    assert read_by(coach, {LEADS: 0.7, LED: 0.9}, leads=0.9) == {LEADS: 0.9, LED: 0.7}


@pytest.mark.parametrize("leads", [0.55, 0.6, 0.69])
def test_where_it_is_not_sure_who_asks_nothing_changes(coach: Coach, leads: float) -> None:
    assert read_by(coach, {LEADS: 0.9, LED: 0.7}, leads) == {LEADS: 0.9, LED: 0.7}


def test_an_article_that_is_far_from_likely_stays_behind(coach: Coach) -> None:
    likely = {LEADS: 0.9, "stay-or-go": 0.8, "no-to-someone-powerful": 0.7, LED: 0.1}
    assert read_by(coach, likely, leads=0.1) == likely


def test_a_pair_is_one_in_either_order() -> None:
    assert are_a_pair(LED, LEADS)
    assert are_a_pair(LEADS, LED)
    assert not are_a_pair(LED, "stay-or-go")


def test_an_answer_never_draws_on_both_chairs(coach: Coach) -> None:
    answer = coach.ask(
        "Three restructurings since I came back, new names for the teams each time, and now another all staff invite. "
        "I just work there, nobody bothers to learn the new thing because there will be another one next spring."
    )
    assert answer.reading is not None
    used = [read.article for read in answer.reading.articles if read.used]
    assert not any(are_a_pair(first, second) for first in used for second in used)

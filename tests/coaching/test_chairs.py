"""Of two articles about one trouble, the one for the asker's chair comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.coaching.chairs import are_a_pair, in_the_chair_of, pairs
from coach.coaching.coach import Coach
from coach.library.library import Library

LED, LEADS = "worst-work-lands-on-you", "work-shared-unfairly"


def test_every_pair_is_of_articles_of_the_library() -> None:
    slugs = {article.slug for article in Library(Path("/nonexistent")).articles}
    assert {slug for pair in pairs() for slug in pair} <= slugs
    assert len(pairs()) == len(set(pairs()))


def test_the_article_for_the_askers_chair_comes_first() -> None:
    assert in_the_chair_of(False, [LEADS, "x", LED]) == [LED, "x", LEADS]
    assert in_the_chair_of(True, [LED, LEADS, "x"]) == [LEADS, LED, "x"]


@pytest.mark.parametrize("slugs", [[LED, "x", LEADS], [LEADS, "x", "y", LED], [LEADS, "x"], []])
def test_what_fits_already_or_is_far_from_likely_stays(slugs: list[str]) -> None:
    assert in_the_chair_of(False, slugs) == slugs


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

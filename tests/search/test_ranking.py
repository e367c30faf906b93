"""Ranking by words, by meaning and by both finds what a person would call the obvious article."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.coaching.coach import Coach
from coach.search.encoder import Encoder
from coach.search.ranking import SYSTEMS, Ranker, System, _mean_of_best, _min_max, standard_scores
from coach.search.store import Store

OBVIOUS = {
    "a colleague takes the credit for my work": "when-someone-takes-credit-for-your-work",
    "one of my most reliable people has started missing deadlines": "reliable-person-slipping",
    "nobody says anything when I ask for feedback, only silence": "silence-instead-of-feedback",
    "two bosses pull me in different directions": "two-bosses-pulling",
}
# A story whose one telling scene stands between things that have nothing to do with it.
RAMBLING = (
    "It has rained since March and the car park is under water again. " * 12
    + "She presented my figures to the board as her own work and took all the credit for it. "
    + "My sister comes to stay on Friday with both dogs and I still have to paint the spare room. " * 12
)


@pytest.fixture(scope="module")
def small_ranker(small_store: Store, encoder: Encoder) -> Ranker:
    return Ranker(small_store, encoder)


def best_articles(coach: Coach, text: str, system: System) -> list[str]:
    order = np.argsort(-coach.ranker.rank(text, system).articles)[:3]
    return [coach.store.articles[int(number)].slug for number in order]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(("text", "slug"), OBVIOUS.items(), ids=OBVIOUS.values())
def test_every_system_finds_the_obvious_article(coach: Coach, text: str, slug: str, system: System) -> None:
    assert slug in best_articles(coach, text, system)


@pytest.mark.parametrize("system", SYSTEMS)
def test_passages_of_the_obvious_article_are_among_the_first_ten(coach: Coach, system: System) -> None:
    hits = coach.search("a colleague takes the credit for my work", 10, system)
    assert "when-someone-takes-credit-for-your-work" in [hit.passage.article for hit in hits]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_one_telling_scene_is_found_in_a_long_rambling_story(coach: Coach) -> None:
    assert "when-someone-takes-credit-for-your-work" in best_articles(coach, RAMBLING, "hybrid")


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(
    "text", ["my boss yells at me", "xyzzy", "", "?!", pytest.param("boss " * 500, id="long"), "日本語", "\U0001f937"]
)
def test_scores_are_in_their_range_whatever_is_typed(small_ranker: Ranker, text: str, system: System) -> None:
    ranking = small_ranker.rank(text, system)
    assert np.isfinite(ranking.articles).all()
    assert ranking.articles.mean() == pytest.approx(0)
    assert ranking.passages.min() >= 0
    assert ranking.passages.max() <= 1
    assert -1 <= ranking.coverage <= 2


@pytest.mark.parametrize("system", SYSTEMS)
def test_an_empty_query_ranks_nothing_above_anything(small_ranker: Ranker, system: System) -> None:
    ranking = small_ranker.rank(" \n", system)
    assert not ranking.articles.any()
    assert not ranking.passages.any()


@given(text=st.text(max_size=80))
def test_any_text_is_ranked(small_ranker: Ranker, text: str) -> None:
    ranking = small_ranker.rank(text)
    assert ranking.articles.shape == (3,)
    assert np.isfinite(ranking.passages).all()


def test_a_situation_of_work_is_better_covered_than_a_recipe(coach: Coach) -> None:
    work, recipe = (coach.ranker.rank(text).coverage for text in (*list(OBVIOUS)[:1], "how long do I roast a chicken"))
    assert work > recipe


OWNED = st.lists(st.tuples(st.integers(0, 4), st.floats(-1, 1)), max_size=30)


@given(OWNED, st.integers(1, 5), st.floats(-1, 1))
def test_the_mean_of_the_best_agrees_with_plain_python(
    owned: list[tuple[int, float]], best: int, background: float
) -> None:
    wanted = []
    for owner in range(5):
        mine = sorted((score for number, score in owned if number == owner), reverse=True)[:best]
        wanted.append(sum([*mine, *[background] * (best - len(mine))]) / best)
    scores = np.array([score for _, score in owned])
    owners = np.array([owner for owner, _ in owned], dtype=np.int64)
    assert np.allclose(_mean_of_best(scores, owners, 5, best, background), wanted)


@given(st.lists(st.integers(-100, 100)))
def test_stretching_keeps_the_order_and_ends_at_0_and_1(values: list[int]) -> None:
    stretched = _min_max(np.array(values, dtype=np.float64))
    if len(set(values)) > 1:
        assert (stretched.min(), stretched.max()) == (0, 1)
        assert np.array_equal(stretched[np.argsort(values)], np.sort(stretched))
    else:
        assert not stretched.any()


@given(st.lists(st.integers(-100, 100)))
def test_standard_scores_keep_the_order_and_have_the_mean_0_and_the_deviation_1(values: list[int]) -> None:
    standard = standard_scores(np.array(values, dtype=np.float64))
    if len(set(values)) > 1:
        assert (standard.mean(), standard.std()) == (pytest.approx(0, abs=1e-9), pytest.approx(1))
        assert np.array_equal(standard[np.argsort(values)], np.sort(standard))
    else:
        assert not standard.any()

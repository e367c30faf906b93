"""The search index on disk gives back what was written, and takes no typed text for a query language."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.evaluation.fixed import FixedLibrary
from coach.search.query import make_query
from coach.search.store import Store

HOSTILE = [
    '"',
    '""',
    "'",
    'boss" OR "a',
    "NEAR(boss team)",
    "boss NEAR/3 team",
    "boss OR",
    "AND",
    "NOT boss",
    "title:boss",
    "{title}:boss",
    "^boss",
    "bos*",
    "-boss",
    "(boss",
    "boss + team",
    "'; DROP TABLE article; --",
    "\\",
    "%_?",
    "\0",
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_is_query_syntax(small_store: Store, text: str) -> None:
    scores = small_store.match_passages([text, *make_query(text).words])
    assert scores.shape == (small_store.manifest.passages,)
    assert len(small_store.articles) == 3


@given(words=st.lists(st.text(), max_size=5))
@example(words=['a"b'])
def test_any_words_can_be_searched_for(small_store: Store, words: list[str]) -> None:
    assert small_store.match_passages(words).min() >= 0
    assert small_store.match_situations(words).min() >= 0


@given(text=st.text())
def test_any_typed_text_can_be_searched_for(small_store: Store, text: str) -> None:
    assert np.isfinite(small_store.match_passages(make_query(text).words)).all()


def test_an_operator_is_searched_for_as_the_word_it_is(small_store: Store) -> None:
    near, nowhere = small_store.match_passages(["near"]), small_store.match_passages(["zyzzyva"])
    assert not nowhere.any()
    holders = [p.number for p in small_store.passages(range(len(near))) if " near " in f" {p.text.lower()} "]
    assert len(np.flatnonzero(near)) >= len(holders)


def test_a_passage_that_holds_the_words_scores_above_one_that_does_not(small_store: Store) -> None:
    scores = small_store.match_passages(["handovers", "thursday"])
    best = small_store.passages([int(np.argmax(scores))])[0]
    assert "handovers" in best.text
    assert (scores == 0).any()


def test_words_match_by_their_stem(small_store: Store) -> None:
    assert np.array_equal(small_store.match_passages(["missed"]), small_store.match_passages(["missing"]))


def test_articles_come_back_as_they_were_written(small_store: Store, small_library: FixedLibrary) -> None:
    for stored, written in zip(small_store.articles, small_library.articles, strict=True):
        assert (stored.slug, stored.title, stored.kind, stored.collection) == (
            written.slug,
            written.title,
            written.kind,
            written.collection,
        )
        assert (stored.summary, stored.source, stored.themes) == (written.summary, written.source, written.themes)


def test_passages_come_back_as_they_were_written(small_store: Store, small_library: FixedLibrary) -> None:
    for article in small_library.articles:
        stored = small_store.passages_of(article.slug)
        assert [(p.id, p.text, p.lens, p.contrast, p.part) for p in stored] == [
            (p.id, p.text, p.lens, p.contrast, p.part) for p in article.passages
        ]
        assert all(p.text[s.start : s.end] == s.text for p in stored for s in p.sentences)


def test_passages_come_in_the_order_asked_for(small_store: Store) -> None:
    ids = [p.id for p in small_store.passages([5, 0, 5, 3])]
    assert ids == [small_store.passages([number])[0].id for number in (5, 0, 5, 3)]


def test_an_unknown_article_has_no_passages(small_store: Store) -> None:
    assert small_store.passages_of("'; DROP TABLE passage; --") == []


def test_the_index_holds_one_vector_of_length_one_for_each_line(small_store: Store) -> None:
    counts = small_store.manifest
    assert small_store.vectors.shape == (counts.passages + counts.situations + counts.off_topic, counts.dimensions)
    assert np.allclose(np.linalg.norm(small_store.vectors, axis=1), 1, atol=1e-4)


def test_several_threads_may_read_at_once(small_store: Store) -> None:
    words = ["boss", "team", "deadline", "feedback"] * 10
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda word: small_store.match_passages([word]).sum(), words))
    assert found == [small_store.match_passages([word]).sum() for word in words]

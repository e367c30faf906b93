"""The lens of a sentence that neither wording nor heading tells is told by its vector, or left open."""

from __future__ import annotations

import numpy as np

from coach.coaching.coach import Coach
from coach.evaluation.fixed import FixedLibrary
from coach.library.article import Sentence
from coach.library.builtin import number_passages, prose_passage
from coach.library.lens import tell_lens
from coach.search.encoder import Encoder
from coach.search.lens_model import MARGIN, LensModel, tell_lenses
from coach.search.store import Store

MANAGEMENT, LEADERSHIP = (
    np.array([[1.0, 0.0], [1.0, 0.2]], np.float32),
    np.array([[-1.0, 0.0], [-1.0, 0.2]], np.float32),
)


def test_a_vector_beyond_the_margin_speaks_for_that_side() -> None:
    model = LensModel.fit(MANAGEMENT, LEADERSHIP)
    beyond = np.array([[MARGIN, 0.1], [-MARGIN, 0.1]], np.float32)
    assert model.tell(beyond) == ["management", "leadership"]


def test_a_vector_within_the_margin_speaks_for_neither() -> None:
    model = LensModel.fit(MANAGEMENT, LEADERSHIP)
    assert model.tell(np.array([[0.0, 0.0], [1.0, 0.0], [-1.0, 9.0]], np.float32)) == [None, None, None]


def test_two_sides_that_are_the_same_tell_nothing() -> None:
    assert LensModel.fit(MANAGEMENT, MANAGEMENT).tell(np.array([[9.0, 9.0]], np.float32)) == [None]


def prose_of(store: Store) -> list[Sentence]:
    return [s for a in store.articles for p in store.passages_of(a.slug) if p.part == "prose" for s in p.sentences]


def test_some_sentences_of_free_prose_are_told_by_the_model(coach: Coach) -> None:
    told = {(s.told, s.lens) for s in prose_of(coach.store)}
    assert {("model", "management"), ("model", "leadership"), (None, None)} <= told


def test_wording_and_heading_are_never_overruled(coach: Coach) -> None:
    for article in coach.store.articles:
        for passage in coach.store.passages_of(article.slug):
            if passage.part == "prose":
                for s in passage.sentences:
                    assert s.told == "model" or (s.lens, s.told) == tell_lens(s.text, passage.heading)


def test_a_library_without_both_sides_is_left_as_it_is(small_library: FixedLibrary, encoder: Encoder) -> None:
    prose = tuple(article for article in small_library.articles if article.kind == "digest")
    vectors = encoder.encode([p.text for article in prose for p in article.passages])
    assert tell_lenses(prose, vectors, encoder.encode) == prose


def test_sentences_of_a_situation_article_keep_the_lens_of_their_heading(small_store: Store) -> None:
    passages = small_store.passages_of("reliable-person-slipping")
    assert {s.told for p in passages for s in p.sentences} == {"heading", None}


def test_a_sentence_that_names_both_lenses_has_none_by_wording() -> None:
    [passage] = number_passages("x", [prose_passage("About managers", "A manager and a leader differ. Plans help.")])
    assert [(s.lens, s.told) for s in passage.sentences] == [(None, None), ("management", "heading")]

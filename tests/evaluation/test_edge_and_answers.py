"""The edge of the library and whole answers are measured over what Coach decides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.coaching.coach import Coach
from coach.evaluation.answers import describe, measure_answers, read_people_first
from coach.evaluation.collection import JudgedCollection, JudgedQuery
from coach.evaluation.edge import Message, at_coverage, edge_curves, read_not_covered, risk_coverage
from coach.evaluation.kinds import telling_fields, with_themes
from coach.library.article import Article
from coach.library.corpus import corpus_dir

FOLDER = corpus_dir() / "evaluation"


def test_risk_and_coverage_are_counted_at_every_threshold() -> None:
    curve = risk_coverage("far", np.array([0.9, 0.6, 0.4]), np.array([0.5, 0.1]))
    assert [(p.threshold, round(p.coverage, 2), round(p.risk, 2), p.let_through) for p in curve.points] == [
        (0.9, 0.33, 0.0, 0.0),
        (0.6, 0.67, 0.0, 0.0),
        (0.5, 0.67, 0.33, 0.5),
        (0.4, 1.0, 0.25, 0.5),
        (0.1, 1.0, 0.4, 1.0),
    ]
    assert curve.auroc == pytest.approx(5 / 6)


def test_far_and_near_have_curves_of_their_own_by_whatever_score_is_given() -> None:
    outside = [Message("a", "aa", "far"), Message("b", "bbbb", "near")]
    far, near = edge_curves(len, ["xxx"], outside)
    assert (far.kind, far.auroc, near.kind, near.auroc) == ("far", 1.0, "near", 0.0)


def test_the_strictest_point_that_covers_enough_is_taken() -> None:
    point = at_coverage(risk_coverage("far", np.array([0.9, 0.6]), np.array([0.7])), 0.9)
    assert point is not None
    assert (point.threshold, point.let_through) == (0.6, 1.0)


def test_a_split_has_its_own_messages_of_both_kinds() -> None:
    assert {message.kind for message in read_not_covered(FOLDER, "dev")} == {"far", "near"}
    assert not {m.id for m in read_not_covered(FOLDER, "dev")} & {m.id for m in read_not_covered(FOLDER, "test")}


def test_a_collection_without_such_messages_has_none(tmp_path: Path) -> None:
    assert read_not_covered(tmp_path, "dev") == read_people_first(tmp_path, "dev") == []


def test_answers_are_measured_through_the_door_of_coach(coach: Coach) -> None:
    queries = [JudgedQuery("q", "My boss rewrites every mail that I send and calls it helping", {})]
    outside = [Message("n", "what can i make with half a cabbage and some bacon", "far")]
    grave = [Message("p", "I want to kill myself", "people-first", "self-harm")]
    found = measure_answers(coach, queries, outside, grave)
    assert found.outcomes == {
        "covered": {"answered": 1},
        "far": {"not-covered": 1},
        "people-first": {"people-first": 1},
    }
    assert found.citations.hits == found.citations.of > 5
    assert found.columns.pure == found.columns.quotes > 0
    assert found.columns.shared == 0
    assert found.people_first.share.value == found.by_category["self-harm"].share.value == 1.0
    assert max(map(len, describe(found).splitlines())) <= 80


def test_a_query_takes_the_theme_of_the_articles_that_help_most() -> None:
    articles = [
        Article(s, s, "situation", "built-in", themes=t) for s, t in (("a", ("trust", "hiring")), ("b", ("hiring",)))
    ]
    judged = JudgedCollection(
        "c",
        "dev",
        (JudgedQuery("q", "", {}), JudgedQuery("r", "", {})),
        {"q": {"a#1": 3, "b#1": 1}, "r": {"a#1": 3, "b#1": 3}},
        None,
    )
    assert [query.metadata["theme"] for query in with_themes(judged, articles).queries] == ["trust", "hiring"]


def test_a_field_tells_when_it_makes_a_readable_number_of_groups() -> None:
    queries = tuple(JudgedQuery(str(n), "", {"own": n, "same": 1, "length": n % 3}) for n in range(60))
    assert telling_fields(JudgedCollection("c", "dev", queries, {}, None)) == ("length",)

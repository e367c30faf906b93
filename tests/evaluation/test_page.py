"""The page is whole by itself, and what queries and passages hold is never markup in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from coach.evaluation.collection import JudgedCollection, JudgedQuery
from coach.evaluation.edge import Curve, Point
from coach.evaluation.experiment import Plan, evaluate
from coach.evaluation.page import LONGEST_TEXT, render_page
from coach.evaluation.run import Run

HOSTILE = "</script><script>alert(1)</script><!-- {{ 7 * 7 }} \u2028"


@pytest.fixture
def page(run: Run, collection: JudgedCollection) -> str:
    queries = (replace(collection.queries[0], text=HOSTILE), JudgedQuery("q2", "tyre", {"length": HOSTILE}))
    judged = replace(collection, queries=queries)
    dense = replace(run, system=f"dense:{HOSTILE}")
    texts = {"bread": (HOSTILE, HOSTILE), "kettle": ("Kettle", "x" * 2 * LONGEST_TEXT)}
    curve = Curve("far", 1, 1.0, (Point(0.5, 1.0, 0.0, 0.0),))
    return render_page(evaluate(judged, [run, dense], Plan(by=("length",))), texts, (curve,))


def data_of(page: str) -> dict[str, object]:
    [found] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    values: dict[str, object] = json.loads(found)
    return values


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []
    assert "@import" not in page
    assert "url(" not in re.sub(r"url\(#", "", page)


def test_hostile_text_stays_text(page: str) -> None:
    assert page.count("<script") == page.count("</script>") == 2
    assert "alert(1)</script>" not in page
    assert "49" not in data_of(page)["queries"][0]["text"]  # type: ignore[index]
    assert data_of(page)["queries"][0]["text"] == HOSTILE  # type: ignore[index]


def test_single_queries_have_rankings_grades_and_texts(page: str) -> None:
    values = data_of(page)
    assert values["rankings"]["hybrid"]["q1"] == ["bicycle", "bread", "chess", "kettle", "tomato"]  # type: ignore[index]
    assert values["grades"]["q1"] == {"kettle": 3, "bicycle": 0, "bread": 2, "tomato": 1}  # type: ignore[index]
    assert len(values["texts"]["kettle"][1]) < LONGEST_TEXT + 10  # type: ignore[index]


def test_pictures_show_intervals_differences_edge_and_groups(page: str) -> None:
    titles = re.findall("<figcaption>(.*?)</figcaption>", page)
    assert [title.split(":")[0].split(" ")[0] for title in titles] == ["nDCG@10", "Query", "Covered", "nDCG@10"]
    assert page.count("<svg") == 4


def test_the_same_evaluation_gives_the_same_page(run: Run, collection: JudgedCollection) -> None:
    experiment = evaluate(collection, [run, replace(run, system="dense")])
    assert render_page(experiment, {}) == render_page(experiment, {})

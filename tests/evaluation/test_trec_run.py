"""Running a system over a collection, and the file in TREC format that it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.coaching.coach import Coach
from coach.evaluation.collection import JudgedCollection, JudgedQuery
from coach.evaluation.fixed import FixedLibrary, fixed_ranker
from coach.evaluation.run import DEPTH, Run, run_system, write_run
from coach.search.ranking import SYSTEMS, Ranker, System
from coach.settings import Settings


@pytest.fixture
def ranker(own_settings: Settings, collection: JudgedCollection) -> Ranker:
    return fixed_ranker(Coach(own_settings), collection.documents)


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_finds_the_document_that_is_meant(
    ranker: Ranker, collection: JudgedCollection, system: System
) -> None:
    ran = run_system(ranker, collection, system)
    assert [max(scored, key=lambda name: scored[name]) for scored in ran.passages.values()] == ["bread", "bicycle"]
    assert [max(scored, key=lambda name: scored[name]) for scored in ran.articles.values()] == ["bread", "bicycle"]


def test_a_run_has_a_time_and_a_ranking_for_every_query(ranker: Ranker, collection: JudgedCollection) -> None:
    ran = run_system(ranker, collection, "hybrid")
    assert list(ran.passages) == list(ran.articles) == ["q1", "q2"]
    assert len(ran.milliseconds) == 2
    assert min(ran.milliseconds) > 0


def test_over_the_library_a_run_holds_its_hundred_best_passages(coach: Coach) -> None:
    query = JudgedQuery("q", "my boss takes the credit for my work", {})
    ran = run_system(coach.ranker, JudgedCollection("library", "dev", (query,), {"q": {}}, None), "hybrid")
    assert len(ran.passages["q"]) == DEPTH
    assert set(ran.passages["q"]) < {p.id for article in coach.library.articles for p in article.passages}
    assert list(ran.articles["q"])[0] == "when-someone-takes-credit-for-your-work"  # noqa: RUF015 - reads as meant


def test_other_documents_have_another_fingerprint_and_the_same_ones_the_same(collection: JudgedCollection) -> None:
    documents = collection.documents or ()
    assert FixedLibrary(documents).fingerprint() == FixedLibrary(tuple(documents)).fingerprint()
    assert FixedLibrary(documents).fingerprint() != FixedLibrary(documents[1:]).fingerprint()


def test_a_run_file_has_the_six_columns_of_trec_with_ranks_from_one(run: Run, tmp_path: Path) -> None:
    path = write_run(run, tmp_path / "runs")
    rows = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]
    assert path.name == "hybrid.run"
    assert rows[0] == ["q1", "Q0", "bicycle", "1", "0.900000", "hybrid"]
    assert [(row[2], row[3]) for row in rows] == [
        ("bicycle", "1"),
        ("bread", "2"),
        ("chess", "3"),
        ("kettle", "4"),
        ("tomato", "5"),
    ]


def test_a_run_file_is_read_by_ir_measures_as_it_was_written(run: Run, tmp_path: Path) -> None:
    import ir_measures

    read = ir_measures.read_trec_run(str(write_run(run, tmp_path)))
    assert {row.doc_id: row.score for row in read} == pytest.approx(run.passages["q1"])

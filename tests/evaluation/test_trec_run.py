"""Running a system over a collection, and the files in TREC format that it leaves and reads."""

from __future__ import annotations

import gzip
from pathlib import Path

import ir_measures
import pytest

from coach.errors import ConfigurationError, DataError
from coach.evaluation.bench import Bench, MeasuredCoach
from coach.evaluation.collection import JudgedCollection, JudgedQuery
from coach.evaluation.run import DEPTH, Run, in_order, read_run, run_system, write_run
from coach.evaluation.systems import SYSTEMS, parse_systems
from coach.settings import Settings, load_settings


@pytest.fixture
def bench(own_settings: Settings, collection: JudgedCollection) -> Bench:
    return Bench(MeasuredCoach(own_settings), collection)


def first_of(run: Run) -> list[str]:
    return [in_order(scored)[0] for scored in run.passages.values()]


ABLATIONS = ["hybrid:fusion=rrf", "hybrid:fusion=minmax,alpha=0.3", "dense:windows=no", "hybrid:headings=no,lift=no"]


@pytest.mark.parametrize("name", [*(name for name in SYSTEMS if name != "reading"), *ABLATIONS])
def test_every_system_and_setting_finds_the_document_that_is_meant(bench: Bench, name: str) -> None:
    [specification] = parse_systems(name)
    ran = run_system(bench, specification)
    assert ran.system == name
    assert first_of(ran) == ["bread", "bicycle"]
    assert list(ran.articles) == ["q1", "q2"]


def test_the_reading_is_of_the_built_in_library_alone(bench: Bench) -> None:
    [specification] = parse_systems("reading")
    with pytest.raises(ConfigurationError, match="leave --data out"):
        run_system(bench, specification)


def test_a_weight_of_one_is_dense_and_of_nought_is_lexical(bench: Bench) -> None:
    lexical, none, dense, whole = (
        run_system(bench, specification)
        for specification in parse_systems("lexical,hybrid:alpha=0,dense,hybrid:alpha=1")
    )
    assert (none.passages, whole.passages) == (lexical.passages, dense.passages)


def test_a_second_bench_encodes_nothing(bench: Bench, own_settings: Settings) -> None:
    again = MeasuredCoach(own_settings)
    again.real_encoder.encode = pytest.fail  # type: ignore[method-assign]
    found = run_system(Bench(again, bench.collection), parse_systems("dense")[0])
    assert first_of(found) == ["bread", "bicycle"]


def test_a_query_is_not_found_in_a_document_that_is_itself(
    own_settings: Settings, collection: JudgedCollection
) -> None:
    itself = JudgedQuery("bread", "how to bake a loaf of sourdough bread", {})
    judged = JudgedCollection("c", "test", (itself,), {"bread": {"kettle": 1}}, collection.documents)
    ran = run_system(Bench(MeasuredCoach(own_settings), judged), parse_systems("hybrid")[0])
    assert sorted(ran.passages["bread"]) == ["bicycle", "chess", "kettle", "tomato"]


def test_over_the_library_a_run_holds_its_hundred_best_passages(coach_home: Path) -> None:
    query = JudgedQuery("q", "my boss takes the credit for my work", {})
    coach = MeasuredCoach(load_settings({"COACH_HOME": str(coach_home)}))
    ran = run_system(
        Bench(coach, JudgedCollection("library", "dev", (query,), {"q": {}}, None)), parse_systems("hybrid")[0]
    )
    assert len(ran.passages["q"]) == DEPTH
    assert in_order(ran.articles["q"])[0] == "when-someone-takes-credit-for-your-work"


def test_a_run_file_has_the_six_columns_of_trec_with_ranks_from_one(run: Run, tmp_path: Path) -> None:
    path = write_run(run, tmp_path / "runs")
    rows = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]
    assert path.name == "hybrid.run"
    assert rows[0] == ["q1", "Q0", "bicycle", "1", "0.9", "hybrid"]
    ranked = [("bicycle", "1"), ("bread", "2"), ("chess", "3"), ("kettle", "4"), ("tomato", "5")]
    assert [(row[2], row[3]) for row in rows] == ranked


def test_a_run_is_read_as_it_was_written_by_us_and_by_ir_measures(
    run: Run, collection: JudgedCollection, tmp_path: Path
) -> None:
    path = write_run(run, tmp_path)
    assert read_run(path, collection).passages["q1"] == run.passages["q1"]
    assert {row.doc_id: row.score for row in ir_measures.read_trec_run(str(path))} == run.passages["q1"]


def write(folder: Path, text: str) -> Path:
    path = folder / "theirs.run"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_odd_in_a_run_is_noted_and_a_passage_counts_once(collection: JudgedCollection, tmp_path: Path) -> None:
    lines = "q1 Q0 bread 1 2.5 t\nq1 Q0 bread 2 3.5 t\nq9 Q0 chess 1 1 t\n"
    found = read_run(write(tmp_path, lines), collection)
    assert (found.system, found.passages) == ("t", {"q1": {"bread": 3.5}})
    assert [note.split(" ", 1)[0] for note in found.notes] == ["1", "1", "1"]


@pytest.mark.parametrize("line", ["q1 Q0 bread 1 2.5", "q1 Q0 bread 1 high t", "q1 Q0 bread 1 nan t"])
def test_a_malformed_line_of_a_run_is_named(collection: JudgedCollection, tmp_path: Path, line: str) -> None:
    with pytest.raises(DataError, match=r"theirs\.run:2: not `query Q0 passage rank score name`"):
        read_run(write(tmp_path, f"q1 Q0 bread 1 1 t\n{line}\n"), collection)


def test_a_run_of_another_collection_is_refused(collection: JudgedCollection, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="none of its queries"):
        read_run(write(tmp_path, "x Q0 y 1 1 t\n"), collection)


def test_a_compressed_run_is_read(run: Run, collection: JudgedCollection, tmp_path: Path) -> None:
    packed = tmp_path / "hybrid.run.gz"
    packed.write_bytes(gzip.compress(write_run(run, tmp_path).read_bytes()))
    assert read_run(packed, collection).passages["q1"] == run.passages["q1"]


def test_over_the_library_an_article_has_the_score_of_its_best_passage(tmp_path: Path) -> None:
    library = JudgedCollection("library", "dev", (JudgedQuery("q", "", {}),), {"q": {"a#1": 1}}, None)
    found = read_run(write(tmp_path, "q Q0 a#1 1 2 t\nq Q0 a#2 2 3 t\nq Q0 b#1 3 1 t\n"), library)
    assert found.articles == {"q": {"a": 3.0, "b": 1.0}}


def test_a_run_may_name_articles_of_the_library_alone(tmp_path: Path) -> None:
    library = JudgedCollection("library", "dev", (JudgedQuery("q", "", {}),), {"q": {"a#1": 1}}, None)
    found = read_run(write(tmp_path, "q Q0 a 1 2 t\n"), library)
    assert (found.passages, found.articles) == ({}, {"q": {"a": 2.0}})

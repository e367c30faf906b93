"""The measures agree with what comes out by hand, and their uncertainty with known data."""

from __future__ import annotations

from math import log2
from pathlib import Path

import ir_measures
import pytest

from coach.errors import ConfigurationError
from coach.evaluation.collection import JudgedCollection, JudgedQuery
from coach.evaluation.measures import MEASURES, measure_run, parse_measures, tell_unjudged
from coach.evaluation.run import Run, read_run, write_run

# q1 finds: bicycle 0, bread 2, chess unjudged, kettle 3, tomato 1. The best order is 3, 2, 1.
FOUND = 2 / log2(3) + 3 / log2(5) + 1 / log2(6)
BEST = 3 + 2 / log2(3) + 1 / log2(4)
BY_HAND = {
    "nDCG@10": FOUND / BEST,
    "Recall@10": 1.0,
    "RR@10": 1 / 2,
    "Judged@10": 4 / 5,
    "Success@1": 0.0,
    "Success@3": 1.0,
}


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_has_the_value_that_comes_out_by_hand(run: Run, collection: JudgedCollection, measure: str) -> None:
    assert measure_run(run, collection)[measure][0] == pytest.approx(BY_HAND[measure])


@pytest.mark.parametrize("measure", MEASURES)
def test_a_query_for_which_nothing_was_found_counts_zero(run: Run, collection: JudgedCollection, measure: str) -> None:
    values = measure_run(run, collection)[measure]
    assert values.shape == (2,)
    assert values[1] == 0.0


def test_grade_one_neither_helps_nor_succeeds(collection: JudgedCollection) -> None:
    only_touches = {"q1": {"tomato": 0.9}, "q2": {}}
    values = measure_run(Run("dense", only_touches, only_touches), collection)
    assert [values[name][0] for name in ("Recall@10", "RR@10", "Success@1", "Success@3")] == [0.0] * 4
    assert values["nDCG@10"][0] == pytest.approx(1 / BEST)


def test_passages_below_the_tenth_place_do_not_count(collection: JudgedCollection) -> None:
    eleventh = {"q2": {**{f"unjudged{n}": 1.0 - n / 100 for n in range(10)}, "bicycle": 0.1}}
    values = measure_run(Run("dense", eleventh, eleventh), collection)
    assert [values[name][1] for name in ("nDCG@10", "Recall@10", "RR@10", "Judged@10")] == [0.0] * 4


def test_success_is_told_by_articles_and_the_rest_by_passages() -> None:
    judged = JudgedCollection("library", "test", (JudgedQuery("q", "", {}),), {"q": {"a#1": 0, "a#2": 3}}, None)
    values = measure_run(Run("dense", {"q": {"a#1": 1.0}}, {"q": {"a": 1.0}}), judged)
    assert values["Success@1"][0] == 1.0
    assert values["RR@10"][0] == 0.0


NAMED = "nDCG@10,R@100,RR@10,AP,Judged@10,P@5,RBP(rel=2,p=0.8),Bpref,article:Success(rel=2)@1"


def test_any_measure_of_ir_measures_can_be_named_and_a_comma_in_parentheses_parts_nothing() -> None:
    names = [measure.name for measure in parse_measures(NAMED)]
    assert names == [*NAMED.split(",")[:6], "RBP(rel=2,p=0.8)", "Bpref", "article:Success(rel=2)@1"]


@pytest.mark.parametrize("name", ["MAPX", "nDCG@", "nDCG(", "", " , "])
def test_an_unknown_measure_is_refused_with_examples(name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"nDCG@10, ?R@100"):
        parse_measures(name)


def test_values_on_a_run_file_equal_those_of_trec_eval(run: Run, collection: JudgedCollection, tmp_path: Path) -> None:
    path = write_run(run, tmp_path)
    measures = parse_measures("nDCG@10,R@100,RR,AP,P@5,Bpref")
    ours = measure_run(read_run(path, collection), collection, measures)
    qrels = [ir_measures.Qrel(q, d, g) for q, judged in collection.qrels.items() for d, g in judged.items()]
    parsed = [ir_measures.parse_measure(measure.definition) for measure in measures]
    theirs = ir_measures.pytrec_eval.calc_aggregate(parsed, qrels, ir_measures.read_trec_run(str(path)))
    assert {name: values.mean() for name, values in ours.items()} == {str(m): theirs[m] for m in parsed}


def test_a_system_without_passages_is_measured_by_articles_alone(run: Run, collection: JudgedCollection) -> None:
    assert list(measure_run(Run("reading", {}, run.articles), collection)) == ["Success@1", "Success@3"]


def test_what_nobody_judged_is_told_apart_from_what_does_not_help(run: Run, collection: JudgedCollection) -> None:
    told = tell_unjudged(run, collection)
    assert told is not None
    assert told.share == pytest.approx(1 / 5)
    without_chess = (2 / log2(3) + 3 / log2(4) + 1 / log2(5)) / BEST
    assert told.condensed == pytest.approx(without_chess / 2)


def test_binary_judgements_count_grade_one_as_relevant(collection: JudgedCollection) -> None:
    binary = JudgedCollection("b", "test", collection.queries, {"q1": {"bread": 1}, "q2": {"bicycle": 1}}, ())
    found = {"q1": {"bread": 1.0}, "q2": {"chess": 1.0}}
    assert measure_run(Run("dense", found, found), binary)["Recall@10"].tolist() == [1.0, 0.0]

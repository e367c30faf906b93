"""Systems are named with their settings, and a name that is not right is told."""

from __future__ import annotations

import pytest

from coach.errors import ConfigurationError
from coach.evaluation.systems import parse_systems, weights_of
from coach.search.ranking import Weights


def test_several_systems_and_settings_stand_in_one_list() -> None:
    found = parse_systems("hybrid, hybrid:alpha=0.3,fusion=rrf ,lexical")
    assert [each.name for each in found] == ["hybrid", "hybrid:alpha=0.3,fusion=rrf", "lexical"]
    assert found[1].settings == {"alpha": 0.3, "fusion": "rrf"}


def test_a_system_that_is_named_twice_runs_once() -> None:
    assert len(parse_systems("dense,dense,dense:windows=no")) == 2


def test_without_settings_the_weights_are_those_of_coach() -> None:
    assert weights_of({}) == Weights()


def test_reciprocal_ranks_are_fused_evenly_unless_a_weight_is_named() -> None:
    assert weights_of({"fusion": "rrf"}).dense == 0.5
    assert weights_of({"fusion": "rrf", "alpha": 0.7}).dense == 0.7


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("magic", "No system 'magic': choose from lexical, dense, hybrid"),
        (",", "No system named"),
        ("lexical:alpha=1", "lexical has no setting 'alpha'"),
        ("hybrid:alpha=2", "alpha='2' is not right: it is share of meaning against words"),
        ("hybrid:fusion=magic", "it is standard, minmax or rrf"),
        ("hybrid:windows=maybe", "it is yes or no"),
        ("hybrid:best_passages=0", "best_passages='0' is not right"),
    ],
    ids=["system", "none", "setting", "range", "fusion", "choice", "count"],
)
def test_what_is_not_right_is_told_with_what_would_be(text: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        parse_systems(text)
    assert told in str(raised.value)

"""Plans and dates as people type them, and the draft of a plan that a point gives."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import InputError
from coach.journal.plans import plan_from, read_date, read_plan
from coach.journal.records import Plan

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("When Ann is back, I will ask her.", Plan("Ann is back", "ask her")),
        ("when Ann is back I'll ask her", Plan("Ann is back", "ask her")),
        ("WHEN  he, or she, shouts,\n I WILL leave", Plan("he, or she, shouts", "leave")),
        ("Before we meet, I will write it down", Plan("Before we meet", "write it down")),
    ],
)
def test_a_sentence_is_read_as_a_plan(sentence: str, plan: Plan) -> None:
    assert read_plan(sentence) == plan


@pytest.mark.parametrize("sentence", ["", "I will ask her", "when Ann is back", "whenever I will it", "ask her"])
def test_a_sentence_of_another_form_is_refused_with_the_form(sentence: str) -> None:
    with pytest.raises(InputError, match="“when …, I will …”"):
        read_plan(sentence)


@given(st.text(alphabet="abc ", min_size=1), st.text(alphabet="xyz ", min_size=1))
def test_the_sentence_of_a_plan_is_read_back_as_the_plan(when: str, will: str) -> None:
    when, will = " ".join(when.split()), " ".join(will.split())
    if when and will:
        assert read_plan(Plan(when, will).sentence) == Plan(when, will)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None),
        (" 2026-12-04 ", date(2026, 12, 4)),
        ("today", FRIDAY),
        ("Tomorrow", date(2026, 11, 28)),
        ("mon", date(2026, 11, 30)),
        ("friday", date(2026, 12, 4)),
        ("5 days", date(2026, 12, 2)),
        ("in 2 weeks", date(2026, 12, 11)),
        ("1w", date(2026, 12, 4)),
    ],
)
def test_a_date_is_read_as_it_is_said(typed: str, read: date | None) -> None:
    assert read_date(typed, FRIDAY) == read


@pytest.mark.parametrize("typed", ["soon", "31.12.2026", "2026-13-01", "12/04/2026", "[b]", "9999 weeks"])
def test_what_is_no_date_is_refused_with_how_to_write_one(typed: str) -> None:
    with pytest.raises(InputError, match="write it as 2026-12-04"):
        read_date(typed, FRIDAY)


@given(st.text())
def test_whatever_is_typed_as_a_date_is_read_or_refused(typed: str) -> None:
    with suppress(InputError):
        read_date(typed, FRIDAY)


@pytest.mark.parametrize(
    ("point", "plan"),
    [
        ("Write down what you saw. Keep it short.", Plan("", "write down what I saw")),
        ("When you next meet, ask for their view.", Plan("I next meet", "ask for their view")),
        ("Before the talk, write your list.", Plan("before the talk", "write my list")),
        ("HR should hear what was said to you.", Plan("", "HR should hear what was said to me")),
        ("Ask what they want from you, and wait.", Plan("", "ask what they want from me, and wait")),
    ],
)
def test_a_point_becomes_the_draft_of_a_plan(point: str, plan: Plan) -> None:
    assert plan_from(point, is_wording=False) == plan


def test_words_to_use_become_a_plan_to_say_them() -> None:
    assert plan_from("What would help? Tell me.", is_wording=True) == Plan("", "say: “What would help? Tell me.”")

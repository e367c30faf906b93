"""What askers say they did themselves is met by a caution or a question of the library, never by agreement."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from coach.coaching.coach import Coach
from coach.coaching.conversation import Conversation
from coach.coaching.own_part import own_parts, told_parts
from coach.library.corpus import corpus_dir
from coach.library.library import Library

EXAMPLES = {
    row["id"]: row
    for row in tomllib.loads((corpus_dir() / "training" / "own-part.toml").read_text(encoding="utf-8"))["part"]
}
STORY = "I told him off in front of everyone on Monday and now my best engineer hardly talks to me."


def test_every_part_has_examples_and_every_example_a_part() -> None:
    assert {part.id for part in own_parts()} == set(EXAMPLES)


@pytest.mark.parametrize("part", own_parts(), ids=lambda part: part.id)
def test_examples_are_told_and_what_others_did_is_not(part: object) -> None:
    row = EXAMPLES[part.id]  # type: ignore[attr-defined]
    missed = [text for text in row["told"] if part.id not in {one.id for one in told_parts(text)}]  # type: ignore[attr-defined]
    wrong = [text for text in row["not_told"] if part.id in {one.id for one in told_parts(text)}]  # type: ignore[attr-defined]
    assert (missed, wrong) == ([], [])


def test_every_remark_stands_in_its_article() -> None:
    library = {article.slug: article for article in Library(Path("/nonexistent")).articles}
    for part in own_parts():
        for remark in part.remarks:
            assert any(remark.text in passage.text for passage in library[remark.article].passages), remark


def test_the_answer_meets_what_the_asker_did_with_a_quotation(coach: Coach) -> None:
    answer = coach.ask(STORY)
    assert answer.own_part is not None
    citation = answer.citation(answer.own_part.citations[0])
    assert citation.quote == answer.own_part.text
    assert citation.number == len(answer.citations)


def test_it_is_met_once_in_a_conversation(coach: Coach) -> None:
    talk = Conversation("c")
    first = coach.ask(STORY, conversation=talk)
    second = coach.ask("I told him off in front of everyone, yes, and I shouted", conversation=talk)
    assert first.own_part is not None
    assert second.own_part is None or second.own_part.text != first.own_part.text


def test_who_did_nothing_is_not_reproached(coach: Coach) -> None:
    assert coach.ask("My boss told me off in front of everyone on Monday.").own_part is None

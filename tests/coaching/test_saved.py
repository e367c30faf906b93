"""Answers and conversations as JSON, and back."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field

import pytest

from coach.coaching import saved
from coach.coaching.coach import Coach
from coach.coaching.conversation import Conversation
from coach.coaching.saved import restore_answer, restore_conversation, save_conversation

STORY = "One of my best engineers has started missing deadlines and snapped at a teammate"


@pytest.mark.parametrize("text", [STORY, "thanks", "He hit me at work", "How do I bake sourdough bread?"])
def test_an_answer_comes_back_from_its_json_as_it_was(coach: Coach, text: str) -> None:
    answer = coach.ask(text)
    assert restore_answer(json.loads(json.dumps(answer.to_json()))) == answer


def test_a_conversation_comes_back_and_goes_on_as_if_it_had_not_stopped(coach: Coach) -> None:
    conversation = Conversation()
    coach.ask(STORY, conversation=conversation)
    state = json.loads(json.dumps(save_conversation(conversation)))
    again = restore_conversation(state, conversation.answers)
    assert again == conversation
    assert again.answers is not conversation.answers
    more = "He says that he is tired"
    assert coach.ask(more, conversation=again) == coach.ask(more, conversation=conversation)
    assert again == conversation


def test_what_is_saved_of_a_conversation_does_not_grow_with_its_answers(coach: Coach) -> None:
    conversation = Conversation()
    for _ in range(3):
        coach.ask("thanks", conversation=conversation)
    assert save_conversation(conversation) == save_conversation(Conversation())


def test_a_copy_of_a_conversation_stays_as_it_was(coach: Coach) -> None:
    conversation = Conversation()
    coach.ask(STORY, conversation=conversation)
    before = deepcopy(conversation)
    coach.ask("He says that he is tired", conversation=conversation)
    assert (len(before.answers), len(conversation.answers)) == (1, 2)
    assert before.answers[0] is conversation.answers[0]
    assert before.situation == STORY


def test_what_a_newer_coach_added_is_left_out_and_what_an_older_one_lacks_is_default(coach: Coach) -> None:
    values = coach.ask("thanks").to_json()
    del values["cautions"]
    assert restore_answer(values | {"mood": "calm"}).cautions == ()
    assert restore_conversation({"situation": "x", "mood": []}, []) == Conversation(situation="x")


@pytest.mark.parametrize("values", [{}, {"outcome": "shouted"}, [], None, {"outcome": "talk", "management": 3}])
def test_what_is_no_answer_is_refused(values: object) -> None:
    with pytest.raises(ValueError, match=r"not an? |is not "):
        restore_answer(values)  # type: ignore[arg-type]


@dataclass(slots=True)
class Remembering:
    """A conversation with the kinds of fields that one may grow."""

    said: set[str] = field(default_factory=set)
    tried: tuple[str, ...] = ()
    asked: dict[str, int] = field(default_factory=dict)
    last: str | None = None
    answers: list[object] = field(default_factory=list)


def test_every_kind_of_field_that_a_conversation_may_grow_comes_back() -> None:
    grown = Remembering({"b", "a"}, ("x", "y"), {"q": 2}, "z")
    state = json.loads(json.dumps(save_conversation(grown)))  # type: ignore[arg-type]
    assert saved._restore(Remembering, state) == grown

"""A conversation grows with what a turn adds, and starts clean with a new situation."""

from __future__ import annotations

import pytest

from coach.coaching.coach import Coach
from coach.coaching.conversation import Conversation

STORY = "My boss checks every single email I send before it goes out, and it drives me mad."
OTHER = "Two of my people have stopped speaking to each other after a row about holidays and the rest suffer."


@pytest.mark.parametrize(
    "detail", ["it has been going on for a year", "yes, since March", "about six months", "both, I think"]
)
def test_a_short_follow_up_adds_to_the_situation(coach: Coach, detail: str) -> None:
    conversation = Conversation("c")
    first = coach.ask(STORY, conversation=conversation)
    answer = coach.ask(detail, conversation=conversation)
    assert (answer.turn, answer.outcome, answer.text) == ("detail", "answered", detail)
    assert conversation.situation == f"{STORY}\n{detail}"
    assert first.reading is not None
    assert answer.reading is not None
    assert answer.reading.articles[0].article == first.reading.articles[0].article


def test_a_new_situation_starts_clean(coach: Coach) -> None:
    conversation = Conversation("c")
    coach.ask(STORY, conversation=conversation)
    answer = coach.ask(OTHER, conversation=conversation)
    assert answer.turn == "situation"
    assert conversation.situation == OTHER
    assert answer == coach.ask(OTHER, conversation=Conversation("c"))


@pytest.mark.parametrize(
    "short", ["different thing: nobody speaks in my meetings", "also, another matter, I got turned down for promotion"]
)
def test_a_short_situation_that_is_said_to_be_another_starts_clean_too(coach: Coach, short: str) -> None:
    conversation = Conversation("c", STORY)
    assert coach.ask(short, conversation=conversation).turn == "situation"
    assert conversation.situation == short


@pytest.mark.parametrize("talk", ["thanks!", "hello", "can you speak Spanish?"])
def test_talk_leaves_the_situation_as_it_was(coach: Coach, talk: str) -> None:
    conversation = Conversation("c", STORY)
    assert coach.ask(talk, conversation=conversation).conversation == "c"
    assert conversation.situation == STORY


def test_what_is_not_covered_leaves_the_situation_as_it_was(coach: Coach) -> None:
    conversation = Conversation("c", STORY)
    coach.ask("how long do I roast a chicken of two kilos", conversation=conversation)
    assert conversation.situation == STORY


def test_a_refused_turn_leaves_the_situation_as_it_was(coach: Coach) -> None:
    conversation = Conversation("c", STORY)
    with pytest.raises(Exception, match="Coach reads up to"):
        coach.ask("x" * 1_000_000, conversation=conversation)
    assert conversation.situation == STORY


def test_two_conversations_do_not_mix(coach: Coach) -> None:
    one, two = Conversation("1"), Conversation("2")
    coach.ask(STORY, conversation=one)
    coach.ask(OTHER, conversation=two)
    assert (one.situation, two.situation) == (STORY, OTHER)


def test_an_answer_without_a_conversation_names_none(coach: Coach) -> None:
    assert coach.ask(STORY).conversation is None


def test_what_follows_a_grave_turn_gets_no_advice_until_another_matter_begins(coach: Coach) -> None:
    conversation = Conversation("c", STORY)
    first = coach.ask("I want to kill myself", conversation=conversation)
    follow_up = coach.ask("give me the words", conversation=conversation)
    assert (first.outcome, follow_up.outcome) == ("people-first", "people-first")
    assert follow_up.message == first.message
    assert coach.ask(OTHER, conversation=conversation).outcome == "answered"


def test_a_vague_beginning_is_understood_with_what_follows(coach: Coach) -> None:
    conversation = Conversation("c")
    coach.ask("there is something at work", conversation=conversation)
    answer = coach.ask("it's about my boss, he checks every mail I send before it goes out", conversation=conversation)
    assert answer.advises
    assert answer.reading is not None
    assert answer.reading.articles[0].article == "boss-who-checks-everything"


def test_an_everyday_question_at_the_start_does_not_colour_what_follows(coach: Coach) -> None:
    conversation = Conversation("c")
    coach.ask("what can I cook with half a cabbage", conversation=conversation)
    answer = coach.ask(OTHER, conversation=conversation)
    assert answer.turn == "situation"
    assert conversation.situation == OTHER

"""Greeting, thanks, goodbye, questions about Coach and nothing at all get a short human reply and no advice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.coaching.talk import small_talk

REPLIES = {
    "": "Tell me what is happening",
    "Hello!": "Hello.",
    "good morning, Coach": "Hello.",
    "hi there": "Hello.",
    "thanks": "You are welcome",
    "Great, thank you so much!": "You are welcome",
    "thanks for your help": "You are welcome",
    "bye": "Goodbye",
    "That's all": "Goodbye",
    "help": "Coach is a program",
    "What can you do?": "Coach is a program",
    "who are you": "Coach is a program",
    "Are you an AI?": "Coach is a program",
    "?": "Coach is a program",
    "ok": "I need a little more",
    "hmm": "I need a little more",
}
SITUATIONS = [
    "help me with my boss",
    "hello, my boss yells at me",
    "thanks for nothing, said my boss",
    "I said goodbye to my team",
    "he said ok and did nothing",
    "what do you do when two people fight",
    "nobody says thank you here",
]


@pytest.mark.parametrize(("text", "reply"), REPLIES.items(), ids=[text or "empty" for text in REPLIES])
def test_talk_gets_a_short_reply_and_no_advice(text: str, reply: str) -> None:
    answer = small_talk(text)
    assert answer is not None
    assert (answer.outcome, answer.citations, answer.reading) == ("talk", (), None)
    assert (answer.message or "").startswith(reply)


@pytest.mark.parametrize("text", SITUATIONS)
def test_a_situation_that_opens_like_talk_is_not_talk(text: str) -> None:
    assert small_talk(text) is None


@pytest.mark.parametrize("text", ["help", "what is Coach?", "are you real"])
def test_a_question_about_coach_is_told_as_such(text: str) -> None:
    answer = small_talk(text)
    assert answer is not None
    assert answer.turn == "about-coach"


@given(st.text())
def test_any_text_is_talk_or_not(text: str) -> None:
    answer = small_talk(text)
    assert answer is None or (answer.message and answer.text == text)

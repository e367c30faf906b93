"""A follow-up is answered in the light of the conversation: what was said is not said again, wishes are met."""

from __future__ import annotations

import pytest

from coach.coaching.answer import Answer
from coach.coaching.coach import Coach
from coach.coaching.conversation import Conversation
from coach.coaching.replying import NOTHING_NEW, QUESTIONS

STORY = "My boss checks every single email I send before it goes out, and it drives me mad."


def begun(coach: Coach) -> tuple[Conversation, Answer]:
    talk = Conversation("c")
    return talk, coach.ask(STORY, conversation=talk)


def spans(*answers: Answer) -> list[tuple[str, int]]:
    return [(citation.passage, citation.start) for answer in answers for citation in answer.citations]


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("and what if he gets angry when I bring it up?", "what-if"),
        ("tried that already, he just laughed", "tried"),
        ("give me the words for it", "words"),
        ("says who?", "why"),
        ("only the leader side please", "lens"),
        ("shorter please", "shorter"),
        ("what else can I do?", "more"),
    ],
)
def test_a_wish_is_taken_for_what_it_is_and_stays_with_the_situation(coach: Coach, text: str, turn: str) -> None:
    talk, first = begun(coach)
    answer = coach.ask(text, conversation=talk)
    assert answer.turn == turn
    assert talk.situation == STORY
    assert first.reading is not None
    assert answer.reading is not None
    assert answer.reading.articles[0].article == first.reading.articles[0].article
    assert answer.citations
    for citation in answer.citations:
        passage = next(p for p in coach.article(citation.article).passages if p.id == citation.passage)
        assert passage.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("text", ["what else can I do?", "I tried that, it did not help", "and if he says no?"])
def test_what_was_said_is_not_said_again(coach: Coach, text: str) -> None:
    talk, first = begun(coach)
    answer = coach.ask(text, conversation=talk)
    assert not set(spans(first)) & set(spans(answer))


def test_asking_for_more_ends_without_ever_repeating(coach: Coach) -> None:
    talk, first = begun(coach)
    answers = [first]
    while answers[-1].message != NOTHING_NEW and len(answers) < 30:
        answers.append(coach.ask("what else?", conversation=talk))
    assert len(answers) < 30
    assert len(spans(*answers)) == len(set(spans(*answers)))


def test_shorter_is_one_sentence_a_column_and_nothing_beside(coach: Coach) -> None:
    talk, first = begun(coach)
    answer = coach.ask("shorter please", conversation=talk)
    assert [len(answer.management.points), len(answer.leadership.points)] == [1, 1]
    assert answer.balance is answer.their_side is answer.question is None
    assert len(answer.management.points[0].text) < len(first.management.points[0].text)


def test_one_lens_leaves_the_other_column_empty(coach: Coach) -> None:
    talk, _ = begun(coach)
    answer = coach.ask("only the leader side please", conversation=talk)
    assert answer.leadership.points
    assert not answer.management.points


def test_a_wish_for_words_gives_words(coach: Coach) -> None:
    talk, _ = begun(coach)
    answer = coach.ask("give me the words for it", conversation=talk)
    assert {"words"} <= {point.kind for point in (*answer.management.points, *answer.leadership.points)}
    assert answer.cautions == ()


def test_who_says_so_is_answered_with_what_is_going_on(coach: Coach) -> None:
    talk, _ = begun(coach)
    answer = coach.ask("says who?", conversation=talk)
    assert answer.background is not None
    assert answer.citation(answer.background.citations[0]).heading == "What is going on"


def test_what_was_tried_is_left_out_even_where_repeating_is_allowed(coach: Coach) -> None:
    talk, _ = begun(coach)
    coach.ask("tried that already, he just laughed", conversation=talk)
    assert len(talk.tried) == 1
    answer = coach.ask("only the leader side please", conversation=talk)
    assert talk.tried[0] not in {citation.passage for citation in answer.citations}


def test_the_article_that_was_chosen_stays_chosen(coach: Coach) -> None:
    talk = Conversation("c")
    coach.ask(STORY, reading="disagreeing-with-the-boss", conversation=talk)
    answer = coach.ask("give me the words for it", conversation=talk)
    assert {citation.article for citation in answer.citations} == {"disagreeing-with-the-boss"}


def test_coach_stops_asking_after_two_questions(coach: Coach) -> None:
    talk, _ = begun(coach)
    details = ["it started in May", "he says it is about the tone", "we are four in the team", "he is new as well"]
    for detail in details:
        coach.ask(detail, conversation=talk)
    asked = [answer.question for answer in talk.advice if answer.question]
    assert len(asked) <= QUESTIONS
    assert len(asked) == len(set(asked))


def test_without_a_conversation_a_wish_is_read_as_a_situation(coach: Coach) -> None:
    assert coach.ask("what else can I do?").turn in {"situation", "off-topic"}

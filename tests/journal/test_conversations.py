"""Keeping conversations: what goes in comes out, in order, and can be found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journal.journal import Journal


def test_a_turn_is_kept_before_it_is_answered_and_its_answer_joins_it(journal: Journal, answer: dict[str, Any]) -> None:
    turn = journal.conversations.add_turn(None, "She misses deadlines")
    assert journal.conversations.turns(turn.conversation) == [turn]
    journal.conversations.add_answer(turn.id, answer, {"situation": "She misses deadlines"})
    kept = journal.conversations.turns(turn.conversation)[0]
    assert (kept.text, kept.answer, kept.state) == (turn.text, answer, {"situation": "She misses deadlines"})


def test_what_was_kept_is_there_after_the_journal_was_closed(path: Path, answer: dict[str, Any]) -> None:
    with Journal(path) as journal:
        turn = journal.conversations.add_turn(None, "She misses deadlines")
        journal.conversations.add_answer(turn.id, answer)
    with Journal(path) as journal:
        assert journal.conversations.turns(turn.conversation)[0].answer == answer


def test_turns_are_numbered_within_their_conversation(journal: Journal) -> None:
    first = journal.conversations.add_turn(None, "one")
    journal.conversations.add_turn(None, "elsewhere")
    journal.conversations.add_turn(first.conversation, "two", again=1)
    assert [(t.number, t.text, t.again) for t in journal.conversations.turns(first.conversation)] == [
        (1, "one", None),
        (2, "two", 1),
    ]


def test_the_last_used_conversation_comes_first_not_the_last_begun(journal: Journal) -> None:
    old, new = (journal.conversations.add_turn(None, text).conversation for text in ("old", "new"))
    assert [c.id for c in journal.conversations.list()] == [new, old]
    journal.conversations.add_turn(old, "more")
    assert [(c.id, c.turns) for c in journal.conversations.list()] == [(old, 2), (new, 1)]
    assert [c.id for c in journal.conversations.list(limit=1)] == [old]


def test_a_conversation_is_named_after_what_was_told_not_after_the_greeting(
    journal: Journal, answer: dict[str, Any]
) -> None:
    hello = journal.conversations.add_turn(None, "Good morning")
    journal.conversations.add_answer(hello.id, answer | {"outcome": "talk"})
    assert journal.conversations.list()[0].title == "Good morning"
    journal.conversations.add_turn(hello.conversation, "My boss\n\nrewrites " + "every mail " * 50)
    title = journal.conversations.list()[0].title
    assert title.startswith("My boss rewrites every mail")
    assert len(title) <= 81


def test_a_turn_for_a_conversation_that_was_deleted_begins_a_new_one(journal: Journal) -> None:
    gone = journal.conversations.add_turn(None, "gone")
    journal.conversations.delete([gone.conversation])
    turn = journal.conversations.add_turn(gone.conversation, "goes on")
    assert turn.conversation != gone.conversation
    assert turn.number == 1


def test_an_answer_for_a_turn_that_was_deleted_is_dropped(journal: Journal, answer: dict[str, Any]) -> None:
    turn = journal.conversations.add_turn(None, "gone")
    journal.conversations.delete([turn.conversation])
    journal.conversations.add_answer(turn.id, answer)
    assert journal.conversations.list() == []


@pytest.mark.parametrize(
    "text",
    ["x'); DROP TABLE turn; --", "[b]bold[/b] [/]", "🙂 שלום", "half a pair \ud83d", "nul \0 nul", "word " * 100_000],
    ids=["sql", "markup", "unicode", "surrogate", "nul", "huge"],
)
def test_whatever_is_typed_is_kept(journal: Journal, text: str) -> None:
    turn = journal.conversations.add_turn(None, text)
    kept = journal.conversations.turns(turn.conversation)[0].text
    assert kept.split() == text.replace("\ud83d", "").replace("\0", "").split()


def test_escape_sequences_are_not_kept(journal: Journal) -> None:
    turn = journal.conversations.add_turn(None, "\x1b[31mred\x1b[0m \x1b]0;title\x07")
    assert turn.text == journal.conversations.turns(turn.conversation)[0].text == "red "


def test_words_are_found_in_what_was_typed_and_in_what_was_answered(journal: Journal, answer: dict[str, Any]) -> None:
    turn = journal.conversations.add_turn(None, "My engineer is missing deadlines")
    journal.conversations.add_answer(turn.id, answer)
    for words in ("engineer", "ENGINEERS deadline", "slip", "write engin"):
        found = journal.conversations.search(words)
        assert [(f.conversation, f.turn) for f in found] == [(turn.conversation, 1)], words
    assert "missing deadlines" in journal.conversations.search("deadlines")[0].snippet
    assert journal.conversations.search("engineer unicorn") == []


@pytest.mark.parametrize("words", ['"', "AND", "a* OR (", "text:x", "NEAR(", "'", "-", "", "^x"])
def test_a_search_for_signs_finds_or_does_not_but_never_fails(journal: Journal, words: str) -> None:
    journal.conversations.add_turn(None, "something else")
    assert journal.conversations.search(words) == []


@given(st.text())
def test_whatever_is_typed_can_be_kept_and_looked_for(text: str) -> None:
    with Journal(None) as journal:
        turn = journal.conversations.add_turn(None, text)
        assert journal.conversations.turns(turn.conversation) == [turn]
        journal.conversations.search(text)

"""What is kept of a conversation, and going on with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import example
import pytest
from helpers import conversation, prompt, send, visible
from opening import Opened
from stub import StubCoach

from coach.coaching.saved import restore_answer
from coach.journal.journal import Journal
from coach.journal.records import KeptTurn
from coach.tui.conversation.turn_view import TurnView

if TYPE_CHECKING:
    from textual.pilot import Pilot

Until = Callable[..., Awaitable[None]]
STATE = {"id": None, "situation": "the first story"}


def answers(pilot: Pilot[None]) -> int:
    return sum(turn.answer is not None for turn in conversation(pilot).query(TurnView))


def kept(path: Path) -> list[list[KeptTurn]]:
    """The turns of every conversation, the last used first."""
    with Journal(path) as journal:
        return [list(journal.conversations.turns(c.id)) for c in journal.conversations.list()]


def keep(path: Path, *texts: str, state: dict[str, Any] | None = None, answered: bool = True) -> int:
    """A conversation of answered turns."""
    number = None
    with Journal(path) as journal:
        for text in texts:
            turn = journal.conversations.add_turn(number, text)
            number = turn.conversation
            if answered:
                journal.conversations.add_answer(turn.id, example.answer(text).to_json(), state or STATE)
    assert number is not None
    return number


def shown(pilot: Pilot[None]) -> list[str]:
    return [turn.text for turn in conversation(pilot).query(TurnView)]


async def test_a_turn_is_kept_when_it_is_sent_and_its_answer_when_it_comes(
    opened: Opened, until: Until, stub: StubCoach, path: Path
) -> None:
    stub.gate.clear()
    async with opened(journal=path) as pilot:
        await send(pilot, example.SITUATION)
        assert [(turn.text, turn.answer) for turn in kept(path)[0]] == [(example.SITUATION, None)]
        stub.gate.set()
        await until(pilot, lambda: answers(pilot) == 1)
        turn = kept(path)[0][0]
        assert turn.answer
        assert restore_answer(turn.answer).citations == example.answer().citations
        assert turn.answer["conversation"] == str(turn.conversation)
        assert turn.state is not None
    assert turn.state["situation"] == example.SITUATION


async def test_turns_of_one_conversation_are_kept_together_and_new_begins_another(
    opened: Opened, until: Until, path: Path
) -> None:
    async with opened(journal=path) as pilot:
        for count, text in enumerate(("one", "two"), start=1):
            await send(pilot, text)
            await until(pilot, lambda count=count: answers(pilot) == count)
        await send(pilot, "/new")
        await send(pilot, "three")
        await until(pilot, lambda: answers(pilot) == 1)
    assert [[turn.text for turn in turns] for turns in kept(path)] == [["three"], ["one", "two"]]


async def test_an_answer_that_comes_after_new_is_kept_where_it_was_asked(
    opened: Opened, until: Until, stub: StubCoach, path: Path
) -> None:
    stub.gate.clear()
    async with opened(journal=path) as pilot:
        await send(pilot, "one")
        await send(pilot, "/new")
        await send(pilot, "two")
        stub.gate.set()
        await until(pilot, lambda: answers(pilot) == 1)
    assert [[(t.text, t.answer is not None) for t in turns] for turns in kept(path)] == [
        [("two", True)],
        [("one", True)],
    ]


async def test_another_reading_is_kept_as_a_turn_of_its_own(opened: Opened, until: Until, path: Path) -> None:
    async with opened(journal=path) as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot) == 1)
        await pilot.press("f2")
        await until(pilot, lambda: answers(pilot) == 2)
    assert [(turn.text, turn.again) for turn in kept(path)[0]] == [(example.SITUATION, None), (example.SITUATION, 1)]


async def test_without_a_journal_nothing_is_kept_and_the_welcome_says_so(
    opened: Opened, until: Until, tmp_path: Path
) -> None:
    async with opened() as pilot:
        await until(pilot, lambda: "Nothing is kept: the journal is off." in " ".join(visible(pilot).split()))
        await send(pilot, "secret")
        await until(pilot, lambda: answers(pilot) == 1)
        for key in ("ctrl+l", "ctrl+t", "ctrl+n"):
            await pilot.press(key)
            assert len(pilot.app.screen_stack) == 1
        await until(pilot, lambda: "The journal is off" in visible(pilot))
    assert list(tmp_path.iterdir()) == []


async def test_opening_and_leaving_makes_no_journal(opened: Opened, path: Path) -> None:
    async with opened(journal=path):
        pass
    assert not path.parent.exists()


async def test_continue_shows_the_last_used_conversation_and_goes_on_with_it(
    opened: Opened, until: Until, stub: StubCoach, path: Path
) -> None:
    old = keep(path, "the first story", "more of it")
    keep(path, "something else")
    with Journal(path) as journal:
        turn = journal.conversations.add_turn(old, "and more")
        journal.conversations.add_answer(turn.id, example.answer("and more").to_json(), STATE)
    async with opened(journal=path, resume=True) as pilot:
        await until(pilot, lambda: answers(pilot) == 3)
        assert shown(pilot) == ["the first story", "more of it", "and more"]
        await send(pilot, "what if she says no?")
        await until(pilot, lambda: answers(pilot) == 4)
        assert stub.situations == ["the first story"]
    assert [turn.text for turn in kept(path)[0]][-1] == "what if she says no?"


async def test_f2_answers_for_another_article_in_a_conversation_that_was_resumed(
    opened: Opened, until: Until, stub: StubCoach, path: Path
) -> None:
    keep(path, "the first story", "more of it")
    async with opened(journal=path, resume=True) as pilot:
        await until(pilot, lambda: answers(pilot) == 2)
        await pilot.press("f2")
        await until(pilot, lambda: answers(pilot) == 3)
        assert stub.asked == [("more of it", "outburst-in-public")]
        assert stub.situations == ["the first story"]
    async with opened(journal=path, resume=True) as pilot:
        await until(pilot, lambda: answers(pilot) == 3)
        newest = conversation(pilot).newest_turn
        assert newest
        await until(pilot, lambda: f"Answering for:      {example.OUTBURST}" in visible(pilot, newest))


async def test_continue_without_a_conversation_says_so_and_begins_one(opened: Opened, until: Until, path: Path) -> None:
    async with opened(journal=path, resume=True) as pilot:
        await until(pilot, lambda: "no conversation to go on with" in visible(pilot))
        assert "What is happening at work?" in visible(pilot)


async def test_a_turn_that_was_never_answered_is_shown_as_such(opened: Opened, until: Until, path: Path) -> None:
    keep(path, "it crashed here", answered=False)
    async with opened(journal=path, resume=True) as pilot:
        await until(pilot, lambda: "it crashed here" in visible(pilot))
        assert "Coach was closed before it answered this." in visible(pilot)


async def test_of_a_long_conversation_the_last_turns_are_shown_and_where_the_others_are(
    opened: Opened, until: Until, path: Path
) -> None:
    number = keep(path, *(f"turn {count}" for count in range(1, 14)))
    async with opened(journal=path, resume=True) as pilot:
        await until(pilot, lambda: answers(pilot) == 10)
        assert shown(pilot)[0] == "turn 4"
        await until(pilot, lambda: conversation(pilot).scroll_y > 0)
        conversation(pilot).scroll_home(animate=False)
        await until(pilot, lambda: f"3 earlier turns: `coach history show {number}`" in visible(pilot))


async def test_an_answer_of_a_form_that_cannot_be_read_does_not_cost_the_others(
    opened: Opened, until: Until, path: Path
) -> None:
    keep(path, "whole", "torn")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("""UPDATE turn SET answer = '{"outcome": "new"}', state = '[]' WHERE text = 'torn'""")
    async with opened(journal=path, resume=True) as pilot:
        await until(pilot, lambda: shown(pilot) == ["whole", "torn"])
        assert answers(pilot) == 1


async def test_past_conversations_are_listed_found_and_resumed_by_keyboard(
    opened: Opened, until: Until, path: Path
) -> None:
    keep(path, "My boss [b]rewrites[/b] every mail \x1b[31m")
    keep(path, "Two of my people no longer speak")
    async with opened(journal=path) as pilot:
        await pilot.press("ctrl+l")
        await until(pilot, lambda: "Two of my people" in visible(pilot))
        assert "My boss [b]rewrites[/b] every mail" in visible(pilot)
        await pilot.press(*"boss")
        await until(pilot, lambda: "Two of my people" not in visible(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: shown(pilot) == ["My boss [b]rewrites[/b] every mail "])


async def test_the_arrows_choose_and_escape_changes_nothing(opened: Opened, until: Until, path: Path) -> None:
    keep(path, "older")
    keep(path, "newer")
    async with opened(journal=path) as pilot:
        await pilot.press("ctrl+l")
        await until(pilot, lambda: "older" in visible(pilot))
        await pilot.press("down", "escape")
        assert shown(pilot) == []
        await pilot.press("ctrl+l", "down", "enter")
        await until(pilot, lambda: shown(pilot) == ["older"])


async def test_a_search_that_finds_nothing_says_so(opened: Opened, until: Until, path: Path) -> None:
    keep(path, "older")
    async with opened(journal=path) as pilot:
        await pilot.press("ctrl+l", *"unicorn")
        await until(pilot, lambda: "No conversation holds these words." in visible(pilot))
        await pilot.press("enter", "f8", "escape")
        assert len(pilot.app.screen_stack) == 1


async def test_a_conversation_is_deleted_only_when_f8_was_pressed_twice(
    opened: Opened, until: Until, path: Path
) -> None:
    keep(path, "older")
    keep(path, "newer")
    async with opened(journal=path) as pilot:
        await pilot.press("ctrl+l", "f8")
        await until(pilot, lambda: "F8 once more deletes it" in visible(pilot))
        await pilot.press("down", "up", "f8")
        await until(pilot, lambda: "F8 once more deletes it" in visible(pilot))
        assert len(kept(path)) == 2
        await pilot.press("f8")
        await until(pilot, lambda: "newer" not in visible(pilot))
    assert [turns[0].text for turns in kept(path)] == ["older"]


async def test_nothing_of_a_conversation_that_another_process_deletes_is_kept_with_the_next_turn(
    opened: Opened, until: Until, stub: StubCoach, path: Path
) -> None:
    async with opened(journal=path) as pilot:
        await send(pilot, "one")
        await until(pilot, lambda: answers(pilot) == 1)
        with Journal(path) as other:
            other.delete_all()
        await pilot.press("f2")
        await until(pilot, lambda: answers(pilot) == 2)
        assert kept(path) == []
        await send(pilot, "two")
        await until(pilot, lambda: shown(pilot) == ["two"] and answers(pilot) == 1)
        assert "That conversation was deleted" in visible(pilot)
        assert stub.situations == ["", "", ""]
    assert [[turn.text for turn in turns] for turns in kept(path)] == [["two"]]


async def test_a_conversation_that_is_deleted_in_the_list_leaves_the_screen(
    opened: Opened, until: Until, stub: StubCoach, path: Path
) -> None:
    async with opened(journal=path) as pilot:
        await send(pilot, "one")
        await until(pilot, lambda: answers(pilot) == 1)
        await pilot.press("ctrl+l", "f8", "f8", "escape")
        await until(pilot, lambda: "What is happening at work?" in visible(pilot))
        await send(pilot, "two")
        await until(pilot, lambda: answers(pilot) == 1)
        assert stub.situations == ["", ""]


async def test_a_journal_that_cannot_be_written_is_told_and_the_answer_still_comes(
    opened: Opened, until: Until, path: Path
) -> None:
    path.mkdir(parents=True)
    async with opened(journal=path) as pilot:
        await send(pilot, "one")
        await until(pilot, lambda: answers(pilot) == 1)
        await until(pilot, lambda: "This is not kept" in visible(pilot))
        assert prompt(pilot).text == ""


async def test_a_broken_journal_is_set_aside_with_a_word_and_coach_goes_on(
    opened: Opened, until: Until, path: Path
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"broken" * 1000)
    async with opened(200, journal=path) as pilot:
        await until(pilot, lambda: "journal-broken-1.sqlite" in visible(pilot).replace("\n", ""))
        await send(pilot, "one")
        await until(pilot, lambda: answers(pilot) == 1)
    assert [turn.text for turn in kept(path)[0]] == ["one"]


@pytest.mark.parametrize("size", [(10, 3), (20, 6), (35, 24), (120, 8)])
async def test_a_tiny_terminal_crashes_no_screen_of_the_journal(
    opened: Opened, until: Until, path: Path, size: tuple[int, int]
) -> None:
    keep(path, "a story")
    async with opened(*size, journal=path, resume=True) as pilot:
        await until(pilot, lambda: answers(pilot) == 1)
        for keys in (["ctrl+l", "down"], ["ctrl+t", "a", "escape"], ["ctrl+n", "down", "escape"], ["ctrl+n", "1"]):
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.press("escape")
        assert pilot.app.is_running
        assert len(pilot.app.screen_stack) == 1

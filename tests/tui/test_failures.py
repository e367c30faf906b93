"""What goes wrong is told in one line, and nothing typed is lost."""

from __future__ import annotations

import errno
from collections.abc import Awaitable, Callable

import example
import pytest
from helpers import conversation, prompt, screen, send, visible
from opening import Opened
from stub import StubCoach

from coach.errors import ModelError
from coach.tui.conversation.turn_view import TurnView

Until = Callable[..., Awaitable[None]]


@pytest.mark.parametrize(
    ("failure", "line"),
    [
        (ModelError("The model is missing: pip install it."), "The model is missing: pip install it."),
        (OSError(errno.ENOSPC, "No space"), "The disk is full"),
        (ValueError("odd [/b]"), "Something unexpected went wrong (ValueError: odd [/b])"),
    ],
)
async def test_a_failure_to_load_is_told_and_can_be_tried_again(
    opened: Opened, until: Until, stub: StubCoach, failure: Exception, line: str
) -> None:
    stub.load_failures = [failure]
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: line in visible(pilot))
        assert "^R tries again" in visible(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: conversation(pilot).newest)
        assert "Not loaded" not in visible(pilot)
        assert stub.asked == [(example.SITUATION, None)]


async def test_slash_retry_tries_again_too(opened: Opened, until: Until, stub: StubCoach) -> None:
    stub.load_failures = [ModelError("no model"), ModelError("still no model")]
    async with opened() as pilot:
        await until(pilot, lambda: "no model" in visible(pilot))
        await send(pilot, "/retry")
        await until(pilot, lambda: "still no model" in visible(pilot))
        await send(pilot, "/retry")
        await until(pilot, lambda: "Not loaded" not in visible(pilot))


async def test_a_question_without_answer_says_why_and_can_be_brought_back(
    opened: Opened, until: Until, stub: StubCoach
) -> None:
    stub.failure = OSError(errno.EACCES, "no", "/cache")
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: "Coach may not write /cache" in visible(pilot))
        assert "No answer" in visible(pilot)
        await pilot.press("up")
        assert prompt(pilot).text == example.SITUATION


async def test_the_next_question_is_answered_after_one_that_failed(
    opened: Opened, until: Until, stub: StubCoach
) -> None:
    stub.failure = ValueError("odd")
    async with opened() as pilot:
        await send(pilot, "one")
        await until(pilot, lambda: "No answer" in visible(pilot))
        stub.failure = None
        await send(pilot, "two")
        await until(pilot, lambda: conversation(pilot).newest)
        assert len(conversation(pilot).query(TurnView)) == 2


async def test_an_article_that_cannot_be_read_leaves_the_quotation(
    opened: Opened, until: Until, stub: StubCoach
) -> None:
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: conversation(pilot).newest)
        stub.failure = ModelError("The article is gone.")
        await pilot.press("alt+2")
        await until(pilot, lambda: "The article is gone." in visible(pilot))
        assert "“Open with the change" in visible(pilot, screen(pilot).query_one("SourcePane"))


async def test_a_warning_is_shown_as_text(opened: Opened, until: Until, stub: StubCoach) -> None:
    from coach.tui.messages import Warned

    async with opened() as pilot:
        screen(pilot).post_message(Warned("notes[/b].md cannot be read"))
        await until(pilot, lambda: "notes[/b].md cannot be read" in visible(pilot))

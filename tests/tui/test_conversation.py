"""Typing, sending, and reading the answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import example
from helpers import conversation, focused, prompt, send, visible
from opening import Opened
from stub import StubCoach

from coach.tui.block import Block
from coach.tui.conversation.reading_view import ReadingView
from coach.tui.conversation.turn_view import TurnView

if TYPE_CHECKING:
    from textual.pilot import Pilot

Until = Callable[..., Awaitable[None]]


def answers(pilot: Pilot[None]) -> int:
    return sum(turn.answer is not None for turn in conversation(pilot).query(TurnView))


async def test_the_prompt_has_the_focus_and_says_what_to_type(opened: Opened) -> None:
    async with opened() as pilot:
        assert focused(pilot) == "Prompt"
        assert "type a situation, an answer, or “what if …”" in visible(pilot)


async def test_enter_sends_and_the_answer_appears_below_the_question(
    opened: Opened, until: Until, stub: StubCoach
) -> None:
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot))
        await until(pilot, lambda: "Coach asks" in visible(pilot) and "One of my best" in visible(pilot))
        assert stub.asked == [(example.SITUATION, None)]
        assert prompt(pilot).text == ""
        shown = visible(pilot)
    for expected in (
        "One of my best engineers",
        "AS A MANAGER",
        "AS A LEADER",
        "Process ↔ People",
        "[1]",
        "Coach asks",
    ):
        assert expected in shown


async def test_a_new_line_is_typed_with_ctrl_j_and_with_shift_enter(opened: Opened, stub: StubCoach) -> None:
    async with opened() as pilot:
        await pilot.press("a", "ctrl+j", "b", "shift+enter", "c")
        assert prompt(pilot).text == "a\nb\nc"
        assert not stub.asked


async def test_an_empty_prompt_sends_nothing(opened: Opened, stub: StubCoach) -> None:
    async with opened() as pilot:
        await pilot.press("space", "enter")
        assert not conversation(pilot).query(TurnView)
        assert not stub.asked


async def test_the_prompt_grows_to_eight_lines_and_no_further(opened: Opened) -> None:
    async with opened() as pilot:
        prompt(pilot).text = "\n".join("abcdefghijklmnop")
        await pilot.pause()
        assert prompt(pilot).content_size.height == 8


async def test_up_in_an_empty_prompt_brings_back_what_was_sent_last(opened: Opened) -> None:
    async with opened() as pilot:
        await send(pilot, "first line\nsecond line")
        await pilot.press("up")
        assert prompt(pilot).text == "first line\nsecond line"


async def test_what_is_typed_while_the_library_loads_is_shown_at_once_and_answered_in_order(
    opened: Opened, until: Until, stub: StubCoach
) -> None:
    stub.gate.clear()
    async with opened() as pilot:
        await send(pilot, "first story")
        await send(pilot, "second story")
        assert "Loading the library…" in visible(pilot)
        assert "first story" in visible(pilot)
        stub.gate.set()
        await until(pilot, lambda: answers(pilot) == 2)
        assert [text for text, _ in stub.asked] == ["first story", "second story"]


async def test_progress_of_loading_is_shown_in_words_and_numbers(opened: Opened, until: Until, stub: StubCoach) -> None:
    stub.gate.clear()
    async with opened() as pilot:
        await until(pilot, lambda: "Loading the library… reading articles 3 of 10" in visible(pilot))


async def test_a_new_answer_is_shown_from_its_start(opened: Opened, until: Until) -> None:
    async with opened(80, 24) as pilot:
        for count in (1, 2):
            await send(pilot, example.SITUATION)
            await until(pilot, lambda count=count: answers(pilot) == count)
        await pilot.pause()
        newest = list(conversation(pilot).query(TurnView))[-1]
        assert newest.region.y <= conversation(pilot).region.y + 1
        assert "This reads like" in visible(pilot)


async def test_a_long_question_gives_way_to_the_start_of_its_answer(opened: Opened, until: Until) -> None:
    async with opened(80, 24) as pilot:
        await send(pilot, "We talked about it again. " * 120)
        await until(pilot, lambda: answers(pilot) == 1)
        await until(pilot, lambda: "This reads like" in "".join(visible(pilot).splitlines()[:3]))


async def test_f2_answers_for_the_second_article_below(opened: Opened, until: Until, stub: StubCoach) -> None:
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot) == 1)
        await pilot.press("f2")
        await until(pilot, lambda: answers(pilot) == 2)
        assert stub.asked[-1] == (example.SITUATION, "outburst-in-public")
        newest = list(conversation(pilot).query(TurnView))[-1]
        await until(pilot, lambda: f"Answering for:      {example.OUTBURST}" in visible(pilot, newest))


async def test_answering_for_another_article_leaves_the_situation_as_it_was(
    opened: Opened, until: Until, stub: StubCoach
) -> None:
    async with opened() as pilot:
        await send(pilot, "the first story")
        await send(pilot, "a second story")
        await until(pilot, lambda: answers(pilot) == 2)
        await pilot.press("f3")
        await until(pilot, lambda: answers(pilot) == 3)
        await send(pilot, "more of it")
        await until(pilot, lambda: answers(pilot) == 4)
        assert stub.situations == ["", "the first story", "the first story", "a second story"]


async def test_f2_before_any_answer_says_that_there_is_none(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert "no other reading yet" in visible(pilot)


async def test_an_article_that_was_read_can_be_clicked(opened: Opened, until: Until, stub: StubCoach) -> None:
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot) == 1)
        await pilot.click(ReadingView, offset=(25, 2))
        await until(pilot, lambda: answers(pilot) == 2)
        assert stub.asked[-1][1] == "too-much-work"


async def test_what_is_not_covered_shows_the_nearest_articles_and_their_keys(
    opened: Opened, until: Until, stub: StubCoach
) -> None:
    stub.reply = example.not_covered
    async with opened() as pilot:
        await send(pilot, "sourdough")
        await until(pilot, lambda: answers(pilot) == 1)
        assert "The library does not cover this" in visible(pilot)
        assert f"1 {example.TITLE} F2" in visible(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: answers(pilot) == 2)
        assert stub.asked[-1] == ("sourdough", example.SLUG)


async def test_people_first_says_so_in_words(opened: Opened, until: Until, stub: StubCoach) -> None:
    stub.reply = example.people_first
    async with opened() as pilot:
        await send(pilot, "he grabbed me")
        await until(pilot, lambda: answers(pilot) == 1)
        assert "People first" in visible(pilot)
        assert "may be harassment" in visible(pilot)


async def test_markup_and_escape_sequences_in_typed_text_are_shown_as_text(opened: Opened, until: Until) -> None:
    text = "[b]bold[/b] [/] [@click=app.quit]x[/] \x1b[31mred\x1b[0m 🙂 שלום $primary"
    async with opened() as pilot:
        await send(pilot, text)
        await until(pilot, lambda: answers(pilot) == 1)
        await until(pilot, lambda: "[b]bold[/b] [/] [@click=app.quit]x[/] red 🙂" in visible(pilot))
        assert "\x1b" not in visible(pilot)
        assert "[31m" not in visible(pilot)


async def test_markup_in_an_answer_is_shown_as_text(opened: Opened, until: Until) -> None:
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot) == 1)
        texts = "".join(str(block.render()) for block in conversation(pilot).query(Block))
        assert "Make the standard plain [as agreed] and" in texts


async def test_a_megabyte_of_pasted_text_is_sent_whole_and_echoed_short(
    opened: Opened, until: Until, stub: StubCoach
) -> None:
    async with opened() as pilot:
        await send(pilot, "word " * 200_000)
        await until(pilot, lambda: answers(pilot) == 1)
        assert len(stub.asked[0][0]) == 1_000_000
        assert "more characters" in visible(pilot) or conversation(pilot).scroll_y


async def test_page_keys_scroll_the_conversation_while_one_types(opened: Opened, until: Until) -> None:
    async with opened(80, 24) as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: answers(pilot) == 1)
        await pilot.press("pagedown")
        await pilot.pause()
        assert conversation(pilot).scroll_y > 5
        assert focused(pilot) == "Prompt"


async def test_a_new_conversation_forgets_the_situation_and_clears_the_screen(
    opened: Opened, until: Until, stub: StubCoach
) -> None:
    async with opened() as pilot:
        await send(pilot, "one story")
        await until(pilot, lambda: answers(pilot) == 1)
        await send(pilot, "/new")
        assert "What is happening at work?" in visible(pilot)
        await send(pilot, "another story")
        await until(pilot, lambda: answers(pilot) == 1)
        assert stub.situations == ["", ""]

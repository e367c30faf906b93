"""Opening what a sentence is quoted from, and coming back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import example
import pytest
from helpers import article_is_shown, conversation, focused, prompt, screen, send, visible
from opening import Opened, until
from stub import StubCoach
from textual import events

from coach.tui.block import Block
from coach.tui.sources.article_view import ArticleView, PassageView

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

Answered = Callable[..., Any]
Until = Callable[..., Awaitable[None]]


@pytest.fixture
def answered(opened: Opened) -> Answered:
    """The application with one answer on it."""

    @asynccontextmanager
    async def open_answered(width: int = 120, height: int = 40) -> AsyncIterator[Pilot[None]]:
        async with opened(width, height) as pilot:
            await send(pilot, example.SITUATION)
            await until(pilot, lambda: conversation(pilot).newest)
            await pilot.pause()
            yield pilot

    return open_answered


def place(pilot: Pilot[None]) -> str:
    return visible(pilot, screen(pilot).query_one("SourcePane > .place"))


@pytest.mark.parametrize("width", [40, 80, 120, 200])
async def test_a_number_in_the_list_of_sources_opens_the_article_at_the_quotation(
    answered: Answered, until: Until, width: int
) -> None:
    async with answered(width, 30) as pilot:
        await pilot.press("ctrl+o", "4")
        await until(pilot, lambda: article_is_shown(pilot))
        await pilot.pause()
        assert "[4] of 9 · Compliance ↔ Commitment" in place(pilot) or width == 40
        assert "Ask them which part" in visible(pilot, screen(pilot).query_one(ArticleView))
        assert focused(pilot) == "ArticleView"


async def test_the_quoted_stretch_is_the_marked_one(answered: Answered, until: Until) -> None:
    async with answered() as pilot:
        await pilot.press("alt+1")
        await until(pilot, lambda: article_is_shown(pilot))
        content = screen(pilot).query(".-cited").first(PassageView).render()
        marked = [str(content)[span.start : span.end] for span in content.spans if "coach-quote" in str(span.style)]
        assert marked == [conversation(pilot).newest.citations[0].quote]


async def test_the_article_is_shown_whole_with_the_side_of_each_passage(answered: Answered, until: Until) -> None:
    async with answered(120, 80) as pilot:
        await pilot.press("alt+1")
        await until(pilot, lambda: article_is_shown(pilot))
        shown = visible(pilot, screen(pilot).query_one("SourcePane"))
        for expected in (
            example.TITLE,
            "What is going on",
            "Process ↔ People  Manage",
            "Process ↔ People  Lead",
            "Watch for",
        ):
            assert expected in shown


async def test_next_and_previous_walk_through_the_citations(answered: Answered, until: Until) -> None:
    async with answered() as pilot:
        await pilot.press("ctrl+o", "3", "n", "right_square_bracket")
        await until(pilot, lambda: "[5] of 9" in place(pilot))
        await pilot.press("p", "left_square_bracket", "p")
        await until(pilot, lambda: "[2] of 9" in place(pilot))
        await pilot.press("9", "n")
        await until(pilot, lambda: "[9] of 9" in place(pilot))


@pytest.mark.parametrize("width", [80, 120])
async def test_escape_goes_back_to_where_one_was(answered: Answered, until: Until, width: int) -> None:
    async with answered(width, 20) as pilot:
        await pilot.press("pagedown")
        await pilot.pause()
        before = (focused(pilot), conversation(pilot).scroll_y)
        assert before[1] > 0
        await pilot.press("ctrl+o", "2")
        await until(pilot, lambda: article_is_shown(pilot))
        await pilot.press("n", "pagedown", "escape")
        await until(pilot, lambda: focused(pilot) == "SourceList")
        await pilot.press("escape")
        await until(pilot, lambda: (focused(pilot), conversation(pilot).scroll_y) == before)
        assert not screen(pilot).query("SourcePane, SourceList")


async def test_from_120_columns_up_the_pane_takes_the_right_half(answered: Answered, until: Until) -> None:
    async with answered(120, 40) as pilot:
        await pilot.press("alt+1")
        await until(pilot, lambda: article_is_shown(pilot))
        pane = screen(pilot).query_one("SourcePane")
        assert (pane.region.x, pane.region.right) == (60, 120)
        assert conversation(pilot).region.right == 60


async def test_below_120_columns_the_pane_takes_the_whole_screen(answered: Answered, until: Until) -> None:
    async with answered(119, 40) as pilot:
        await pilot.press("alt+1")
        await until(pilot, lambda: article_is_shown(pilot))
        assert screen(pilot).query_one("SourcePane").outer_size == (119, 40)
        assert "AS A MANAGER" not in visible(pilot)


async def test_a_click_on_a_mark_opens_its_citation(answered: Answered, until: Until) -> None:
    async with answered() as pilot:
        cited = next(block for block in conversation(pilot).query(Block) if 3 in block.citations)
        lines = visible(pilot, cited).splitlines()
        row = next(y for y, line in enumerate(lines) if "[3]" in line)
        await pilot.click(cited, offset=(lines[row].index("[3]") + 1, row))
        await until(pilot, lambda: article_is_shown(pilot))
        assert "[3] of 9" in place(pilot)


async def test_a_number_opens_from_the_conversation_as_well(answered: Answered, until: Until) -> None:
    async with answered() as pilot:
        conversation(pilot).focus()
        await pilot.press("6")
        await until(pilot, lambda: article_is_shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: focused(pilot) == "Conversation")


async def test_alt_and_a_digit_opens_a_source_and_types_nothing(answered: Answered, until: Until) -> None:
    async with answered() as pilot:
        pilot.app.post_message(events.Key("alt+4", "4"))
        await until(pilot, lambda: article_is_shown(pilot))
        assert "[4] of 9" in place(pilot)
        assert prompt(pilot).text == ""


async def test_enter_opens_the_highlighted_source(answered: Answered, until: Until) -> None:
    async with answered() as pilot:
        await pilot.press("ctrl+o", "down", "down", "enter")
        await until(pilot, lambda: article_is_shown(pilot))
        assert "[3] of 9" in place(pilot)


async def test_the_list_leaves_the_conversation_where_it_stands(answered: Answered) -> None:
    async with answered(80, 24) as pilot:
        await pilot.press("pagedown", "ctrl+o")
        await pilot.pause()
        first = visible(pilot).splitlines()[0]
        await pilot.press("escape")
        await pilot.pause()
        assert visible(pilot).splitlines()[0] == first


async def test_a_citation_that_does_not_exist_opens_nothing(answered: Answered, stub: StubCoach) -> None:
    async with answered() as pilot:
        await pilot.press("ctrl+o", "p")
        await pilot.pause()
        assert not screen(pilot).query("SourcePane")


async def test_sources_before_any_answer_are_said_to_come(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "No sources yet" in visible(pilot)


async def test_a_quotation_deep_in_a_long_passage_is_scrolled_into_sight(
    answered: Answered, until: Until, stub: StubCoach
) -> None:
    text = "One thing led to another, and to another one. " * 40 + "Here is the quoted sentence."
    start = text.index("Here")
    passages = [replace(p, text=text) if p.number == 2 else p for p in example.passages()]
    stub.found = replace(example.article(), passages=tuple(passages))
    answer = example.answer()
    citation = replace(answer.citations[0], start=start, end=len(text), quote=text[start:])
    stub.reply = lambda text: replace(answer, text=text, citations=(citation, *answer.citations[1:]))
    async with answered(60, 16) as pilot:
        await pilot.press("alt+1")
        await until(pilot, lambda: "Here is the quoted" in visible(pilot))


async def test_a_very_long_article_shows_what_stands_around_the_quotation_and_says_so(
    answered: Answered, until: Until, stub: StubCoach
) -> None:
    cited = example.passages()[1]
    passages = tuple(replace(cited, number=number + 2) for number in range(1000))
    stub.found = replace(example.article(), passages=passages)
    async with answered() as pilot:
        await pilot.press("alt+1")
        await until(pilot, lambda: article_is_shown(pilot))
        assert len(screen(pilot).query(PassageView)) < 130
        await pilot.press("home")
        await until(pilot, lambda: "61 of its 1000 passages" in visible(pilot))


async def test_typing_goes_on_beside_an_open_source(answered: Answered, until: Until) -> None:
    async with answered() as pilot:
        await pilot.press("alt+1")
        await until(pilot, lambda: article_is_shown(pilot))
        prompt(pilot).focus()
        await pilot.press("a", "1")
        assert prompt(pilot).text == "a1"

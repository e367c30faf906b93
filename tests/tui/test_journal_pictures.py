"""What the screens of the journal look like, in every size that matters and without colour."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import example
import pytest
from helpers import conversation, screen, visible
from opening import until
from stub import StubCoach
from test_pictures import answered, sizes
from textual.pilot import Pilot

from coach.journal.journal import Journal
from coach.journal.records import Plan
from coach.tui.app import CoachApp

Compare = Callable[..., bool]
Steps = Callable[[Pilot[None]], Awaitable[None]]
PLANS = (
    Plan("we meet on [b]Monday[/b]", "open with the change I have seen, not with a list", date(2026, 12, 4)),
    Plan("she is late again", "say: “What would make Thursday's date safe?”"),
)


@pytest.fixture(autouse=True)
def _fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures do not change with the day they are taken on."""
    times = iter(f"2026-11-27T09:{minute:02}:00.000000+00:00" for minute in range(60))
    for module in ("conversations", "next_steps"):
        monkeypatch.setattr(f"coach.journal.{module}.now", lambda: next(times))
    monkeypatch.setattr("coach.tui.journal.history_screen.day_and_time", lambda moment: moment[:16].replace("T", " "))
    monkeypatch.setattr("coach.tui.journal.steps_screen.today", lambda: date(2026, 12, 1))


@pytest.fixture
def full(path: Path) -> Path:
    """A journal with two conversations and two open next steps."""
    with Journal(path) as journal:
        for text in (example.SITUATION, "My boss [b]rewrites[/b] every mail that I send"):
            turn = journal.conversations.add_turn(None, text)
            journal.conversations.add_answer(turn.id, example.answer(text).to_json(), {"situation": text})
        for plan in PLANS:
            journal.next_steps.add(plan)
    return path


def app(stub: StubCoach, journal: Path, *, resume: bool = False) -> CoachApp:
    made = CoachApp(stub.open, journal, resume=resume)
    made.animation_level = "none"
    return made


def pressing(shown: str, *keys: str, first: Steps | None = None) -> Steps:
    """Press keys one by one, until a text is shown."""

    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: screen(pilot)._ready)
        if first:
            await first(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.1)
        await until(pilot, lambda: shown in visible(pilot))
        await pilot.pause(0.1)

    return steps


meant = pressing("What you meant to do")
reviewed = pressing("how did it go?", "ctrl+t")
listed = pressing("Past conversations", "ctrl+l")
chosen = pressing("Which one will you do?", "ctrl+n", first=answered)
asked = pressing("A next step", "ctrl+n", "1", first=answered)
found = pressing("turn 1:", "ctrl+l", *"boss")
sure = pressing("F8 once more", "ctrl+l", "f8")
refused = pressing("say when", "ctrl+n", "1", "ctrl+s", first=answered)


STATES = {"meant": meant, "reviewed": reviewed, "listed": listed, "chosen": chosen, "asked": asked}


async def resumed(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: screen(pilot)._ready and conversation(pilot).newest)
    await until(pilot, lambda: "meant" in visible(pilot))
    await pilot.pause(0.1)


@sizes
@pytest.mark.parametrize("steps", STATES.values(), ids=STATES)
def test_journal(snap_compare: Compare, stub: StubCoach, full: Path, size: tuple[int, int], steps: Steps) -> None:
    assert snap_compare(app(stub, full), terminal_size=size, run_before=steps)


@pytest.mark.parametrize("steps", [found, sure, refused], ids=["found", "sure", "refused"])
def test_journal_answers(snap_compare: Compare, stub: StubCoach, full: Path, steps: Steps) -> None:
    assert snap_compare(app(stub, full), terminal_size=(80, 24), run_before=steps)


@sizes
def test_resumed(snap_compare: Compare, stub: StubCoach, full: Path, size: tuple[int, int]) -> None:
    assert snap_compare(app(stub, full, resume=True), terminal_size=size, run_before=resumed)


@pytest.mark.parametrize("steps", [reviewed, listed, chosen, asked], ids=["reviewed", "listed", "chosen", "asked"])
def test_without_colour(
    snap_compare: Compare, stub: StubCoach, full: Path, monkeypatch: pytest.MonkeyPatch, steps: Steps
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(stub, full), terminal_size=(80, 24), run_before=steps)


@pytest.mark.parametrize("steps", [reviewed, listed, asked], ids=["reviewed", "listed", "asked"])
def test_in_high_contrast(snap_compare: Compare, stub: StubCoach, full: Path, steps: Steps) -> None:
    themed = app(stub, full)
    themed.theme = "coach-high-contrast"
    assert snap_compare(themed, terminal_size=(80, 24), run_before=steps)

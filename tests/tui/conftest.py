"""What the tests of the terminal UI share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import example
import pytest
from opening import Opened, until
from stub import StubCoach
from textual.pilot import Pilot

from coach.tui.app import CoachApp


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the developer's own terminal is set to does not change a picture."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def stub() -> Iterator[StubCoach]:
    stub = StubCoach()
    yield stub
    stub.gate.set()


@pytest.fixture
def opened(stub: StubCoach) -> Opened:
    """Opens the application over the stub: `async with opened(size) as pilot`."""

    @asynccontextmanager
    async def open_app(
        width: int = 120, height: int = 40, journal: Path | None = None, resume: bool = False
    ) -> AsyncIterator[Pilot[None]]:
        app = CoachApp(stub.open, journal, resume=resume)
        app.animation_level = "none"
        async with app.run_test(size=(width, height), notifications=True) as pilot:
            await pilot.pause()
            yield pilot

    return open_app


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal of a test is."""
    return tmp_path / "data" / "journal.sqlite"


@pytest.fixture(name="until")
def until_fixture() -> Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]:
    return until


@pytest.fixture
def situation() -> str:
    return example.SITUATION

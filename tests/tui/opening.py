"""Opening the application in a test, and waiting for what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from time import monotonic

from stub import PATIENCE
from textual.pilot import Pilot

Opened = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


async def until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    """Wait until something holds, for as long as a slow machine may need."""
    end = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < end, "it never came about"
        await asyncio.sleep(0.01)
        await pilot.pause()

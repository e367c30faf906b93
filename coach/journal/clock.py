"""The time, as the journal writes it."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> str:
    """This moment in UTC, to the microsecond, so that times sort as they passed."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def day_and_time(moment: str) -> str:
    """A kept time as a person in this place reads it: `2026-11-27 14:05`."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def today() -> date:
    """The day in this place."""
    return date.today()

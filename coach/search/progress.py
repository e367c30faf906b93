"""How long work tells of its progress, without knowing who shows it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much (0 when that is not known)."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Show nothing."""

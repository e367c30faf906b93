"""Coach: a workplace situation answered twice, as a manager and as a leader, every sentence cited.

    from coach import Coach

    answer = Coach().ask("My boss rewrites every mail that I send")

What is named in `__all__` is imported when it is first asked for, so that importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.coaching.answer import Answer as Answer
    from coach.coaching.coach import Coach as Coach
    from coach.coaching.conversation import Conversation as Conversation
    from coach.errors import CoachError as CoachError
    from coach.journal.journal import Journal as Journal
    from coach.settings import Settings as Settings
    from coach.settings import load_settings as load_settings

__version__ = "0.1.0"

__all__ = ["Answer", "Coach", "CoachError", "Conversation", "Journal", "Settings", "__version__", "load_settings"]

_PLACES = {
    "Answer": "coach.coaching.answer",
    "Coach": "coach.coaching.coach",
    "CoachError": "coach.errors",
    "Conversation": "coach.coaching.conversation",
    "Journal": "coach.journal.journal",
    "Settings": "coach.settings",
    "load_settings": "coach.settings",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

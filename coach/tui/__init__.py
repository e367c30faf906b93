"""The terminal UI: folders by region of the screen, one widget a file. Importing this package imports no Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.settings import Settings


def run(settings: Settings, *, resume: bool = False) -> int:
    """Open the terminal UI and return the exit code when the person leaves it.

    Args:
        settings: among them whether a journal is kept.
        resume: go on with the conversation that was used last.
    """
    from coach.tui.app import CoachApp
    from coach.tui.backstage import opener

    app = CoachApp(opener(settings), settings.journal_file if settings.journal else None, resume=resume)
    app.run()
    return app.return_code or 0

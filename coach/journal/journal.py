"""The door to the journal that every front end uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from coach.journal.conversations import Conversations
from coach.journal.database import Database
from coach.journal.next_steps import NextSteps


class Journal:
    """Conversations and next steps in one file; a context manager that closes it."""

    def __init__(self, path: Path | None, warn: Callable[[str], None] = lambda _: None) -> None:
        """Open the journal, making it when it is not there.

        Args:
            path: the file; `Settings.journal_file` is where Coach has it. None for one in memory, gone when closed.
            warn: is told when a damaged file was set aside and a new journal begun.

        Raises:
            JournalError: it cannot be opened, here or in any of its methods.
            OSError: its folder cannot be made.
        """
        self._database = Database(path, warn)
        self.conversations = Conversations(self._database)
        self.next_steps = NextSteps(self._database)

    def delete_all(self) -> None:
        """Delete every conversation and every next step, and every trace of them."""
        with self._database.writing() as connection:
            for table in ("next_step", "conversation"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name from the line above
        self._database.forget_deleted()

    def problems(self) -> list[str]:
        """What is wrong with the file; empty when it is sound."""
        return self._database.problems()

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

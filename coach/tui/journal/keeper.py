"""Writes the turns of the screen to the journal as they come; what cannot be kept is told, and Coach goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from coach.errors import CoachError, explain_os_error

if TYPE_CHECKING:
    from coach.coaching.answer import Answer
    from coach.journal.journal import Journal
    from coach.journal.records import KeptTurn

_Result = TypeVar("_Result")


class Keeper:
    """Holds the journal and the place of the current conversation in it; without a path it keeps nothing."""

    def __init__(self, path: Path | None, warn: Callable[[str], None]) -> None:
        """Take the file of the journal, or None to keep nothing, and whom to tell what is wrong with it."""
        self._path = path
        self._warn = warn
        self._journal: Journal | None = None
        self._conversation: int | None = None
        self._turns: dict[int, KeptTurn] = {}

    @property
    def is_on(self) -> bool:
        return self._path is not None

    def journal(self, *, make: bool = True) -> Journal | None:
        """The journal; None when it is off or cannot be opened, or is not there and not to be made."""
        if self._path is None or self._journal or not (make or self._path.exists()):
            return self._journal
        path = self._path
        self._journal = self._trying(lambda: _open(path, self._warn))
        return self._journal

    def is_deleted(self) -> bool:
        """Whether the current conversation was kept and has been deleted since, here or by another process."""
        journal, conversation = self.journal(make=False), self._conversation
        if journal is None or conversation is None:
            return False
        return self._trying(lambda: (journal.conversations.find(conversation),)) == (None,)

    def asked(self, number: int, text: str, again: int | None = None) -> None:
        """Keep what was typed under a number of the screen."""
        journal = self.journal()
        earlier = self._turns.get(again) if again is not None else None
        if journal:
            turn = self._trying(
                lambda: journal.conversations.add_turn(self._conversation, text, earlier.number if earlier else None)
            )
            if turn:
                self._turns[number] = turn
                self._conversation = turn.conversation

    def answered(self, number: int, answer: Answer, state: Mapping[str, Any] | None) -> None:
        """Keep the answer to what was asked under that number."""
        turn, journal = self._turns.get(number), self.journal()
        if turn and journal:
            values = answer.to_json() | {"conversation": str(turn.conversation)}
            self._trying(lambda: journal.conversations.add_answer(turn.id, values, state))

    def begin_anew(self) -> None:
        """The next turn begins a new conversation."""
        self._conversation = None

    def last(self) -> int | None:
        """The conversation that was used last."""
        journal = self.journal(make=False)
        kept = self._trying(lambda: journal.conversations.list(limit=1)) if journal else None
        return kept[0].id if kept else None

    def resume(self, conversation: int, number: Callable[[], int]) -> dict[int, KeptTurn]:
        """Go on with a conversation; its turns by the numbers that the screen gives them, in order."""
        journal = self.journal()
        turns: Sequence[KeptTurn] = ()
        if journal:
            turns = self._trying(lambda: journal.conversations.turns(conversation)) or ()
        numbered = {number(): turn for turn in turns}
        self._turns |= numbered
        self._conversation = conversation
        return numbered

    def place(self, number: int) -> tuple[int, int] | None:
        """The conversation of the journal, and the turn in it, of what was asked under a number of the screen."""
        turn = self._turns.get(number)
        return (turn.conversation, turn.number) if turn else None

    def close(self) -> None:
        if self._journal:
            self._journal.close()
            self._journal = None

    def _trying(self, work: Callable[[], _Result]) -> _Result | None:
        try:
            return work()
        except OSError as error:
            self._warn(f"This is not kept: {explain_os_error(error)}")
        except CoachError as error:
            self._warn(f"This is not kept: {error}")
        return None


def _open(path: Path, warn: Callable[[str], None]) -> Journal:
    from coach.journal.journal import Journal

    return Journal(path, warn)

"""The one thread that holds the Coach: it loads it, then does what the screen asks, in order.

It is a daemon thread and not a Textual worker because leaving must not wait for a model that is still loading.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from textual.message import Message

from coach.errors import CoachError, explain_os_error
from coach.tui.messages import (
    Answered,
    ArticleFound,
    ArticleMissing,
    AskFailed,
    Loaded,
    LoadFailed,
    Progressed,
    Warned,
)

if TYPE_CHECKING:
    from coach.coaching.answer import Answer
    from coach.coaching.conversation import Conversation
    from coach.library.article import Article
    from coach.search.progress import Progress
    from coach.settings import Settings


class AnsweringCoach(Protocol):
    """What the terminal UI needs of a Coach."""

    def load(self) -> None: ...

    def ask(self, text: str, *, reading: str | None = None, conversation: Conversation | None = None) -> Answer: ...

    def article(self, slug: str) -> Article: ...


Opener = Callable[["Progress", Callable[[str], None]], AnsweringCoach]
Job = Callable[[AnsweringCoach], None]


@dataclass(frozen=True, slots=True)
class SavedTurn:
    """A turn of a conversation that was kept, by the number that the screen gives it."""

    number: int
    again: int | None
    answer: Answer | None
    state: Mapping[str, Any] | None


def opener(settings: Settings) -> Opener:
    """How the real Coach is made, in the thread that holds it: its imports take most of a second."""

    def open_coach(progress: Progress, warn: Callable[[str], None]) -> AnsweringCoach:
        from coach.coaching.coach import Coach

        return Coach(settings, progress, warn)

    return open_coach


class Backstage(threading.Thread):
    """Loads the Coach and answers what is asked, one job after the other."""

    def __init__(self, open_coach: Opener, tell: Callable[[Message], object]) -> None:
        """Take how a Coach is made, and whom to tell; `tell` must be callable from any thread."""
        super().__init__(name="coach-backstage", daemon=True)
        self._open = open_coach
        self._receiver = tell
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._again = threading.Event()
        self._closing = False
        self._conversation: Conversation | None = None
        self._before: dict[int, Conversation | None] = {}

    def ask(self, number: int, text: str) -> None:
        """Answer a turn of the conversation."""
        self._jobs.put(partial(self._ask, number, text))

    def ask_again(self, number: int, asked: int, text: str, reading: str) -> None:
        """Answer the question that was asked under another number once more, for another reading."""
        self._jobs.put(partial(self._ask_again, number, asked, text, reading))

    def fetch(self, slug: str) -> None:
        """Get an article."""
        self._jobs.put(partial(self._fetch, slug))

    def forget(self) -> None:
        """Begin a new conversation."""
        self._jobs.put(self._forget)

    def resume(self, turns: Sequence[SavedTurn]) -> None:
        """Go on with a conversation that was kept."""
        self._jobs.put(partial(self._resume, turns))

    def try_again(self) -> None:
        """Load once more after a failure."""
        self._again.set()

    def close(self) -> None:
        """Tell nobody anything any more, and end when the job at hand is done."""
        self._closing = True
        self._again.set()
        self._jobs.put(None)

    def run(self) -> None:
        coach = self._load()
        while coach is not None and not self._closing:
            job = self._jobs.get()
            if job is None:
                return
            job(coach)

    def _load(self) -> AnsweringCoach | None:
        while not self._closing:
            try:
                coach = self._open(lambda *told: self._tell(Progressed(*told)), lambda text: self._tell(Warned(text)))
                coach.load()
            except Exception as error:  # told in full below; without it the screen would wait for ever
                self._again.clear()
                self._tell(LoadFailed(explain(error)))
                self._again.wait()
            else:
                self._tell(Loaded())
                return coach
        return None

    def _ask(self, number: int, text: str, coach: AnsweringCoach) -> None:
        self._take(number, self._conversation, text, None, coach)

    def _ask_again(self, number: int, asked: int, text: str, reading: str, coach: AnsweringCoach) -> None:
        self._take(number, self._before.get(asked), text, reading, coach)

    def _take(
        self, number: int, before: Conversation | None, text: str, reading: str | None, coach: AnsweringCoach
    ) -> None:
        """Answer a turn that follows a conversation; what is asked next goes on from there."""
        from coach.coaching.saved import save_conversation

        self._before[number] = before
        conversation = _copied(before)

        def work() -> Answer:
            answer = coach.ask(text, reading=reading, conversation=conversation)
            self._conversation = conversation
            return answer

        self._answer(number, work, lambda: save_conversation(conversation))

    def _answer(self, number: int, work: Callable[[], Answer], save: Callable[[], Mapping[str, Any] | None]) -> None:
        try:
            self._tell(Answered(number, work(), save()))
        except Exception as error:  # shown under the question; the thread must live for the next one
            self._tell(AskFailed(number, explain(error)))

    def _fetch(self, slug: str, coach: AnsweringCoach) -> None:
        try:
            self._tell(ArticleFound(coach.article(slug)))
        except Exception as error:  # shown in the source pane; the thread must live for the next job
            self._tell(ArticleMissing(slug, explain(error)))

    def _forget(self, _coach: AnsweringCoach) -> None:
        self._conversation = None
        self._before.clear()

    def _resume(self, turns: Sequence[SavedTurn], _coach: AnsweringCoach) -> None:
        from coach.coaching.saved import restore_conversation

        self._forget(_coach)
        for turn in turns:
            before = self._conversation if turn.again is None else self._before.get(turn.again)
            self._before[turn.number] = before
            if turn.answer is None or turn.state is None:
                continue
            answers = [*(before.answers if before else ()), turn.answer]
            try:
                self._conversation = restore_conversation(turn.state, answers)
            except ValueError as error:
                self._tell(Warned(f"A turn was kept in a form that this Coach cannot read ({error}); it is left out."))

    def _tell(self, message: Message) -> None:
        if self._closing:
            return
        try:
            self._receiver(message)
        except RuntimeError:  # the event loop closed between the question above and this call: nobody is left to tell
            self._closing = True


def _copied(conversation: Conversation | None) -> Conversation:
    """A conversation to go on with, so that the one before the turn stays as it was."""
    from coach.coaching.conversation import Conversation

    return deepcopy(conversation) if conversation else Conversation()


def explain(error: Exception) -> str:
    """One line on what went wrong."""
    if isinstance(error, OSError):
        error = explain_os_error(error)
    if isinstance(error, CoachError):
        return str(error)
    return f"Something unexpected went wrong ({type(error).__name__}: {error}). `coach doctor` looks for the cause."

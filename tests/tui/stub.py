"""A Coach that answers from `example`, for what is not about the answers themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import example

from coach.coaching.answer import Answer
from coach.library.article import Article

if TYPE_CHECKING:
    from coach.coaching.conversation import Conversation
    from coach.search.progress import Progress

PATIENCE = 20.0


class StubCoach:
    """Loads when it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.load_failures: list[Exception] = []
        self.failure: Exception | None = None
        self.asked: list[tuple[str, str | None]] = []
        self.situations: list[str] = []
        self.reply: Callable[[str], Answer] = example.answer
        self.found: Article = example.article()
        self.progress: Progress | None = None

    def open(self, progress: Progress, _warn: Callable[[str], None]) -> StubCoach:
        self.progress = progress
        return self

    def load(self) -> None:
        if self.progress:
            self.progress("reading articles", 3, 10)
        self.gate.wait(PATIENCE)
        if self.load_failures:
            raise self.load_failures.pop(0)

    def ask(self, text: str, *, reading: str | None = None, conversation: Conversation | None = None) -> Answer:
        if self.failure:
            raise self.failure
        self.asked.append((text, reading))
        if conversation is not None:
            self.situations.append(conversation.situation)
            conversation.situation = text
        return example.answer(text, used=2) if reading else self.reply(text)

    def article(self, _slug: str) -> Article:
        if self.failure:
            raise self.failure
        return self.found

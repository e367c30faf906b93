"""What the thread that holds the Coach tells the screen, and what the regions of the screen tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from coach.coaching.answer import Answer
    from coach.library.article import Article


@dataclass
class Progressed(Message):
    """Loading goes on: what is being done, how much of it, of how much (0 when that is not known)."""

    what: str
    done: int
    total: int

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Progressed)


@dataclass
class Warned(Message):
    """Something is wrong but not fatal."""

    text: str


@dataclass
class Loaded(Message):
    """The library is ready."""


@dataclass
class LoadFailed(Message):
    """The library could not be loaded; what was asked waits until it is tried again."""

    reason: str


@dataclass
class Answered(Message):
    """A question has its answer; with it comes what the conversation now knows, to be kept."""

    number: int
    answer: Answer
    state: Mapping[str, Any] | None = None


@dataclass
class AskFailed(Message):
    """A question could not be answered."""

    number: int
    reason: str


@dataclass
class ArticleFound(Message):
    """An article that a source pane waits for."""

    article: Article


@dataclass
class ArticleMissing(Message):
    """An article that could not be read."""

    slug: str
    reason: str


@dataclass
class CitationChosen(Message):
    """A person wants to read the source of a sentence."""

    answer: Answer
    number: int


@dataclass
class StepWanted(Message):
    """A person wants to make a next step of the sentence that a citation stands behind."""

    answer: Answer
    number: int


class PaneClosed(Message):
    """A person is done with the article."""


class ListClosed(Message):
    """A person is done with the list of sources."""

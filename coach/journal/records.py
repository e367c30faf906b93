"""What the journal keeps, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

OCCASIONS = ("before ", "after ", "once ", "as soon as ", "if ", "next time ", "the next time ")
"""Openings of the first half of a plan that stand for “when”."""

UNANSWERED = "Coach was closed before it answered this."
"""What stands in the place of an answer that never came."""

StepState = Literal["open", "done", "changed", "dropped"]


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A line of the list of conversations; times are ISO 8601 in UTC."""

    id: int
    title: str
    """The start of the first message that was more than a greeting."""
    started: str
    last_used: str
    turns: int


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """What was typed and what came back."""

    id: int
    conversation: int
    number: int
    """From 1 within its conversation."""
    asked: str
    text: str
    again: int | None = None
    """The number of the turn that was answered once more, for another of its articles."""
    answer: Mapping[str, Any] | None = None
    """The answer's JSON; None when Coach was closed, or failed, before it answered."""
    state: Mapping[str, Any] | None = None
    """What the conversation knew after the turn, to go on from."""


@dataclass(frozen=True, slots=True)
class Found:
    """A turn in which the words of a search were found."""

    conversation: int
    turn: int
    asked: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a next step came from: the sentence of advice, and its article."""

    conversation: int | None = None
    turn: int | None = None
    point: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """“When …, I will …”, and until which day."""

    when: str
    will: str
    by: date | None = None

    @property
    def sentence(self) -> str:
        """The plan as one says it; an occasion such as “before we meet” needs no “when”."""
        end = "" if self.will.endswith(("”", "!", "?")) else "."
        return f"{self._unended}{end}"

    @property
    def dated(self) -> str:
        """The sentence with its date, if it has one."""
        return f"{self._unended} (by {self.by.isoformat()})." if self.by else self.sentence

    @property
    def _unended(self) -> str:
        opening = self.when if self.when.lower().startswith(OCCASIONS) else f"when {self.when}"
        return f"{opening[:1].upper()}{opening[1:]}, I will {self.will}"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A plan that a person made, and what became of it."""

    id: int
    plan: Plan
    state: StepState
    made: str
    settled: str | None
    """When it was done, changed or dropped."""
    changed_from: int | None
    """The step that this one replaced."""
    origin: Origin

    def to_json(self) -> dict[str, Any]:
        """The step as one flat object; absent parts are null."""
        return {
            "id": self.id,
            "when": self.plan.when,
            "will": self.plan.will,
            "by": self.plan.by.isoformat() if self.plan.by else None,
            "state": self.state,
            "made": self.made,
            "settled": self.settled,
            "changed_from": self.changed_from,
            "conversation": self.origin.conversation,
            "turn": self.origin.turn,
            "point": self.origin.point,
            "article": self.origin.article,
        }

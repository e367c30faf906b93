"""The answer to one turn, as plain data, and its JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from coach.library.article import Lens

VERSION = 1

Outcome = Literal["answered", "clarify", "not-covered", "people-first", "talk"]
Turn = Literal[
    "situation",
    "detail",
    "what-if",
    "tried",
    "words",
    "why",
    "lens",
    "shorter",
    "more",
    "talk",
    "about-coach",
    "off-topic",
]
INTRODUCTIONS: dict[Turn, str] = {
    "what-if": "If that happens",
    "tried": "What is left to try",
    "words": "Words for",
    "why": "What stands behind",
    "lens": "One side of",
    "shorter": "In short, from",
    "more": "More, from",
}
PointKind = Literal["move", "words"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation: `passage.text[start:end] == quote`."""

    number: int
    passage: str
    article: str
    title: str
    heading: str
    source: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Point:
    """One piece of advice of one lens; its text is made of the quotes of its citations."""

    kind: PointKind
    contrast: str | None
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """What someone acting through one lens would do."""

    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A quoted remark that belongs to neither lens: which way to lean, their side, a caution."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One of the articles that a story may be about."""

    article: str
    title: str
    score: float
    """The calibrated probability that it helps; several may, so that the scores of all articles don't sum to 1."""
    used: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a story is about: the likeliest articles, best first."""

    articles: tuple[ReadArticle, ...]
    themes: tuple[str, ...]
    confidence: float
    """The probability that the first article helps."""
    role: str | None = None
    """Who asks: `manager`, `report`, `peer` or `own-work`."""
    direction: str | None = None
    """Where the trouble lies: `up`, `down`, `sideways` or `inside`."""
    unread: tuple[str, ...] = ()
    """The names of the languages of which a part of the message is, and which Coach does not read."""

    @property
    def label(self) -> str:
        """How the reading is introduced: whether the first article likely helps, and what was not read."""
        label = "This reads like" if self.confidence >= 0.5 else "This may be about"
        if not self.unread:
            return label
        return f"I read only the English part, not the {' and '.join(self.unread)}. {label}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one turn."""

    outcome: Outcome
    turn: Turn
    text: str
    reading: Reading | None = None
    management: Response = Response()
    leadership: Response = Response()
    balance: Note | None = None
    their_side: Note | None = None
    cautions: tuple[Note, ...] = ()
    background: Note | None = None
    """What is going on, quoted: it answers who says so, and why."""
    order: str | None = None
    """Of two problems in one message: which to take first, and why."""
    own_part: Note | None = None
    """A caution or a question on what the asker says they did themself."""
    question: str | None = None
    message: str | None = None
    citations: tuple[Citation, ...] = ()
    id: str | None = None
    conversation: str | None = None

    def __deepcopy__(self, _memo: dict[int, Any]) -> Answer:
        return self  # nothing in it can change, and a copied conversation holds all its answers

    @property
    def advises(self) -> bool:
        """Whether it holds advice."""
        return self.outcome in {"answered", "clarify"}

    @property
    def introduction(self) -> str:
        """A few words before the titles of the articles that it was made for."""
        if self.turn in INTRODUCTIONS:
            return INTRODUCTIONS[self.turn]
        return self.reading.label if self.reading else ""

    def response(self, lens: Lens) -> Response:
        return self.management if lens == "management" else self.leadership

    def citation(self, number: int) -> Citation:
        """The citation of a number.

        Raises:
            IndexError: the answer has no such number.
        """
        if not 1 <= number <= len(self.citations):
            raise IndexError(f"no citation {number}")
        return self.citations[number - 1]

    def to_json(self) -> dict[str, Any]:
        """The answer as DESIGN.md §8 lays it down: absent parts are null or empty, never missing."""
        values = asdict(self)
        first = {name: values.pop(name) for name in ("id", "conversation")}
        return {"version": VERSION} | first | values

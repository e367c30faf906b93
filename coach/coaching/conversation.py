"""A conversation: the situation as it grows, and what was said about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.coaching.answer import Answer, Citation
from coach.library.article import Passage, Sentence


@dataclass(slots=True)
class Conversation:
    """What was said so far: the situation grows with each turn that adds to it, and another one starts clean.

    What is in it, other than its answers, must be what JSON can hold: `coach.coaching.saved` writes and reads it.
    """

    id: str | None = None
    situation: str = ""
    answers: list[Answer] = field(default_factory=list)
    """The answers given so far, oldest first."""
    since: int = 0
    """How many of the answers were given before the situation that is talked about now."""
    chosen: str | None = None
    """The slug of the article that the person asked to be answered for, instead of the likeliest."""
    tried: list[str] = field(default_factory=list)
    """Ids of passages whose advice the person has tried already."""
    grave: str | None = None
    """The category for which the situation was met by whom to turn to; no advice is given on it."""

    def begin(self, situation: str, *, chosen: str | None = None, grave: str | None = None) -> None:
        """Start clean with a new situation."""
        self.situation, self.chosen, self.grave = situation, chosen, grave
        self.since = len(self.answers)
        self.tried.clear()

    @property
    def advice(self) -> list[Answer]:
        """The answers with advice on the situation that is talked about now, oldest first."""
        return [answer for answer in self.answers[self.since :] if answer.advises]

    @property
    def said(self) -> Said:
        return Said(citation for answer in self.advice for citation in answer.citations)


class Said:
    """The sentences that were quoted before."""

    def __init__(self, citations: Iterable[Citation] = ()) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for citation in citations:
            self._spans.setdefault(citation.passage, []).append((citation.start, citation.end))

    def holds(self, passage: Passage, sentence: Sentence) -> bool:
        """Whether a sentence of a passage was quoted."""
        return any(start <= sentence.start < end for start, end in self._spans.get(passage.id, ()))

"""A label with a text beside it, or below it where there is no room beside."""

from __future__ import annotations

from textual.content import Content

from coach.tui.block import Block, labelled
from coach.tui.cited_text import with_marks


class Labelled(Block):
    """What was typed, and what belongs to neither lens: which way to lean, their side, what to watch for."""

    DEFAULT_CSS = """
    Labelled { margin-top: 1; }
    """

    def __init__(self, label: str, text: str, citations: tuple[int, ...] = ()) -> None:
        super().__init__()
        self._label = label
        self._text = with_marks(text, citations)
        self.citations = citations

    def lines(self, width: int) -> list[Content]:
        return labelled(self._label, [self._text], width)

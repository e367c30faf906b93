"""A widget that lays its own text out in columns, and the layouts it is made with.

An answer made of containers, labels and texts is some seventy widgets, which take Textual about half a second to mount
and lay out. Made of blocks it is ten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

LABEL_WIDTH = 20
LABELS_BESIDE = 53
WIDEST_TEXT = 96
"""Longer lines are hard to follow back to their start."""


class Block(Widget):
    """Text that is laid out anew for each width; a citation mark in it can be clicked."""

    DEFAULT_CSS = """
    Block {
        width: 1fr;
        height: auto;
        text-wrap: nowrap;
        link-color: $text-muted;
        link-background: transparent;
        link-style: none;
        link-color-hover: $text;
        link-background-hover: transparent;
        link-style-hover: bold underline;
    }
    """

    @dataclass
    class CitationClicked(Message):
        """A citation mark was clicked."""

        number: int

    citations: tuple[int, ...] = ()
    """The numbers of the marks in the text."""

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._laid = lru_cache(maxsize=4)(self.lines)

    def lines(self, width: int) -> list[Content]:
        """Lay the text out for a width; the same width gives the same lines."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own
        return len(self._laid(max(width, 1)))

    def render(self) -> Content:
        return Content("\n").join(self._laid(max(self.content_size.width, 1)))

    def action_open_citation(self, number: int) -> None:
        self.post_message(self.CitationClicked(number))


def indented(text: Content, width: int, by: int) -> list[Content]:
    """Wrap a text behind an indent."""
    return [Content.assemble(" " * by, line) for line in text.wrap(max(width - by, 1))]


def labelled(label: str, text: Iterable[Content], width: int) -> list[Content]:
    """A label with paragraphs beside it, or below it where there is no room beside."""
    name = Content.styled(label, "bold $coach-quiet")
    if width < LABELS_BESIDE:
        return [*name.wrap(width), *(line for paragraph in text for line in paragraph.wrap(width))]
    room = min(width - LABEL_WIDTH, WIDEST_TEXT)
    found = [line for paragraph in text for line in paragraph.wrap(room)]
    return beside([name], found, LABEL_WIDTH, Content(""))


def beside(left: list[Content], right: list[Content], width: int, between: Content) -> list[Content]:
    """Two columns, both from the top; the left one is as wide as told."""
    none = Content("")
    return [
        Content.assemble(one, " " * max(width - one.cell_length, 0), between, other)
        for one, other in zip_longest(left, right, fillvalue=none)
    ]

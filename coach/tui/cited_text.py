"""Text with citation marks: `[3]` opens source 3."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style


def with_marks(text: str, citations: tuple[int, ...]) -> Content:
    """The text with its marks behind it; the text is shown as it stands, whatever it holds."""
    return Content.assemble(Content(text), " " if citations else "", *map(_mark, citations))


def _mark(number: int) -> Content:
    return Content(f"[{number}]").stylize(Style.from_meta({"@click": f"open_citation({number})"}))

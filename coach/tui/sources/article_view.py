"""A whole article, at the sentence that an answer quotes."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from coach.coaching.answer import Citation
from coach.coaching.markdown import SIDES
from coach.library.article import Article, Passage

SHOWN_AROUND = 60
"""Passages shown before and after the cited one: a book of thousands would take seconds to lay out."""

ABOVE = 2
"""Lines left above a quotation that stands deep in its passage."""


class PassageView(Static):
    """A passage under its heading, with the quoted stretch marked."""

    DEFAULT_CSS = """
    PassageView { height: auto; max-width: 90; padding: 0 1; margin-bottom: 1; border-left: blank; }
    PassageView.-cited { border-left: thick $primary; }
    """

    def __init__(self, passage: Passage, headed: bool, citation: Citation | None) -> None:
        self._head = _heading(passage) if headed else Content("")
        text = Content(passage.text)
        if citation:
            text = text.stylize("bold $text on $coach-quote", citation.start, citation.end)
        super().__init__(Content.assemble(self._head, text), classes="-cited" if citation else "")
        self._quote_start = citation.start if citation else 0
        self._passage = passage

    def line_of_quote(self) -> int:
        """How many lines stand above the quoted stretch."""
        above = Content(self._head.plain + self._passage.text[: self._quote_start])
        return max(0, len(above.wrap(max(1, self.content_size.width))) - 1)


class ArticleView(VerticalScroll):
    """Shows an article and scrolls to a citation in it."""

    DEFAULT_CSS = """
    ArticleView {
        height: 1fr;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $coach-rule;
        background: $background;
    }
    ArticleView > .left-out { color: $text-muted; margin-bottom: 1; }
    """

    async def show(self, article: Article, citation: Citation) -> None:
        """Show an article at a citation."""
        with self.app.batch_update():
            await self.remove_children()
            await self.mount(*_views(article, citation))
        self.call_after_refresh(self._scroll_to_quote)

    async def say(self, text: str) -> None:
        """Show a line instead of an article."""
        await self.remove_children()
        await self.mount(Static(Content(text), classes="left-out"))

    def _scroll_to_quote(self) -> None:
        for cited in self.query(".-cited").results(PassageView):
            line = cited.line_of_quote()
            # The heading stays in sight unless the quotation would then stand below the middle.
            inside = line - ABOVE if line > self.size.height // 2 else 0
            self.scroll_to(y=cited.virtual_region.y + inside, animate=False)


def _views(article: Article, citation: Citation) -> list[Widget]:
    cited = next((n for n, passage in enumerate(article.passages) if passage.id == citation.passage), 0)
    first, last = max(0, cited - SHOWN_AROUND), cited + SHOWN_AROUND + 1
    views: list[Widget] = []
    heading = None
    for passage in article.passages[first:last]:
        here = (passage.heading, passage.lens)
        views.append(PassageView(passage, here != heading, citation if passage.id == citation.passage else None))
        heading = here
    shown = len(article.passages[first:last])
    if shown < len(article.passages):
        command = f"`coach library show {article.slug}`"
        hint = f"A long article: {shown} of its {len(article.passages)} passages. {command} prints all."
        views.insert(0, Static(Content(hint), classes="left-out"))
    return views


def _heading(passage: Passage) -> Content:
    if not passage.lens:
        return Content.assemble((passage.heading, "bold"), "\n") if passage.heading else Content("")
    colour = "$text-primary" if passage.lens == "management" else "$text-accent"
    return Content.assemble((passage.heading, "bold"), "  ", (SIDES[passage.lens], f"bold {colour}"), "\n")

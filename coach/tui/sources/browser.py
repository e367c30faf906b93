"""Opening sources and coming back to exactly where one was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget

from coach.coaching.answer import Answer
from coach.library.article import Article

if TYPE_CHECKING:
    from coach.tui.conversation.screen import ConversationScreen
    from coach.tui.sources.source_list import SourceList
    from coach.tui.sources.source_pane import SourcePane


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person was: what had the focus, and how far the conversation was scrolled."""

    focused: Widget | None
    scroll: float


class SourceBrowser:
    """Holds the list and the pane of the sources; neither exists before it is asked for."""

    def __init__(self, screen: ConversationScreen, fetch: Callable[[str], None]) -> None:
        """Take the screen to show them on, and how an article is sent for."""
        self._screen = screen
        self._fetch = fetch
        self._list: SourceList | None = None
        self._pane: SourcePane | None = None
        self._before_list: Place | None = None
        self._before_pane: Place | None = None
        self._articles: dict[str, Article] = {}

    def list_sources(self, answer: Answer) -> None:
        """Show the citations of an answer above the prompt."""
        from coach.tui.sources.source_list import SourceList

        if self._pane:
            self.close_pane()
        if self._list:
            self._list.focus()
            return
        self._before_list = self._here()
        self._list = SourceList(answer)
        self._screen.mount(self._list, after="#stage")
        self._list.focus()
        self._screen.call_after_refresh(self._keep_scroll, self._before_list)

    async def open(self, answer: Answer, number: int) -> None:
        """Open a citation in its article."""
        from coach.tui.sources.source_pane import SourcePane

        if self._pane is None:
            self._before_pane = self._here()
            self._pane = SourcePane(answer, number)
            self._screen.add_class("-reading")
            await self._screen.query_one("#stage").mount(self._pane)
        slug = self._pane.point_at(answer, number)
        if self._list:
            self._list.opened = number
        if slug in self._articles:
            await self._pane.show(self._articles[slug])
        else:
            self._fetch(slug)
        self._screen.call_after_refresh(self._screen.conversation.show_citation, answer, number)

    async def show_article(self, article: Article) -> None:
        """Show an article that was sent for."""
        self._articles[article.slug] = article
        if self._pane:
            await self._pane.show(article)

    async def show_missing(self, slug: str, reason: str) -> None:
        """Say that an article that was sent for cannot be read."""
        if self._pane:
            await self._pane.fail(slug, reason)

    def close_pane(self) -> None:
        """Go back to where the pane was opened from."""
        if self._pane:
            self._pane.remove()
            self._pane = None
            self._screen.remove_class("-reading")
            self._return(self._before_pane)

    def close_list(self) -> None:
        """Go back to where the list was opened from."""
        if self._list:
            self._list.remove()
            self._list = None
            self._return(self._before_list)

    def close_all(self) -> None:
        self.close_pane()
        self.close_list()

    def _here(self) -> Place:
        return Place(self._screen.focused, self._screen.conversation.scroll_y)

    def _return(self, place: Place | None) -> None:
        if place is None:
            return
        if place.focused and place.focused.is_attached:
            place.focused.focus(scroll_visible=False)
        self._screen.call_after_refresh(self._keep_scroll, place)

    def _keep_scroll(self, place: Place) -> None:
        self._screen.conversation.scroll_to(y=place.scroll, animate=False, force=True)

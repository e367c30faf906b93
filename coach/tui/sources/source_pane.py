"""The pane that shows where a sentence comes from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.coaching.answer import Answer
from coach.library.article import Article
from coach.tui.messages import CitationChosen, PaneClosed, StepWanted
from coach.tui.sources.article_view import ArticleView

KEYS = "Esc back   n next   p previous   1–9 open   t next step"
FETCHING = "Opening the article…"


class SourcePane(Vertical):
    """Beside the conversation where there is room for both, else instead of it."""

    DEFAULT_CSS = """
    SourcePane { width: 1fr; height: 1fr; background: $background; border-left: solid $coach-rule; }
    SourcePane:focus-within { border-left: heavy $primary; }
    SourcePane > .title { height: auto; padding: 1 2 0 2; text-style: bold; }
    SourcePane > .place { height: auto; padding: 0 2; margin-bottom: 1; color: $text-muted; }
    SourcePane > .keys { height: 1; padding: 0 2; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    BINDINGS: ClassVar = [
        Binding("escape", "close", "Back"),
        Binding("t", "take", "Make a next step of it"),
        Binding("n,right_square_bracket", "step(1)", "Next source"),
        Binding("p,left_square_bracket", "step(-1)", "Previous source"),
        *(Binding(key, f"open({key})", f"Open source {key}", show=False) for key in "123456789"),
    ]

    def __init__(self, answer: Answer, number: int) -> None:
        super().__init__()
        self.answer = answer
        self.number = number
        self._shown: Article | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title")
        yield Static("", classes="place")
        yield ArticleView()
        yield Static(KEYS, classes="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one(ArticleView).focus()

    def point_at(self, answer: Answer, number: int) -> str:
        """Name the source, and return the slug of the article that it needs."""
        self.answer, self.number = answer, number
        citation = answer.citation(number)
        self.query_one(".title", Static).update(Content(citation.title))
        place = f"[{number}] of {len(answer.citations)} · {citation.heading} · {citation.source}"
        self.query_one(".place", Static).update(Content(place))
        return citation.article

    async def show(self, article: Article) -> None:
        """Show the article when it is the one that is waited for."""
        citation = self.answer.citation(self.number)
        if article.slug == citation.article:
            await self.query_one(ArticleView).show(article, citation)

    async def fail(self, slug: str, reason: str) -> None:
        """Say why there is no article; the quotation itself is known."""
        citation = self.answer.citation(self.number)
        if slug == citation.article:
            await self.query_one(ArticleView).say(f"“{citation.quote}”\n\n{reason}")

    def action_close(self) -> None:
        self.post_message(PaneClosed())

    def action_take(self) -> None:
        self.post_message(StepWanted(self.answer, self.number))

    def action_step(self, by: int) -> None:
        self.action_open(self.number + by)

    def action_open(self, number: int) -> None:
        if 1 <= number <= len(self.answer.citations):
            self.post_message(CitationChosen(self.answer, number))

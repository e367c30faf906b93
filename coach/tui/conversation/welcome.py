"""What stands in the conversation before the first turn."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widgets import Static

HELLO = "What is happening at work?"
WHAT = "Tell it as you would tell a friend: in a sentence or a page."
HOW = (
    "You get two answers side by side: how someone acting as a manager would take it on, and how someone acting as a "
    "leader would. Every sentence is quoted from an article, and its number opens the article there."
)
PRIVATE = "Nothing you type leaves this machine."


class Welcome(Static):
    """A few lines on what to type and what comes back."""

    DEFAULT_CSS = """
    Welcome { height: auto; max-width: 72; margin: 1 0; }
    """

    def render(self) -> RenderResult:
        return Content.assemble((HELLO, "bold"), "\n\n", WHAT, "\n\n", HOW, "\n\n", (PRIVATE, "$coach-quiet"))

"""What stands in the conversation before the first turn, and what the person meant to do."""

from __future__ import annotations

from collections.abc import Sequence

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
KEPT = f"{PRIVATE} It is kept in a journal that only you can read; ^L lists it."
NOT_KEPT = f"{PRIVATE} Nothing is kept: the journal is off."
MEANT = "What you meant to do"
HOW_IT_WENT = "^T: how did it go?"
SHOWN = 3


class Welcome(Static):
    """A few lines on what to type and what comes back; above them, what the person meant to do."""

    DEFAULT_CSS = """
    Welcome { height: auto; max-width: 72; margin: 1 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._plans: Sequence[str] = ()
        self._privacy = PRIVATE

    def show(self, plans: Sequence[str], *, kept: bool) -> None:
        """Show the open next steps, and say whether what is typed is kept."""
        self._plans = plans
        self._privacy = KEPT if kept else NOT_KEPT
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        welcome = Content.assemble((HELLO, "bold"), "\n\n", WHAT, "\n\n", HOW, "\n\n", (self._privacy, "$coach-quiet"))
        return Content("\n\n").join([_meant(self._plans), welcome]) if self._plans else welcome


class Reminder(Static):
    """The open next steps, below a conversation that was resumed."""

    DEFAULT_CSS = """
    Reminder { height: auto; max-width: 72; margin-bottom: 1; }
    """

    def __init__(self, plans: Sequence[str]) -> None:
        super().__init__(_meant(plans))


def _meant(plans: Sequence[str]) -> Content:
    more = len(plans) - SHOWN
    shown = [Content(f"· {plan}") for plan in plans[:SHOWN]]
    rest = [Content.styled(f"  and {more} more", "$coach-quiet")] if more > 0 else []
    head, tail = Content.styled(MEANT, "bold"), Content.styled(HOW_IT_WENT, "$coach-quiet")
    return Content("\n").join([head, *shown, *rest, tail])

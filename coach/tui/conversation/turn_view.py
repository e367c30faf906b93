"""One turn: what the person typed, and what came of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from coach.coaching.answer import Answer
from coach.library.text import clean_text
from coach.tui.conversation.answer_view import AnswerView
from coach.tui.conversation.labelled import Labelled
from coach.tui.conversation.message_view import MessageView

LONGEST_ECHO = 2_000
TALL = 4


class TurnView(Vertical):
    """Shows the question at once, then a word on what it waits for, then the answer."""

    DEFAULT_CSS = """
    TurnView { height: auto; margin-bottom: 2; }
    TurnView > Labelled { margin: 0 0 1 0; }
    TurnView > .status { color: $text-muted; }
    """

    def __init__(self, number: int, text: str, status: str, reading: str | None = None) -> None:
        """Take what was typed, what it waits for, and the title of the article that it is to be answered for."""
        super().__init__()
        self.number = number
        self.text = text
        self.answer: Answer | None = None
        self._status = status
        self._reading = reading

    def compose(self) -> ComposeResult:
        label, text = ("you", _echo(self.text)) if self._reading is None else ("Answering for:", self._reading)
        yield Labelled(label, text)
        yield self.reply()

    def reply(self) -> Widget:
        """What stands below the question at first."""
        return Static(Content(self._status), classes="status")

    @property
    def is_waiting(self) -> bool:
        """Whether there is neither an answer nor a failure yet."""
        return self.is_attached and bool(self.query(".status"))

    def wait(self, status: str) -> None:
        """Say what the question waits for."""
        for line in self.query(".status").results(Static):
            line.update(Content(status))

    @property
    def start(self) -> Widget:
        """What stands at the top of the screen when one reads the answer from its start: a long question does not."""
        question, reply = self.children[0], self.children[-1]
        return self if question.size.height <= TALL else reply

    async def show(self, answer: Answer) -> None:
        """Show the answer."""
        self.answer = answer
        await self._replace(AnswerView(answer))

    async def fail(self, reason: str) -> None:
        """Say why there is no answer."""
        await self._replace(MessageView(reason, "No answer", "failure"))

    async def _replace(self, view: Widget) -> None:
        with self.app.batch_update():
            await self.query(".status").remove()
            await self.mount(view)


def _echo(text: str) -> str:
    text = clean_text(text).strip()
    if len(text) <= LONGEST_ECHO:
        return text
    return f"{text[:LONGEST_ECHO].rstrip()} … ({len(text) - LONGEST_ECHO:,} more characters)"

"""The scroll of turns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.coaching.answer import Answer
from coach.tui.block import Block
from coach.tui.conversation.message_view import MessageView
from coach.tui.conversation.turn_view import TurnView
from coach.tui.conversation.welcome import Reminder, Welcome

ROOMY = 60
SOON = 0.15
"""Seconds."""


class Conversation(VerticalScroll):
    """Shows turns, in two columns where there is room, and keeps the reader at the start of what is new."""

    DEFAULT_CSS = """
    Conversation {
        width: 1fr;
        height: 1fr;
        padding: 1 1 0 1;
        border-left: blank;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $coach-rule;
        background: $background;
    }
    Conversation:focus { border-left: outer $primary; }
    Conversation > * { max-width: 150; }
    Conversation > .-hidden { color: $text-muted; margin-bottom: 1; }
    Conversation.-roomy { padding: 1 3 0 2; }
    """

    BINDINGS: ClassVar = [
        Binding(key, f"screen.open_citation({key})", f"Open source {key}", show=False) for key in "123456789"
    ]

    def compose(self) -> ComposeResult:
        yield Welcome()

    def on_resize(self) -> None:
        self.set_class(self.outer_size.width >= ROOMY, "-roomy")

    @property
    def newest(self) -> Answer | None:
        """The newest answer."""
        return next((turn.answer for turn in reversed(list(self.query(TurnView))) if turn.answer), None)

    @property
    def newest_turn(self) -> TurnView | None:
        """The turn of the newest answer."""
        return next((turn for turn in reversed(list(self.query(TurnView))) if turn.answer), None)

    async def add(self, turn: TurnView) -> None:
        """Show what was asked and what it waits for."""
        await self.query(Welcome).remove()
        await self.query(Reminder).remove()
        await self.mount(turn)
        # Most answers are there sooner than this, and each scroll lays the whole screen out once more.
        self.set_timer(SOON, partial(self._show_waiting, turn))

    def wait(self, status: str) -> None:
        """Tell every unanswered turn what it waits for."""
        for turn in self.query(TurnView):
            turn.wait(status)

    async def answered(self, number: int, answer: Answer) -> None:
        """Show an answer below its question, from its start."""
        for turn in self._turns(number):
            await turn.show(answer)
            self.call_after_refresh(self._show_start, turn)

    async def failed(self, number: int, reason: str) -> None:
        """Show below a question why it has no answer."""
        for turn in self._turns(number):
            await turn.fail(reason)
            self.call_after_refresh(self._show_start, turn)

    async def tell(self, text: str, heading: str) -> None:
        """Say something that belongs to no turn."""
        await self.hush()
        notice = MessageView(text, heading, "failure")
        notice.add_class("-notice")
        await self.mount(notice)
        self.call_after_refresh(self.scroll_end, animate=False, immediate=True)

    async def hush(self) -> None:
        """Take back what belongs to no turn."""
        await self.query(".-notice").remove()

    async def clear(self) -> None:
        """Begin again with an empty conversation."""
        await self.remove_children()
        await self.mount(Welcome())

    async def show_kept(self, turns: Sequence[TurnView], hidden: str) -> None:
        """Show the turns of a conversation that was kept, the last of them from its start.

        Args:
            turns: oldest first.
            hidden: where the turns before them are; empty when there are none.
        """
        with self.app.batch_update():
            await self.remove_children()
            await self.mount(*([Static(Content(hidden), classes="-hidden")] if hidden else []), *turns)
        if turns:
            self.call_after_refresh(self._show_start, turns[-1])

    async def remind(self, plans: Sequence[str]) -> None:
        """Show below the turns what the person meant to do; nothing where there is nothing."""
        await self.query(Reminder).remove()
        if plans:
            await self.mount(Reminder(plans))
            self.call_after_refresh(self.scroll_end, animate=False, immediate=True)

    def number_of(self, answer: Answer) -> int | None:
        """The number of the turn with that answer."""
        return next((turn.number for turn in self.query(TurnView) if turn.answer is answer), None)

    def show_citation(self, answer: Answer, number: int) -> None:
        """Bring the sentence that carries a citation into view."""
        for turn in self.query(TurnView):
            if turn.answer is answer:
                cited = next((block for block in turn.query(Block) if number in block.citations), None)
                if cited:
                    self.scroll_to_widget(cited, animate=False)

    def _show_start(self, turn: TurnView) -> None:
        self.scroll_to_widget(turn.start, animate=False, top=True, immediate=True)

    def _show_waiting(self, turn: TurnView) -> None:
        if turn.is_waiting:
            self.scroll_end(animate=False, immediate=True)

    def _turns(self, number: int) -> list[TurnView]:
        return [turn for turn in self.query(TurnView) if turn.number == number]

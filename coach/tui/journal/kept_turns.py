"""The turns of a conversation that was kept, as the screen shows them and as the thread backstage takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.widget import Widget

from coach.coaching.saved import restore_answer
from coach.journal.records import UNANSWERED
from coach.tui.backstage import SavedTurn
from coach.tui.conversation.answer_view import AnswerView
from coach.tui.conversation.message_view import MessageView
from coach.tui.conversation.turn_view import TurnView

if TYPE_CHECKING:
    from coach.coaching.answer import Answer
    from coach.journal.records import KeptTurn

SHOWN = 10
"""Each answer takes some 70 ms to lay out."""


def saved_turns(turns: Mapping[int, KeptTurn]) -> list[SavedTurn]:
    """The turns, by the numbers that the screen gave them."""
    numbers = {turn.number: number for number, turn in turns.items()}
    return [
        SavedTurn(number, numbers.get(turn.again) if turn.again else None, _answer(turn), turn.state)
        for number, turn in turns.items()
    ]


def turn_views(turns: Mapping[int, KeptTurn]) -> list[KeptTurnView]:
    """The last of the turns, with their answers."""
    return [KeptTurnView(number, turn) for number, turn in list(turns.items())[-SHOWN:]]


def hidden_turns(turns: Mapping[int, KeptTurn]) -> str:
    """Where the turns before the shown ones are; empty when there are none."""
    count = len(turns) - SHOWN
    if count <= 0:
        return ""
    conversation = next(iter(turns.values())).conversation
    return f"{count} earlier turn{'' if count == 1 else 's'}: `coach history show {conversation}` prints all."


class KeptTurnView(TurnView):
    """A turn from the journal, with its answer."""

    def __init__(self, number: int, turn: KeptTurn) -> None:
        answer = _answer(turn)
        super().__init__(number, turn.text, "", _reading(answer) if turn.again and answer else None)
        self.answer = answer

    def reply(self) -> Widget:
        return AnswerView(self.answer) if self.answer else MessageView(UNANSWERED, "No answer", "failure")


def _reading(answer: Answer) -> str:
    used = [article.title for article in answer.reading.articles if article.used] if answer.reading else []
    return "; ".join(used)


def _answer(turn: KeptTurn) -> Answer | None:
    """The answer; None where there is none, or one that this Coach cannot read."""
    try:
        return restore_answer(turn.answer) if turn.answer is not None else None
    except ValueError:
        return None

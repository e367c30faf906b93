"""An answer: what it was made for, its rows, and the remarks below them."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from coach.coaching.answer import Answer
from coach.coaching.rows import remarks, rows
from coach.tui.block import Block
from coach.tui.choices import choices
from coach.tui.conversation.labelled import Labelled
from coach.tui.conversation.message_view import MessageView
from coach.tui.conversation.reading_view import ReadingView
from coach.tui.conversation.row_view import RowView
from coach.tui.messages import CitationChosen


class AnswerView(Vertical):
    """Shows any outcome."""

    DEFAULT_CSS = """
    AnswerView { height: auto; }
    AnswerView > RowView { margin-top: 1; }
    AnswerView > MessageView { margin-bottom: 1; }
    AnswerView > .sources { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer

    def compose(self) -> ComposeResult:
        if self.answer.outcome == "people-first":
            yield MessageView(self.answer.message or "", "People first", "people-first")
        elif self.answer.message:
            yield MessageView(self.answer.message)
        yield from self._reading()
        for place, row in enumerate(rows(self.answer)):
            yield RowView(row, headed=place == 0)
        yield from self._notes()
        if self.answer.citations:
            yield Static(_sources_line(self.answer), classes="sources", markup=False)

    def _reading(self) -> Iterator[Widget]:
        offered = choices(self.answer)
        if self.answer.advises and self.answer.reading and offered:
            yield ReadingView(self.answer.introduction, offered)
            if self.answer.order:
                yield Labelled("In which order", self.answer.order)
        elif self.answer.outcome == "not-covered" and offered:
            yield ReadingView("Nearest articles", offered)
        elif self.answer.outcome == "people-first" and offered:
            yield ReadingView("For afterwards", offered)

    def _notes(self) -> Iterator[Widget]:
        for label, note in remarks(self.answer):
            yield Labelled(label, note.text, note.citations)
        if self.answer.question:
            yield Labelled("Coach asks", self.answer.question)

    @on(Block.CitationClicked)
    def choose_citation(self, event: Block.CitationClicked) -> None:
        event.stop()
        self.post_message(CitationChosen(self.answer, event.number))


def _sources_line(answer: Answer) -> str:
    articles = len({citation.article for citation in answer.citations})
    count = len(answer.citations)
    quotations = "1 quotation" if count == 1 else f"{count} quotations"
    origin = "1 article" if articles == 1 else f"{articles} articles"
    return f"{quotations} from {origin}: ^O lists them"

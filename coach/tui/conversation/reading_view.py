"""What an answer was made for: the likeliest articles, and the keys that answer for another."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.style import Style

from coach.tui.block import LABEL_WIDTH, LABELS_BESIDE, WIDEST_TEXT, Block, beside, labelled
from coach.tui.choices import Choice


class ReadingView(Block):
    """`This reads like 1 … 2 … 3 …`; clicking a title answers for it."""

    DEFAULT_CSS = """
    ReadingView { margin-bottom: 1; link-color: $text; link-style-hover: underline; }
    """

    @dataclass
    class Chosen(Message):
        """An article was clicked."""

        choice: Choice

    def __init__(self, label: str, choices: list[Choice]) -> None:
        super().__init__()
        self._label = label
        self._choices = choices

    def lines(self, width: int) -> list[Content]:
        room = width if width < LABELS_BESIDE else min(width - LABEL_WIDTH, WIDEST_TEXT)
        return labelled(self._label, [line for n in range(len(self._choices)) for line in self._choice(n, room)], width)

    def action_choose(self, place: int) -> None:
        self.post_message(self.Chosen(self._choices[place]))

    def _choice(self, place: int, width: int) -> list[Content]:
        choice = self._choices[place]
        title = Content(choice.title).stylize(Style.from_meta({"@click": f"choose({place})"}))
        if choice.used:
            title = title.stylize("bold")
        key = (f" {choice.key}", "bold $coach-quiet") if choice.key and not choice.used else ""
        number = Content.styled(str(place + 1), "$coach-quiet")
        return beside([number], Content.assemble(title, key).wrap(max(width - 2, 1)), 2, Content(""))

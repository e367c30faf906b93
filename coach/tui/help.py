"""The help screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.tui.block import Block, beside

KEYS = (
    ("Enter", "send"),
    ("^J", "new line (also Shift+Enter, where the terminal tells it apart)"),
    ("↑", "in the empty prompt: bring back what was sent last"),
    ("F2  F3", "answer for the second or third article that it may be about"),
    ("^O", "the sources of the newest answer"),
    ("1 … 9", "in the sources: open that one; Alt+1 … Alt+9 anywhere"),
    ("n  p", "in the sources: the next, the previous (also ] and [)"),
    ("^N", "make a next step of a sentence of the newest answer; t does so in the sources"),
    ("^T", "your open next steps: how did it go?"),
    ("^L", "past conversations: find one, go on with it, delete it"),
    ("Esc", "back to where you were"),
    ("PgUp PgDn", "scroll; Tab moves between prompt, answers and sources"),
    ("^P", "all commands: copy or save an answer, themes, new conversation"),
    ("^R", "try again when the library could not be loaded"),
    ("^Q", "quit; also ^C twice, or /quit"),
)
DOES = (
    "Coach finds the articles of its library that fit what you describe, and quotes from them how someone acting as a "
    "manager and how someone acting as a leader would take it on. Neither is the better one: the answer says which "
    "way to lean first. Every sentence of advice stands word for word in the article it names."
)
GOING_ON = (
    "Go on in your own words: what happened since, “and if she says no?”, “I tried that”, “give me the words”, "
    "“shorter”, “only as a leader”, “what else?”, “says who?”. What was said is not said again. Another trouble "
    "begins anew."
)
DOES_NOT = (
    "Coach does not make up advice, and it is not a person: no doctor, no lawyer, no HR. Where the library has "
    "nothing it says so. It can take your story for another; the articles it took it for stand on top of every answer."
)
PRIVACY = (
    "Nothing leaves this machine: no network, no telemetry, no account. What you type is kept in a journal that only "
    "you can read. ^L deletes from it; coach --no-journal and COACH_JOURNAL=off keep nothing."
)
KEY_WIDTH = 11
TYPED = "Typed commands: /help  /new  /history  /next  /steps  /sources  /retry  /quit"


class HelpScreen(ModalScreen[None]):
    """Keys, what Coach does and does not do, and privacy."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background; }
    HelpScreen > VerticalScroll {
        width: 84;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        padding: 1 2;
        border: solid $primary;
        border-title-color: $text-primary;
        background: $background;
        scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $coach-rule;
    }
    """
    BINDINGS: ClassVar = [Binding("escape,f1,q", "dismiss", "Back")]

    def compose(self) -> ComposeResult:
        with VerticalScroll() as page:
            page.border_title = "Help: Esc goes back"
            yield KeyTable()
            yield Static(_text())


class KeyTable(Block):
    """The keys, with what they do beside them."""

    DEFAULT_CSS = """
    KeyTable { margin-bottom: 1; }
    """

    def lines(self, width: int) -> list[Content]:
        keys = [(Content.styled(key, "bold"), Content(what).wrap(max(width - KEY_WIDTH, 1))) for key, what in KEYS]
        return [line for key, what in keys for line in beside([key], what, KEY_WIDTH, Content(""))]


def _text() -> Content:
    parts = [
        Content(TYPED),
        Content.assemble(("What it does  ", "bold"), DOES),
        Content.assemble(("Going on  ", "bold"), GOING_ON),
        Content.assemble(("What it does not  ", "bold"), DOES_NOT),
        Content.assemble(("Privacy  ", "bold"), PRIVACY),
    ]
    return Content("\n\n").join(parts)

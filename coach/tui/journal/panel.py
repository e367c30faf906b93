"""What the modal screens of the journal share: a frame with a title, and a line that names the keys."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

_Result = TypeVar("_Result")


class Panel(ModalScreen[_Result]):
    """A screen over the conversation that Esc closes."""

    DEFAULT_CSS = """
    Panel { align: center middle; background: $background; }
    Panel > #frame {
        width: 100;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        padding: 0 1;
        border: solid $primary;
        border-title-color: $text-primary;
        background: $background;
    }
    Panel .keys { height: auto; margin-top: 1; color: $text-muted; }
    Panel .note { height: auto; color: $text-muted; }
    Panel .wrong { height: auto; color: $text-error; }
    Panel .wrong.-empty { display: none; }
    Panel OptionList {
        height: auto;
        max-height: 1fr;
        padding: 0;
        border: none;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $coach-rule;
        &:focus { border: none; background: $background; background-tint: transparent; }
    }
    """
    BINDINGS: ClassVar = [Binding("escape", "leave", "Back")]

    def action_leave(self) -> None:
        self.dismiss(None)


def keys(text: str) -> Static:
    """The line that names the keys."""
    return Static(Content(text), classes="keys")


def show_options(options: OptionList, lines: list[Content]) -> None:
    """Put lines into a list and keep the highlight where it was, as far as there is a line."""
    place = options.highlighted or 0
    options.set_options(lines)
    options.highlighted = min(place, len(lines) - 1) if lines else None

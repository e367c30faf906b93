"""The keys of the conversation screen, and the commands that can be typed in its place."""

from __future__ import annotations

from textual.binding import Binding, BindingType

CITATION_KEYS = "123456789"
COMMANDS = {
    "/quit": "app.quit",
    "/exit": "app.quit",
    "/help": "app.help",
    "/new": "screen.new_conversation",
    "/history": "screen.history",
    "/next": "screen.next_step",
    "/steps": "screen.review_steps",
    "/sources": "screen.sources",
    "/retry": "screen.try_again",
}
KEYS: list[BindingType] = [
    Binding("f2", "answer_for(2)", "Answer for the second article"),
    Binding("f3", "answer_for(3)", "Answer for the third article"),
    Binding("ctrl+o", "sources", "Sources"),
    Binding("ctrl+n", "next_step", "Make a next step of a sentence"),
    Binding("ctrl+t", "review_steps", "Next steps: how did it go?"),
    Binding("ctrl+l", "history", "Past conversations"),
    Binding("ctrl+r", "try_again", "Try again to load the library", show=False),
    Binding("ctrl+up", "scroll_conversation(-1)", "Scroll up", show=False),
    Binding("ctrl+down", "scroll_conversation(1)", "Scroll down", show=False),
    *(Binding(f"alt+{key}", f"open_citation({key})", f"Open source {key}", show=False) for key in CITATION_KEYS),
]

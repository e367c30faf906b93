"""The last line of the screen: the keys."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

KEYS = (
    ("F1", "help", "app.help", 0),
    ("F2/F3", "other reading", "screen.answer_for(2)", 60),
    ("^O", "sources", "screen.sources", 0),
    ("^N", "next step", "screen.next_step", 70),
    ("^L", "past conversations", "screen.history", 100),
    ("^Q", "quit", "app.quit", 0),
)
SMALL = (36, 10)
TOO_SMALL = "widen the terminal"


class KeyLine(Static):
    """Names the keys that fit; clicking one does what it says."""

    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        padding: 0 1;
        color: $text-muted;
        background: $background;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        link-color: $text-muted;
        link-background: transparent;
        link-style: none;
        link-color-hover: $text;
        link-background-hover: transparent;
        link-style-hover: none;
    }
    """

    def render(self) -> RenderResult:
        width, height = self.app.size
        if width < SMALL[0] or height < SMALL[1]:
            return Content(TOO_SMALL)
        shown = [
            Content.assemble((key, "bold"), " ", what).stylize(Style.from_meta({"@click": action}))
            for key, what, action, least in KEYS
            if width >= least
        ]
        return Content("   ").join(shown)

    def on_resize(self) -> None:
        self.refresh()

"""Colours: three of our own that every theme gets, and a theme of our own beside Textual's."""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

# Black, white and yellow: every text stands at least 7:1 against its background.
HIGH_CONTRAST = Theme(
    name="coach-high-contrast",
    primary="#FFFF00",
    secondary="#FFFFFF",
    accent="#FFFF00",
    warning="#FFFF00",
    error="#FFFF00",
    success="#FFFFFF",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    dark=True,
    variables={
        "text-muted": "#FFFFFF",
        "text-disabled": "#FFFFFF",
        "text-primary": "#FFFF00",
        "text-secondary": "#FFFFFF",
        "text-accent": "#FFFFFF",
        "text-warning": "#FFFF00",
        "text-error": "#FFFF00",
        "foreground-muted": "#FFFFFF",
        "block-cursor-background": "#FFFF00",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#000000",
        "block-cursor-blurred-foreground": "#FFFFFF",
        "block-cursor-blurred-text-style": "bold underline",
        "input-cursor-background": "#FFFF00",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#FFFF00 40%",
        "link-color": "#FFFF00",
        "scrollbar": "#FFFFFF",
        "scrollbar-background": "#000000",
        "border": "#FFFF00",
        "border-blurred": "#FFFFFF",
        "coach-rule": "#FFFFFF",
        "coach-quiet": "#FFFFFF",
        "coach-quote": "#4A4A00",
    },
)


def own_variables(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """The colours of a theme with ours: of thin rules, of quiet words, and of the ground behind a quotation."""
    if theme.ansi:
        own = {"coach-rule": "ansi_bright_black", "coach-quiet": "ansi_default", "coach-quote": "ansi_default"}
    else:
        background = Color.parse(variables["background"])
        own = {
            "coach-rule": background.blend(Color.parse(variables["foreground"]), 0.25).hex,
            "coach-quiet": background.blend(Color.parse(variables["foreground"]), 0.65).hex,
            "coach-quote": background.blend(Color.parse(variables["primary"]), 0.3).hex,
        }
    return own | variables

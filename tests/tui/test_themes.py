"""Colours, whichever theme is chosen."""

from __future__ import annotations

from opening import Opened

from coach.tui.app import CoachApp


async def test_every_theme_gives_our_own_colours_a_value(opened: Opened) -> None:
    async with opened(80, 24) as pilot:
        for theme in pilot.app.available_themes:
            pilot.app.theme = theme
            await pilot.pause()
            variables = pilot.app.get_css_variables()
            assert all(variables[name] for name in ("coach-rule", "coach-quiet", "coach-quote"))


def test_our_theme_can_be_chosen_from_the_palette() -> None:
    assert "coach-high-contrast" in CoachApp(lambda *_: None).available_themes

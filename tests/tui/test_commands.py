"""Help, the palette, the clipboard, files, themes, and leaving."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import example
import pytest
from helpers import conversation, send, visible
from opening import Opened
from stub import StubCoach
from textual.color import Color
from textual.pilot import Pilot

from coach.tui.saving import save

Until = Callable[..., Awaitable[None]]


async def test_f1_shows_the_keys_and_the_privacy_line_and_escape_closes_it(opened: Opened) -> None:
    async with opened(120, 50) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert "Nothing leaves this machine" in visible(pilot)
        assert "the sources of the newest answer" in visible(pilot)
        await pilot.press("escape")
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("text", ["/help", " /HELP "])
async def test_slash_help_shows_help_and_asks_coach_nothing(opened: Opened, stub: StubCoach, text: str) -> None:
    async with opened() as pilot:
        await send(pilot, text)
        assert type(pilot.app.screen).__name__ == "HelpScreen"
        assert not stub.asked


@pytest.mark.parametrize("keys", [["ctrl+q"], ["ctrl+c", "ctrl+c"], ["/", "q", "u", "i", "t", "enter"]])
@pytest.mark.parametrize("loading", [False, True])
async def test_quitting_works_also_while_loading(
    opened: Opened, stub: StubCoach, keys: list[str], loading: bool
) -> None:
    if loading:
        stub.gate.clear()
    async with opened() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert pilot.app._exit
        assert pilot.app.return_code == 0


async def test_quitting_works_from_help(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("f1", "ctrl+q")
        await pilot.pause()
        assert pilot.app._exit


async def test_one_ctrl_c_only_says_how_to_quit(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not pilot.app._exit
        assert "Press ^C again to quit." in visible(pilot)


async def test_the_palette_lists_what_there_is_to_do(opened: Opened, until: Until) -> None:
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: conversation(pilot).newest)
        titles = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
    always = {"Help", "Theme", "Quit", "New conversation", "Past conversations", "Next steps"}
    assert titles == always | {"Sources", "Copy last answer", "Save last answer", "Make a next step"}


async def test_the_palette_opens_and_runs_a_command(opened: Opened, until: Until) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p", *"help", "enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "HelpScreen")


async def test_copying_sends_markdown_and_claims_no_more_than_that(opened: Opened, until: Until) -> None:
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: conversation(pilot).newest)
        pilot.app._copy()
        await pilot.pause()
        assert pilot.app.clipboard.startswith("> One of my best engineers")
        assert "Sent to the terminal's clipboard" in visible(pilot)


async def test_saving_writes_the_next_free_file_and_names_it(
    opened: Opened, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: conversation(pilot).newest)
        pilot.app._save()
        await pilot.pause()
        assert "Saved as coach-answer-1.md" in visible(pilot)
    assert "## Sources" in (tmp_path / "coach-answer-1.md").read_text("utf-8")


def test_saving_overwrites_nothing_and_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    assert [save(example.answer(), tmp_path) for _ in range(3)] == [f"coach-answer-{n}.md" for n in (1, 2, 3)]
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


async def test_a_file_that_cannot_be_written_is_told(
    opened: Opened, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise OSError(28, "No space left")

    async with opened() as pilot:
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: conversation(pilot).newest)
        monkeypatch.setattr("coach.tui.saving.save", refuse)
        pilot.app._save()
        await pilot.pause()
        assert "The disk is full" in visible(pilot)


async def test_every_text_of_the_high_contrast_theme_stands_out_seven_to_one(opened: Opened, until: Until) -> None:
    async with opened(120, 50) as pilot:
        pilot.app.theme = "coach-high-contrast"
        await send(pilot, example.SITUATION)
        await until(pilot, lambda: conversation(pilot).newest)
        for keys in (["pagedown"], ["ctrl+o"], ["2"], ["escape", "escape", "f1"], ["escape", "ctrl+p"]):
            await pilot.press(*keys)
            await pilot.pause(0.1)
            assert low_contrast(pilot) == []


def low_contrast(pilot: Pilot[None]) -> list[tuple[str, float]]:
    """The texts on top that are hard to read, with their contrast; lines and scrollbars are no text."""
    screen = pilot.app.screen
    shown = screen.children[0].region if screen.is_modal else screen.region
    strips = screen._compositor.render_strips()[shown.y : shown.bottom]
    found = []
    for text, style, _ in (part for strip in strips for part in strip.crop(shown.x, shown.right)):
        if style and style.color and style.bgcolor and any(character.isalnum() for character in text):
            contrast = ratio(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
            found += [(text, contrast)] if contrast < 7 else []
    return found


def ratio(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

"""What the tests look at on the screen."""

from __future__ import annotations

from typing import cast

from textual.pilot import Pilot
from textual.widget import Widget

from coach.tui.conversation.conversation import Conversation
from coach.tui.conversation.prompt import Prompt
from coach.tui.conversation.screen import ConversationScreen
from coach.tui.sources.article_view import ArticleView


def screen(pilot: Pilot[None]) -> ConversationScreen:
    return cast("ConversationScreen", pilot.app.screen_stack[0])


def conversation(pilot: Pilot[None]) -> Conversation:
    return screen(pilot).query_one(Conversation)


def prompt(pilot: Pilot[None]) -> Prompt:
    return screen(pilot).query_one(Prompt)


def focused(pilot: Pilot[None]) -> str:
    return type(pilot.app.focused).__name__


def article_is_shown(pilot: Pilot[None]) -> bool:
    return bool(screen(pilot).query(f"{ArticleView.__name__} .-cited"))


def visible(pilot: Pilot[None], within: Widget | None = None) -> str:
    """The text on the screen, line by line; or what of a widget can be seen."""
    lines = ["".join(segment.text for segment in strip) for strip in pilot.app.screen._compositor.render_strips()]
    if within is None:
        return "\n".join(lines)
    region = within.region.intersection(pilot.app.screen.region)
    return "\n".join(line[region.x : region.right] for line in lines[region.y : region.bottom])


async def send(pilot: Pilot[None], text: str) -> None:
    prompt(pilot).text = text
    await pilot.press("enter")
    await pilot.pause()

"""The thread that holds the Coach."""

from __future__ import annotations

import subprocess
import sys
from time import monotonic, sleep

import example
import pytest
from stub import PATIENCE, StubCoach
from textual.message import Message

from coach.errors import InputError
from coach.tui.backstage import Backstage, explain
from coach.tui.choices import choices
from coach.tui.messages import Answered, Loaded

HEAVY = ("numpy", "onnxruntime", "tokenizers", "yaml", "coach.coaching.coach", "coach.search")


def wait_for(told: list[Message], count: int) -> None:
    end = monotonic() + PATIENCE
    while len(told) < count:
        assert monotonic() < end, told
        sleep(0.005)


def test_jobs_are_done_in_order_after_loading(stub: StubCoach) -> None:
    told: list[Message] = []
    backstage = Backstage(lambda *_: stub, told.append)
    for number in (1, 2, 3):
        backstage.ask(number, f"story {number}")
    backstage.start()
    wait_for(told, 4)
    backstage.close()
    assert isinstance(told[0], Loaded)
    assert [message.number for message in told if isinstance(message, Answered)] == [1, 2, 3]


def test_the_thread_ends_when_it_is_closed(stub: StubCoach) -> None:
    backstage = Backstage(stub.open, lambda _: None)
    backstage.start()
    backstage.close()
    backstage.join(PATIENCE)
    assert not backstage.is_alive()
    assert backstage.daemon


def test_nobody_is_told_anything_after_closing(stub: StubCoach) -> None:
    told: list[Message] = []
    stub.gate.clear()
    backstage = Backstage(lambda *_: stub, told.append)
    backstage.start()
    backstage.close()
    stub.gate.set()
    backstage.join(PATIENCE)
    assert told == []


def test_a_screen_that_is_gone_stops_the_telling(stub: StubCoach) -> None:
    def gone(_: Message) -> None:
        raise RuntimeError("Event loop is closed")

    backstage = Backstage(stub.open, gone)
    backstage.start()
    backstage.join(PATIENCE)
    assert not backstage.is_alive()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (InputError("Too long."), "Too long."),
        (FileNotFoundError(2, "x", "/y"), "No such file or folder: /y."),
        (KeyError("k"), "Something unexpected went wrong (KeyError: 'k'). `coach doctor` looks for the cause."),
    ],
)
def test_every_failure_is_explained_in_one_line(error: Exception, line: str) -> None:
    assert explain(error) == line


def test_the_keys_stand_for_the_second_and_the_third_article() -> None:
    assert [choice.key for choice in choices(example.answer())] == [None, "F2", "F3"]


def test_where_nothing_is_covered_the_keys_stand_for_the_first_two() -> None:
    assert [choice.key for choice in choices(example.not_covered("x"))] == ["F2", "F3", None]


def imported_by(code: str) -> set[str]:
    script = f"{code}\nimport sys; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )


def test_importing_the_package_imports_no_textual() -> None:
    assert "textual" not in imported_by("import coach.tui")


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    code = """
import asyncio
from coach.tui.app import CoachApp
from coach.tui.conversation.screen import ConversationScreen
ConversationScreen.on_mount = lambda self: self.query_one("Prompt").focus()
async def paint():
    async with CoachApp(lambda *_: None).run_test() as pilot:
        await pilot.pause()
asyncio.run(paint())
"""
    assert not imported_by(code) & set(HEAVY)

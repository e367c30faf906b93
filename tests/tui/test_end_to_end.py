"""The whole program in a real terminal, with the real library."""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import sys
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path
from subprocess import Popen
from termios import TIOCSWINSZ
from time import monotonic

import example
import pytest

PATIENCE = 60.0
COACH = [sys.executable, "-m", "coach"]


class Terminal:
    """A pseudo-terminal with the program in it."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._main, side = pty.openpty()
        ioctl(side, TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        environment = {**kept, "COACH_HOME": str(home), "TERM": "xterm-256color"}
        self._seen = ""
        self._process = Popen([*COACH, *arguments], stdin=side, stdout=side, stderr=side, env=environment)
        os.close(side)

    def type(self, keys: str) -> None:
        self._seen = ""
        os.write(self._main, keys.encode())

    def wait_for(self, *texts: str) -> None:
        """Read until each text was written, whatever colours stand between its words."""
        end = monotonic() + PATIENCE
        while missing := [text for text in texts if text not in self._seen]:
            assert monotonic() < end, f"{missing} never appeared in {self._seen[-3000:]}"
            if select.select([self._main], [], [], 0.2)[0]:
                raw = os.read(self._main, 65536).decode("utf-8", "replace")
                self._seen += re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", raw)

    def exit_code(self) -> int:
        end = monotonic() + PATIENCE
        while self._process.poll() is None and monotonic() < end:
            if select.select([self._main], [], [], 0.1)[0]:
                try:
                    os.read(self._main, 65536)
                except OSError:  # the other side is closed
                    break
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        """End the program as a crash would."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._main)


@pytest.fixture
def home(tmp_path: Path, coach_home: Path) -> Path:
    """A home of the test's own, so that its journal is, over the shared encoder and index."""
    (tmp_path / "cache").symlink_to(coach_home / "cache")
    return tmp_path


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    terminal = Terminal(home)
    yield terminal
    terminal.close()


def test_a_situation_is_typed_answered_its_source_opened_and_coach_left(terminal: Terminal) -> None:
    terminal.wait_for("type a situation")
    terminal.type(example.SITUATION + "\r")
    terminal.wait_for("AS A MANAGER", "AS A LEADER", "[1]", "Words to use")
    terminal.type("\x0f")
    terminal.wait_for("Sources: a number or Enter opens")
    terminal.type("1")
    terminal.wait_for("[1] of ", "next")
    terminal.type("\x1b")
    terminal.wait_for("AS A MANAGER")
    terminal.type("\x11")
    assert terminal.exit_code() == 0


def test_leaving_while_the_library_loads_is_immediate(terminal: Terminal) -> None:
    terminal.wait_for("type a situation")
    started = monotonic()
    terminal.type("\x11")
    assert terminal.exit_code() == 0
    assert monotonic() - started < 5


def test_after_a_crash_continue_brings_the_conversation_back_and_a_next_step_is_asked_about(
    terminal: Terminal, home: Path
) -> None:
    terminal.wait_for("type a situation")
    terminal.type(example.SITUATION + "\r")
    terminal.wait_for("AS A MANAGER", "Words to use")
    terminal.type("\x0e")
    terminal.wait_for("Which one will you do?")
    terminal.type("1")
    terminal.wait_for("A next step")
    terminal.type("we meet")
    terminal.wait_for("we meet")
    terminal.type("\x13")
    terminal.wait_for("Kept.")
    terminal.kill()
    again = Terminal(home, "--continue")
    again.wait_for("One of my best engineers", "AS A MANAGER", "When we meet, I will", "how did it go?")
    again.close()


def test_with_no_journal_nothing_of_what_was_typed_is_left_behind(home: Path) -> None:
    terminal = Terminal(home, "--no-journal")
    terminal.wait_for("Nothing is kept")
    terminal.type(example.SITUATION + "\r")
    terminal.wait_for("AS A MANAGER", "Words to use")
    terminal.type("\x11")
    assert terminal.exit_code() == 0
    terminal.close()
    assert not (home / "data").exists()

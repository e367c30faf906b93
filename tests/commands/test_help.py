"""Help teaches: what a command does, with an example; and it is there for every command."""

from __future__ import annotations

from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from coach import __version__
from coach.cli import COMMANDS

Run = Callable[..., CompletedProcess[bytes]]


def test_help_lists_every_command_with_its_line_an_example_and_the_exit_codes(run: Run) -> None:
    text = " ".join(run("--help").stdout.decode().split())
    assert all(f"{name} {line}" in text for name, (_, line) in COMMANDS.items())
    assert 'coach ask "My boss changes course weekly"' in text
    assert "130 interrupted" in text


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself(run: Run, command: str, flag: str) -> None:
    done = run(command, flag)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) >= 5


@pytest.mark.parametrize("command", ["ask", "eval"])
def test_the_help_of_a_command_with_many_options_has_an_example(run: Run, command: str) -> None:
    assert f"  coach {command} " in run(command, "--help").stdout.decode().partition("Examples:")[2]


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout.decode().split() == ["coach,", "version", __version__]


def test_an_unknown_command_points_to_the_help(run: Run) -> None:
    done = run("advise")
    assert done.returncode == 2
    assert b"No such command 'advise'" in done.stderr
    assert b"--help" in done.stderr

"""Whatever goes wrong is one line that names the remedy, with its exit code; nothing is lost by it."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[bytes]]
STORY = "One of my most reliable people has started missing deadlines and snaps at everyone."
COACH = shlex.join([sys.executable, "-m", "coach"])


def shell(line: str, home: Path) -> CompletedProcess[bytes]:
    """Run a line of bash in which `coach` is a command."""
    script = f'coach() {{ {COACH} "$@"; }}; set -o pipefail; {line}'
    return subprocess.run(
        ["bash", "-c", script], env=os.environ | {"COACH_HOME": str(home)}, capture_output=True, check=False
    )


def is_one_line(stderr: bytes) -> bool:
    return stderr.startswith(b"coach: ") and stderr.count(b"\n") == 1


@pytest.mark.parametrize("below", ["", "deeper"], ids=["file", "below-file"])
def test_a_home_that_cannot_be_made_is_told_with_the_setting(run: Run, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    done = run("ask", STORY, home=tmp_path / "file" / below)
    assert (done.returncode, is_one_line(done.stderr)) == (3, True)
    assert b"a file is in its way; move it, or set COACH_HOME" in done.stderr


def test_a_home_where_nothing_can_be_written_ends_with_3(run: Run) -> None:
    done = run("ask", STORY, home=Path("/proc/coach"))
    assert (done.returncode, is_one_line(done.stderr), done.stdout) == (3, True, b"")


@pytest.mark.parametrize(
    ("name", "value", "remedy", "code"),
    [
        ("COACH_PRECISION", "int4", b"set it to one of int8, fp32", 2),
        ("COACH_MODEL", "/nowhere/model", b"set COACH_MODEL to the folder of a sentence-transformers model", 3),
    ],
)
def test_a_wrong_setting_is_told_with_what_it_may_be(run: Run, name: str, value: str, remedy: bytes, code: int) -> None:
    done = run("ask", STORY, **{name: value})
    assert (done.returncode, is_one_line(done.stderr)) == (code, True)
    assert remedy in done.stderr


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"model = ", b"mend it or delete it"),
        (b"\xff", b"mend it or delete it"),
        (b"colour = 'red'", b"the settings are"),
        (b"model = 3", b"the settings are"),
    ],
    ids=["toml", "bytes", "unknown", "type"],
)
def test_a_broken_configuration_ends_with_2(run: Run, own_home: Path, content: bytes, remedy: bytes) -> None:
    (own_home / "config.toml").write_bytes(content)
    done = run("paths", home=own_home)
    assert (done.returncode, is_one_line(done.stderr)) == (2, True)
    assert remedy in done.stderr


def test_a_damaged_article_of_ones_own_is_named_and_the_answer_comes(run: Run, ready_home: Path) -> None:
    articles = ready_home / "data" / "articles"
    articles.mkdir(parents=True)
    (articles / "torn.json").write_bytes(b'{"version": 1')
    done = run("ask", STORY, "--json", home=ready_home)
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (0, "answered")
    assert f"torn.json was damaged and is kept as {articles}/torn.broken" in done.stderr.decode()
    assert (articles / "torn.broken").read_bytes() == b'{"version": 1'


def test_a_half_written_index_is_built_again_without_a_word_lost(run: Run, ready_home: Path) -> None:
    wanted = run("ask", STORY, "--json", home=ready_home).stdout
    [database] = (ready_home / "cache" / "indexes").glob("*/library.sqlite")
    os.truncate(database, 100_000)
    done = run("ask", STORY, "--json", home=ready_home)
    assert (done.returncode, done.stdout) == (0, wanted)


def test_a_full_disk_while_the_index_is_built_ends_with_3_and_leaves_nothing_half(ready_home: Path, run: Run) -> None:
    [manifest] = (ready_home / "cache" / "indexes").glob("*/index.json")
    manifest.unlink()
    done = shell(f"ulimit -f 200; coach ask {shlex.quote(STORY)}", ready_home)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"free some space" in done.stderr
    assert b"Traceback" not in done.stderr
    assert list((ready_home / "cache" / "indexes").glob("*/index.json")) == []
    assert run("ask", STORY, home=ready_home).returncode == 0


def test_a_full_disk_while_an_article_is_added_stores_nothing(own_home: Path, tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text(
        "# Long\n\n" + "A manager writes one more word about this. " * 9000, encoding="utf-8"
    )
    done = shell(f"ulimit -f 50; coach library add {tmp_path}/long.md", own_home)
    assert (done.returncode, is_one_line(done.stderr)) == (3, True)
    assert b"The disk is full: free some space" in done.stderr
    assert list((own_home / "data" / "articles").iterdir()) == []


@pytest.mark.parametrize("command", ["paths", "library list", "ask hello --json"])
def test_a_full_disk_behind_standard_output_ends_with_3(command: str, coach_home: Path) -> None:
    done = shell(f"coach {command} > /dev/full", coach_home)
    assert (done.returncode, is_one_line(done.stderr)) == (3, True)


@pytest.mark.parametrize("command", ["library list", "search boss -k 1000", "library show reliable-person-slipping"])
def test_a_reader_that_goes_away_is_no_failure_to_talk_about(command: str, coach_home: Path) -> None:
    done = shell(f"coach {command} | head -1; echo ${{PIPESTATUS[0]}}", coach_home)
    *text, code = done.stdout.splitlines()
    assert (len(text), done.stderr) == (1, b"")
    assert int(code) in (0, 128 + signal.SIGPIPE)


@pytest.mark.parametrize(("closed", "code"), [("<&-", 2), (">&-", 0), ("2>&-", 0)], ids=["stdin", "stdout", "stderr"])
def test_a_closed_stream_does_no_harm(closed: str, code: int, coach_home: Path) -> None:
    text = "-" if closed == "<&-" else "hello"
    done = shell(f"coach ask {text} {closed}", coach_home)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_an_interrupt_ends_with_130_and_leaves_nothing_half(own_home: Path) -> None:
    for vectors in (own_home / "cache" / "indexes").glob("vectors-*"):
        vectors.unlink()  # so that there is something to interrupt
    command = [sys.executable, "-m", "coach", "ask", STORY]
    environment = os.environ | {"COACH_HOME": str(own_home)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert b"Reading the library" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert told.strip() == b"Interrupted."
    assert [path for path in (own_home / "cache" / "indexes").iterdir() if path.is_dir()] == []


def test_the_terminal_ui_needs_a_terminal(run: Run) -> None:
    done = run()
    assert done.returncode == 2
    assert b"use `coach ask TEXT` in a script" in done.stderr

"""What the subcommands share: a Coach that tells of its progress on stderr, JSON on stdout, typed input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coach.errors import ConfigurationError, DataError, InputError
from coach.settings import load_settings

if TYPE_CHECKING:
    from coach.coaching.coach import Coach
    from coach.journal.journal import Journal

LARGEST_INPUT = 64 * 2**20


def make_coach() -> Coach:
    """A Coach whose progress and warnings go to stderr."""
    from coach.coaching.coach import Coach

    return Coach(load_settings(), StderrProgress(), warn)


def warn(line: str) -> None:
    click.echo(f"coach: {line}", err=True)


def open_journal() -> Journal:
    """The journal to read from; where none was begun, an empty one that leaves no file."""
    from coach.journal.journal import Journal

    path = load_settings().journal_file
    return Journal(path if path.exists() else None, warn)


def journal_to_keep() -> Journal:
    """The journal to write to.

    Raises:
        ConfigurationError: it is off.
    """
    from coach.journal.journal import Journal

    settings = load_settings()
    if not settings.journal:
        raise ConfigurationError("The journal is off, so nothing is kept: set COACH_JOURNAL=on to keep this.")
    return Journal(settings.journal_file, warn)


def confirm(question: str, *, yes: bool) -> None:
    """Ask before what cannot be taken back, unless told not to.

    Raises:
        click.Abort: the person said no.
        click.UsageError: there is nobody to ask.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("This cannot be taken back: add --yes to do it without being asked.")
    click.confirm(question, abort=True, err=True)


class StderrProgress:
    """Progress on one line of a terminal; on anything else a line when the work begins."""

    def __init__(self) -> None:
        self._said = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            if what != self._said:
                click.echo(f"coach: {what} …", err=True)
        else:
            share = f" {100 * done // total} %" if total else ""
            click.echo(f"\r\x1b[K{what} …{share}", nl=done == total > 0, err=True)
        self._said = what


def print_json(value: Any) -> None:  # noqa: ANN401 - anything that json writes
    """Print one JSON object on one line."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding)
    except UnicodeEncodeError:  # half a surrogate pair, or a terminal of another encoding: ASCII says the same
        line = json.dumps(value)
    click.echo(line)


def read_text(text: str) -> str:
    """The text of an argument, or of standard input for `-`.

    Raises:
        InputError: there is none, or it is not text.
    """
    if text == "-":
        text = decode(sys.stdin.buffer.read(LARGEST_INPUT), "Standard input")
    if not text.strip():
        raise InputError("Nothing to answer: describe what is happening at work, in a sentence or a page.")
    return text


def read_lines(path: Path) -> list[str]:
    """The lines of a file, or of standard input for `-`; only `\\n` ends one, since JSON may hold U+2028.

    Raises:
        DataError: the file cannot be read.
        InputError: it is not text.
    """
    if str(path) == "-":
        return decode(sys.stdin.buffer.read(), "Standard input").split("\n")
    try:
        return decode(path.read_bytes(), str(path)).split("\n")
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}): check the path.") from error


def decode(content: bytes, name: str) -> str:
    """Decode UTF-8.

    Raises:
        InputError: it is binary or in another encoding.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 text (byte {error.start}): save it as UTF-8 and try again.") from error
    if "\0" in text:
        raise InputError(f"{name} is binary, not text: send plain text.")
    return text

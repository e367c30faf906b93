"""The file of the journal: opening it, writing to it as a whole or not at all, and what goes wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coach.errors import JournalError
from coach.files import make_private_dir
from coach.journal.migrations import migrate

PATIENCE = 5.0
"""Seconds to wait while another process writes."""

SIDE_FILES = ("-wal", "-shm")
REBUILD_INDEX = "INSERT INTO turn_words (turn_words) VALUES ('rebuild')"
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_REMEDIES = {
    sqlite3.SQLITE_BUSY: "is in use by another Coach: try again in a moment",
    sqlite3.SQLITE_LOCKED: "is in use by another Coach: try again in a moment",
    sqlite3.SQLITE_FULL: "could not grow because the disk is full: free some space and try again",
    sqlite3.SQLITE_READONLY: "may not be written: make it and its folder writable, or set COACH_JOURNAL=off",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: make it a readable file in a writable folder, or set COACH_JOURNAL=off",
    sqlite3.SQLITE_PERM: "may not be opened: make it readable and writable, or set COACH_JOURNAL=off",
}


class Database:
    """A connection to the journal; a damaged file is set aside, never deleted."""

    def __init__(self, path: Path | None, warn: Callable[[str], None] = lambda _: None) -> None:
        """Open the journal, making it when it is not there.

        Args:
            path: the file; None for a journal in memory, gone when it is closed.
            warn: is told when a damaged file was set aside and a new journal begun.

        Raises:
            JournalError: it cannot be opened.
            OSError: its folder cannot be made.
        """
        self.path = path or Path(":memory:")
        if path is None:
            self._connection = _connect(self.path)
            return
        try:
            self._connection = _open(path)
        except sqlite3.Error as error:
            if _code(error) not in _DAMAGED:
                raise JournalError(_explanation(error, path)) from error
            warn(f"{_set_aside(path)} A new journal is begun.")
            self._connection = _reopen(path)

    def read(self, statement: str, values: Iterable[object] = ()) -> list[sqlite3.Row]:
        """All rows of a query; no read transaction stays open behind it."""
        with self._explaining():
            return self._connection.execute(statement, tuple(values)).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: everything in it is written, or nothing."""
        with self._explaining():
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                yield self._connection

    def forget_deleted(self) -> None:
        """Leave no trace of deleted rows in the file: neither in its search index, its free pages nor its log.

        Raises:
            JournalError: another process still reads the old log; what was deleted goes from it when that one ends.
        """
        with self._explaining():
            # The index keeps the words of deleted rows until its segments are merged, so it is made anew.
            self._connection.execute(REBUILD_INDEX)
            self._connection.execute("VACUUM")
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise JournalError(
                f"It is deleted, but another Coach still reads {self.path}-wal, where the text is: close that Coach."
            )

    def problems(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is sound."""
        with self._explaining():
            found = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check(3)")]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise JournalError(self._mended(error)) from error

    def _mended(self, error: sqlite3.Error) -> str:
        """What went wrong, after what is damaged was made anew or set aside."""
        if _extended_code(error) == sqlite3.SQLITE_CORRUPT_VTAB and self._rebuild_index():
            return "The search index of the journal was damaged and has been made anew: do that again."
        if _code(error) not in _DAMAGED:
            return _explanation(error, self.path)
        self.close()
        message = _set_aside(self.path)
        self._connection = _reopen(self.path)
        return f"{message} A new journal is begun: do that again."

    def _rebuild_index(self) -> bool:
        """Make the search index anew; False when the turns themselves cannot be read."""
        try:
            self._connection.execute(REBUILD_INDEX)
        except sqlite3.Error:
            return False
        return True


def _open(path: Path) -> sqlite3.Connection:
    _make_private(path)
    return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("PRAGMA temp_store = MEMORY")  # compacting leaves no copy in the folder of temporary files
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _reopen(path: Path) -> sqlite3.Connection:
    try:
        return _open(path)
    except sqlite3.Error as error:
        raise JournalError(_explanation(error, path)) from error


def _make_private(path: Path) -> None:
    """Make the file before SQLite does, since SQLite gives its side files the rights of the file."""
    make_private_dir(path.parent)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except IsADirectoryError as error:
        raise JournalError(f"{path} is a folder: move it away, the journal is a file of that name.") from error
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _code(error: sqlite3.Error) -> int:
    """The primary result code; the extended ones carry more in their higher bits."""
    return _extended_code(error) & 0xFF


def _extended_code(error: sqlite3.Error) -> int:
    """The result code; errors of Python's own module, such as a closed connection, have none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code


def _explanation(error: sqlite3.Error, path: Path) -> str:
    remedy = _REMEDIES.get(_code(error), f"failed ({error}): `coach doctor` looks for the cause")
    return f"The journal {path} {remedy}."


def _set_aside(path: Path) -> str:
    """Rename a damaged journal with its side files, unless another process has done so, and say so."""
    from filelock import FileLock

    with FileLock(path.with_name(f"{path.name}.lock")):
        if is_sound(path):
            return f"{path} was damaged and has been set aside."
        aside = _free_name(path)
        path.rename(aside)
        for suffix in SIDE_FILES:
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return f"{path} was damaged and is kept as {aside}: `sqlite3 {aside} .recover` may bring back what is in it."


def is_sound(path: Path) -> bool:
    """Whether SQLite can read the file from end to end."""
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error as error:
        return _code(error) not in _DAMAGED


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}-broken-{number}{path.suffix}")).exists():
        number += 1
    return aside

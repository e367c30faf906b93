"""The schema of the journal, as the changes that led to it.

A migration that was released is never edited: what it made lies in people's files. A change is a new function at the
end of `MIGRATIONS`. Each runs in a transaction of its own and is recorded in the file with its number, name and time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

from coach.errors import JournalError

Migration = Callable[[sqlite3.Connection], None]


def conversations(connection: sqlite3.Connection) -> None:
    """A conversation is made of its turns; `said` is the answer in plain words, for the full-text search."""
    connection.execute("""
        CREATE TABLE conversation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            started TEXT NOT NULL,
            last_used TEXT NOT NULL
        )""")
    connection.execute("""
        CREATE TABLE turn (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation INTEGER NOT NULL REFERENCES conversation ON DELETE CASCADE,
            number INTEGER NOT NULL,
            asked TEXT NOT NULL,
            text TEXT NOT NULL,
            again INTEGER,
            outcome TEXT,
            answer TEXT,
            said TEXT NOT NULL DEFAULT '',
            state TEXT,
            UNIQUE (conversation, number)
        )""")


def next_steps(connection: sqlite3.Connection) -> None:
    """A next step that came from a conversation goes with it when that is deleted."""
    connection.execute("""
        CREATE TABLE next_step (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            cue TEXT NOT NULL,
            will TEXT NOT NULL,
            by TEXT,
            state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'changed', 'dropped')),
            made TEXT NOT NULL,
            settled TEXT,
            changed_from INTEGER REFERENCES next_step ON DELETE SET NULL,
            conversation INTEGER REFERENCES conversation ON DELETE CASCADE,
            turn INTEGER,
            point TEXT,
            article TEXT
        )""")


def full_text_search(connection: sqlite3.Connection) -> None:
    """The index follows the turns by triggers, so that it cannot be forgotten."""
    connection.execute("""
        CREATE VIRTUAL TABLE turn_words USING fts5 (
            text, said, content = 'turn', content_rowid = 'id', tokenize = 'porter unicode61'
        )""")
    remove = "INSERT INTO turn_words (turn_words, rowid, text, said) VALUES ('delete', old.id, old.text, old.said);"
    add = "INSERT INTO turn_words (rowid, text, said) VALUES (new.id, new.text, new.said);"
    connection.execute(f"CREATE TRIGGER turn_added AFTER INSERT ON turn BEGIN {add} END")
    connection.execute(f"CREATE TRIGGER turn_deleted AFTER DELETE ON turn BEGIN {remove} END")
    connection.execute(f"CREATE TRIGGER turn_changed AFTER UPDATE OF text, said ON turn BEGIN {remove} {add} END")


MIGRATIONS: tuple[Migration, ...] = (conversations, next_steps, full_text_search)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a journal to the newest schema.

    Raises:
        JournalError: it was written by a newer Coach.
        sqlite3.Error: it cannot be read or written.
    """
    if _version(connection) == len(MIGRATIONS):
        return
    while _migrate_once(connection):
        pass


def _migrate_once(connection: sqlite3.Connection) -> bool:
    """Run the next migration, if there is one; another process may have been quicker."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT, applied TEXT)")
        done = _version(connection)
        if done > len(MIGRATIONS):
            raise JournalError("The journal was written by a newer Coach: update Coach to read it.")
        if done == len(MIGRATIONS):
            return False
        migration = MIGRATIONS[done]
        migration(connection)
        row = (done + 1, migration.__name__, datetime.now(UTC).isoformat(timespec="seconds"))
        connection.execute("INSERT INTO migration VALUES (?, ?, ?)", row)
    return True


def _version(connection: sqlite3.Connection) -> int:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migration'").fetchone():
        return 0
    return int(connection.execute("SELECT COALESCE(MAX(number), 0) FROM migration").fetchone()[0])

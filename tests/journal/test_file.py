"""The file of the journal: who can read it, what happens when it breaks, and that nothing is lost or left behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coach.errors import JournalError
from coach.journal import migrations
from coach.journal.database import Database, is_sound
from coach.journal.journal import Journal
from coach.journal.records import Origin, Plan

WRITER = """
import sys
from pathlib import Path
from coach.journal.journal import Journal
journal = Journal(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    journal.conversations.add_turn(None, f"turn {number}")
    print(number, flush=True)
"""


def write_in_process(path: Path, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(count)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def modes(path: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}


def test_the_file_and_its_side_files_are_readable_by_their_owner_alone(path: Path) -> None:
    old = os.umask(0)
    try:
        with Journal(path) as journal:
            journal.conversations.add_turn(None, "private")
            assert modes(path) == dict.fromkeys(("journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"), 0o600)
    finally:
        os.umask(old)
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_others_can_read_is_made_private_when_it_is_opened(path: Path) -> None:
    Journal(path).close()
    path.chmod(0o644)
    Journal(path).close()
    assert modes(path) == {"journal.sqlite": 0o600}


def test_the_migrations_are_recorded_with_number_and_name_and_run_once(path: Path) -> None:
    for _ in range(2):
        Journal(path).close()
    with closing(sqlite3.connect(path)) as connection:
        recorded = connection.execute("SELECT number, name FROM migration ORDER BY number").fetchall()
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert recorded == [(1, "conversations"), (2, "next_steps"), (3, "full_text_search")]


def test_a_journal_of_an_older_coach_is_brought_up_to_date_with_what_is_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:3])
        with Journal(path) as journal:
            journal.conversations.add_turn(None, "from before")

    def moods(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE turn ADD COLUMN mood TEXT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, moods))
    with Journal(path) as journal:
        assert [c.title for c in journal.conversations.list()] == ["from before"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM migration WHERE number = 4").fetchone() == ("moods",)


def test_a_migration_that_fails_leaves_the_journal_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE turn ADD COLUMN half TEXT")
        raise RuntimeError("the power went")

    Journal(path).close()
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, half))
        with pytest.raises(RuntimeError):
            Journal(path)
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(turn)")]
        assert connection.execute("SELECT MAX(number) FROM migration").fetchone() == (3,)
    assert "half" not in columns


def test_a_journal_of_a_newer_coach_is_left_alone(path: Path) -> None:
    Journal(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO migration VALUES (99, 'later', '')")
    before = path.read_bytes()
    with pytest.raises(JournalError, match="written by a newer Coach: update Coach"):
        Journal(path)
    assert path.read_bytes() == before


def test_two_processes_write_at_once_and_nothing_is_lost(path: Path) -> None:
    writers = [write_in_process(path, 40) for _ in range(3)]
    results = [writer.communicate(timeout=120) for writer in writers]
    assert [error for _, error in results] == ["", "", ""]
    with Journal(path) as journal:
        assert len(journal.conversations.list()) == 120
        assert journal.problems() == []


def test_a_killed_process_loses_nothing_that_it_was_told_is_kept(path: Path) -> None:
    with write_in_process(path, 100_000) as writer:
        assert writer.stdout
        told = [int(writer.stdout.readline()) for _ in range(30)]
        writer.send_signal(signal.SIGKILL)
        told += [int(line) for line in writer.stdout.read().split()]
    with Journal(path) as journal:
        kept = {conversation.title for conversation in journal.conversations.list()}
        assert journal.problems() == []
    assert {f"turn {number}" for number in told} <= kept


def test_an_interrupted_write_leaves_nothing_of_itself(path: Path) -> None:
    database = Database(path)

    def interrupted() -> None:
        with database.writing() as connection:
            connection.execute("INSERT INTO conversation (started, last_used) VALUES ('', '')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert database.read("SELECT * FROM conversation") == []
    database.close()


@pytest.mark.parametrize("content", [b"not a database, but long enough to be read as one" * 100, b"SQLite format 3\0?"])
def test_a_broken_file_is_set_aside_and_named_and_a_new_journal_begun(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    told: list[str] = []
    with Journal(path, told.append) as journal:
        journal.conversations.add_turn(None, "goes on")
    aside = path.with_name("journal-broken-1.sqlite")
    assert aside.read_bytes() == content
    assert str(aside) in told[0]
    assert "A new journal is begun" in told[0]


def test_each_broken_file_is_kept_under_a_name_of_its_own(path: Path) -> None:
    path.parent.mkdir()
    for number in (1, 2):
        path.write_bytes(b"broken %d" % number * 1000)
        Journal(path).close()
    kept = [path.with_name(f"journal-broken-{number}.sqlite").read_bytes()[:8] for number in (1, 2)]
    assert kept == [b"broken 1", b"broken 2"]


def damage_inside(path: Path) -> None:
    """Overwrite every page but the first."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


def test_damage_that_shows_only_later_is_set_aside_then(path: Path) -> None:
    with Journal(path) as journal:
        journal.conversations.add_turn(None, "kept")
    damage_inside(path)
    told: list[str] = []
    with Journal(path, told.append) as journal:
        if not told:
            with pytest.raises(JournalError, match=r"kept as .*journal-broken-1.sqlite.*do that again"):
                journal.conversations.list()
        assert journal.conversations.list() == []
    assert path.with_name("journal-broken-1.sqlite").exists()


def test_a_damaged_search_index_is_made_anew_and_no_turn_is_lost(path: Path) -> None:
    with Journal(path) as journal:
        journal.conversations.add_turn(None, "findable")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE turn_words_data SET block = x'00' WHERE id > 10")
    with Journal(path) as journal:
        with pytest.raises(JournalError, match="search index of the journal was damaged and has been made anew"):
            journal.conversations.search("findable")
        assert len(journal.conversations.search("findable")) == 1
    assert not list(path.parent.glob("*broken*"))


def test_a_journal_that_another_process_holds_is_said_to_be_in_use(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.journal.database.PATIENCE", 0.05)
    with Journal(path) as journal, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError, match="in use by another Coach: try again"):
            journal.conversations.add_turn(None, "waits")
        other.execute("ROLLBACK")
        assert journal.conversations.add_turn(None, "goes on").number == 1
        assert is_sound(path)


def test_a_folder_in_the_place_of_the_file_is_named(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(JournalError, match="is a folder: move it away"):
        Journal(path)


WORD = "zanzibarquux"


def traces(path: Path, secret: str) -> list[str]:
    """The files beside the journal that hold a word, or all of it but its first letters, as an index would."""
    shapes = [secret.encode(), secret[4:].encode(), secret.upper().encode(), secret.encode("utf-16-le")]
    return [file.name for file in path.parent.iterdir() if any(shape in file.read_bytes() for shape in shapes)]


def keep_secret(journal: Journal, answer: dict[str, Any]) -> int:
    turn = journal.conversations.add_turn(None, f"I fear {WORD} will leave. " * 300)
    journal.conversations.add_answer(turn.id, answer | {"message": WORD}, {"situation": WORD})
    journal.next_steps.add(Plan(f"{WORD} is back", "ask"), Origin(turn.conversation, 1, WORD, "slip"))
    return turn.conversation


@pytest.mark.parametrize("is_open_elsewhere", [False, True])
def test_nothing_of_a_deleted_conversation_is_left_in_any_file(
    path: Path, answer: dict[str, Any], is_open_elsewhere: bool
) -> None:
    with Journal(path) as journal:
        kept = [journal.conversations.add_turn(None, f"other {number} " * 200).conversation for number in range(5)]
        secret = keep_secret(journal, answer)
        assert traces(path, WORD)
        other = Journal(path) if is_open_elsewhere else None
        assert other is None or len(other.conversations.list()) == 6
        journal.conversations.delete([secret])
        assert traces(path, WORD) == []
        assert sorted(c.id for c in journal.conversations.list()) == kept
        assert len(journal.conversations.search("other")) == 5
        if other:
            other.close()
    assert traces(path, WORD) == []


def test_nothing_at_all_is_left_after_everything_was_deleted(path: Path, answer: dict[str, Any]) -> None:
    with Journal(path) as journal:
        keep_secret(journal, answer)
        journal.next_steps.add(Plan("alone", WORD))
    assert traces(path, WORD) == ["journal.sqlite"]
    with Journal(path) as journal:
        journal.delete_all()
        assert traces(path, WORD) == []
        assert journal.conversations.list() == []
        assert journal.next_steps.list(every=True) == []


def test_nothing_of_a_deleted_step_is_left_in_any_file(path: Path) -> None:
    with Journal(path) as journal:
        step = journal.next_steps.add(Plan(WORD, WORD))
        journal.next_steps.delete([step.id])
        assert traces(path, WORD) == []


def test_what_another_process_still_reads_is_told_not_hidden(
    path: Path, answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.journal.database.PATIENCE", 0.05)
    with Journal(path) as journal, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        secret = keep_secret(journal, answer)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM turn").fetchall()
        with pytest.raises(JournalError, match="It is deleted, but another Coach still reads"):
            journal.conversations.delete([secret])
        assert journal.conversations.list() == []

"""The conversations of the journal and their turns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coach.journal.clock import now
from coach.journal.database import Database
from coach.journal.records import Found, KeptConversation, KeptTurn
from coach.library.text import clean_text, fold_space

LONGEST_TITLE = 80
_SELECT = """
    SELECT c.id, c.started, c.last_used, COUNT(t.id) AS turns, COALESCE(
        (SELECT substr(text, 1, 400) FROM turn
            WHERE conversation = c.id AND COALESCE(outcome, '') <> 'talk' ORDER BY number LIMIT 1),
        (SELECT substr(text, 1, 400) FROM turn WHERE conversation = c.id ORDER BY number LIMIT 1),
        '') AS title
    FROM conversation c LEFT JOIN turn t ON t.conversation = c.id"""

_RANK = "bm25(turn_words, 2.0, 1.0)"
# The best are found first: cutting a snippet out of every turn that holds a common word would take a second.
_SEARCH = f"""
    SELECT conversation, number, asked, snippet(turn_words, -1, '', '', ' … ', 16) AS snippet
    FROM turn_words JOIN turn ON turn.id = turn_words.rowid
    WHERE turn_words MATCH ? AND turn_words.rowid IN (
        SELECT rowid FROM turn_words WHERE turn_words MATCH ? ORDER BY {_RANK}, rowid DESC LIMIT ?)
    ORDER BY {_RANK}, turn_words.rowid DESC"""  # noqa: S608 - made of the constant above


class Conversations:
    """Writes turns as they come, and finds them again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_turn(self, conversation: int | None, text: str, again: int | None = None) -> KeptTurn:
        """Keep what was typed, before it is answered.

        Args:
            conversation: where it belongs; a new one is begun for None, and for one that was deleted meanwhile.
            text: what was typed; escape sequences and control characters are dropped.
            again: the number of the turn that is answered once more, for another of its articles.
        """
        time, text = now(), clean_text(text)
        with self._database.writing() as connection:
            id_ = _touch(connection, conversation, time)
            count = "SELECT COALESCE(MAX(number), 0) + 1 FROM turn WHERE conversation = ?"
            number = connection.execute(count, (id_,)).fetchone()[0]
            values = (id_, number, time, text, again)
            row = "INSERT INTO turn (conversation, number, asked, text, again) VALUES (?, ?, ?, ?, ?)"
            turn = connection.execute(row, values).lastrowid
        return KeptTurn(int(turn or 0), id_, number, time, text, again)

    def add_answer(self, turn: int, answer: Mapping[str, Any], state: Mapping[str, Any] | None = None) -> None:
        """Keep the answer to a turn and what the conversation then knew; nothing happens when the turn was deleted."""
        values = (answer["outcome"], _dump(answer), spoken(answer), _dump(state) if state is not None else None, turn)
        with self._database.writing() as connection:
            connection.execute("UPDATE turn SET outcome = ?, answer = ?, said = ?, state = ? WHERE id = ?", values)

    def list(self, limit: int = -1) -> Sequence[KeptConversation]:
        """The conversations, the last used first."""
        order = "GROUP BY c.id ORDER BY c.last_used DESC, c.id DESC LIMIT ?"
        return [_conversation(row) for row in self._database.read(f"{_SELECT} {order}", (limit,))]

    def find(self, conversation: int) -> KeptConversation | None:
        rows = self._database.read(f"{_SELECT} WHERE c.id = ? GROUP BY c.id", (conversation,))
        return _conversation(rows[0]) if rows else None

    def turns(self, conversation: int) -> Sequence[KeptTurn]:
        """The turns of a conversation, in order."""
        rows = self._database.read("SELECT * FROM turn WHERE conversation = ? ORDER BY number", (conversation,))
        return [_turn(row) for row in rows]

    def search(self, words: str, limit: int = 20) -> Sequence[Found]:
        """The turns that hold all of some words, in what was typed or what was answered, best first."""
        query = " ".join(f'"{word.replace(chr(34), "")}"*' for word in clean_text(words).split() if word.strip('"'))
        if not query:
            return []
        rows = self._database.read(_SEARCH, (query, query, limit))
        return [Found(row["conversation"], row["number"], row["asked"], fold_space(row["snippet"])) for row in rows]

    def delete(self, conversations: Sequence[int]) -> None:
        """Delete conversations with the next steps that came from them, and every trace of both."""
        with self._database.writing() as connection:
            rows = [(conversation,) for conversation in conversations]
            connection.executemany("DELETE FROM conversation WHERE id = ?", rows)
        self._database.forget_deleted()


def spoken(answer: Mapping[str, Any]) -> str:
    """The words of an answer without its structure."""
    return "\n".join(_words(answer))


def _words(answer: Mapping[str, Any]) -> Iterator[str]:
    points = [point for lens in ("management", "leadership") for point in answer[lens]["points"]]
    notes = [answer["balance"], answer["their_side"], *answer["cautions"]]
    yield from (part["text"] for part in [*points, *notes] if part)
    yield from (part for part in (answer["question"], answer["message"]) if part)


def _touch(connection: sqlite3.Connection, conversation: int | None, time: str) -> int:
    """Note that a conversation is used now; begin a new one when there is none."""
    updated = connection.execute("UPDATE conversation SET last_used = ? WHERE id = ?", (time, conversation))
    if conversation is not None and updated.rowcount:
        return conversation
    begun = connection.execute("INSERT INTO conversation (started, last_used) VALUES (?, ?)", (time, time))
    return int(begun.lastrowid or 0)


def _conversation(row: sqlite3.Row) -> KeptConversation:
    title = fold_space(row["title"])
    if len(title) > LONGEST_TITLE:
        title = f"{title[:LONGEST_TITLE].rstrip()}…"
    return KeptConversation(row["id"], title, row["started"], row["last_used"], row["turns"])


def _turn(row: sqlite3.Row) -> KeptTurn:
    values = {name: row[name] for name in ("id", "conversation", "number", "asked", "text", "again")}
    return KeptTurn(**values, answer=_load(row["answer"]), state=_load(row["state"]))


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _load(text: str | None) -> Any:  # noqa: ANN401 - what was dumped
    return None if text is None else json.loads(text)

"""The next steps of the journal: made, and settled as done, changed or dropped."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Literal

from coach.errors import InputError
from coach.journal.clock import now
from coach.journal.database import Database
from coach.journal.records import NextStep, Origin, Plan
from coach.library.text import clean_text, fold_space

LONGEST = 2_000
_REOPEN = "UPDATE next_step SET state = 'open', settled = NULL WHERE id = ? AND state IN ('done', 'dropped')"
_SETTLE = "UPDATE next_step SET state = ?, settled = ? WHERE id = ? AND state = 'open'"


class NextSteps:
    """Keeps what a person means to do and what became of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, *, every: bool = False) -> Sequence[NextStep]:
        """The open steps, those with the earliest date first; with `every`, the settled ones behind them."""
        statement = """
            SELECT * FROM next_step WHERE state = 'open' OR ?
            ORDER BY state <> 'open', settled DESC, by IS NULL, by, id"""
        return [_step(row) for row in self._database.read(statement, (every,))]

    def of(self, conversation: int) -> Sequence[NextStep]:
        """The steps that came from a conversation."""
        rows = self._database.read("SELECT * FROM next_step WHERE conversation = ? ORDER BY id", (conversation,))
        return [_step(row) for row in rows]

    def add(self, plan: Plan, origin: Origin | None = None) -> NextStep:
        """Keep a plan.

        Raises:
            InputError: a part of it is empty or too long.
        """
        plan = checked(plan)
        with self._database.writing() as connection:
            return self._insert(connection, plan, origin or Origin(), None)

    def settle(self, step: int, state: Literal["done", "dropped"]) -> NextStep:
        """Note that an open step was done or dropped.

        Raises:
            InputError: there is no open step of that number.
        """
        with self._database.writing() as connection:
            self._close(connection, step, state)
        return self._get(step)

    def reopen(self, step: int) -> NextStep:
        """Take back that a step was done or dropped.

        Raises:
            InputError: there is no step of that number, or it was changed into another.
        """
        with self._database.writing() as connection:
            reopened = connection.execute(_REOPEN, (step,)).rowcount
        found = self._get(step)
        if not reopened and found.state != "open":
            raise InputError(f"Next step {step} was changed into another: `coach next list` shows that one.")
        return found

    def change(self, step: int, plan: Plan) -> NextStep:
        """Put another plan in the place of an open one, which stays on record as changed; return the new step.

        Raises:
            InputError: there is no open step of that number, or a part of the plan is empty or too long.
        """
        plan = checked(plan)
        with self._database.writing() as connection:
            self._close(connection, step, "changed")
            return self._insert(connection, plan, self._get(step).origin, step)

    def delete(self, steps: Sequence[int]) -> None:
        """Delete steps and every trace of them."""
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM next_step WHERE id = ?", [(step,) for step in steps])
        self._database.forget_deleted()

    def find(self, step: int) -> NextStep | None:
        rows = self._database.read("SELECT * FROM next_step WHERE id = ?", (step,))
        return _step(rows[0]) if rows else None

    def _get(self, step: int) -> NextStep:
        found = self.find(step)
        if found is None:
            raise InputError(f"There is no next step {step}: `coach next list --all` shows them.")
        return found

    def _close(self, connection: sqlite3.Connection, step: int, state: str) -> None:
        if connection.execute(_SETTLE, (state, now(), step)).rowcount:
            return
        found = self._get(step)
        raise InputError(f"Next step {step} is {found.state} already: `coach next list` shows the open ones.")

    def _insert(self, connection: sqlite3.Connection, plan: Plan, origin: Origin, replaced: int | None) -> NextStep:
        by = plan.by.isoformat() if plan.by else None
        source = _kept_origin(connection, origin)
        values = (plan.when, plan.will, by, now(), replaced, source.conversation, source.turn, source.point)
        cursor = connection.execute(
            """INSERT INTO next_step (cue, will, by, made, changed_from, conversation, turn, point, article)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (*values, source.article),
        )
        return self._get(int(cursor.lastrowid or 0))


def checked(plan: Plan) -> Plan:
    """The plan on one line a part, without escape sequences.

    Raises:
        InputError: a part is empty or too long.
    """
    when, will = (fold_space(clean_text(part)).rstrip(" .") for part in (plan.when, plan.will))
    if not when or not will:
        raise InputError("A next step is “when …, I will …”: say when, and what you will do.")
    if max(len(when), len(will)) > LONGEST:
        raise InputError(f"A part of a next step holds up to {LONGEST:,} characters: say it shorter.")
    return Plan(when, will, plan.by)


def _kept_origin(connection: sqlite3.Connection, origin: Origin) -> Origin:
    """The origin, without its conversation when that was deleted meanwhile."""
    known = connection.execute("SELECT 1 FROM conversation WHERE id = ?", (origin.conversation,)).fetchone()
    return origin if known else Origin(None, None, origin.point, origin.article)


def _step(row: sqlite3.Row) -> NextStep:
    plan = Plan(row["cue"], row["will"], date.fromisoformat(row["by"]) if row["by"] else None)
    origin = Origin(row["conversation"], row["turn"], row["point"], row["article"])
    return NextStep(row["id"], plan, row["state"], row["made"], row["settled"], row["changed_from"], origin)

"""Next steps: made, listed by date, settled once, changed without losing the old one."""

from __future__ import annotations

from datetime import date

import pytest

from coach.errors import InputError
from coach.journal.journal import Journal
from coach.journal.records import Origin, Plan

PLAN = Plan("Ann is back", "ask her what changed", date(2026, 12, 4))


def test_a_step_keeps_its_plan_its_date_and_where_it_came_from(journal: Journal) -> None:
    turn = journal.conversations.add_turn(None, "She slips")
    origin = Origin(turn.conversation, 1, "Ask what changed.", "slip")
    made = journal.next_steps.add(PLAN, origin)
    assert journal.next_steps.list() == [made]
    assert (made.plan, made.origin, made.state, made.settled) == (PLAN, origin, "open", None)
    assert journal.next_steps.of(turn.conversation) == [made]


def test_open_steps_come_by_date_and_those_without_one_last(journal: Journal) -> None:
    late, none, soon = (
        journal.next_steps.add(Plan(when, "act", by)).id
        for when, by in (("a", date(2027, 1, 1)), ("b", None), ("c", date(2026, 12, 1)))
    )
    assert [step.id for step in journal.next_steps.list()] == [soon, late, none]


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_a_settled_step_leaves_the_open_ones_and_stays_on_record(journal: Journal, state: str) -> None:
    step = journal.next_steps.add(PLAN)
    settled = journal.next_steps.settle(step.id, state)  # type: ignore[arg-type]
    assert settled.state == state
    assert settled.settled
    assert journal.next_steps.list() == []
    assert journal.next_steps.list(every=True) == [settled]


def test_a_changed_step_is_replaced_by_the_new_one_with_the_same_origin(journal: Journal) -> None:
    turn = journal.conversations.add_turn(None, "She slips")
    step = journal.next_steps.add(PLAN, Origin(turn.conversation, 1, "Ask.", "slip"))
    new = journal.next_steps.change(step.id, Plan("we next meet", "ask", None))
    assert journal.next_steps.list() == [new]
    assert (new.changed_from, new.origin) == (step.id, step.origin)
    assert [s.state for s in journal.next_steps.list(every=True)] == ["open", "changed"]


def test_a_step_is_settled_only_once(journal: Journal) -> None:
    step = journal.next_steps.add(PLAN)
    journal.next_steps.settle(step.id, "done")
    with pytest.raises(InputError, match="is done already"):
        journal.next_steps.settle(step.id, "dropped")
    with pytest.raises(InputError, match="is done already"):
        journal.next_steps.change(step.id, PLAN)
    assert [s.state for s in journal.next_steps.list(every=True)] == ["done"]


def test_a_step_that_is_not_there_cannot_be_settled(journal: Journal) -> None:
    with pytest.raises(InputError, match="no next step 7: `coach next list --all`"):
        journal.next_steps.settle(7, "done")


@pytest.mark.parametrize("plan", [Plan("", "act"), Plan("now", " . "), Plan("now", "x" * 3000), Plan("\x1b[31m", "x")])
def test_a_plan_that_is_empty_or_too_long_is_refused(journal: Journal, plan: Plan) -> None:
    with pytest.raises(InputError):
        journal.next_steps.add(plan)
    assert journal.next_steps.list(every=True) == []


def test_a_plan_is_kept_on_one_line_without_escape_sequences(journal: Journal) -> None:
    step = journal.next_steps.add(Plan("\x1b[1mwe\n meet ", "[b]ask[/b]."))
    assert step.plan == Plan("we meet", "[b]ask[/b]")
    assert step.plan.sentence == "When we meet, I will [b]ask[/b]."


def test_deleting_a_conversation_takes_its_steps_along_and_no_others(journal: Journal) -> None:
    turn = journal.conversations.add_turn(None, "She slips")
    journal.next_steps.add(PLAN, Origin(turn.conversation))
    mine = journal.next_steps.add(PLAN)
    journal.conversations.delete([turn.conversation])
    assert journal.next_steps.list() == [mine]


def test_a_step_of_a_conversation_that_was_deleted_meanwhile_is_kept_without_it(journal: Journal) -> None:
    turn = journal.conversations.add_turn(None, "gone")
    journal.conversations.delete([turn.conversation])
    step = journal.next_steps.add(PLAN, Origin(turn.conversation, 1, "Ask.", "slip"))
    assert step.origin == Origin(None, None, "Ask.", "slip")


def test_a_deleted_step_is_gone(journal: Journal) -> None:
    step = journal.next_steps.add(PLAN)
    journal.next_steps.change(step.id, PLAN)
    journal.next_steps.delete([step.id])
    assert [(s.id, s.changed_from) for s in journal.next_steps.list(every=True)] == [(step.id + 1, None)]

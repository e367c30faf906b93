"""Conversations as JSON, as Markdown, and on the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from coach.coaching.markdown import escape, quoted, to_markdown
from coach.coaching.saved import restore_answer
from coach.commands.ask import print_answer
from coach.journal.clock import day_and_time
from coach.journal.journal import Journal
from coach.journal.records import UNANSWERED, KeptConversation, KeptTurn, NextStep

VERSION = 1


def conversation_json(journal: Journal, conversation: KeptConversation) -> dict[str, Any]:
    """A conversation with its turns and the next steps that came from it."""
    turns = [_turn_json(turn) for turn in journal.conversations.turns(conversation.id)]
    steps = [step.to_json() for step in journal.next_steps.of(conversation.id)]
    return asdict(conversation) | {"turns": turns, "next_steps": steps}


def export_json(journal: Journal, conversations: Sequence[KeptConversation], *, every: bool) -> str:
    """Conversations, and with `every` the next steps that came from none, as one JSON object."""
    kept = [conversation_json(journal, conversation) for conversation in conversations]
    values = {"version": VERSION, "conversations": kept, "next_steps": [s.to_json() for s in _alone(journal, every)]}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def export_markdown(journal: Journal, conversations: Sequence[KeptConversation], *, every: bool) -> str:
    """Conversations as Markdown, oldest turn first, with their next steps as a list of tasks."""
    blocks = [block for conversation in conversations for block in _blocks(journal, conversation)]
    return "\n\n".join([*blocks, *_tasks(_alone(journal, every), "# Other next steps")]) + "\n"


def print_conversation(journal: Journal, conversation: KeptConversation, *, plain: bool) -> None:
    """Print a conversation as it would have been printed turn by turn."""
    for turn in journal.conversations.turns(conversation.id):
        click.echo(f"You ({day_and_time(turn.asked)}): {turn.text}\n")
        if turn.answer is None:
            click.echo(UNANSWERED)
        else:
            print_answer(restore_answer(turn.answer), plain=plain)
        click.echo()
    for step in journal.next_steps.of(conversation.id):
        click.echo(f"Next step ({step.state}): {step.plan.dated}")


def _turn_json(turn: KeptTurn) -> dict[str, Any]:
    return {"number": turn.number, "asked": turn.asked, "text": turn.text, "again": turn.again, "answer": turn.answer}


def _alone(journal: Journal, every: bool) -> list[NextStep]:
    """The next steps that came from no conversation."""
    steps = journal.next_steps.list(every=True) if every else ()
    return [step for step in steps if step.origin.conversation is None]


def _blocks(journal: Journal, conversation: KeptConversation) -> Iterator[str]:
    yield f"# {escape(conversation.title)}"
    yield f"{day_and_time(conversation.started)}, conversation {conversation.id}"
    for turn in journal.conversations.turns(conversation.id):
        if turn.answer is None:
            yield quoted(turn.text)
            yield UNANSWERED
        else:
            yield to_markdown(restore_answer(turn.answer)).rstrip()
    yield from _tasks(journal.next_steps.of(conversation.id), "## Next steps")


def _tasks(steps: Sequence[NextStep], heading: str) -> Iterator[str]:
    if steps:
        yield heading
        yield "\n".join(_task(step) for step in steps)


def _task(step: NextStep) -> str:
    state = "" if step.state in ("open", "done") else f" ({step.state})"
    return f"- [{'x' if step.state == 'done' else ' '}] {escape(step.plan.dated)}{state}"

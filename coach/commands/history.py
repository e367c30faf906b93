"""`coach history`: the conversations in the journal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from coach.commands.console import confirm, open_journal, print_json
from coach.errors import InputError
from coach.journal.clock import day_and_time
from coach.journal.journal import Journal
from coach.journal.records import KeptConversation

NOTHING = "Nothing is kept yet: conversations in the terminal UI are, unless the journal is off."


@click.group("history")
def command() -> None:
    """List, show, search, export and delete the conversations that were kept.

    \b
    Examples:
      coach history list
      coach history search "salary talk"
      coach history export 3 --output talk.md
      coach history delete 3
    """


@command.command("list")
@click.option("-n", "--limit", type=click.IntRange(1), help="Only so many, the last used first.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_conversations(limit: int | None, as_json: bool) -> None:
    """List conversations, the last used first: number, last use, turns, first message."""
    with open_journal() as journal:
        kept = journal.conversations.list(limit or -1)
    if as_json:
        print_json({"conversations": [_summary(conversation) for conversation in kept]})
        return
    for conversation in kept:
        click.echo(_fitted(_line(conversation)))
    if not kept:
        click.echo(NOTHING, err=True)


@command.command("show")
@click.argument("conversation", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--plain", is_flag=True, help="Linear text without columns or colour.")
def show(conversation: int | None, as_json: bool, plain: bool) -> None:
    """Show a conversation by its number; without one, the last used."""
    from coach.commands.history_text import conversation_json, print_conversation

    with open_journal() as journal:
        (kept,) = _found(journal, () if conversation is None else (conversation,))
        if as_json:
            print_json(conversation_json(journal, kept))
        else:
            print_conversation(journal, kept, plain=plain)


@command.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("-k", "limit", type=click.IntRange(1), default=20, show_default=True, help="How many turns at most.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find the turns that hold all WORDS, in what you typed or in what was answered, best first."""
    with open_journal() as journal:
        found = journal.conversations.search(" ".join(words), limit)
    if as_json:
        rows = [{"conversation": f.conversation, "turn": f.turn, "asked": f.asked, "text": f.snippet} for f in found]
        print_json({"query": " ".join(words), "results": rows})
        return
    for turn in found:
        click.echo(f"{turn.conversation:4}  {day_and_time(turn.asked)}  turn {turn.turn}: {turn.snippet}")
    if not found:
        click.echo("No turn holds all of these words: try fewer.", err=True)


@command.command("export")
@click.argument("conversations", type=int, nargs=-1, metavar="[NUMBER]…")
@click.option("--all", "every", is_flag=True, help="Everything that is kept, next steps included.")
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A new file, readable by you alone.")
def export(conversations: tuple[int, ...], every: bool, form: str, output: Path | None) -> None:
    """Export conversations by their numbers, or all; without either, the last used."""
    from coach.commands.history_text import export_json, export_markdown

    if every and conversations:
        raise click.UsageError("Give numbers or --all, not both.")
    with open_journal() as journal:
        kept = journal.conversations.list() if every else _found(journal, conversations)
        write = export_json if form == "json" else export_markdown
        text = write(journal, kept, every=every)
    if output is None:
        click.echo(text, nl=False)
    else:
        _write_new(output, text)
        click.echo(f"Exported {_count(len(kept), 'conversation')} to {output}.", err=True)


@command.command("delete")
@click.argument("conversations", type=int, nargs=-1, metavar="NUMBER…")
@click.option("--all", "every", is_flag=True, help="Every conversation and every next step.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def delete(conversations: tuple[int, ...], every: bool, yes: bool) -> None:
    """Delete conversations by their numbers, with the next steps that came from them. No trace of them is left."""
    if every == bool(conversations):
        raise click.UsageError("Give the numbers of conversations, or --all.")
    with open_journal() as journal:
        kept = journal.conversations.list() if every else _found(journal, conversations)
        steps = journal.next_steps.list(every=True)
        numbers = {conversation.id for conversation in kept}
        going = [step for step in steps if every or step.origin.conversation in numbers]
        what = f"{_count(len(kept), 'conversation')} and {_count(len(going), 'next step')}"
        confirm(f"Delete {what} for good?", yes=yes)
        if every:
            journal.delete_all()
        else:
            journal.conversations.delete(sorted(numbers))
    click.echo(f"Deleted {what}.", err=True)


def _found(journal: Journal, numbers: Sequence[int]) -> Sequence[KeptConversation]:
    """The conversations of those numbers; of none, the last used.

    Raises:
        InputError: one of them is not there.
    """
    if not numbers:
        last = journal.conversations.list(limit=1)
        if not last:
            raise InputError(NOTHING)
        return last
    kept = {number: journal.conversations.find(number) for number in numbers}
    missing = next((number for number, conversation in kept.items() if conversation is None), None)
    if missing is not None:
        raise InputError(f"There is no conversation {missing}: `coach history list` shows their numbers.")
    return [conversation for conversation in kept.values() if conversation]


def _summary(conversation: KeptConversation) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(conversation)


def _line(conversation: KeptConversation) -> str:
    turns = _count(conversation.turns, "turn")
    return f"{conversation.id:4}  {day_and_time(conversation.last_used)}  {turns:>8}  {conversation.title}"


def _fitted(line: str) -> str:
    """The line cut to a terminal's width; whole where it goes elsewhere."""
    width = shutil.get_terminal_size().columns
    if not sys.stdout.isatty() or len(line) <= width:
        return line
    return f"{line[: width - 1]}…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _write_new(path: Path, text: str) -> None:
    from coach.files import write_atomically

    if path.exists():
        raise InputError(f"{path} is there already: give another name, or remove it first.")
    write_atomically(path.absolute(), text.encode())

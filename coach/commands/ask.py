"""`coach ask`: one answer, or a batch of them."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coach.commands.console import journal_to_keep, make_coach, print_json, read_lines, read_text, warn
from coach.errors import CoachError, ExitCode, InputError

if TYPE_CHECKING:
    from coach.coaching.answer import Answer
    from coach.coaching.coach import Coach, LensChoice
    from coach.coaching.conversation import Conversation


@click.command("ask")
@click.argument("text", required=False)
@click.option("--lens", type=click.Choice(["both", "management", "leadership"]), default="both", help="Which columns.")
@click.option("--reading", metavar="SLUG", help="Answer for another of the likely articles.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--plain", is_flag=True, help="Linear text without columns or colour, for screen readers and pipes.")
@click.option("--batch", type=click.Path(path_type=Path), metavar="FILE", help="Answer each line of a JSON-lines file.")
@click.option("--keep", is_flag=True, help="Keep the text and the answer in the journal; without it, nothing is kept.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    text: str | None,
    lens: LensChoice,
    reading: str | None,
    as_json: bool,
    plain: bool,
    batch: Path | None,
    keep: bool,
) -> None:
    """Answer TEXT, as a manager and as a leader. `-` reads TEXT from standard input.

    This command is made for scripts, so it leaves no trace: only --keep writes to the journal, where
    `coach --continue` goes on with it.

    A batch line is {"id": …, "text": …}; lines with the same "conversation" are turns of one. Answers come in order,
    one JSON object a line.

    \b
    Examples:
      coach ask "Two of my people no longer speak to each other"
      coach ask --reading talk-you-dread "Two of my people no longer speak"
      coach ask --batch situations.jsonl > answers.jsonl
    """
    if (batch is None) == (text is None):
        raise click.UsageError("Give either TEXT or --batch FILE.")
    if batch is not None:
        if reading is not None:
            raise click.UsageError("--reading belongs to one TEXT: leave it out with --batch.")
        if keep:
            raise click.UsageError("--keep belongs to one TEXT: leave it out with --batch.")
        answered = _ask_batch(batch, lens)
        context.exit(ExitCode.DONE if answered else ExitCode.USAGE)
    ask = _ask_and_keep if keep else _ask
    answer = ask(read_text(text or ""), lens, reading)
    if as_json:
        print_json(answer.to_json())
    else:
        print_answer(answer, plain=plain)
    context.exit(ExitCode.NOT_COVERED if answer.outcome == "not-covered" else ExitCode.DONE)


def _ask(text: str, lens: LensChoice, reading: str | None) -> Answer:
    return make_coach().ask(text, lens=lens, reading=reading)


def _ask_and_keep(text: str, lens: LensChoice, reading: str | None) -> Answer:
    from coach.coaching.conversation import Conversation
    from coach.coaching.saved import save_conversation

    with journal_to_keep() as journal:
        conversation = Conversation()
        answer = make_coach().ask(text, lens=lens, reading=reading, conversation=conversation)
        turn = journal.conversations.add_turn(None, text)
        answer = replace(answer, conversation=str(turn.conversation))
        journal.conversations.add_answer(turn.id, answer.to_json(), save_conversation(conversation))
    return answer


def print_answer(answer: Answer, *, plain: bool) -> None:
    """Print an answer in columns on a terminal, and as linear text elsewhere."""
    if plain or not sys.stdout.isatty():
        from coach.commands.plain import plain_answer

        click.echo(plain_answer(answer))
        return
    from coach.commands.columns import print_columns

    print_columns(answer)


def _ask_batch(path: Path, lens: LensChoice) -> bool:
    """Answer each line; a line that cannot be answered is reported by its number, and the rest goes on."""

    coach = make_coach()
    conversations: dict[str, Conversation] = {}
    whole = True
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            print_json(_answer_line(line, coach, lens, conversations))
        except InputError as error:
            warn(f"{path}:{number}: {error}")
            whole = False
        except CoachError as error:
            raise type(error)(f"{path}:{number}: {error}") from error
    return whole


def _answer_line(line: str, coach: Coach, lens: LensChoice, conversations: dict[str, Conversation]) -> dict[str, Any]:
    from coach.coaching.conversation import Conversation

    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f'not JSON ({error}): write an object with "id" and "text".') from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError('no "text": write an object with "id" and "text".')
    name = row.get("conversation")
    conversation = None
    if name is not None:
        conversation = conversations.setdefault(str(name), Conversation(id=str(name)))
    return coach.ask(row["text"], lens=lens, conversation=conversation).to_json() | {"id": row.get("id")}

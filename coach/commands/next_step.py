"""`coach next`: what a person means to do, and what became of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal

import click

from coach.commands.console import confirm, journal_to_keep, open_journal, print_json
from coach.errors import InputError
from coach.journal.clock import today
from coach.journal.journal import Journal
from coach.journal.plans import read_date, read_plan
from coach.journal.records import NextStep

BY_HELP = "Until which day: 2026-12-04, tomorrow, friday, “2 weeks”."


@click.group("next")
def command() -> None:
    """Next steps: “when …, I will …”, with a date. The terminal UI asks how they went at its next start.

    \b
    Examples:
      coach next add "When Ann is back, I will ask her what changed" --by friday
      coach next list
      coach next done 1
    """


@command.command("list")
@click.option("--all", "every", is_flag=True, help="The settled ones as well: done, changed or dropped.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_steps(every: bool, as_json: bool) -> None:
    """List the open next steps, those with the earliest date first."""
    with open_journal() as journal:
        steps = journal.next_steps.list(every=every)
    if as_json:
        print_json({"next_steps": [step.to_json() for step in steps]})
        return
    for step in steps:
        _tell(step)
    if not steps:
        click.echo("No open next steps: `coach next add` makes one, as does ^N on an answer.", err=True)


@command.command("add")
@click.argument("sentence")
@click.option("--by", metavar="DATE", default="", help=BY_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print the step as one JSON object.")
def add(sentence: str, by: str, as_json: bool) -> None:
    """Add a next step: SENTENCE is “when …, I will …”."""
    plan = read_plan(sentence, read_date(by, today()))
    with journal_to_keep() as journal:
        _show(journal.next_steps.add(plan), as_json)


@command.command("change")
@click.argument("number", type=int)
@click.argument("sentence")
@click.option("--by", metavar="DATE", default="", help=BY_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print the new step as one JSON object.")
def change(number: int, sentence: str, by: str, as_json: bool) -> None:
    """Put another plan in the place of an open next step; the old one stays on record as changed."""
    plan = read_plan(sentence, read_date(by, today()))
    with open_journal() as journal:
        _show(journal.next_steps.change(number, plan), as_json)


@command.command("done")
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="NUMBER…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def done(numbers: tuple[int, ...], as_json: bool) -> None:
    """Note that open next steps were done."""
    _settle(numbers, "done", as_json)


@command.command("drop")
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="NUMBER…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def drop(numbers: tuple[int, ...], as_json: bool) -> None:
    """Note that open next steps were dropped. They stay on record; `delete` erases them."""
    _settle(numbers, "dropped", as_json)


@command.command("reopen")
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print the step as one JSON object.")
def reopen(number: int, as_json: bool) -> None:
    """Take back that a next step was done or dropped."""
    with open_journal() as journal:
        _show(journal.next_steps.reopen(number), as_json)


@command.command("delete")
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="NUMBER…")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def delete(numbers: tuple[int, ...], yes: bool) -> None:
    """Delete next steps. No trace of them is left."""
    with open_journal() as journal:
        _check_there(journal, numbers)
        what = f"{len(numbers)} next step{'' if len(numbers) == 1 else 's'}"
        confirm(f"Delete {what} for good?", yes=yes)
        journal.next_steps.delete(numbers)
    click.echo(f"Deleted {what}.", err=True)


def _settle(numbers: Sequence[int], state: Literal["done", "dropped"], as_json: bool) -> None:
    with open_journal() as journal:
        _check_there(journal, numbers)
        steps = [journal.next_steps.settle(number, state) for number in numbers]
    if as_json:
        print_json({"next_steps": [step.to_json() for step in steps]})
        return
    for step in steps:
        _tell(step)


def _check_there(journal: Journal, numbers: Sequence[int]) -> None:
    """Refuse the whole command before any of it is done.

    Raises:
        InputError: there is no next step of one of the numbers.
    """
    missing = next((number for number in numbers if journal.next_steps.find(number) is None), None)
    if missing is not None:
        raise InputError(f"There is no next step {missing}: `coach next list --all` shows them.")


def _show(step: NextStep, as_json: bool) -> None:
    if as_json:
        print_json(step.to_json())
    else:
        _tell(step)


def _tell(step: NextStep) -> None:
    late = "  (late)" if step.state == "open" and step.plan.by and step.plan.by < today() else ""
    colour = "yellow" if late and sys.stdout.isatty() else None
    state = "" if step.state == "open" else f"{step.state}: "
    click.echo(f"{step.id:4}  {state}{step.plan.dated}{click.style(late, fg=colour) if colour else late}")

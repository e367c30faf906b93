"""`coach eval conversations`: how well the turns of scripted conversations are understood."""

from __future__ import annotations

from pathlib import Path

import click

from coach.commands.console import StderrProgress, print_json
from coach.settings import load_settings


@click.command("conversations")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="A folder with a conversations.jsonl.")
@click.option("--split", default="dev", show_default=True, help="Which: dev to tune on, test to report.")
@click.option("--mistakes", is_flag=True, help="List the turns that were taken for something else.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(data: Path | None, split: str, mistakes: bool, as_json: bool) -> None:
    """Play scripted conversations, and measure what each turn is taken for and which article is in play.

    A line of conversations.jsonl is {"_id", "split", "turns": [{"text", "turn", "articles", "new"}, …]}.

    \b
    Examples:
      coach eval conversations
      coach eval conversations --mistakes
      coach eval conversations --split test --json | jq .macro_f1
    """
    from coach.coaching.coach import Coach
    from coach.evaluation.conversations import describe, measure_conversations, read_scripts
    from coach.library.corpus import corpus_dir

    scripts = read_scripts(data or corpus_dir() / "evaluation" / "conversations", split)
    coach = Coach(load_settings(), StderrProgress())
    coach.load()
    report = measure_conversations(coach, scripts, StderrProgress())
    if as_json:
        print_json(report.to_json())
        return
    click.echo(f"conversations, {split} split\n\n{describe(report)}")
    if mistakes:
        click.echo("\n".join(["", *report.mistakes]))

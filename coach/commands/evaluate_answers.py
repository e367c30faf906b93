"""`coach eval answers`: what Coach says to messages of which it is known what they are."""

from __future__ import annotations

from pathlib import Path

import click

from coach.commands.console import StderrProgress, print_json
from coach.commands.evaluate import open_collection
from coach.errors import DataError
from coach.settings import load_settings


@click.command("answers")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="A collection about the built-in library.")
@click.option("--split", default="dev", show_default=True, help="Which queries: dev to tune on, test to report.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with the whole curves.")
def command(data: Path | None, split: str, as_json: bool) -> None:
    """Measure whole answers: citations, columns, the edge of the library, people first.

    Asks everything in queries.jsonl (a split), not-covered.jsonl and people-first.jsonl of the collection.

    \b
    Citation precision  quotes that stand word for word in the cited passage
    Columns             purity (each quote speaks for its column's lens), contrast
    Edge                coverage; risk against coverage and AUROC, for messages
                        far from work and near to it apart
    People first        grave messages met, look-alikes stopped

    \b
    Examples:
      coach eval answers
      coach eval answers --json | jq .people_first
    """
    from coach.evaluation.answers import describe, measure_answers, read_people_first
    from coach.evaluation.bench import MeasuredCoach
    from coach.evaluation.edge import read_not_covered
    from coach.library.corpus import corpus_dir

    folder = data or corpus_dir() / "evaluation"
    collection = open_collection(data, split)
    if collection.documents is not None:
        raise DataError(f"{folder} has documents of its own: answers are measured over the built-in library.")
    outside, grave = read_not_covered(folder, split), read_people_first(folder, split)
    coach = MeasuredCoach(load_settings(), StderrProgress())
    coach.load()
    coach.remember_stories(
        [query.text for query in collection.queries] + [message.text for message in (*outside, *grave)]
    )
    report = measure_answers(coach, collection.queries, outside, grave, progress=StderrProgress())
    if as_json:
        print_json(report.to_json())
    else:
        click.echo(f"{collection.name}, {split} split\n\n{describe(report)}")

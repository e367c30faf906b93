"""`coach eval`: how well retrieval works, on the built-in judged collection or one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.console import StderrProgress, make_coach, print_json
from coach.errors import ExitCode

if TYPE_CHECKING:
    from coach.evaluation.collection import JudgedCollection
    from coach.evaluation.experiment import Experiment
    from coach.search.ranking import Ranker

SYSTEM_NAMES = ("lexical", "dense", "hybrid")


class Target(click.ParamType["tuple[str, float]"]):
    """`MEASURE=VALUE`."""

    name = "measure=value"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        from coach.evaluation.measures import MEASURES

        measure, _, least = value.partition("=")
        if measure not in MEASURES:
            self.fail(f"{measure!r} is not a measure; choose from {', '.join(MEASURES)}", param, ctx)
        try:
            return measure, float(least)
        except ValueError:
            self.fail(f"{least!r} is not a number", param, ctx)


def _parse_systems(_context: click.Context, _option: click.Parameter, value: str) -> list[str]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in names if name not in SYSTEM_NAMES]
    if unknown or not names:
        raise click.BadParameter(f"choose from {', '.join(SYSTEM_NAMES)}, separated by commas")
    return list(dict.fromkeys(names))


@click.command("eval")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="A collection in BEIR layout.")
@click.option("--split", default="dev", show_default=True, help="Which qrels: dev to tune on, test to report.")
@click.option("--systems", default=",".join(SYSTEM_NAMES), show_default=True, callback=_parse_systems)
@click.option("--by", metavar="FIELD", help="Give the measures by a metadata field of the queries too, such as length.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--run-out", type=click.Path(path_type=Path), metavar="DIR", help="Write TREC run files there.")
@click.option(
    "--fail-under", type=Target(), multiple=True, metavar="MEASURE=VALUE", help="Exit with 5 when hybrid is below."
)
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    data: Path | None,
    split: str,
    systems: list[str],
    by: str | None,
    as_json: bool,
    run_out: Path | None,
    fail_under: tuple[tuple[str, float], ...],
) -> None:
    """Measure retrieval: nDCG@10, Recall@10 and RR@10 by passage, Success@1 and @3 by article.

    Passages are graded 0 to 3; recall, reciprocal rank and success count grades 2 and 3. Tune on the dev split only.

    \b
    Examples:
      coach eval
      coach eval --split test --by length
      coach eval --systems hybrid --fail-under nDCG@10=0.6
    """
    experiment = _evaluate(data, split, systems, by, run_out)
    if as_json:
        print_json(experiment.to_json())
    else:
        from coach.evaluation.report import report

        click.echo(report(experiment))
    context.exit(ExitCode.DONE if _meets(experiment, systems, fail_under) else ExitCode.BELOW_TARGET)


def _evaluate(data: Path | None, split: str, systems: list[str], by: str | None, run_out: Path | None) -> Experiment:
    from coach.evaluation.collection import read_collection
    from coach.evaluation.experiment import evaluate
    from coach.evaluation.run import run_system, write_run
    from coach.library.corpus import corpus_dir

    collection = read_collection(data or corpus_dir() / "evaluation", split)
    ranker = _ranker(collection)
    runs = [run_system(ranker, collection, system, StderrProgress()) for system in systems]  # type: ignore[arg-type]
    if run_out is not None:
        for run in runs:
            click.echo(f"coach: wrote {write_run(run, run_out)}", err=True)
    return evaluate(collection, runs, by)


def _ranker(collection: JudgedCollection) -> Ranker:
    """The built-in library alone, so that figures do not depend on whose machine it is; or the collection's own."""
    from coach.evaluation.fixed import fixed_ranker

    return fixed_ranker(make_coach(), collection.documents)


def _meets(experiment: Experiment, systems: list[str], targets: tuple[tuple[str, float], ...]) -> bool:
    judged = "hybrid" if "hybrid" in systems else systems[0]
    met = True
    for measure, least in targets:
        value = experiment.systems[judged][measure].value
        if value < least:
            click.echo(f"coach: {judged} {measure} is {value:.4f}, below {least}.", err=True)
            met = False
    return met

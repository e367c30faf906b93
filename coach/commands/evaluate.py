"""`coach eval`: how well retrieval works, on the built-in judged collection or one's own."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coach.commands.console import StderrProgress, print_json, warn
from coach.commands.lazy import LazyGroup
from coach.errors import ExitCode, InputError
from coach.settings import load_settings

if TYPE_CHECKING:
    from coach.evaluation.bench import Bench
    from coach.evaluation.collection import JudgedCollection
    from coach.evaluation.edge import Curve
    from coach.evaluation.experiment import Experiment, Plan
    from coach.evaluation.run import Run
    from coach.library.article import Article

SUBCOMMANDS = {
    "answers": ("coach.commands.evaluate_answers", "Measure answers: citations, columns, edge, people first."),
    "conversations": ("coach.commands.evaluate_conversations", "Play scripted conversations, turn by turn."),
    "pool": ("coach.commands.evaluate_pool", "Gather what several systems find, for judging."),
    "judge": ("coach.commands.evaluate_judge", "Judge a pool, one key a passage."),
}
DEFAULT_SYSTEMS = "lexical,dense,hybrid"

HELP = """Measure retrieval on a judged collection: the built-in one, or any in BEIR or TREC layout.

Without --measures: nDCG@10, Recall@10, RR@10 and Judged@10 by passage, Success@1 and @3 by article; where grades
reach 3, recall, reciprocal rank and success count grades 2 and 3. Tune on the dev split only; test is for reporting.

\b
Systems are named with settings, so that an ablation is one command:
  lexical               by words (BM25)
  dense                 by meaning
  hybrid                by both
  hybrid:alpha=0.3      share of meaning, 0 to 1
  hybrid:fusion=rrf     standard, minmax or rrf
  hybrid:windows=no     long queries whole, not in windows too
  hybrid:headings=yes   passages read with their title and heading
  hybrid:situations=no  without the situations lines (or a share, 0 to 1)
  hybrid:lift=0.5       share of its article in a passage's score
  reading               articles, as Coach reads a story; built-in library only
Several settings: hybrid:alpha=0.3,fusion=rrf

\b
A collection is a folder:
  BEIR  queries.jsonl, qrels/SPLIT.tsv, corpus.jsonl
  TREC  topics.SPLIT.txt, qrels.SPLIT.txt, docs*.xml (or corpus.jsonl)
Without documents its judgements are about passages of the built-in library.

\b
Examples:
  coach eval
  coach eval --by length --html report.html
  coach eval --systems hybrid,hybrid:alpha=0.3,hybrid:fusion=rrf
  coach eval --data scifact --split test --measures nDCG@10,R@100
  coach eval --run theirs.run --systems hybrid
  coach eval --systems hybrid,reading --measures "article:Success(rel=2)@1,article:nDCG@5"
  coach eval --explain a002
  coach eval --tune
  coach eval --systems hybrid --fail-under nDCG@10=0.35
  coach eval --json > before.json; coach eval --baseline before.json

Exit codes: 0 done, 2 usage, 3 data missing or broken, 5 --fail-under or --baseline not met.
"""


class Target(click.ParamType["tuple[str, float]"]):
    """`MEASURE=VALUE`; the measure may hold a `=` itself, in parentheses."""

    name = "measure=value"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        measure, equals, least = value.rpartition("=")
        if not equals or ")" in least:
            self.fail(f"{value!r} is not MEASURE=VALUE, such as nDCG@10=0.35", param, ctx)
        try:
            return measure, float(least)
        except ValueError:
            self.fail(f"{least!r} is not a number", param, ctx)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    data: Path | None
    split: str
    systems: str | None
    runs: tuple[Path, ...]
    measures: str | None
    by: tuple[str, ...]
    as_json: bool
    html: Path | None
    run_out: Path | None
    depth: int
    fail_under: tuple[tuple[str, float], ...]
    baseline: Path | None
    tune: bool
    seed: int
    explain: str | None


@click.group("eval", cls=LazyGroup, lazy=SUBCOMMANDS, invoke_without_command=True, help=HELP)
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="A collection in BEIR or TREC layout.")
@click.option("--split", default="dev", show_default=True, help="Which judgements: dev to tune on, test to report.")
@click.option("--systems", metavar="LIST", help=f"What to compare.  [default: {DEFAULT_SYSTEMS}]")
@click.option("--run", "runs", type=click.Path(path_type=Path), multiple=True, metavar="FILE", help="A TREC run too.")
@click.option("--measures", metavar="LIST", help="Any of ir-measures; article:NAME ranks articles.")
@click.option("--by", multiple=True, metavar="FIELD", help="By a metadata field of the queries too, such as length.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with the values of every query.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a report as one page.")
@click.option("--run-out", type=click.Path(path_type=Path), metavar="DIR", help="Write TREC run files there.")
@click.option("--depth", type=click.IntRange(1), default=100, show_default=True, help="How far down to rank.")
@click.option(
    "--fail-under", type=Target(), multiple=True, metavar="MEASURE=VALUE", help="Exit with 5 when it is below."
)
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Exit with 5 when worse than this --json."
)
@click.option("--tune", is_flag=True, help="Tune fusion and weight on half of the queries, test on the other.")
@click.option("--explain", metavar="QUERY", help="Say what decided the reading of a query, by its id or its text.")
@click.option("--seed", type=click.IntRange(0), default=20_261_122, show_default=True, help="Of all resampling.")
@click.pass_context
def command(context: click.Context, /, **values: Any) -> None:  # noqa: ANN401 - one an option
    if context.invoked_subcommand is not None:
        _refuse_options(context)
        return
    options = Options(**values)
    if options.explain is not None:
        _explain(options, options.explain)
        return
    context.exit(_tune(options) if options.tune else _evaluate(options))


def _refuse_options(context: click.Context) -> None:
    """An option before a subcommand would be read and forgotten."""
    given = [
        field.name
        for field in fields(Options)
        if context.get_parameter_source(field.name) is click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        name = context.invoked_subcommand
        raise click.UsageError(f"Options of `coach eval {name}` stand after its name: see `coach eval {name} --help`.")


def _evaluate(options: Options) -> ExitCode:
    from coach.evaluation.experiment import Machine, evaluate
    from coach.evaluation.gate import read_baseline

    collection = _with_themes(open_collection(options.data, options.split))
    plan = _plan(options, collection)
    baseline = read_baseline(options.baseline) if options.baseline else None
    runs, machine = _run_all(options, collection)
    experiment = evaluate(collection, runs, plan, machine or Machine())
    _show(experiment, options)
    return _judge(experiment, options, baseline)


def _with_themes(collection: JudgedCollection) -> JudgedCollection:
    from coach.evaluation.kinds import with_themes

    return with_themes(collection, _library_articles()) if collection.documents is None else collection


def _plan(options: Options, collection: JudgedCollection) -> Plan:
    from coach.evaluation.experiment import Plan
    from coach.evaluation.kinds import telling_fields
    from coach.evaluation.measures import COMPARED, MEASURES, parse_measure, parse_measures

    _check_fields(options.by, collection)
    by = options.by or (telling_fields(collection) if options.html else ())
    measures = parse_measures(options.measures) if options.measures else tuple(MEASURES.values())
    names = {measure.name for measure in measures}
    measures += tuple(parse_measure(name) for name in dict(options.fail_under) if name not in names)
    compared = [m.name for m in measures if not m.definition.startswith("Judged")] if options.measures else COMPARED
    return Plan(measures, tuple(compared), by, options.seed)


def _check_fields(by: tuple[str, ...], collection: JudgedCollection) -> None:
    known = sorted({name for query in collection.queries for name in query.metadata})
    for name in by:
        if name not in known:
            raise InputError(f"No query has the field {name!r}: choose from {', '.join(known) or 'none at all'}.")


def _run_all(options: Options, collection: JudgedCollection) -> tuple[list[Run], Any]:
    from coach.evaluation.run import read_run, run_system, write_run
    from coach.evaluation.systems import parse_systems

    named = options.systems or (None if options.runs else DEFAULT_SYSTEMS)
    specifications = parse_systems(named) if named else []
    read = [read_run(path, collection) for path in options.runs]
    machine, ran = None, []
    if specifications:
        bench = open_bench(collection)
        ran = [run_system(bench, each, options.depth, StderrProgress()) for each in specifications]
        machine = _machine(bench, specifications)
    if options.run_out is not None:
        for run in ran:
            warn(f"wrote {write_run(run, options.run_out)}")
    return _distinct([*ran, *read], options.runs), machine


def _machine(bench: Bench, specifications: list[Any]) -> Any:  # noqa: ANN401 - a Machine
    from coach.evaluation.experiment import Machine
    from coach.evaluation.latency import measure_latency, peak_megabytes

    latency = measure_latency(bench, specifications)
    return Machine(bench.coach.encoder.key, latency, peak_megabytes())


def _distinct(runs: list[Run], files: tuple[Path, ...]) -> list[Run]:
    """Give runs that are called alike the name of their file."""
    from dataclasses import replace

    names = [run.system for run in runs]
    first_read = len(runs) - len(files)
    return [
        replace(run, system=f"{run.system} ({files[n - first_read].name})")
        if n >= first_read and names.count(run.system) > 1
        else run
        for n, run in enumerate(runs)
    ]


def _show(experiment: Experiment, options: Options) -> None:
    if options.html is not None:
        from coach.evaluation.page import write_page

        collection = experiment.collection
        write_page(experiment, passage_texts(collection), options.html, _curves(collection, options.data))
        warn(f"wrote {options.html}")
    if options.as_json:
        print_json(experiment.to_json())
    else:
        from coach.evaluation.report import report

        click.echo(report(experiment, options.by))


def passage_texts(collection: JudgedCollection) -> dict[str, tuple[str, str]]:
    """Heading and text of every passage and every article, by its id."""
    documents = collection.documents
    if documents is not None:
        return {a.slug: (a.title, a.passages[0].text) for a in documents}
    articles = _library_articles()
    texts = {article.slug: (article.title, article.summary) for article in articles}
    return texts | {p.id: (f"{a.title} › {p.heading}", p.text) for a in articles for p in a.passages}


def _library_articles() -> tuple[Article, ...]:
    from coach.library.library import Library

    return Library(Path("/nonexistent")).articles


def _curves(collection: JudgedCollection, data: Path | None) -> tuple[Curve, ...]:
    """Covered against not covered, where the collection is about the library and has messages that it leaves out."""
    from coach.evaluation.edge import coverage_score, edge_curves, read_not_covered
    from coach.library.corpus import corpus_dir

    outside = read_not_covered(data or corpus_dir() / "evaluation", collection.split)
    if collection.documents is not None or not outside:
        return ()
    from coach.evaluation.bench import MeasuredCoach

    coach = MeasuredCoach(load_settings(), StderrProgress())
    covered = [query.text for query in collection.queries]
    coach.remember_stories([*covered, *(message.text for message in outside)])
    return tuple(edge_curves(coverage_score(coach), covered, outside))


def _judge(experiment: Experiment, options: Options, baseline: Any) -> ExitCode:  # noqa: ANN401 - a Baseline or None
    from coach.evaluation.gate import below_floor, losses

    system = "hybrid" if "hybrid" in experiment.systems else next(iter(experiment.systems))
    failures = below_floor(experiment, system, dict(options.fail_under))
    if baseline is not None:
        failures += [str(loss) for loss in losses(experiment, baseline)]
    for failure in failures:
        warn(failure)
    return ExitCode.BELOW_TARGET if failures else ExitCode.DONE


def _tune(options: Options) -> ExitCode:
    from coach.evaluation.measures import parse_measure
    from coach.evaluation.tuning import describe, tune

    collection = open_collection(options.data, options.split)
    measure = parse_measure((options.measures or "nDCG@10").partition(",")[0])
    tuning = tune(open_bench(collection), measure, seed=options.seed, progress=StderrProgress())
    click.echo(json.dumps(tuning.to_json()) if options.as_json else describe(tuning))
    return ExitCode.DONE


def _explain(options: Options, asked: str) -> None:
    """Explain a judged query of any split by its id, or a text."""
    from coach.evaluation.bench import MeasuredCoach
    from coach.evaluation.explain import explain

    collection = open_collection(options.data, options.split)
    query = next((query for query in collection.queries if query.id == asked), None)
    if query is None and " " not in asked:
        raise InputError(f"No query {asked!r} in the {options.split} split: see queries.jsonl, or give --split.")
    grades = collection.article_qrels()[query.id] if query else {}
    reader = MeasuredCoach(load_settings(), StderrProgress()).reader
    click.echo(explain(reader, query.text if query else asked, grades))


def open_collection(data: Path | None, split: str, needs_judgements: bool = True) -> JudgedCollection:
    """Read a split of a collection, the built-in one when no folder is named."""
    from coach.evaluation.collection import read_collection
    from coach.library.corpus import corpus_dir

    return read_collection(data or corpus_dir() / "evaluation", split, needs_judgements)


def open_bench(collection: JudgedCollection) -> Bench:
    from coach.evaluation.bench import Bench, MeasuredCoach

    return Bench(MeasuredCoach(load_settings(), StderrProgress()), collection)

"""`coach eval pool`: what several systems find, gathered for judging."""

from __future__ import annotations

from pathlib import Path

import click

from coach.commands.console import StderrProgress, warn
from coach.commands.evaluate import DEFAULT_SYSTEMS, open_bench, open_collection, passage_texts


@click.command("pool")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="A collection in BEIR or TREC layout.")
@click.option("--split", default="dev", show_default=True, help="Whose queries.")
@click.option("--systems", metavar="LIST", help=f"As in `coach eval`.  [default: {DEFAULT_SYSTEMS}]")
@click.option("--run", "runs", type=click.Path(path_type=Path), multiple=True, metavar="FILE", help="A TREC run too.")
@click.option("--depth", type=click.IntRange(1), default=10, show_default=True, help="How many of each system.")
@click.option("--with-judged", is_flag=True, help="Passages that are judged already, too.")
@click.option("--seed", type=click.IntRange(0), default=20_261_122, show_default=True, help="Of the shuffling.")
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    out: Path,
    data: Path | None,
    split: str,
    systems: str | None,
    runs: tuple[Path, ...],
    depth: int,
    with_judged: bool,
    seed: int,
) -> None:
    """Gather what several systems find near the top into OUT, for `coach eval judge`.

    Each passage stands once for a query, in an order that tells nothing of who found it. A new collection needs
    queries.jsonl alone (and corpus.jsonl, unless it is about the built-in library).

    \b
    Examples:
      coach eval pool pool.jsonl
      coach eval pool pool.jsonl --data ours --split test --depth 20
      coach eval pool pool.jsonl --run theirs.run --systems hybrid
    """
    from coach.evaluation.pool import make_pool, write_pool
    from coach.evaluation.run import read_run, run_system
    from coach.evaluation.systems import parse_systems

    collection = open_collection(data, split, needs_judgements=False)
    named = systems or (None if runs else DEFAULT_SYSTEMS)
    found = [read_run(path, collection) for path in runs]
    if named:
        specifications = parse_systems(named)
        bench = open_bench(collection)
        found += [run_system(bench, each, depth, StderrProgress()) for each in specifications]
    candidates = make_pool(collection, found, passage_texts(collection), depth, seed, with_judged)
    write_pool(candidates, out)
    queries = len({candidate.query for candidate in candidates})
    warn(f"wrote {out}: {len(candidates)} passages for {queries} queries. Judge them with `coach eval judge {out}`.")

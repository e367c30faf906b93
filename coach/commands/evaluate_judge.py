"""`coach eval judge`: judging a pool, one key a passage."""

from __future__ import annotations

import getpass
import re
import sys
from pathlib import Path

import click

from coach.commands.console import print_json, warn


@click.command("judge")
@click.argument("pool", type=click.Path(path_type=Path))
@click.option("--judge", "name", metavar="NAME", help="Who judges.  [default: your login]")
@click.option("--agreement", is_flag=True, help="Say how far the judges of this pool agree, and judge nothing.")
@click.option("--qrels", type=click.Path(path_type=Path), metavar="FILE", help="Write the judgements of all as qrels.")
@click.option("--json", "as_json", is_flag=True, help="With --agreement: one JSON object.")
def command(pool: Path, name: str | None, agreement: bool, qrels: Path | None, as_json: bool) -> None:
    """Judge the passages of a POOL that `coach eval pool` made.

    One passage at a time, blind to who found it: 3 I would act on this, 2 helps, 1 touches, 0 no use; left arrow goes
    back. Every key is kept at once in POOL.NAME.tsv, so judging can be left and taken up at any time.

    \b
    Examples:
      coach eval judge pool.jsonl
      coach eval judge pool.jsonl --judge anna
      coach eval judge pool.jsonl --agreement
      coach eval judge pool.jsonl --qrels ours/qrels/test.tsv
    """
    from coach.evaluation.pool import read_pool

    candidates = read_pool(pool)
    if agreement:
        _tell_agreement(pool, as_json)
    if qrels is not None:
        _write(pool, qrels)
    if agreement or qrels is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("Judging needs a terminal; --agreement and --qrels do not.")
    from coach.evaluation.judge_screen import JudgeScreen
    from coach.evaluation.judging import Judge

    JudgeScreen(candidates, Judge(pool, name or _login())).run()


def _login() -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", getpass.getuser())[:40] or "judge"


def _tell_agreement(pool: Path, as_json: bool) -> None:
    from dataclasses import asdict

    from coach.evaluation.judging import agreements, all_judges

    judges = all_judges(pool)
    found = agreements(judges)
    if as_json:
        judged = {name: len(judgements) for name, judgements in judges.items()}
        print_json({"judges": judged, "agreement": [asdict(each) for each in found]})
        return
    for name, judgements in judges.items():
        click.echo(f"{name}: {len(judgements)} judged")
    for each in found:
        click.echo(
            f"{each.a} and {each.b}: {each.both} passages, the same grade for {100 * each.same:.0f} %, "
            f"within one for {100 * each.within_one:.0f} %, weighted kappa {each.kappa:.2f}"
        )
    if not found:
        click.echo("No two judges have judged the same passage yet.")


def _write(pool: Path, path: Path) -> None:
    from coach.evaluation.judging import all_judges, merge, write_qrels

    merged = merge(all_judges(pool))
    write_qrels(merged, path)
    warn(f"wrote {path}: {sum(map(len, merged.values()))} judgements of {len(merged)} queries.")

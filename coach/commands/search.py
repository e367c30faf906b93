"""`coach search`: ranked passages, no advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coach.commands.console import make_coach, print_json, read_text

if TYPE_CHECKING:
    from coach.coaching.coach import Hit
    from coach.search.ranking import System


@click.command("search")
@click.argument("text")
@click.option("-k", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many passages.")
@click.option("--system", type=click.Choice(["hybrid", "dense", "lexical"]), default="hybrid", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(text: str, k: int, system: System, as_json: bool) -> None:
    """Rank the passages of the library for TEXT. `-` reads TEXT from standard input."""
    text = read_text(text)
    hits = make_coach().search(text, k, system)
    if as_json:
        print_json({"query": text, "system": system, "results": [_as_json(hit) for hit in hits]})
        return
    for hit in hits:
        side = f" · {hit.passage.lens}" if hit.passage.lens else ""
        click.echo(f"{hit.rank:3}  {hit.score:.3f}  {hit.passage.id}  {hit.title} · {hit.passage.heading}{side}")
        click.echo(f"     {_shortened(hit.passage.text)}\n")


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 160 else f"{flat[:160].rpartition(' ')[0]} …"


def _as_json(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "rank": hit.rank,
        "passage": passage.id,
        "article": passage.article,
        "title": hit.title,
        "heading": passage.heading,
        "lens": passage.lens,
        "contrast": passage.contrast,
        "score": round(hit.score, 6),
        "text": passage.text,
    }

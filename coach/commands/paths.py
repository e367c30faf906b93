"""`coach paths`: where everything is."""

from __future__ import annotations

import click

from coach.commands.console import print_json
from coach.library.corpus import corpus_dir
from coach.settings import load_settings


@click.command("paths")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(as_json: bool) -> None:
    """Say where Coach keeps its files. COACH_HOME=FOLDER puts all of them under one folder."""
    settings = load_settings()
    places = {
        "corpus": corpus_dir(),
        "articles": settings.own_articles_dir,
        "journal": settings.journal_file,
        "cache": settings.cache_dir,
        "config": settings.config_file,
    }
    if as_json:
        print_json({name: str(path) for name, path in places.items()})
        return
    for name, path in places.items():
        click.echo(f"{name:9} {path}{'' if path.exists() else '  (not there yet)'}")

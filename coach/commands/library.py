"""`coach library`: the articles, built-in and one's own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from coach.commands.console import make_coach, print_json, warn
from coach.errors import CoachError, DataError, ExitCode, InputError, explain_os_error
from coach.library.article import Article
from coach.library.library import Library
from coach.settings import load_settings


def _library() -> Library:
    return Library(load_settings().own_articles_dir, warn)


@click.group("library")
def command() -> None:
    """List, show, add, remove and check articles."""


@command.command("list")
@click.option("--own", is_flag=True, help="Only the articles that you added.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_articles(own: bool, as_json: bool) -> None:
    """List the articles: slug and title."""
    articles = [article for article in _library().articles if article.collection == "own" or not own]
    if as_json:
        rows = [{"article": a.slug, "title": a.title, "kind": a.kind, "collection": a.collection} for a in articles]
        print_json({"articles": rows})
        return
    width = max((len(article.slug) for article in articles), default=0)
    for article in articles:
        click.echo(f"{article.slug:{width}}  {article.title}{'  (yours)' if article.collection == 'own' else ''}")
    if not articles:
        click.echo("You have added no articles yet: `coach library add FILE`.", err=True)


@command.command("show")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print the article with its passages and sentences.")
def show(slug: str, as_json: bool) -> None:
    """Show one article with its passages."""
    article = make_coach().article(slug)
    if as_json:
        print_json(_as_json(article))
        return
    click.echo(f"{article.title}\n{article.source}\n")
    heading = ""
    for passage in article.passages:
        if passage.heading != heading:
            heading = passage.heading
            click.echo(f"{heading}\n")
        side = f"({passage.lens}) " if passage.lens else ""
        click.echo(f"[{passage.id}] {side}{passage.text}\n")


def _as_json(article: Article) -> dict[str, Any]:
    values = asdict(article)
    values["article"] = values.pop("slug")
    for passage, row in zip(article.passages, values["passages"], strict=True):
        row["passage"] = passage.id
    return values


@command.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def add(paths: tuple[Path, ...]) -> None:
    """Add text and Markdown files, or folders of them, to your own articles.

    The text is copied, so the files may move or go. Adding a file again replaces what was added of it.
    """
    from coach.library.collection import expand_paths

    library = _library()
    failures: list[CoachError] = []
    found = 0
    for path in expand_paths(list(paths)):
        found += 1
        try:
            article = library.add(path)
            click.echo(f"Added {article.slug}: {article.title} ({len(article.passages)} passages).")
        except CoachError as error:
            failures.append(error)
            warn(str(error))
        except OSError as error:
            raise explain_os_error(error) from error
    if not found:
        raise InputError("No text or Markdown files there: give a .md or .txt file, or a folder that holds some.")
    if failures:
        raise DataError(f"{len(failures)} of {found} files were not added; the others were.")


@command.command("remove")
@click.argument("slug")
def remove(slug: str) -> None:
    """Remove one of your own articles."""
    library = _library()
    if library.own.remove(slug):
        click.echo(f"Removed {slug}.")
        return
    if library.collection_of(slug) == "built-in":
        raise InputError(f"{slug} came with Coach and cannot be removed.")
    raise InputError(f"You have no article {slug!r}: `coach library list --own` shows yours.")


@command.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--similar/--no-similar", default=True, help="Whether to look for sentences that two articles share.")
@click.pass_context
def check(context: click.Context, path: Path | None, similar: bool) -> None:
    """Check built-in articles: a file, a folder, or all of them. Each problem names file, line and mend.

    In a folder whose articles are in good form, sentences of two articles that say the same are found as well, by
    their vectors; the first time this takes a minute.
    """
    from coach.library.check import check_file, check_folder
    from coach.library.corpus import corpus_dir

    target = path or corpus_dir() / "articles"
    if not target.exists():
        raise InputError(f"{target} does not exist: give an article or a folder of them.")
    problems = [str(p) for p in (check_folder(target) if target.is_dir() else check_file(target))]
    if target.is_dir() and similar and not problems:
        problems += _similar_sentences(target)
    for problem in problems:
        click.echo(problem)
    count = len(list(target.glob("*.md"))) if target.is_dir() else 1
    click.echo(f"{count} articles checked, {len(problems)} problems.", err=True)
    context.exit(ExitCode.DATA if problems else ExitCode.DONE)


def _similar_sentences(folder: Path) -> list[str]:
    from coach.library.builtin import build_article, parse_file
    from coach.search.similar import find_similar

    coach = make_coach()
    articles = [build_article(parse_file(path)) for path in sorted(folder.glob("*.md"))]
    pairs = find_similar(articles, coach.encoder, coach.settings.indexes_dir, coach.progress)
    return [
        f"{one[0]} and {other[0]} say the same ({pair.cosine:.2f}): {one[1]!r} and {other[1]!r}: say one differently."
        for pair in pairs
        for one, other in [(pair.first, pair.second)]
    ]

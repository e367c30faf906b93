"""The data files of the corpus."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.errors import DataError
from coach.library import corpus
from coach.library.builtin import parse_file
from coach.library.library import Library

THIRTEEN = [
    "stability-change",
    "direct-inspire",
    "authority-influence",
    "plan-vision",
    "tasks-impact",
    "process-people",
    "control-trust",
    "compliance-commitment",
    "fix-now-prevent",
    "analysis-intuition",
    "formal-personal",
    "maintain-develop",
    "implement-innovate",
]


def test_the_contrasts_are_the_thirteen_of_the_source_articles() -> None:
    assert list(corpus.contrasts()) == THIRTEEN


@pytest.mark.parametrize("id_", THIRTEEN)
def test_a_contrast_names_both_sides_and_says_what_each_does(id_: str) -> None:
    contrast = corpus.contrasts()[id_]
    slug = f"{contrast.management} {contrast.leadership}".lower().replace(" ", "-")
    assert slug == id_
    assert contrast.heading == f"{contrast.management} ↔ {contrast.leadership}"
    assert contrast.means("management").endswith(".")
    assert contrast.means("leadership").endswith(".")
    assert contrast.means("management") != contrast.means("leadership")


def test_each_contrast_is_drawn_by_digests_that_exist() -> None:
    text = (corpus.corpus_dir() / "contrasts.toml").read_text(encoding="utf-8")
    named = set(re.findall(r'"(digest-[^"]+)"', text))
    assert named
    assert named <= {path.stem for path in Library.builtin_paths()}


def test_a_digest_draws_the_contrasts_that_name_it() -> None:
    import tomllib

    rows = tomllib.loads((corpus.corpus_dir() / "contrasts.toml").read_text(encoding="utf-8"))["contrast"]
    for path in Library.builtin_paths():
        if path.stem.startswith("digest-"):
            drawn = {row["id"] for row in rows if path.stem in row["sources"]}
            assert drawn <= set(parse_file(path).header["contrasts"]), path.stem


def test_there_are_24_themes_each_with_a_title_and_what_it_covers() -> None:
    themes = corpus.themes()
    assert len(themes) == 24
    assert all(theme.title and theme.covers and id_ == theme.id for id_, theme in themes.items())


def test_an_installation_without_its_corpus_says_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(corpus, "__file__", str(tmp_path / "coach" / "library" / "corpus.py"))
    with pytest.raises(DataError, match="install Coach again"):
        corpus.corpus_dir()


@pytest.mark.parametrize("content", [b"not toml", b"\xff", b"other = 1"], ids=["toml", "bytes", "table"])
def test_a_broken_data_file_says_how_to_mend_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "themes.toml"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"themes.toml cannot be read .*: install Coach again"):
        corpus.corpus_rows(str(path), "theme", dict)

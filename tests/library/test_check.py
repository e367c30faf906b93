"""`coach library check`: each breach of the form is told with its line and its mend."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import ArticleError
from coach.library.builtin import read_builtin
from coach.library.check import check_file, check_folder

LINES = r"(?s)situations:\n.*?(?=sources)"
MANAGE = r"(?s)(### Manage\n\n).*?(?=\n\n### Lead)"
THEIRS = r"## Their side\n"
TOP = "## What is going on"
PROCESS = "## Process and people"
# What is replaced (a regular expression, the first match), by what, what the problem says, and the text of its line.
BREACHES = {
    "no front matter": (r"\A---\n", "", "no front matter", None),
    "front matter that is no YAML": (r"(?m)^title: .*", "title: a: b", "not YAML", None),
    "front matter that is no mapping": (r"(?s)\A---\n.*?\n---\n", "---\n- x\n---\n", "name: value", None),
    "a date that is none": (r"(?m)^title: .*", "title: 2001-13-45", "not YAML", None),
    "no title": (r"(?m)^title: .*\n", "", "title is missing", None),
    "an empty summary": (r"(?m)^summary: .*", 'summary: ""', "summary is missing", None),
    "a summary that is a number": (r"(?m)^summary: .*", "summary: 3", "summary is missing", None),
    "an unknown kind": (r"(?m)^title: ", "kind: story\ntitle: ", "kind is 'story'", None),
    "a kind that is a list": (r"(?m)^title: ", "kind: [essay]\ntitle: ", "kind is", None),
    "an unknown key": (r"(?m)^title: ", "colour: red\ntitle: ", "'colour' is not a key", None),
    "keys that are no words": (r"(?m)^title: ", "1: red\nx: y\ntitle: ", "'1' is not a key", None),
    "an unknown theme": (r"themes: \[", "themes: [weather, ", "'weather' is not a theme", None),
    "themes that are lists": (r"themes: \[.*\]", "themes: [[conflict]]", "themes is not a list of lines", None),
    "no themes": (r"(?m)^themes: .*\n", "", "themes has 0 of at least 1", None),
    "no sources": (r"(?s)sources:\n.*?(?=---)", "", "sources has 0", None),
    "situations that are one line": (LINES, "situations: one\n", "situations is not a list", None),
    "too few situations": (LINES, "situations: [a, b, c]\n", "has 3 of at least 6", None),
    "too many situations": (r"situations:\n", "situations:\n" + "  - x\n" * 9, "keep the ten", None),
    "text before the first heading": (r"\n## What is", "\nStray.\n\n## What is", "text before the first", "Stray."),
    "a heading of another name": (r"## Their side", "## The other side", "not those of the form", TOP),
    "headings in another order": (r"## Which way to lean", "## Their side\n\n## Which way to lean", "headings", None),
    "a heading that is no contrast": (r"## Process ↔ People", PROCESS, "names no contrast", PROCESS),
    "one contrast twice": (r"## Compliance ↔ Commitment", "## Process ↔ People", "contrast headings", None),
    "one contrast only": (r"(?s)## Compliance ↔ Commitment.*?(?=## Words)", "", "1 contrast headings", None),
    "no Lead": (r"### Lead", "### Leading", "not one Manage and one Lead", "## Process ↔ People"),
    "text above Manage": (r"### Manage", "Before both.\n\n### Manage", "text above Manage", "Before both."),
    "an empty section": (r"(?s)(## Their side\n).*?(?=\n## )", r"\1", "nothing under 'Their side'", "## Their side"),
    "words that are no quotation": (r"(?m)^> ", "", "a paragraph where a quote belongs", None),
    "a watch-for that is no list": (r"(?s)(## Watch for\n\n)- ", r"\1", "a paragraph where a item belongs", None),
    "code in a paragraph": (THEIRS, "## Their side\n\n```\nx\n```\n", "a other where a paragraph belongs", "```"),
    "a table": (THEIRS, "## Their side\n\n|a|b|\n|-|-|\n|c|d|\n", "a other where a paragraph belongs", "|a|b|"),
    "a paragraph too short": (MANAGE, r"\1Ask first.", "2 words under Manage", "### Manage"),
    "a paragraph too long": (r"### Manage\n\n", "### Manage\n\nAsk. " + "again " * 99, "words under", "### Manage"),
    "an opening that leans": (r"### Manage\n\n", "### Manage\n\nThis helps. ", "'This helps.' leans", "This helps. "),
    "a body too long": (THEIRS, "## Their side\n\n" + "word " * 999 + "\n", "write 600 to 960", None),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what", "line"), BREACHES.values(), ids=BREACHES)
def test_a_breach_is_told_with_its_line_and_its_mend(
    good_text: str, write_article: Callable[[str], Path], old: str, new: str, what: str, line: str | None
) -> None:
    edited = re.sub(old, new, good_text, count=1)
    path = write_article(edited)
    [problem] = [problem for problem in check_file(path) if what in str(problem)][:1]
    assert problem.mend
    assert str(problem).startswith(f"{path}:{problem.line}: ")
    assert line is None or edited.split("\n")[problem.line - 1].startswith(line)


def test_the_model_article_has_no_problem(good_text: str, write_article: Callable[[str], Path]) -> None:
    assert check_file(write_article(good_text)) == []


def test_a_file_that_is_not_utf_8_is_told_to_be_saved_so(tmp_path: Path) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes("---\ntitle: café\n---\n".encode("latin-1"))
    assert "save it as UTF-8" in str(check_file(path)[0])


def test_a_missing_file_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert "No such file" in str(check_file(tmp_path / "gone.md")[0])


def test_the_name_of_the_file_must_be_a_slug(good_text: str, tmp_path: Path) -> None:
    path = tmp_path / "A Nice Name.md"
    path.write_text(good_text, encoding="utf-8")
    assert ["is not a slug" in str(problem) for problem in check_file(path)] == [True]


def test_two_articles_may_not_share_title_or_situations(good_text: str, write_article: Callable[[str], Path]) -> None:
    path = write_article(good_text)
    shutil.copy(path, path.with_name("the-same-again.md"))
    shared = [str(problem) for problem in check_folder(path.parent)]
    assert len(shared) == 1 + good_text.partition("sources:")[0].count("\n  - ")
    assert all("stands in reliable-person-slipping.md too: say it in other words" in problem for problem in shared)


def test_the_reader_refuses_what_the_check_refuses(good_text: str, write_article: Callable[[str], Path]) -> None:
    path = write_article(good_text.replace("## Their side", "## Her side"))
    with pytest.raises(ArticleError, match=r"reliable-person-slipping\.md:\d+: .*: use, in order"):
        read_builtin(path)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab: ", max_size=4) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.integers() | st.text("ab"), inner, max_size=2),
    max_leaves=4,
)
KEYS = st.sampled_from(
    ["title", "kind", "summary", "themes", "situations", "sources", "contrasts", "digest_of", "x", 1, None]
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_no_front_matter_makes_the_check_fail(tmp_path: Path, header: dict[Any, Any]) -> None:
    path = tmp_path / "fuzzed.md"
    path.write_text(f"---\n{yaml.safe_dump(header)}---\n\n## What is going on\n\nNothing.\n", encoding="utf-8")
    assert check_folder(tmp_path)


PIECES = st.sampled_from(
    [
        "## ",
        "### ",
        "Manage\n",
        "Lead\n",
        "What is going on\n",
        "Watch for\n",
        "- ",
        "> ",
        "\n",
        "Say so. ",
        "***\n",
        "&nbsp;",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_body_makes_the_check_fail(write_article: Callable[[str], Path], body: str) -> None:
    lines = "".join(f"  - line {n}\n" for n in range(6))
    header = f"title: T\nsummary: S.\nthemes: [conflict]\nsituations:\n{lines}sources: [None.]\n"
    assert check_file(write_article(f"---\n{header}---\n\n{body}"))

"""What is shipped: the wheel with its corpus, the pinned versions, and a README and changelog that keep up."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from coach import __version__
from coach.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = [
    Requirement(line)
    for line in (
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
    )
]
CONSTRAINTS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the hatchling of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def pins() -> dict[str, str]:
    named = (line.partition("==") for line in CONSTRAINTS)
    return {canonicalize_name(name): version for name, _, version in named}


@pytest.mark.parametrize(
    "path",
    [
        "contrasts.toml",
        "themes.toml",
        "people-first.toml",
        "off-topic.txt",
        "articles/reliable-person-slipping.md",
        "evaluation/queries.jsonl",
        "evaluation/qrels/dev.tsv",
        "evaluation/qrels/test.tsv",
    ],
)
def test_the_wheel_carries_a_file_of_the_corpus_unchanged(unpacked: Path, path: str) -> None:
    assert (unpacked / "coach" / "corpus" / path).read_bytes() == (ROOT / "corpus" / path).read_bytes()


def test_the_wheel_carries_every_article(unpacked: Path) -> None:
    shipped = {path.name for path in (unpacked / "coach" / "corpus" / "articles").glob("*.md")}
    assert shipped == {path.name for path in (ROOT / "corpus" / "articles").glob("*.md")}
    assert len(shipped) > 100


def test_the_wheel_carries_every_module_and_says_that_it_is_typed(unpacked: Path) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "coach").rglob("*.py")}
    shipped = {path.relative_to(unpacked).as_posix() for path in (unpacked / "coach").rglob("*.py")}
    assert shipped == modules
    assert (unpacked / "coach" / "py.typed").is_file()


def test_the_wheel_carries_no_tests_and_nothing_else_on_its_top_level(unpacked: Path) -> None:
    assert {path.name for path in unpacked.iterdir()} == {"coach", f"coach_terminal-{__version__}.dist-info"}


def test_an_unpacked_wheel_runs_on_its_own_corpus(unpacked: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "COACH_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "coach", "paths", "--json"]
    found = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True, timeout=60)
    assert json.loads(found.stdout)["corpus"] == str(unpacked / "coach" / "corpus")


def test_the_wheel_has_the_version_the_command_and_the_license(unpacked: Path) -> None:
    (shipped,) = metadata.distributions(path=[str(unpacked)])
    assert (shipped.metadata["Name"], shipped.version) == ("coach-terminal", __version__)
    assert [(entry.name, entry.value) for entry in shipped.entry_points] == [("coach", "coach.cli:main")]
    assert shipped.metadata["License-Expression"] == "MIT"
    assert shipped.metadata["License-File"] == "LICENSE"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_the_readme_has_every_command(name: str) -> None:
    assert re.search(rf"^\| `coach {name}\b", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_table_of_the_readme_has_no_command_that_is_not_there() -> None:
    named = re.findall(r"^\| `coach (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) == set(COMMANDS)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_file_that_a_document_links_to_is_there(document: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", (ROOT / document).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_newest_version_of_the_changelog_is_that_of_coach() -> None:
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == __version__


def test_the_readme_installs_the_version_of_torch_that_is_pinned() -> None:
    assert pins()["torch"] == "2.13.0"
    assert f"torch=={pins()['torch']} " in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_every_direct_dependency_is_pinned_to_a_version_that_it_allows(requirement: Requirement) -> None:
    if requirement.name == "coach-terminal":
        return  # an extra of Coach itself
    version = pins()[canonicalize_name(requirement.name)]
    assert version in requirement.specifier


@pytest.mark.parametrize("line", CONSTRAINTS)
def test_every_constraint_is_one_exact_version(line: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][\w.-]*==\d[\w.]*", line)


def test_no_package_is_pinned_twice() -> None:
    assert len(pins()) == len(CONSTRAINTS)


def test_what_the_dependencies_need_in_turn_is_pinned_as_well() -> None:
    unpinned = {
        f"{name} needs {required.name}"
        for name in pins()
        for required in map(Requirement, metadata.requires(name) or [])
        if required.marker is None or required.marker.evaluate({"extra": ""})
        if canonicalize_name(required.name) not in pins()
    }
    assert unpinned - {"torch needs setuptools"} == set()

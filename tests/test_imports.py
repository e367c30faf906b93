"""What is imported when, and by whom: start-up stays quick, and dependence goes one way."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "coach").rglob("*.py"))

# What each part may import of the others; `errors`, `files`, `settings` and the version are open to all.
ALLOWED = {
    "errors": set(),
    "files": set(),
    "settings": set(),
    "library": set(),
    "search": {"library"},
    "reading": {"library", "search"},
    "coaching": {"library", "search", "reading"},
    "journal": {"library"},
    "evaluation": {"library", "search", "reading", "coaching"},
    "training": {"library", "search", "reading", "evaluation"},
    "commands": {"library", "search", "reading", "coaching", "journal", "evaluation", "training"},
    "tui": {"library", "search", "coaching", "journal"},
    "cli": {"tui", "commands"},
    "__main__": {"cli"},
}
OPEN = {"errors", "files", "settings", "__version__"}

# Where alone a package may be imported.
PLACES = {
    "torch": {"coach/search/export.py", "coach/training/finetune.py"},
    "sentence_transformers": {"coach/search/export.py", "coach/training/finetune.py"},
    "sklearn": {"coach/training"},
    "datasets": {"coach/training/finetune.py"},
    "peft": {"coach/training/finetune.py"},
    "py3langid": {"coach/reading/language.py"},
    "onnx": {"coach/search/export.py"},
    "onnxruntime": {"coach/search/export.py", "coach/search/encoder.py"},
    "tokenizers": {"coach/search/encoder.py"},
    "ir_measures": {"coach/evaluation/measures.py"},
    "scipy": {"coach/evaluation/uncertainty.py", "coach/training"},
    "matplotlib": {"coach/evaluation/plots.py"},
    "jinja2": {"coach/evaluation/page.py"},
    "textual": {"coach/tui", "coach/evaluation/judge_screen.py"},
    "rich": {"coach/commands", "coach/tui", "coach/evaluation/judge_screen.py"},
    "click": {"coach/commands", "coach/cli.py"},
}
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "huggingface_hub", "webbrowser"}

# Runs a command in this very process and tells on stderr what it has imported.
SPY = """
import atexit, sys
atexit.register(lambda: print("\\n".join(sys.modules), file=sys.stderr))
sys.argv = ["coach", *sys.argv[1:]]
from coach.cli import main
main()
"""


def imported_by_running(home: Path, *arguments: str) -> set[str]:
    """The top-level packages that a command has imported by its end."""
    environment = {**os.environ, "COACH_HOME": str(home)}
    command = [sys.executable, "-c", SPY, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return {line.partition(".")[0] for line in done.stderr.splitlines()}


def imports_of(path: Path) -> list[str]:
    """The modules that a file imports anywhere in it, as dotted names."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "coach").parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["ask", "--help"],
        ["library", "--help"],
        ["eval", "--help"],
        ["eval", "judge", "-h"],
        ["paths"],
        ["history", "list"],
        ["history", "search", "x"],
        ["next", "list"],
    ],
    ids=" ".join,
)
def test_what_only_tells_of_coach_imports_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    imported = imported_by_running(tmp_path, *arguments)
    assert "coach" in imported
    heavy = {"textual", "numpy", "scipy", "onnxruntime", "torch", "sentence_transformers", "transformers"}
    assert imported & heavy == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "--json", "My boss rewrites every mail that I send"],
        ["ask", "--plain", "My boss rewrites every mail that I send"],
        ["search", "My boss rewrites every mail that I send"],
        ["library", "list"],
    ],
    ids=["ask --json", "ask --plain", "search", "library list"],
)
def test_once_the_encoder_exists_no_command_imports_torch_or_textual(coach_home: Path, arguments: list[str]) -> None:
    imported = imported_by_running(coach_home, *arguments)
    assert "coach" in imported
    forbidden = {"textual", "torch", "sentence_transformers", "transformers", "onnx", "scipy", "ir_measures"}
    assert imported & forbidden == set()


def test_importing_the_package_imports_nothing_of_it_before_it_is_asked_for() -> None:
    script = "import coach, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert [name for name in done.stdout.split() if name.startswith("coach.")] == []
    assert not {"numpy", "sqlite3", "click", "yaml"} & set(done.stdout.split())


def test_listing_articles_needs_no_encoder(tmp_path: Path) -> None:
    imported = imported_by_running(tmp_path, "library", "list")
    assert imported & {"numpy", "onnxruntime", "tokenizers"} == set()


@pytest.mark.parametrize("part", ALLOWED)
def test_a_part_imports_only_parts_below_it(part: str) -> None:
    allowed = ALLOWED[part] | OPEN | {part}
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        if part_of(path) == part
        for name in imports_of(path)
        if name.startswith("coach.") and name.split(".")[1] not in allowed
    ]
    assert wrong == []


def test_every_part_of_coach_has_its_place_in_the_order() -> None:
    assert {part_of(path) for path in MODULES} - {"__init__"} == set(ALLOWED)


@pytest.mark.parametrize("package", PLACES)
def test_a_heavy_package_is_imported_only_where_it_belongs(package: str) -> None:
    importers = {name_of(path) for path in MODULES if package in {n.partition(".")[0] for n in imports_of(path)}}
    wrong = {name for name in importers if not any(name == p or name.startswith(f"{p}/") for p in PLACES[package])}
    assert wrong == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_imports_what_speaks_to_a_network(path: Path) -> None:
    assert {name.partition(".")[0] for name in imports_of(path)} & NETWORK == set()

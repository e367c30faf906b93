"""What the tests of the commands share: `coach` as a real process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Done = subprocess.CompletedProcess[bytes]
COACH = [sys.executable, "-m", "coach"]


@pytest.fixture(scope="session")
def run(coach_home: Path) -> Callable[..., Done]:
    """Runs `coach` with arguments; `home`, further environment variables and standard input may be given."""

    def run_coach(*args: str, home: Path | None = None, stdin: bytes = b"", **environ: str) -> Done:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("COACH_")}
        environment |= {"COACH_HOME": str(home or coach_home)} | environ
        return subprocess.run([*COACH, *args], env=environment, input=stdin, capture_output=True, check=False)

    return run_coach


@pytest.fixture
def ready_home(own_home: Path, coach_home: Path) -> Path:
    """A home of the test's own, in which the index is built already."""
    shutil.copytree(coach_home / "cache" / "indexes", own_home / "cache" / "indexes", dirs_exist_ok=True)
    return own_home

"""`coach doctor` and `coach paths`: what is there, where, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[bytes]]


def test_paths_names_every_place_below_the_home(run: Run, own_home: Path) -> None:
    places = json.loads(run("paths", "--json", home=own_home).stdout)
    assert list(places) == ["corpus", "articles", "journal", "cache", "config"]
    assert all(places[name].startswith(str(own_home)) for name in ("articles", "journal", "cache", "config"))
    assert (Path(places["corpus"]) / "contrasts.toml").is_file()


def test_paths_makes_nothing(run: Run, tmp_path: Path) -> None:
    assert b"(not there yet)" in run("paths", home=tmp_path / "new").stdout
    assert not (tmp_path / "new").exists()


def test_the_doctor_finds_nothing_wrong_with_a_sound_home(run: Run) -> None:
    done = run("doctor", "--json")
    report = json.loads(done.stdout)
    assert [finding for finding in report["findings"] if not finding["ok"]] == []
    assert (report["ok"], done.returncode) == (True, 0)
    assert {"coach", "sqlite", "torch", "articles", "encoder", "index"} <= {f["name"] for f in report["findings"]}


def test_the_doctor_looks_without_making_anything(run: Run, tmp_path: Path) -> None:
    done = run("doctor", home=tmp_path / "new")
    assert done.returncode == 0
    assert done.stdout.count(b"not built yet: the first `coach ask` builds it") == 2
    assert not (tmp_path / "new").exists()


def damage_index(home: Path) -> None:
    next((home / "cache" / "indexes").glob("*/vectors.npy")).write_bytes(b"")


def damage_article(home: Path) -> None:
    folder = home / "data" / "articles"
    folder.mkdir(parents=True)
    (folder / "torn.json").write_bytes(b"{")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (damage_index, b"WRONG  index"),
        (damage_article, b"WRONG  damaged articles"),
    ],
    ids=["index", "article"],
)
def test_the_doctor_names_what_is_wrong_and_ends_with_3(
    run: Run, ready_home: Path, damage: Callable[[Path], None], told: bytes
) -> None:
    damage(ready_home)
    done = run("doctor", home=ready_home)
    assert done.returncode == 3
    assert told in done.stdout


def test_the_doctor_sees_a_home_that_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("doctor", home=tmp_path / "file")
    assert done.returncode == 3
    assert b"or set COACH_HOME to a folder that is" in done.stdout


def test_the_doctor_sees_a_model_that_is_not_there(run: Run, own_home: Path) -> None:
    done = run("doctor", home=own_home, COACH_MODEL="/nowhere/model")
    assert done.returncode == 3
    assert b"No model in the folder /nowhere/model: set COACH_MODEL" in done.stdout

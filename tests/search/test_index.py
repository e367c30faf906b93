"""The index is a cache: built once for each state of the library, and again when anything about it is damaged."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from coach.errors import StoreError
from coach.evaluation.fixed import FixedLibrary
from coach.library.article import Article
from coach.search.encoder import Encoder, Vectors
from coach.search.index import open_index
from coach.search.progress import Progress, silent
from coach.search.store import Store
from coach.search.vector_cache import BLOCK, VectorCache, encode_cached

Build = Callable[[], Store]


@pytest.fixture
def build(small_library: FixedLibrary, small_store: Store, encoder: Encoder, tmp_path: Path) -> Build:
    """Opens the index of the small library in a folder of the test's own, where it was built before."""
    shutil.copytree(small_store.folder.parent, tmp_path / "indexes")
    return lambda: open_index(small_library, encoder, tmp_path / "indexes")


def contents(store: Store) -> tuple[list[Article], list[float]]:
    return list(store.articles), store.match_passages(["deadline", "feedback"]).tolist()


def flip(path: Path, position: int) -> None:
    content = bytearray(path.read_bytes())
    content[position] ^= 0x10
    path.write_bytes(content)


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a database of other content": lambda f: (f / "library.sqlite").write_bytes(b"no database at all" * 100),
    "a database cut in half": lambda f: halve(f / "library.sqlite"),
    "a database with one flipped bit": lambda f: flip(f / "library.sqlite", 5000),
    "no database": lambda f: (f / "library.sqlite").unlink(),
    "vectors cut in half": lambda f: halve(f / "vectors.npy"),
    "vectors with one flipped bit": lambda f: flip(f / "vectors.npy", 4000),
    "vectors with a broken header": lambda f: flip(f / "vectors.npy", 1),
    "no vectors": lambda f: (f / "vectors.npy").unlink(),
    "no manifest": lambda f: (f / "index.json").unlink(),
    "an empty manifest": lambda f: (f / "index.json").write_bytes(b""),
    "a manifest cut in half": lambda f: halve(f / "index.json"),
    "a manifest that is a list": lambda f: (f / "index.json").write_bytes(b"[]"),
    "a manifest of nothing": lambda f: (f / "index.json").write_bytes(b"{}"),
    "an empty folder": lambda f: [path.unlink() for path in f.iterdir()],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_built_again_and_right(build: Build, damage: Callable[[Path], object]) -> None:
    store = build()
    whole = contents(store)
    damage(store.folder)
    with pytest.raises(StoreError, match="is damaged"):
        Store(store.folder)
    assert contents(build()) == whole


def test_no_flipped_bit_of_the_manifest_is_told_as_anything_but_damage(build: Build) -> None:
    store = build()
    manifest = store.folder / "index.json"
    content = manifest.read_bytes()
    for position in range(len(content)):
        manifest.write_bytes(content)
        flip(manifest, position)
        try:
            opened = Store(store.folder)
        except StoreError:
            continue
        assert contents(opened) == contents(store)


def test_an_index_is_opened_and_not_built_again(build: Build) -> None:
    folder = build().folder
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {path: path.stat().st_mtime_ns for path in build().folder.iterdir()} == before


def test_another_library_gets_another_index_and_the_old_one_goes(
    build: Build, small_library: FixedLibrary, encoder: Encoder
) -> None:
    old = build()
    new = open_index(FixedLibrary(small_library.articles[:2]), encoder, old.folder.parent)
    assert len(new.articles) == 2
    assert not old.folder.exists()
    assert contents(old)[0] == list(old.articles)  # who has it open can still read it


class Recorder:
    """An encoder that remembers how much it was asked to encode."""

    def __init__(self, encoder: Encoder) -> None:
        self.key, self.dimensions = encoder.key, encoder.dimensions
        self._encoder = encoder
        self.texts: list[str] = []

    def encode(self, texts: list[str], *progress: Callable[..., None]) -> np.ndarray:
        self.texts += texts
        return self._encoder.encode(texts, *progress)


def test_only_texts_that_are_new_are_encoded_as_passages(
    build: Build, small_library: FixedLibrary, encoder: Encoder
) -> None:
    folder = build().folder.parent
    recorder = Recorder(encoder)
    open_index(FixedLibrary(small_library.articles[:2]), recorder, folder)
    assert not {p.text for article in small_library.articles for p in article.passages} & set(recorder.texts)


NOT_NUMBERS = "UPDATE vector SET vector = x'" + 384 * "0000c07f" + "';"  # 384 times NaN
CACHES: dict[str, Callable[[Path], object]] = {
    "of other content": lambda path: path.write_bytes(b"no database at all" * 100),
    "with another table": lambda path: run_sql(path, "DROP TABLE vector; CREATE TABLE vector (a);"),
    "with vectors too short": lambda path: run_sql(path, "UPDATE vector SET vector = x'00';"),
    "with vectors that are no numbers": lambda path: run_sql(path, NOT_NUMBERS),
    "with values of another type": lambda path: run_sql(path, "UPDATE vector SET vector = 5;"),
}


def run_sql(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(script)


@pytest.mark.parametrize("damage", CACHES.values(), ids=CACHES)
def test_damaged_vectors_of_the_cache_are_made_again(build: Build, damage: Callable[[Path], object]) -> None:
    store = build()
    vectors = np.array(store.vectors)
    [cache] = store.folder.parent.glob("vectors-*.sqlite")
    damage(cache)
    (store.folder / "index.json").unlink()
    assert np.allclose(build().vectors, vectors, atol=1e-6)


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = VectorCache(tmp_path / "file" / "vectors.sqlite", 4)
    cache.write({"text": np.zeros(4, dtype=np.float32)})
    assert cache.read(["text"]) == {}


def test_an_interrupted_build_leaves_nothing(small_library: FixedLibrary, encoder: Encoder, tmp_path: Path) -> None:
    def interrupt(_what: str, _done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_index(small_library, encoder, tmp_path, interrupt)
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []


KILLED = """
import sys, time
from pathlib import Path
from coach.evaluation.fixed import FixedLibrary
from coach.library.builtin import build_article, parse_file
from coach.library.library import Library
from coach.search.encoder import OnnxEncoder
from coach.search.index import open_index

def hang(*_):
    print("building", flush=True)
    time.sleep(600)

articles = tuple(build_article(parse_file(path)) for path in Library.builtin_paths()[:2])
open_index(FixedLibrary(articles), OnnxEncoder(Path(sys.argv[1])), Path(sys.argv[2]), hang)
"""


def test_a_build_that_is_killed_leaves_nothing_that_looks_whole(
    small_library: FixedLibrary, encoder: Encoder, coach_home: Path, tmp_path: Path
) -> None:
    exported = coach_home / "cache" / "encoders" / encoder.key
    command = [sys.executable, "-c", KILLED, str(exported), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"building\n"
        process.send_signal(signal.SIGKILL)
    assert [path.name[:10] for path in tmp_path.iterdir() if path.is_dir()] == [".building-"]
    store = open_index(small_library, encoder, tmp_path)  # the lock of the dead process is free
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [store.folder]


def test_the_manifest_counts_what_the_index_holds(build: Build) -> None:
    store = build()
    counts = json.loads((store.folder / "index.json").read_bytes())
    assert counts["articles"] == len(store.articles) == 3
    assert counts["passages"] == len(store.passage_articles)
    assert counts["situations"] == len(store.situation_articles)


def test_encoding_that_is_interrupted_goes_on_where_it_was(tmp_path: Path, encoder: Encoder) -> None:
    class Interrupted:
        key, dimensions = encoder.key, encoder.dimensions
        asked: ClassVar[list[int]] = []

        def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:  # noqa: ARG002
            self.asked.append(len(texts))
            if len(self.asked) == 2:
                raise KeyboardInterrupt
            return np.tile(np.eye(1, self.dimensions, dtype=np.float32), (len(texts), 1))

    texts = [f"text {number}" for number in range(BLOCK + 10)]
    with pytest.raises(KeyboardInterrupt):
        encode_cached(texts, Interrupted(), tmp_path)
    encode_cached(texts, Interrupted(), tmp_path)
    assert Interrupted.asked == [BLOCK, 10, 10]

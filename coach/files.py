"""Reading files of text, and writing files so that a reader sees the old content or the new, never half of either."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from coach.errors import DataError

Parsed = TypeVar("Parsed")


def read_text_file(path: Path) -> str:
    """The text of a file, decompressed when it ends in `.gz`.

    Raises:
        DataError: it cannot be read, or is not UTF-8.
    """
    try:
        content = path.read_bytes()
        return (_decompressed(path, content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 text: save it as UTF-8.") from error
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}).") from error


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that hold something, with their numbers; only `\\n` ends one, since JSON may hold U+2028.

    Raises:
        DataError: the file cannot be read, or is not UTF-8.
    """
    lines = read_text_file(path).split("\n")
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def parsed_lines(path: Path, what: str, parse: Callable[[Any], Parsed]) -> tuple[Parsed, ...]:
    """What a file of JSON objects, one a line, holds.

    Args:
        path: the file.
        what: one line is, for the message: "a story".
        parse: makes it of the object.

    Raises:
        DataError: the file cannot be read, or a line is malformed; the message names the line.
    """
    found = []
    for number, line in numbered_lines(path):
        try:
            found.append(parse(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DataError(f"{path}:{number}: not {what} ({error}): mend that line.") from error
    return tuple(found)


def _decompressed(path: Path, content: bytes) -> bytes:
    import gzip
    import zlib

    try:
        return gzip.decompress(content)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DataError(f"{path} is not a whole gzip file: fetch it again.") from error


def make_private_dir(folder: Path) -> Path:
    """Make a folder, and its missing parents, readable by their owner alone."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
    return folder


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file's content; a full disk or a killed process leaves the old content in place.

    Raises:
        OSError: the file cannot be written.
    """
    make_private_dir(path.parent)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise

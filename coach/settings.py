"""Where Coach keeps its files and which model it uses: defaults, then `config.toml`, then the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from coach.errors import ConfigurationError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
READING_MODEL = "coach-reader"
"""The default model with the adapter that has learned to read stories, `corpus/reading/adapter.safetensors`."""
PRECISIONS = ("int8", "fp32")
SWITCH = {"on": True, "yes": True, "true": True, "1": True, "off": False, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a person can set, resolved once at the start of a command."""

    data_dir: Path
    """The person's own articles and the journal: never deleted by Coach without being asked."""

    cache_dir: Path
    """The exported encoder and the search index: safe to delete, built again when missing."""

    config_file: Path
    """`config.toml`; need not exist."""

    model: str = DEFAULT_MODEL
    """A sentence-transformers model: the packaged default, a name on this machine, or a path. `COACH_MODEL`."""

    precision: str = "int8"
    """Weights of the exported encoder: `int8` (a quarter of the size) or `fp32`. `COACH_PRECISION`."""

    journal: bool = True
    """Whether the terminal UI keeps conversations and next steps. `COACH_JOURNAL`: `on` or `off`."""

    @property
    def journal_file(self) -> Path:
        return self.data_dir / "journal.sqlite"

    @property
    def for_reading(self) -> Settings:
        """The same with the model that reads stories; a person's own model reads them itself."""
        return replace(self, model=READING_MODEL) if self.model == DEFAULT_MODEL else self

    @property
    def own_articles_dir(self) -> Path:
        return self.data_dir / "articles"

    @property
    def encoders_dir(self) -> Path:
        return self.cache_dir / "encoders"

    @property
    def indexes_dir(self) -> Path:
        """The index that stories are read and answered from, by the vectors of the reading model."""
        return self.cache_dir / "indexes"

    @property
    def search_indexes_dir(self) -> Path:
        """The index of `coach search`, of the same library by the vectors of `model`; built when first needed."""
        return self.cache_dir / "search"


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    Raises:
        ConfigurationError: `config.toml` is not TOML, or a value is not one that Coach knows.
    """
    data_dir, cache_dir, config_file = _folders(environ)
    configured = _read_config(config_file)
    settings = Settings(
        data_dir=data_dir,
        cache_dir=cache_dir,
        config_file=config_file,
        model=environ.get("COACH_MODEL") or configured.get("model", DEFAULT_MODEL),
        precision=environ.get("COACH_PRECISION") or configured.get("precision", "int8"),
        journal=_switch("journal", environ.get("COACH_JOURNAL") or configured.get("journal", "on")),
    )
    if settings.precision not in PRECISIONS:
        raise ConfigurationError(f"precision is {settings.precision!r}: set it to one of {', '.join(PRECISIONS)}.")
    return settings


def _switch(name: str, value: str) -> bool:
    if value.strip().lower() not in SWITCH:
        raise ConfigurationError(f"{name} is {value!r}: set it to on or off.")
    return SWITCH[value.strip().lower()]


def _folders(environ: Mapping[str, str]) -> tuple[Path, Path, Path]:
    home = environ.get("COACH_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        return root / "data", root / "cache", root / "config.toml"
    from platformdirs import user_cache_path, user_config_path, user_data_path

    return user_data_path("coach"), user_cache_path("coach"), user_config_path("coach") / "config.toml"


def _read_config(path: Path) -> dict[str, str]:
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    import tomllib

    try:
        values = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not valid TOML ({error}): mend it or delete it.") from error
    known = {"journal", "model", "precision"}
    if isinstance(values.get("journal"), bool):
        values["journal"] = str(values["journal"])
    for key, value in values.items():
        if key not in known or not isinstance(value, str):
            raise ConfigurationError(f"{path}: {key!r} is not a setting; the settings are {', '.join(sorted(known))}.")
    return values

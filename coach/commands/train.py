"""`coach train`: make the reader anew from the stories."""

from __future__ import annotations

import time
from pathlib import Path

import click

from coach.commands.console import StderrProgress, warn
from coach.errors import DataError


@click.command("train")
@click.option("--keep-adapter", is_flag=True, help="Fit only the classifiers, the mix and the calibration: minutes.")
@click.option("--epochs", type=click.IntRange(1, 20), help="Passes over the stories instead of the recipe's.")
def command(keep_adapter: bool, epochs: int | None) -> None:
    """Make corpus/reading anew from what lies in corpus/training.

    Fine-tunes an adapter of the language model, fits the classifiers that stand on it, and tunes their mix and
    calibration on the dev split of the judged collection; the test split is never looked at. For those who change
    articles or stories: it needs a checkout, the `train` extra, and about an hour on two cores.

    \b
    Examples:
      pip install --editable ".[train]" && coach train
      coach train --keep-adapter
    """
    try:
        from coach.training.session import train
    except ImportError as error:
        raise DataError(f'{error.name} is missing: run `pip install --editable ".[train]"`.') from error
    from dataclasses import replace

    from coach.settings import load_settings
    from coach.training.recipe import Recipe

    recipe = replace(Recipe(), epochs=epochs) if epochs else Recipe()
    begun = time.monotonic()
    folder: Path = train(load_settings(), recipe, StderrProgress(), keep_adapter=keep_adapter)
    warn(f"wrote {folder} in {(time.monotonic() - begun) / 60:.0f} minutes; measure it with `coach eval`.")

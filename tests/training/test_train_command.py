"""`coach train` says what it needs."""

from __future__ import annotations

from click.testing import CliRunner

from coach.commands.train import command


def test_help_says_what_is_made_and_what_it_takes() -> None:
    shown = CliRunner().invoke(command, ["--help"]).output
    assert "corpus/reading" in shown
    assert "test split is never looked at" in " ".join(shown.split())


def test_no_epochs_is_a_usage_error() -> None:
    assert CliRunner().invoke(command, ["--epochs", "0"]).exit_code == 2

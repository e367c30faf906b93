"""The switch of the journal: on by default, off by the environment or by config.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import ConfigurationError
from coach.settings import load_settings


def test_the_journal_is_kept_in_the_data_folder_unless_it_is_switched_off(tmp_path: Path) -> None:
    settings = load_settings({"COACH_HOME": str(tmp_path)})
    assert settings.journal
    assert settings.journal_file == tmp_path / "data" / "journal.sqlite"


@pytest.mark.parametrize("value", ["off", "OFF", " no ", "0", "false"])
def test_the_environment_switches_the_journal_off(tmp_path: Path, value: str) -> None:
    assert not load_settings({"COACH_HOME": str(tmp_path), "COACH_JOURNAL": value}).journal


@pytest.mark.parametrize("line", ["journal = false", 'journal = "off"'])
def test_the_file_switches_it_off_and_the_environment_has_the_last_word(tmp_path: Path, line: str) -> None:
    (tmp_path / "config.toml").write_text(f"{line}\n")
    assert not load_settings({"COACH_HOME": str(tmp_path)}).journal
    assert load_settings({"COACH_HOME": str(tmp_path), "COACH_JOURNAL": "on"}).journal


def test_what_is_neither_on_nor_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="journal is 'maybe': set it to on or off"):
        load_settings({"COACH_HOME": str(tmp_path), "COACH_JOURNAL": "maybe"})
    (tmp_path / "config.toml").write_text("journal = 3\n")
    with pytest.raises(ConfigurationError, match="journal"):
        load_settings({"COACH_HOME": str(tmp_path)})

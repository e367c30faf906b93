"""`coach history`, `coach next` and `coach ask --keep`, as real processes over a real journal."""

from __future__ import annotations

import json
import os
import pty
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen
from typing import Any

import pytest
from conftest import COACH
from markdown_it import MarkdownIt

from coach.coaching.answer import Answer, Citation, Point, Response
from coach.journal.journal import Journal
from coach.journal.records import Origin, Plan

Run = Callable[..., CompletedProcess[bytes]]
TEXT = "My boss [b]rewrites[/b] every mail"
QUOTE = "Ask which mails he needs to see."


def answer(text: str) -> Answer:
    return Answer(
        outcome="answered",
        turn="situation",
        text=text,
        management=Response((Point("move", "control-trust", QUOTE, (1,)),)),
        citations=(Citation(1, "mails#2", "mails", "When a boss rewrites", "Control", "Coach", 0, len(QUOTE), QUOTE),),
    )


def journal_of(home: Path) -> Journal:
    return Journal(home / "data" / "journal.sqlite")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose journal holds two conversations, a next step of the first, and one of neither."""
    with journal_of(tmp_path) as journal:
        for text in (TEXT, "Two of my people no longer speak"):
            turn = journal.conversations.add_turn(None, text)
            journal.conversations.add_answer(turn.id, answer(text).to_json(), {"situation": text})
        journal.conversations.add_turn(2, "not answered")
        journal.next_steps.add(Plan("he calls", "ask"), Origin(1, 1, QUOTE, "mails"))
        journal.next_steps.add(Plan("it rains", "walk"))
    return tmp_path


def as_json(done: CompletedProcess[bytes]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_the_list_names_number_turns_and_first_message_the_last_used_first(run: Run, home: Path) -> None:
    lines = run("history", "list", home=home).stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == ["2", "1"]
    assert "2 turns  Two of my people" in lines[0]
    assert lines[1].endswith(TEXT)
    rows = as_json(run("history", "list", "--json", "-n", "1", home=home))["conversations"]
    assert [(row["id"], row["turns"], row["title"]) for row in rows] == [(2, 2, "Two of my people no longer speak")]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("history", "list"), 0),
        (("history", "search", "x"), 0),
        (("next", "list"), 0),
        (("history", "show"), 2),
        (("history", "export"), 2),
        (("next", "done", "1"), 2),
    ],
)
def test_without_a_journal_reading_makes_none(run: Run, tmp_path: Path, command: tuple[str, ...], code: int) -> None:
    done = run(*command, home=tmp_path / "new")
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr
    assert not (tmp_path / "new").exists()


def test_show_prints_the_last_used_or_the_one_asked_for(run: Run, home: Path) -> None:
    assert b"Coach was closed before it answered this." in run("history", "show", home=home).stdout
    shown = run("history", "show", "1", home=home).stdout.decode()
    assert TEXT in shown
    assert f"As a manager: {QUOTE} [1]" in shown
    assert "Next step (open): When he calls, I will ask." in shown


def test_show_as_json_holds_the_whole_answers_and_the_steps(run: Run, home: Path) -> None:
    shown = as_json(run("history", "show", "1", "--json", home=home))
    assert shown["turns"][0]["answer"] == json.loads(json.dumps(answer(TEXT).to_json()))
    assert [step["will"] for step in shown["next_steps"]] == ["ask"]


def test_search_finds_words_that_were_typed_or_answered(run: Run, home: Path) -> None:
    assert b"turn 1: Two of my people no longer speak" in run("history", "search", "speaking", home=home).stdout
    results = as_json(run("history", "search", "mails", "needs", "--json", home=home))["results"]
    assert {(row["conversation"], row["turn"]) for row in results} == {(1, 1), (2, 1)}
    assert b"try fewer" in run("history", "search", "unicorn", home=home).stderr


def test_a_markdown_export_renders_with_what_was_typed_as_text(run: Run, home: Path) -> None:
    exported = run("history", "export", "1", home=home).stdout.decode()
    html = MarkdownIt().render(exported)
    assert f"<h1>{TEXT}</h1>" in html
    assert f"<p>{TEXT}</p>" in html
    assert QUOTE in html
    assert "- [ ] When he calls, I will ask." in exported


def test_everything_is_exported_with_the_steps_that_came_from_no_conversation(run: Run, home: Path) -> None:
    exported = as_json(run("history", "export", "--all", "--format", "json", home=home))
    assert [c["id"] for c in exported["conversations"]] == [2, 1]
    assert [step["will"] for step in exported["next_steps"]] == ["walk"]
    assert "# Other next steps" in run("history", "export", "--all", home=home).stdout.decode()


def test_an_export_makes_a_private_file_and_writes_over_none(run: Run, home: Path) -> None:
    file = home / "out.md"
    assert run("history", "export", "-o", str(file), home=home).returncode == 0
    before = file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    done = run("history", "export", "1", "-o", str(file), home=home)
    assert (done.returncode, file.read_bytes()) == (2, before)
    assert b"is there already" in done.stderr


def test_delete_takes_the_conversation_and_its_steps_and_no_others(run: Run, home: Path) -> None:
    done = run("history", "delete", "1", "--yes", home=home)
    assert (done.returncode, done.stderr) == (0, b"Deleted 1 conversation and 1 next step.\n")
    with journal_of(home) as journal:
        assert [c.id for c in journal.conversations.list()] == [2]
        assert [step.plan.will for step in journal.next_steps.list()] == ["walk"]
    assert b"[b]rewrites" not in (home / "data" / "journal.sqlite").read_bytes()


def test_delete_all_leaves_nothing(run: Run, home: Path) -> None:
    assert (
        run("history", "delete", "--all", "--yes", home=home).stderr == b"Deleted 2 conversations and 2 next steps.\n"
    )
    assert as_json(run("history", "export", "--all", "--format", "json", home=home))["conversations"] == []
    assert as_json(run("next", "list", "--all", "--json", home=home))["next_steps"] == []


@pytest.mark.parametrize(
    "arguments",
    [("delete", "1"), ("delete",), ("delete", "--all", "1", "--yes"), ("delete", "1", "9", "--yes"), ("show", "9")],
    ids=" ".join,
)
def test_what_cannot_be_meant_deletes_nothing(run: Run, home: Path, arguments: tuple[str, ...]) -> None:
    done = run("history", *arguments, home=home)
    assert done.returncode == 2
    assert done.stderr
    with journal_of(home) as journal:
        assert len(journal.conversations.list()) == 2


@pytest.mark.parametrize(("reply", "left"), [(b"n\n", 2), (b"y\n", 1)])
def test_on_a_terminal_delete_asks_first(home: Path, reply: bytes, left: int) -> None:
    main, side = pty.openpty()
    environment = {**os.environ, "COACH_HOME": str(home)}
    process = Popen([*COACH, "history", "delete", "1"], stdin=side, stdout=PIPE, stderr=PIPE, env=environment)
    os.write(main, reply)
    _, told = process.communicate(timeout=60)
    os.close(main)
    os.close(side)
    assert b"Delete 1 conversation and 1 next step for good? [y/N]" in told
    with journal_of(home) as journal:
        assert len(journal.conversations.list()) == left


def test_a_step_is_added_listed_settled_and_stays_on_record(run: Run, tmp_path: Path) -> None:
    added = run("next", "add", "When \x1b[31mAnn [b]is back, I will ask her", "--by", "2026-12-04", home=tmp_path)
    line = "   1  When Ann [b]is back, I will ask her (by 2026-12-04)."
    assert added.stdout.decode().splitlines()[0].startswith(line)
    assert run("next", "list", home=tmp_path).stdout.decode().startswith(line)
    assert run("next", "done", "1", home=tmp_path).stdout.decode().startswith("   1  done: When Ann")
    assert run("next", "list", home=tmp_path).stdout == b""
    (step,) = as_json(run("next", "list", "--all", "--json", home=tmp_path))["next_steps"]
    assert (step["when"], step["will"], step["by"], step["state"]) == (
        "Ann [b]is back",
        "ask her",
        "2026-12-04",
        "done",
    )


def test_a_step_is_changed_dropped_reopened_and_deleted(run: Run, home: Path) -> None:
    changed = as_json(run("next", "change", "1", "when he writes, I will call", "--json", home=home))
    assert (changed["id"], changed["changed_from"], changed["article"]) == (3, 1, "mails")
    assert b"dropped: " in run("next", "drop", "3", home=home).stdout
    assert as_json(run("next", "reopen", "3", "--json", home=home))["state"] == "open"
    assert run("next", "delete", "1", "2", "3", "--yes", home=home).returncode == 0
    assert as_json(run("next", "list", "--all", "--json", home=home))["next_steps"] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "ask her"), "“when …, I will …”"),
        (("add", "when a, I will b", "--by", "someday"), "is not a date"),
        (("done", "1", "9"), "There is no next step 9"),
        (("change", "9", "when a, I will b"), "There is no next step 9"),
        (("delete", "1"), "--yes"),
    ],
)
def test_a_wrong_step_is_refused_with_the_remedy_and_changes_nothing(
    run: Run, home: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = run("next", *arguments, home=home)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    with journal_of(home) as journal:
        assert [step.state for step in journal.next_steps.list(every=True)] == ["open", "open"]


def test_a_late_step_is_marked(run: Run, tmp_path: Path) -> None:
    assert b"(late)" in run("next", "add", "when a, I will b", "--by", "2020-01-01", home=tmp_path).stdout
    assert b"(late)" not in run("next", "add", "when a, I will b", home=tmp_path).stdout


def test_ask_keeps_nothing_unless_it_is_told_to(run: Run, ready_home: Path) -> None:
    assert run("ask", "--json", TEXT, home=ready_home).returncode == 0
    assert not (ready_home / "data" / "journal.sqlite").exists()
    kept = as_json(run("ask", "--keep", "--json", TEXT, home=ready_home))
    shown = as_json(run("history", "show", "--json", home=ready_home))
    assert kept["conversation"] == str(shown["id"])
    assert shown["turns"][0]["text"] == TEXT
    assert shown["turns"][0]["answer"] == kept


@pytest.mark.parametrize(
    "arguments", [("ask", "--keep", TEXT), ("next", "add", "when a, I will b")], ids=["ask --keep", "next add"]
)
def test_with_the_journal_off_what_would_be_kept_is_refused(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments, home=tmp_path, COACH_JOURNAL="off")
    assert done.returncode == 2
    assert b"The journal is off, so nothing is kept: set COACH_JOURNAL=on" in done.stderr
    assert not (tmp_path / "data").exists()


def test_with_the_journal_off_what_was_kept_can_still_be_read_and_deleted(run: Run, home: Path) -> None:
    (home / "config.toml").write_text("journal = false\n")
    assert len(as_json(run("history", "list", "--json", home=home))["conversations"]) == 2
    assert run("next", "done", "1", home=home).returncode == 0
    assert run("history", "delete", "--all", "--yes", home=home).returncode == 0


def test_keep_does_not_go_with_a_batch(run: Run) -> None:
    done = run("ask", "--batch", "-", "--keep")
    assert (done.returncode, b"--keep belongs to one TEXT" in done.stderr) == (2, True)


@pytest.mark.parametrize("option", ["--continue", "--no-journal"])
def test_the_options_of_the_terminal_ui_are_refused_before_a_command(run: Run, option: str) -> None:
    done = run(option, "paths")
    assert done.returncode == 2
    assert b"for the terminal UI" in done.stderr


def test_a_damaged_journal_is_kept_aside_and_said_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data" / "journal.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"damaged" * 1000)
    assert b"WRONG  journal" in run("doctor", home=tmp_path).stdout
    assert file.read_bytes() == b"damaged" * 1000
    done = run("history", "list", home=tmp_path)
    aside = file.with_name("journal-broken-1.sqlite")
    assert done.returncode == 0
    assert str(aside).encode() in done.stderr
    assert aside.read_bytes() == b"damaged" * 1000
    assert b"WRONG  damaged journal" in run("doctor", home=tmp_path).stdout


def test_the_doctor_counts_what_is_kept(run: Run, home: Path) -> None:
    found = {f["name"]: f["detail"] for f in json.loads(run("doctor", "--json", home=home).stdout)["findings"]}
    assert found["journal"].startswith("2 conversations, 2 open next steps")
    found = json.loads(run("doctor", "--json", home=home, COACH_JOURNAL="off").stdout)["findings"]
    assert next(f["detail"] for f in found if f["name"] == "journal").endswith("off, so nothing more is kept")

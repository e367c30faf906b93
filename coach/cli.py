"""The `coach` command: finds the subcommand, and is the one place where errors become exit codes."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

import click

from coach import __version__
from coach.commands.lazy import LazyGroup
from coach.errors import CoachError, ExitCode, explain_os_error

# Where each subcommand lives and what `coach --help` says of it, so that help imports none of them.
COMMANDS = {
    "ask": ("coach.commands.ask", "Answer a situation, as a manager and as a leader."),
    "search": ("coach.commands.search", "Rank passages for a text, without advice."),
    "history": ("coach.commands.history", "List, show, search, export and delete conversations."),
    "next": ("coach.commands.next_step", "Next steps: list, add, settle."),
    "library": ("coach.commands.library", "List, show, add, remove and check articles."),
    "eval": ("coach.commands.evaluate", "Measure retrieval and answers; judge collections."),
    "train": ("coach.commands.train", "Make the reader anew from the stories."),
    "doctor": ("coach.commands.doctor", "Say what is wrong, and how to mend it."),
    "paths": ("coach.commands.paths", "Say where Coach keeps its files."),
}


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  coach                                     open the terminal UI
  coach --continue                          go on with the conversation used last
  coach ask "My boss changes course weekly"  one answer on the terminal
  coach ask --json - < story.txt            the same for a script
  coach history search deadlines            find it in earlier conversations
  coach next list                           what you meant to do
  coach library add handbook.md             let Coach quote your firm's own article

Exit codes: 0 done, 1 unexpected failure, 2 usage, 3 data or model missing, 4 not covered,
5 eval --fail-under not met, 130 interrupted.""",
)
@click.version_option(__version__, prog_name="coach")
@click.option("--continue", "resume", is_flag=True, help="Go on with the conversation that was used last.")
@click.option("--no-journal", is_flag=True, help="Keep nothing of what is typed this time.")
@click.pass_context
def coach(context: click.Context, resume: bool, no_journal: bool) -> None:
    """Describe what is happening at work, and see how a manager and how a leader would handle it.

    Without a command, the terminal UI opens. Every sentence of advice is quoted from an article and says which one.
    Nothing leaves this machine. Conversations are kept in a journal that only you can read; `coach history` shows,
    exports and deletes them, and COACH_JOURNAL=off keeps none.
    """
    if context.invoked_subcommand is None:
        _open_terminal_ui(resume=resume, no_journal=no_journal)
    elif resume or no_journal:
        raise click.UsageError("--continue and --no-journal are for the terminal UI: leave them out before a command.")
    # The reader of a pipe may go away, as `head` does; what it took is all it wanted, so end as other tools do.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _open_terminal_ui(*, resume: bool, no_journal: bool) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("The terminal UI needs a terminal: use `coach ask TEXT` in a script.")
    from dataclasses import replace

    from coach.settings import load_settings
    from coach.tui import run

    settings = load_settings()
    settings = replace(settings, journal=settings.journal and not no_journal)
    if resume and not settings.journal:
        raise click.UsageError("--continue needs the journal, which is off: see --no-journal and COACH_JOURNAL.")
    raise SystemExit(run(settings, resume=resume))


def main() -> NoReturn:
    """Run the command and exit with its code."""
    _open_missing_streams()
    # Starting makes a great many small objects and drops few: looking for garbage less often saves a tenth of it.
    gc.set_threshold(50_000, 20, 20)
    try:
        # Outside its standalone mode click returns the code of `context.exit(code)` instead of exiting with it.
        code = coach.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        raise SystemExit(ExitCode.INTERRUPTED) from None
    except CoachError as error:
        _fail(error)
    except OSError as error:
        _fail(explain_os_error(error))
    raise SystemExit(code if isinstance(code, int) else ExitCode.DONE)


def _open_missing_streams() -> None:
    """Put nothing where a closed stream was, so that no file of ours takes its number; 0, 1 and 2, in that order."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _fail(error: CoachError) -> NoReturn:
    click.echo(f"coach: {error}", err=True)
    raise SystemExit(error.exit_code) from None

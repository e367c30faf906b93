"""The application: its screens, its themes, its command palette, and leaving it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from coach.coaching.answer import Answer
from coach.errors import explain_os_error
from coach.tui.alt_digits import tell_alt_digits
from coach.tui.backstage import Opener
from coach.tui.conversation.screen import ConversationScreen
from coach.tui.themes import HIGH_CONTRAST, own_variables

TWICE_WITHIN = 2.0
"""Seconds between two ctrl+c that mean quit."""

COPIED = "Sent to the terminal's clipboard. Not every terminal takes it: “Save last answer” writes a file."


class CoachApp(App[None]):
    """Coach in the terminal."""

    TITLE = "Coach"
    BINDINGS: ClassVar = [Binding("f1", "help", "Help")]

    def __init__(self, open_coach: Opener, journal: Path | None = None, *, resume: bool = False) -> None:
        """Take how a Coach is made, the file of the journal, and whether to go on with its last conversation."""
        super().__init__()
        self.register_theme(HIGH_CONTRAST)
        tell_alt_digits()
        self._open = open_coach
        self._journal = journal
        self._resume = resume
        self._interrupted = -TWICE_WITHIN

    def get_default_screen(self) -> Screen[None]:
        return ConversationScreen(self._open, self._journal, resume=self._resume)

    def get_css_variables(self) -> dict[str, str]:
        return own_variables(self.current_theme, super().get_css_variables())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand("Help", "Keys, what Coach does and does not do", self.action_help)
        yield SystemCommand("Theme", "Change the colours; coach-high-contrast is among them", self.action_change_theme)
        yield SystemCommand("Quit", "Leave Coach", self.action_quit)
        if not isinstance(screen, ConversationScreen):
            return
        yield SystemCommand("New conversation", "Clear the screen and begin again", screen.action_new_conversation)
        yield SystemCommand("Past conversations", "Find one, go on with it, or delete it", screen.action_history)
        yield SystemCommand("Next steps", "What you meant to do: how did it go?", screen.action_review_steps)
        if screen.newest is None:
            return
        yield SystemCommand("Make a next step", "Of a sentence of the newest answer", screen.action_next_step)
        yield SystemCommand("Sources", "The sources of the newest answer", screen.action_sources)
        yield SystemCommand("Copy last answer", "As Markdown, to the terminal's clipboard", self._copy)
        yield SystemCommand("Save last answer", "As Markdown, to a file in the current folder", self._save)

    def action_help(self) -> None:
        from coach.tui.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_help_quit(self) -> None:
        """Quit at the second ctrl+c; the first may have been meant for something else."""
        if monotonic() - self._interrupted < TWICE_WITHIN:
            self.exit()
            return
        self._interrupted = monotonic()
        self.notify("Press ^C again to quit.", timeout=TWICE_WITHIN, markup=False)

    def _copy(self) -> None:
        answer = self._newest()
        if answer:
            from coach.coaching.markdown import to_markdown

            self.copy_to_clipboard(to_markdown(answer))
            self.notify(COPIED, markup=False)

    def _save(self) -> None:
        answer = self._newest()
        if answer:
            from coach.tui.saving import save

            try:
                self.notify(f"Saved as {save(answer)} in the current folder.", markup=False)
            except OSError as error:
                self.notify(str(explain_os_error(error)), severity="error", markup=False)

    def _newest(self) -> Answer | None:
        screen = self.screen_stack[0]
        return screen.newest if isinstance(screen, ConversationScreen) else None

"""The screen on which a pool is judged: a query, a passage, one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from coach.evaluation.judging import GRADES, Judge
from coach.evaluation.pool import Candidate

# A footer cuts keys off on a narrow screen; these lines wrap.
KEYS = "  ".join(f"{grade} {label}" for grade, label in GRADES.items()) + "\n← back  → skip  n next open  q leave"


class JudgeScreen(App[None]):
    """Shows one candidate at a time; a key grades it and brings the next."""

    TITLE = "Judging"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #progress { padding: 0 1; color: $text-muted; }
    #query { height: auto; max-height: 40%; padding: 0 1; border: round $primary; }
    #passage { height: 1fr; padding: 0 1; border: round $secondary; }
    #grade { padding: 0 1; }
    #keys { height: auto; padding: 0 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(grade), f"grade({grade})", label, priority=True) for grade, label in GRADES.items()),
        Binding("left,backspace", "step(-1)", "back", priority=True),
        Binding("right,space", "step(1)", "skip", priority=True),
        Binding("n", "next_open", "next open", priority=True),
        Binding("q,escape", "quit", "leave", priority=True),
    ]

    def __init__(self, candidates: Sequence[Candidate], judge: Judge) -> None:
        super().__init__()
        self.candidates = candidates
        self.judge = judge
        self.place = judge.first_open(candidates)

    def compose(self) -> ComposeResult:
        yield Static(id="progress", markup=False)
        with VerticalScroll(id="query"):
            yield Static(id="query-text", markup=False)
        with VerticalScroll(id="passage"):
            yield Static(id="passage-text", markup=False)
        yield Static(id="grade", markup=False)
        yield Static(KEYS, id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#query").border_title = "What is asked"
        self.query_one("#passage").border_title = "Does this help?"
        self._show()

    def action_grade(self, grade: int) -> None:
        """Keep the grade at once, then show the next candidate that is open."""
        if self.place < len(self.candidates):
            self.judge.judge(self.candidates[self.place], grade)
            self.place += 1
            self._show()

    def action_step(self, by: int) -> None:
        self.place = min(max(self.place + by, 0), len(self.candidates))
        self._show()

    def action_next_open(self) -> None:
        self.place = self.judge.first_open(self.candidates)
        self._show()

    def _show(self) -> None:
        judged = sum((c.query, c.passage) in self.judge.judgements for c in self.candidates)
        total = len(self.candidates)
        self._put("#progress", f"{min(self.place + 1, total)} of {total} · {judged} judged · kept in {self.judge.path}")
        if self.place == total:
            left = total - judged
            done = f"{left} are still open: n brings the next of them." if left else "All judged: q leaves. Thank you."
            self._put("#query-text", done)
            self._put("#passage-text", "")
            self._put("#grade", "")
            return
        candidate = self.candidates[self.place]
        self._put("#query-text", candidate.query_text)
        self._put("#passage-text", Text.assemble((candidate.heading, "bold"), "\n\n", candidate.text))
        grade = self.judge.judgements.get((candidate.query, candidate.passage))
        self._put("#grade", "not judged yet" if grade is None else f"judged {grade}: {GRADES[grade]}")
        for scroll in self.query(VerticalScroll):
            scroll.scroll_home(animate=False)

    def _put(self, selector: str, content: str | Text) -> None:
        self.query_one(selector, Static).update(content)

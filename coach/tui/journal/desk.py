"""The keys that have to do with the journal: a next step of a point, the open steps, the past conversations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.coaching.answer import Answer
from coach.errors import CoachError
from coach.tui.conversation.welcome import Reminder, Welcome

if TYPE_CHECKING:
    from coach.coaching.answer import Citation
    from coach.journal.journal import Journal
    from coach.journal.records import Plan
    from coach.tui.conversation.screen import ConversationScreen
    from coach.tui.journal.keeper import Keeper

OFF = "The journal is off, so nothing is kept: see --no-journal and COACH_JOURNAL."
NOT_BEGUN = "There is no conversation to go on with yet."
NO_POINTS = "No advice to act on yet: describe a situation first."


class JournalDesk:
    """Opens the screens of the journal over the conversation, and does what was chosen on them."""

    def __init__(self, screen: ConversationScreen, keeper: Keeper) -> None:
        self._screen = screen
        self._keeper = keeper

    async def look_back(self, *, resume: bool) -> None:
        """Show what was left open when Coach was closed, and go on with the last conversation if that is wanted."""
        self.welcome()
        last = self._keeper.last() if resume else None
        if last is not None:
            await self._screen.go_on_with(last)
            await self._screen.conversation.remind(self._open_plans())
        elif resume:
            self._screen.notify(NOT_BEGUN, markup=False)

    def welcome(self) -> None:
        """Show what the person meant to do, where the conversation has not begun."""
        plans = self._open_plans()
        for welcome in self._screen.query(Welcome):
            welcome.show(plans, kept=self._keeper.is_on)

    def choose_point(self) -> None:
        """Let the person choose a point of the newest answer, and make a next step of it."""
        turn = self._screen.conversation.newest_turn
        answer = turn.answer if turn else None
        if answer is None or not (answer.management.points or answer.leadership.points):
            self._screen.notify(NO_POINTS, markup=False)
        elif self._journal():
            from coach.tui.journal.points_screen import PointsScreen

            self._screen.app.push_screen(
                PointsScreen(answer), lambda point: self.make_step(answer, point.citations[0]) if point else None
            )

    def make_step(self, answer: Answer, number: int) -> None:
        """Ask for a next step, beginning with the sentence that a citation stands behind."""
        journal = self._journal()
        if journal is None:
            return
        from coach.journal.plans import plan_from
        from coach.tui.journal.step_form import StepForm

        citation = answer.citation(number)
        text, is_wording = _cited(answer, citation)
        self._screen.app.push_screen(
            StepForm(plan_from(text, is_wording=is_wording), f"[{number}] {text}"),
            lambda plan: self._keep(journal, plan, answer, citation) if plan else None,
        )

    def review_steps(self) -> None:
        """Show the open next steps and ask how they went."""
        journal = self._journal()
        if journal:
            from coach.tui.journal.steps_screen import StepsScreen

            self._screen.app.push_screen(StepsScreen(journal.next_steps), self._look_again)

    def choose_conversation(self) -> None:
        """Let the person choose a past conversation to go on with."""
        journal = self._journal()
        if journal:
            from coach.tui.journal.history_screen import HistoryScreen

            self._screen.app.push_screen(HistoryScreen(journal.conversations, self._clear_deleted), self._go_on_with)

    async def _look_again(self, _: None) -> None:
        """Show the open steps as they are after the person has settled some."""
        self.welcome()
        if self._screen.query(Reminder):
            await self._screen.conversation.remind(self._open_plans())

    def _open_plans(self) -> Sequence[str]:
        """The open next steps; none when there is no journal yet."""
        journal = self._keeper.journal(make=False)
        try:
            return [step.plan.dated for step in journal.next_steps.list()] if journal else ()
        except CoachError as error:
            self._warn(error)
            return ()

    def _clear_deleted(self) -> None:
        """Take a conversation that was deleted off the screen, so that nothing of it is kept with the next turn."""
        if self._keeper.is_deleted():
            self._screen.call_later(self._screen.action_new_conversation)

    async def _go_on_with(self, conversation: int | None) -> None:
        if conversation is not None:
            await self._screen.go_on_with(conversation)

    def _journal(self) -> Journal | None:
        if not self._keeper.is_on:
            self._screen.notify(OFF, markup=False)
        return self._keeper.journal()

    def _keep(self, journal: Journal, plan: Plan, answer: Answer, citation: Citation) -> None:
        from coach.journal.records import Origin

        number = self._screen.conversation.number_of(answer)
        place = self._keeper.place(number) if number is not None else None
        conversation, turn = place or (None, None)
        try:
            step = journal.next_steps.add(plan, Origin(conversation, turn, citation.quote, citation.article))
        except CoachError as error:
            self._warn(error)
        else:
            self._screen.notify(f"Kept. ^T says how it went.\n{step.plan.dated}", markup=False)

    def _warn(self, error: CoachError) -> None:
        self._screen.notify(str(error), severity="error", markup=False)


def _cited(answer: Answer, citation: Citation) -> tuple[str, bool]:
    """The text that carries a citation, and whether it is wording to say."""
    for point in (*answer.management.points, *answer.leadership.points):
        if citation.number in point.citations:
            return point.text, point.kind == "words"
    return citation.quote, False

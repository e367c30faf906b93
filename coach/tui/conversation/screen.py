"""The screen: the conversation, the sources beside or over it, the prompt and the keys."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from coach.coaching.answer import Answer
from coach.library.text import clean_text
from coach.tui import messages
from coach.tui.backstage import Backstage, Opener
from coach.tui.choices import Choice, choices
from coach.tui.conversation.conversation import Conversation
from coach.tui.conversation.key_line import KeyLine
from coach.tui.conversation.keys import COMMANDS, KEYS
from coach.tui.conversation.prompt import Prompt
from coach.tui.conversation.reading_view import ReadingView
from coach.tui.conversation.turn_view import TurnView
from coach.tui.journal.desk import JournalDesk
from coach.tui.journal.keeper import Keeper
from coach.tui.sources.browser import SourceBrowser

LOADING = "Loading the library…"
QUEUED = f"{LOADING} This is answered as soon as it is there."
ANSWERING = "Looking for what fits…"
DELETED = "That conversation was deleted, so a new one begins."
FAILED = "The library is not loaded: ^R tries again"


class ConversationScreen(Screen[None]):
    """Takes turns to the thread that holds the Coach, and shows what comes back."""

    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (120, "-two-panes")]  # noqa: RUF012 - as Screen declares it
    DEFAULT_CSS = """
    ConversationScreen { background: $background; }
    ConversationScreen > #stage { height: 1fr; }
    ConversationScreen.-reading.-one-pane Conversation { display: none; }
    ConversationScreen.-reading.-one-pane SourceList { display: none; }
    ConversationScreen.-reading.-one-pane Prompt { display: none; }
    ConversationScreen.-reading.-one-pane KeyLine { display: none; }
    """
    BINDINGS = KEYS

    def __init__(self, open_coach: Opener, journal: Path | None = None, *, resume: bool = False) -> None:
        """Take how a Coach is made, the file of the journal, and whether to go on with its last conversation."""
        super().__init__()
        self._backstage = Backstage(open_coach, self.post_message)
        self._numbers = count(1)
        self._waiting: set[int] = set()
        self._ready = False
        self._status = LOADING
        self._resume = resume
        self._keeper = Keeper(journal, self.warn)
        self.desk = JournalDesk(self, self._keeper)
        self.browser = SourceBrowser(self, self._backstage.fetch)

    def compose(self) -> ComposeResult:
        with Horizontal(id="stage"):
            yield Conversation()
        yield Prompt()
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(Prompt).focus()
        self.query_one(Prompt).say(LOADING)
        self.call_after_refresh(self._backstage.start)
        self.call_after_refresh(self.desk.look_back, resume=self._resume)

    def on_unmount(self) -> None:
        self._backstage.close()
        self._keeper.close()

    @property
    def conversation(self) -> Conversation:
        return self.query_one(Conversation)

    @property
    def newest(self) -> Answer | None:
        """The newest answer."""
        return self.conversation.newest

    @property
    def _wait_for(self) -> str:
        """What a question waits for at this moment."""
        if self._ready:
            return ANSWERING
        return f"This waits. {FAILED}." if self._status == FAILED else QUEUED

    # What a person does

    @on(Prompt.Sent)
    async def take(self, event: Prompt.Sent) -> None:
        """Run a typed command, or ask Coach."""
        action = COMMANDS.get(event.text.strip().lower())
        if action:
            await self.run_action(action)
        else:
            if self._keeper.is_deleted():
                await self.action_new_conversation()
                self.notify(DELETED, markup=False)
            number = next(self._numbers)
            self._keeper.asked(number, event.text)
            await self._expect(TurnView(number, event.text, self._wait_for))
            self._backstage.ask(number, event.text)

    async def action_answer_for(self, place: int) -> None:
        """Answer the newest question for another of its likeliest articles."""
        key = f"F{place}"
        offered = choices(self.newest) if self.newest else []
        choice = next((choice for choice in offered if choice.key == key), None)
        if choice is None:
            self.notify("There is no other reading yet: describe a situation first.", markup=False)
        else:
            await self._answer_for(choice)

    @on(ReadingView.Chosen)
    async def choose_article(self, event: ReadingView.Chosen) -> None:
        await self._answer_for(event.choice)

    def action_sources(self) -> None:
        if self.newest and self.newest.citations:
            self.browser.list_sources(self.newest)
        else:
            self.notify("No sources yet: they come with an answer.", markup=False)

    async def action_open_citation(self, number: int) -> None:
        if self.newest and number <= len(self.newest.citations):
            await self.browser.open(self.newest, number)

    @on(messages.CitationChosen)
    async def open_chosen(self, event: messages.CitationChosen) -> None:
        await self.browser.open(event.answer, event.number)

    @on(messages.PaneClosed)
    def close_source(self) -> None:
        self.browser.close_pane()

    @on(messages.ListClosed)
    def close_sources(self) -> None:
        self.browser.close_list()

    async def action_new_conversation(self) -> None:
        """Clear the screen and begin again."""
        self.browser.close_all()
        self._backstage.forget()
        self._keeper.begin_anew()
        self._waiting.clear()
        await self.conversation.clear()
        self.desk.welcome()
        self._say()

    def action_next_step(self) -> None:
        self.desk.choose_point()

    def action_review_steps(self) -> None:
        self.desk.review_steps()

    def action_history(self) -> None:
        self.desk.choose_conversation()

    @on(messages.StepWanted)
    def make_step(self, event: messages.StepWanted) -> None:
        self.desk.make_step(event.answer, event.number)

    async def go_on_with(self, conversation: int) -> None:
        """Show a conversation that was kept, and take the next turn as one of it."""
        from coach.tui.journal.kept_turns import hidden_turns, saved_turns, turn_views

        self.browser.close_all()
        self._waiting.clear()
        turns = self._keeper.resume(conversation, lambda: next(self._numbers))
        await self.conversation.show_kept(turn_views(turns), hidden_turns(turns))
        self._backstage.resume(saved_turns(turns))
        self._say()

    def action_try_again(self) -> None:
        if self._status == FAILED:
            self._say(LOADING)
            self.conversation.wait(QUEUED)
            self._backstage.try_again()

    @on(Prompt.ReadOn)
    def read_on(self, event: Prompt.ReadOn) -> None:
        scroll = self.conversation.scroll_page_down if event.pages > 0 else self.conversation.scroll_page_up
        scroll(animate=False)

    def action_scroll_conversation(self, lines: int) -> None:
        self.conversation.scroll_relative(y=lines, animate=False)

    # What the thread backstage tells

    @on(messages.Progressed)
    def show_progress(self, event: messages.Progressed) -> None:
        how_much = f" {event.done} of {event.total}" if event.total else ""
        self._say(f"{LOADING} {clean_text(event.what)}{how_much}")

    @on(messages.Loaded)
    async def start_answering(self) -> None:
        self._ready = True
        await self.conversation.hush()
        self.conversation.wait(ANSWERING)
        self._say()

    @on(messages.LoadFailed)
    async def show_load_failure(self, event: messages.LoadFailed) -> None:
        self._say(FAILED)
        self.conversation.wait(self._wait_for)
        await self.conversation.tell(
            f"{event.reason}\n\n^R or /retry tries again. What you typed is kept.", "Not loaded"
        )

    @on(messages.Warned)
    def show_warning(self, event: messages.Warned) -> None:
        self.warn(event.text)

    def warn(self, text: str) -> None:
        """Tell of something that is wrong but not fatal."""
        self.notify(clean_text(text), title="Coach goes on, but", severity="warning", markup=False)

    @on(messages.Answered)
    async def show_answer(self, event: messages.Answered) -> None:
        self._waiting.discard(event.number)
        self._keeper.answered(event.number, event.answer, event.state)
        await self.conversation.answered(event.number, event.answer)
        self._say()

    @on(messages.AskFailed)
    async def show_failure(self, event: messages.AskFailed) -> None:
        self._waiting.discard(event.number)
        await self.conversation.failed(event.number, f"{event.reason}\n\n↑ in the empty prompt brings your text back.")
        self._say()

    @on(messages.ArticleFound)
    async def show_article(self, event: messages.ArticleFound) -> None:
        await self.browser.show_article(event.article)

    @on(messages.ArticleMissing)
    async def show_missing(self, event: messages.ArticleMissing) -> None:
        await self.browser.show_missing(event.slug, event.reason)

    # Both

    async def _answer_for(self, choice: Choice) -> None:
        asked = self.conversation.newest_turn
        if asked is None:
            return
        number = next(self._numbers)
        if not self._keeper.is_deleted():
            self._keeper.asked(number, asked.text, again=asked.number)
        await self._expect(TurnView(number, asked.text, self._wait_for, reading=choice.title))
        self._backstage.ask_again(number, asked.number, asked.text, choice.article)

    async def _expect(self, turn: TurnView) -> None:
        self._waiting.add(turn.number)
        await self.conversation.add(turn)
        if self._ready:
            self._say(ANSWERING)

    def _say(self, status: str | None = None) -> None:
        """Show what Coach is doing; without a word of it, what is still to do."""
        if status is None and self._ready:
            status = ANSWERING if self._waiting else ""
        if status is not None:
            self._status = status
            self.query_one(Prompt).say(status)

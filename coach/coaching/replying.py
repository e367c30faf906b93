"""Replying to the turns of a conversation: what a turn does, and what is answered in the light of what was said."""

from __future__ import annotations

from dataclasses import replace

from coach.coaching.answer import Answer, Turn
from coach.coaching.assemble import Lenses, Request, assemble
from coach.coaching.chairs import in_the_askers_chair
from coach.coaching.conversation import Conversation
from coach.coaching.order import in_order
from coach.coaching.own_part import meet_own_part
from coach.coaching.people_first import Category, category_of, named_outright, told_as_grave, whom_to_turn_to
from coach.coaching.reading import ReadingLimits, is_covered, is_far, read_story, separating_question, with_second
from coach.coaching.shapes import FOLLOW_UPS
from coach.coaching.talk import REPLIES, reply_to
from coach.coaching.turns import chosen_place, tell_turn, wanted_lens
from coach.reading.language import Languages
from coach.reading.reader import Reader, StoryReading

NEAREST = 3
QUESTIONS = 2
"""After so many about one situation Coach stops asking."""
READINGS_KEPT = 6
SHORT = 25
"""Words of a turn that may be detail, for a model that nothing was learned for."""
NOTHING_NEW = (
    "The library has nothing more on this that I have not shown you. "
    "Tell me more of what happened, or press F2 for another reading of it."
)


class Replier:
    """Replies to turns over a reader; it keeps the last few readings, and nothing else."""

    def __init__(self, reader: Reader, limits: ReadingLimits) -> None:
        self._reader = reader
        self._limits = limits
        self._readings: dict[str, StoryReading] = {}

    def reply(
        self, languages: Languages, lenses: Lenses, chosen: str | None, named: Category | None, talk: Conversation
    ) -> Answer:
        """Reply to a turn, and let the conversation know what it did; its answers are left to the caller.

        Args:
            languages: the turn, of which the English part is read.
            lenses: the columns wanted.
            chosen: the slug of the article to answer for, instead of the likeliest.
            named: the grave category of which the turn speaks in plain words.
            talk: the turns before; it is changed last, so that a turn which fails can be tried again.
        """
        told = languages.english
        story = self._read(told)
        turn = self._tell_turn(told, story, talk)
        if turn in REPLIES:
            return reply_to(turn)
        grave = self._grave(story, named, turn)
        if grave is not None and (chosen is None or not grave.support):
            return self._put_people_first(grave, turn, told, talk)
        if turn in FOLLOW_UPS:
            return self._follow_up(turn, told, lenses, chosen, talk)
        if turn == "detail":
            return self._add_detail(languages, lenses, chosen, talk)
        if chosen is None and (turn == "off-topic" or not is_covered(story, self._reader.store, self._limits)):
            if not talk.situation and not is_far(story):
                talk.begin(told)  # what comes next may say what this was about
            return self._not_covered(story)
        return self._begin(told, story, lenses, languages, chosen, talk)

    def _begin(
        self,
        told: str,
        story: StoryReading,
        lenses: Lenses,
        languages: Languages,
        chosen: str | None,
        talk: Conversation,
    ) -> Answer:
        """Answer a new situation."""
        answer = self._advise(Request("situation", told, lenses), story, languages, chosen)
        talk.begin(told, chosen=chosen)
        return answer

    def _grave(self, story: StoryReading, named: Category | None, turn: Turn = "situation") -> Category | None:
        """The grave category of a turn, None of an ordinary one."""
        category, sureness = told_as_grave(story, named, self._limits)
        return category if sureness > (self._limits.grave_follow_up if turn in FOLLOW_UPS else 0.0) else None

    def _put_people_first(self, grave: Category, turn: Turn, told: str, talk: Conversation) -> Answer:
        """Name whom to turn to; whatever follows on the same matter gets no advice either."""
        if turn == "situation":
            talk.begin(told, grave=grave.id)
        else:
            talk.situation, talk.grave = f"{talk.situation}\n{told}", grave.id
        return replace(whom_to_turn_to(grave), turn=turn)

    def _advise(self, request: Request, story: StoryReading, languages: Languages, chosen: str | None) -> Answer:
        store = self._reader.store
        read = replace(read_story(story, store, self._limits, chosen), unread=languages.others)
        read, order = in_order(read, story, store)
        answer = replace(assemble(request, read, story.ranking, store), order=order)
        answer = meet_own_part(answer, request, store)
        return self._asking(answer, story, request) if chosen is None else answer

    def _add_detail(self, languages: Languages, lenses: Lenses, chosen: str | None, talk: Conversation) -> Answer:
        """Answer the situation anew in the light of more of it; what was said is not said again."""
        told = languages.english
        chosen = chosen or self._picked(told, talk) or talk.chosen
        situation = f"{talk.situation}\n{told}"
        story = self._read(situation)
        if talk.grave and chosen is None and self._grave(story, named_outright(situation)):
            return self._put_people_first(category_of(talk.grave), "detail", told, talk)
        if chosen is None and not talk.advice and not is_covered(story, self._reader.store, self._limits):
            alone = self._read(told)
            if is_covered(alone, self._reader.store, self._limits):  # with what came before it is not
                return self._begin(told, alone, lenses, languages, None, talk)
            talk.situation = situation
            return replace(self._not_covered(story), turn="detail")
        answer = self._advise(_request("detail", told, lenses, talk), story, languages, chosen)
        talk.situation, talk.chosen, talk.grave = situation, chosen, None
        return answer if answer.citations else _nothing_new(answer)

    def _follow_up(self, turn: Turn, told: str, lenses: Lenses, chosen: str | None, talk: Conversation) -> Answer:
        """Answer a wish about the situation that is talked about."""
        if talk.grave and chosen is None:
            return replace(whom_to_turn_to(category_of(talk.grave)), turn=turn)
        store, story, asked = self._reader.store, self._read(talk.situation), self._read(told)
        read = read_story(story, store, self._limits, chosen or talk.chosen)
        if turn == "what-if":
            other = read_story(asked, store, self._limits)
            read = with_second(read, other) if other.confidence >= self._limits.sure else read
        lens = wanted_lens(told) if turn == "lens" else None
        tried = self._tried(asked, talk) if turn == "tried" else []
        request = _request(turn, told, (lens,) if lens else lenses, talk, tried)
        answer = assemble(request, read, (asked if turn == "what-if" else story).ranking, store)
        talk.tried += tried
        talk.chosen, talk.grave = chosen or talk.chosen, None
        return answer if answer.citations else _nothing_new(answer)

    def _not_covered(self, story: StoryReading) -> Answer:
        read = read_story(story, self._reader.store, self._limits)
        unused = replace(read, articles=tuple(replace(article, used=False) for article in read.articles), themes=())
        nearest = "; ".join(f"“{article.title}”" for article in read.articles[:NEAREST])
        message = (
            "The library does not cover this, so I will not guess. "
            f"The nearest it has: {nearest}. "
            "If your firm has an article on it, add it with `coach library add FILE`."
        )
        return Answer(outcome="not-covered", turn="off-topic", text="", reading=unused, message=message)

    def _read(self, text: str) -> StoryReading:
        """Read a text; the last few are kept, since a conversation comes back to its situation."""
        if text not in self._readings:
            if len(self._readings) >= READINGS_KEPT:
                del self._readings[next(iter(self._readings))]
            story = self._reader.read(text)
            self._readings[text] = in_the_askers_chair(
                story, self._reader.store, self._limits.led_below, self._limits.leads_from
            )
        return self._readings[text]

    def _tell_turn(self, text: str, story: StoryReading, talk: Conversation) -> Turn:
        if not talk.situation or talk.situation.endswith(text):
            return "situation"  # the first turn, or the same one asked again for another reading
        before = self._read(talk.situation)
        if self._reader.model is None or story.heard is None or before.heard is None:
            is_short = len(text.split()) <= SHORT
            return "detail" if is_short and story.ranking.coverage < self._limits.new_situation else "situation"
        is_vague = float(before.probabilities.max()) < self._limits.vague
        follows_at_once = len(talk.answers) - talk.since <= 1
        newness = self._limits.new_after_vague if is_vague and follows_at_once else 0.0
        if not newness and len(text.split()) >= self._limits.telling:
            newness = self._limits.new_later
        return tell_turn(self._reader.model.turns, text, story.heard, before.heard, newness)

    def _picked(self, text: str, talk: Conversation) -> str | None:
        """The article that an answer to Coach's question picks, of the two that it offered."""
        last = talk.advice[-1] if talk.advice else None
        if last is None or last.outcome != "clarify" or last.reading is None:
            return None
        first, second = (article.article for article in last.reading.articles[:2])
        place = chosen_place(text)
        if place is not None:
            return (first, second)[place]
        scores, numbers = self._read(text).ranking.articles, self._reader.store.numbers
        difference = float(scores[numbers[first]] - scores[numbers[second]])
        if abs(difference) < self._limits.picks:
            return None
        return first if difference > 0 else second

    def _tried(self, asked: StoryReading, talk: Conversation) -> list[str]:
        """The passage that was quoted before and is nearest to what the person says they tried."""
        quoted = {citation.passage for answer in talk.advice for citation in answer.citations}
        number = self._reader.store.passage_number
        return sorted(quoted, key=lambda passage: -float(asked.ranking.passages[number(passage)]))[:1]

    def _asking(self, answer: Answer, story: StoryReading, request: Request) -> Answer:
        """Ask the one question that separates the two likeliest readings, where they are about as likely."""
        if len(request.asked) >= QUESTIONS:
            return replace(answer, question=None)
        question = separating_question(story, self._reader.store, self._limits)
        if question is None or question in request.asked:
            return answer
        return replace(answer, outcome="clarify", question=question)


def _request(turn: Turn, text: str, lenses: Lenses, talk: Conversation, tried: list[str] | None = None) -> Request:
    """What an answer is wanted for, in the light of the conversation."""
    asked = frozenset(answer.question for answer in talk.advice if answer.question)
    return Request(turn, text, lenses, talk.said, frozenset([*talk.tried, *(tried or [])]), asked)


def _nothing_new(answer: Answer) -> Answer:
    return Answer(outcome="talk", turn=answer.turn, text="", message=NOTHING_NEW)

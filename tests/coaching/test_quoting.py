"""Which run of sentences of a passage is quoted."""

from __future__ import annotations

from coach.coaching.answer import Citation
from coach.coaching.conversation import Said
from coach.coaching.quoting import Quotes
from coach.library.article import Passage, Sentence
from coach.library.sentences import split_sentences


def passage(text: str) -> Passage:
    sentences = tuple(Sentence(text[a:b], a, b, "management", "heading") for a, b in split_sentences(text))
    return Passage("a", 1, "H", text, sentences, part="move", contrast=None, lens="management")


def fresh(text: str, words: int, said: str = "") -> str:
    start = text.find(said) if said else 0
    citations = [Citation(1, "a#1", "a", "A", "H", "s", start, start + len(said), said)] if said else []
    return " ".join(sentence.text for sentence in Quotes(Said(citations)).fresh(passage(text), words))


def test_the_first_sentences_are_taken_as_far_as_there_is_room() -> None:
    assert fresh("Ask him first. Wait a day. Then write it down.", 6) == "Ask him first. Wait a day."


def test_speech_is_never_cut_in_the_middle() -> None:
    text = 'Say it at once. If the answer is "Fine. I will. Soon", thank him. Go.'
    assert fresh(text, 10) == 'Say it at once. If the answer is "Fine. I will. Soon", thank him.'


def test_what_was_said_is_passed_over_and_the_run_goes_on_with_what_stands_alone() -> None:
    text = "Ask him first. Then wait a day. Write the answer down."
    assert fresh(text, 20, said="Ask him first.") == "Write the answer down."


def test_a_run_does_not_begin_within_speech() -> None:
    text = 'Say this: "Stop it now. People get hurt. Never again." Leave the room.'
    assert fresh(text, 20, said='Say this: "Stop it now.') == "Leave the room."


def test_nothing_is_left_when_all_was_said() -> None:
    assert fresh("Ask him first.", 20, said="Ask him first.") == ""

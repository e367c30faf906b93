"""Choosing which sentences of a passage an answer quotes, and numbering the citations."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.coaching.answer import Citation, Note
from coach.coaching.conversation import Said
from coach.library.article import Article, Lens, Passage, Sentence
from coach.library.standalone import stands_alone
from coach.library.text import count_words

# A column of an answer stays readable at a glance when a point has at most about this many words.
POINT_WORDS = 52
NOTE_WORDS = 48


@dataclass(slots=True)
class Quotes:
    """The citations of one answer, numbered from 1 in reading order; no sentence is quoted twice."""

    said: Said = field(default_factory=Said)
    """What was quoted in earlier answers, and is passed over."""
    citations: list[Citation] = field(default_factory=list)
    _quoted: set[str] = field(default_factory=set)

    def fresh(self, passage: Passage, words: int) -> list[Sentence]:
        """The first sentences of a passage that were not said before, up to about `words` words but at least one.

        Where the passage was begun before, the run goes on with a sentence that stands alone.
        """
        for position, sentence in enumerate(passage.sentences):
            begins = position == 0 or (stands_alone(sentence.text) and not _is_open(passage.text[: sentence.start]))
            if begins and not self.said.holds(passage, sentence):
                return _take(list(passage.sentences[position:]), words)
        return []

    def quote(self, article: Article, passage: Passage, sentences: list[Sentence]) -> tuple[str, int] | None:
        """Quote a run of sentences of a passage.

        Returns:
            The quoted text and the number of its citation; None when it is empty or holds a sentence quoted before.
        """
        if not sentences or any(sentence.text in self._quoted for sentence in sentences):
            return None
        self._quoted.update(sentence.text for sentence in sentences)
        citation = cite(len(self.citations) + 1, article, passage, sentences[0].start, sentences[-1].end)
        self.citations.append(citation)
        return citation.quote, citation.number

    def note(self, article: Article, passage: Passage, sentences: list[Sentence]) -> Note | None:
        """Quote a run of sentences as a note."""
        quoted = self.quote(article, passage, sentences)
        return Note(quoted[0], (quoted[1],)) if quoted else None


def cite(number: int, article: Article, passage: Passage, start: int, end: int) -> Citation:
    """The citation of a stretch of a passage."""
    return Citation(
        number=number,
        passage=passage.id,
        article=article.slug,
        title=article.title,
        heading=passage.heading,
        source=article.source,
        start=start,
        end=end,
        quote=passage.text[start:end],
    )


def standing_alone(passage: Passage, lens: Lens | None, words: int, said: Said) -> list[Sentence]:
    """The first run of sentences of free prose that speaks for a lens and begins with one that stands alone.

    A sentence that follows in the run may speak for no lens, but never for the other one. What was said is passed over.
    """
    for position, sentence in enumerate(passage.sentences):
        if said.holds(passage, sentence):
            continue
        if sentence.lens == lens and _is_advice(sentence) and stands_alone(sentence.text):
            run = [sentence]
            for following in passage.sentences[position + 1 :]:
                if not _continues(passage, run[-1], following, lens):
                    break
                run.append(following)
            return _take(run, words)
    return []


def _continues(passage: Passage, before: Sentence, after: Sentence, lens: Lens | None) -> bool:
    same_paragraph = "\n" not in passage.text[before.end : after.start]
    return same_paragraph and after.lens in (None, lens) and not after.text.endswith("?")


def _is_advice(sentence: Sentence) -> bool:
    return count_words(sentence.text) >= 5 and not sentence.text.endswith(("?", ":", "…"))


def _take(sentences: list[Sentence], words: int) -> list[Sentence]:
    taken: list[Sentence] = []
    for sentence in sentences:
        if taken and count_words(" ".join(s.text for s in [*taken, sentence])) > words:
            break
        taken.append(sentence)
    for sentence in sentences[len(taken) :]:
        if not _is_open(" ".join(s.text for s in taken)):
            break
        taken.append(sentence)
    return taken


def _is_open(text: str) -> bool:
    """Whether a text ends within a quotation: speech is never cut in the middle."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")

"""An answer and its article written by hand, so that the pictures in the tests do not change with the library."""

from __future__ import annotations

from collections.abc import Iterator

from coach.coaching.answer import Answer, Citation, Note, Point, ReadArticle, Reading, Response
from coach.library.article import Article, Lens, Part, Passage

SITUATION = (
    "One of my best engineers has started missing deadlines and snapped at a teammate in stand-up yesterday. I'm not "
    "sure whether to say something or give it time."
)
SLUG = "reliable-person-slipping"
TITLE = "When a reliable person starts to slip"
OUTBURST = "When someone loses their temper in public"
OVERLOAD = "When there is more work than one can carry"

_PASSAGES: list[tuple[str, Part, Lens | None, str | None, str]] = [
    (
        "What is going on",
        "going-on",
        None,
        None,
        "A slip after years of good work is news about the work or the life around it, seldom about the will. "
        "The first guess is usually wrong, and the first talk decides how much you will hear.",
    ),
    (
        "Process ↔ People",
        "move",
        "management",
        "process-people",
        "Write down the last three or four commitments that slipped: what was due, when it came, and what it held up. "
        "A list keeps the talk to what anyone could have seen.",
    ),
    (
        "Process ↔ People",
        "move",
        "leadership",
        "process-people",
        "Open with the change you have seen, not with the list. Say what they have meant to the team, say what looks "
        "different now, and ask what has shifted for them. Then wait: the first answer is often the polite one.",
    ),
    (
        "Compliance ↔ Commitment",
        "move",
        "management",
        "compliance-commitment",
        "Make the standard plain [as agreed] and the same for everyone. Dates hold until you both change them.",
    ),
    (
        "Compliance ↔ Commitment",
        "move",
        "leadership",
        "compliance-commitment",
        "Ask them which part of the work they would still choose. Moving one piece is cheaper than losing a person.",
    ),
    (
        "Words to use",
        "words",
        "management",
        None,
        "The last three handovers came two days late, and testing waited each time. What would make Thursday safe?",
    ),
    (
        "Words to use",
        "words",
        "leadership",
        None,
        "You have carried this team for two years, and lately you look worn down. What has changed for you?",
    ),
    (
        "Which way to lean",
        "lean",
        None,
        None,
        "Lead first while the cause is unknown, because a person who is met with a list will defend the list. Turn to "
        "managing once you know, or after two weeks.",
    ),
    (
        "Their side",
        "their-side",
        None,
        None,
        "They have probably noticed it too, and been ashamed of it for longer than you have been worried.",
    ),
    (
        "Watch for",
        "watch-for",
        None,
        None,
        "A quick promise to do better, with no cause named, buys a fortnight and costs the next talk.",
    ),
]


def passages() -> tuple[Passage, ...]:
    return tuple(
        Passage(SLUG, number, heading, text, (), part, lens, contrast)
        for number, (heading, part, lens, contrast, text) in enumerate(_PASSAGES, start=1)
    )


def article(slug: str = SLUG, title: str = TITLE) -> Article:
    return Article(slug, title, "situation", "built-in", source="Coach library", passages=passages())


def answer(text: str = SITUATION, used: int = 1) -> Answer:
    """The answer of DESIGN.md section 1, made for one of its three likeliest articles."""
    citations = tuple(_citations())
    quotes = {citation.number: citation.quote for citation in citations}
    return Answer(
        outcome="answered",
        turn="situation",
        text=text,
        reading=_reading(used),
        management=Response(tuple(_points(quotes, (1, 3, 5)))),
        leadership=Response(tuple(_points(quotes, (2, 4, 6)))),
        balance=Note(quotes[7], (7,)),
        their_side=Note(quotes[8], (8,)),
        cautions=(Note(quotes[9], (9,)),),
        question="Has anything changed in what this person is asked to do?",
        citations=citations,
    )


def not_covered(text: str) -> Answer:
    message = "The library does not cover this, so I will not guess."
    return Answer(outcome="not-covered", turn="off-topic", text=text, reading=_reading(0), message=message)


def people_first(text: str) -> Answer:
    message = "What you describe may be harassment, and that is not yours to settle by yourself. Tell someone."
    return Answer(outcome="people-first", turn="situation", text=text, message=message)


def talk(text: str) -> Answer:
    return Answer(outcome="talk", turn="talk", text=text, message="You are welcome.")


def _reading(used: int) -> Reading:
    found = [(SLUG, TITLE, 0.7), ("outburst-in-public", OUTBURST, 0.2), ("too-much-work", OVERLOAD, 0.1)]
    articles = (ReadArticle(slug, title, sure, n == used) for n, (slug, title, sure) in enumerate(found, start=1))
    return Reading(tuple(articles), ("underperformance",), 0.7)


def _citations() -> Iterator[Citation]:
    for number, passage in enumerate(passages()[1:], start=1):
        first_sentence = passage.text.find(". ") + 1
        end = first_sentence if first_sentence and number != 2 else len(passage.text)
        yield Citation(number, passage.id, SLUG, TITLE, passage.heading, "Coach library", 0, end, passage.text[:end])


def _points(quotes: dict[int, str], numbers: tuple[int, int, int]) -> Iterator[Point]:
    contrasts = ("process-people", "compliance-commitment", None)
    for number, contrast in zip(numbers, contrasts, strict=True):
        yield Point("move" if contrast else "words", contrast, quotes[number], (number,))

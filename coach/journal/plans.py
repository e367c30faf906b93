"""Reading plans and dates as people type them, and making a plan of a sentence of advice."""

from __future__ import annotations

import re
from datetime import date, timedelta

from coach.errors import InputError
from coach.journal.records import OCCASIONS, Plan
from coach.library.text import clean_text, fold_space

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DATE_HELP = "write it as 2026-12-04, “tomorrow”, “friday”, or “2 weeks”"
_SENTENCE = re.compile(
    rf"(?:when |(?={'|'.join(OCCASIONS)}))(?P<when>.+?),? I(?: will|['’]ll) (?P<will>.+)", re.IGNORECASE | re.DOTALL
)
_AHEAD = re.compile(r"(?:in )?(?P<count>\d{1,3}) ?(?P<unit>d|days?|w|weeks?)")
_CUE = re.compile(r"(?P<cue>(?:When|If|Before|After|Once|As soon as|Next time) [^,.;:]{3,80}), (?P<rest>.+)", re.DOTALL)
_FIRST_PERSON = (
    (r"\byourself\b", "myself"),
    (r"\byours\b", "mine"),
    (r"\byour\b", "my"),
    (r"\byou are\b", "I am"),
    (r"\byou were\b", "I was"),
    (r"\b(of|to|for|with|from|by|at|on|about|than) you\b", r"\1 me"),
    (r"\byou(?=[.,;:!?)]|$)", "me"),
    (r"\byou\b", "I"),
)


def read_plan(sentence: str, by: date | None = None) -> Plan:
    """Read “when …, I will …”.

    Raises:
        InputError: the sentence has another form.
    """
    found = _SENTENCE.fullmatch(fold_space(clean_text(sentence)).rstrip(" ."))
    if not found:
        raise InputError("A next step is a sentence of the form “when …, I will …”: say when, and what you will do.")
    return Plan(found["when"], found["will"], by)


def read_date(text: str, today: date) -> date | None:
    """Read a date: `2026-12-04`, `today`, `tomorrow`, a day of the week, `5 days`, `in 2 weeks`; None for nothing.

    Raises:
        InputError: it is none of these.
    """
    text = fold_space(clean_text(text)).lower()
    if not text:
        return None
    named = {"today": 0, "tomorrow": 1} | {
        name[:length]: (day - today.weekday() - 1) % 7 + 1
        for day, name in enumerate(WEEKDAYS)
        for length in (3, len(name))
    }
    ahead = _AHEAD.fullmatch(text)
    if ahead:
        return today + timedelta(days=int(ahead["count"]) * (7 if ahead["unit"].startswith("w") else 1))
    if text in named:
        return today + timedelta(days=named[text])
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is not a date: {DATE_HELP}.") from None


def plan_from(text: str, *, is_wording: bool) -> Plan:
    """A first draft of a plan from a point: its first sentence, said by the person who will do it.

    The part before “I will” is filled where the sentence names an occasion, else it is empty.
    """
    if is_wording:
        return Plan("", f"say: “{text}”")
    sentence = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0].rstrip(". ")
    found = _CUE.fullmatch(sentence)
    when, will = (found["cue"].removeprefix("When "), found["rest"]) if found else ("", sentence)
    return Plan(_in_first_person(when), _in_first_person(will))


def _in_first_person(text: str) -> str:
    text = _uncapitalised(text)
    for pattern, ours in _FIRST_PERSON:
        text = re.sub(pattern, ours, text)
    return text


def _uncapitalised(text: str) -> str:
    """A first letter made small, unless the word is a name of letters or the word I."""
    first = text.partition(" ")[0]
    return text if first == "I" or first.isupper() else text[:1].lower() + text[1:]

"""Telling in which languages a message is written, so that what is not English is told as such.

Coach reads English only, and an encoder of English places every other language somewhere in the library at random.
A sentence of English holds many of the same few words ("the", "my", "to"); only a longish one with hardly any of
them is looked at by py3langid, which also knows text that is no language at all. Over 4,650 stories and queries
nothing was taken for another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.library.sentences import split_sentences
from coach.search.query import STOP_WORDS

ENGLISH = "en"
_LIKE_ENGLISH = {"en", "sco", "pcm", "jam"}
_NO_LANGUAGE = "zxx"
# A shorter message is too short to tell; shorter sentences are told together with the next.
_SHORTEST = 4
_TELLING_WORDS = 8
# A stretch with a larger share of common English words is English.
_ENGLISH_SHARE = 0.15
# Less of another language than this share of the words is a quotation or a name.
_LEAST_SHARE = 0.15

# Words of English that are common in other languages too, so that they tell nothing.
_SHARED = frozenset(
    "a am an as do for hat he her i in into is me mine more most no on once over own s so t that us was we".split()
)
_COMMON = STOP_WORDS - _SHARED

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "ms": "Malay",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a message."""

    codes: tuple[str, ...]
    """ISO 639-1 codes, the most words first; empty for what is no language."""
    english: str
    """What of the message is English; the whole of it, as typed, when all is."""

    @property
    def others(self) -> tuple[str, ...]:
        """The names of the languages that Coach does not read."""
        return tuple(_NAMES.get(code, f"the language “{code}”") for code in self.codes if code != ENGLISH)


def tell_languages(text: str) -> Languages:
    """Tell the languages of a message, stretch by stretch."""
    words: dict[str, int] = {}
    english = []
    for stretch in _stretches(text):
        code, count = _language(stretch)
        words[code] = words.get(code, 0) + count
        if code == ENGLISH:
            english.append(stretch)
    least = _LEAST_SHARE * sum(words.values())
    kept = sorted((code for code, count in words.items() if count >= least), key=lambda code: -words[code])
    if kept == [ENGLISH] or not words:
        return Languages((ENGLISH,), text)
    return Languages(tuple(code for code in kept if code != _NO_LANGUAGE), " ".join(english))


def _stretches(text: str) -> Iterator[str]:
    """Sentences in order, short ones together, as many words each as it takes to tell a language."""
    stretch = ""
    for start, end in split_sentences(text):
        stretch = f"{stretch} {text[start:end]}".strip()
        if len(stretch.split()) >= _TELLING_WORDS:
            yield stretch
            stretch = ""
    if stretch:
        yield stretch


def _language(stretch: str) -> tuple[str, int]:
    words = [re.sub("['’]", "", word).lower() for word in _WORD.findall(stretch)]
    common = sum(word in _COMMON for word in words)
    is_latin = all(ord(letter) < 0x250 for word in words for letter in word)
    if is_latin and (len(words) < _SHORTEST or common >= _ENGLISH_SHARE * len(words)):
        return ENGLISH, len(words)
    import py3langid

    code = str(py3langid.classify(stretch)[0])
    # Scripts without spaces make one word of a line; its letters are counted instead.
    count = len(words) if is_latin else max(len(words), sum(map(len, words)) // 5)
    return (ENGLISH if code in _LIKE_ENGLISH else code), max(1, count)

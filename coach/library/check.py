"""What `coach library check` enforces: the form of the built-in articles, each breach with file, line and mend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.errors import ArticleError
from coach.library.builtin import PARTS, SIDES, ParsedFile, Section, contrast_ids, parse_file
from coach.library.corpus import contrasts, themes
from coach.library.sentences import split_sentences
from coach.library.standalone import stands_alone
from coach.library.text import count_words, slugify

BODY_WORDS = (600, 960)
DIGEST_WORDS = (250, 900)
PARAGRAPH_WORDS = (25, 110)
SECTION_WORDS = 180
KEYS: dict[str, set[str]] = {
    "situation": {"title", "kind", "summary", "themes", "situations", "sources"},
    "essay": {"title", "kind", "summary", "themes", "situations", "sources", "contrasts"},
    "digest": {"title", "kind", "summary", "themes", "situations", "sources", "contrasts", "digest_of"},
}
OPENING, CLOSING = ["What is going on"], list(PARTS)[1:]


# Words that fill a sentence and tell nobody what to do.
_FILLER_PHRASES = (
    "communication is key, at the end of the day, going forward, synergy, synergies, win-win, outside the box, "
    "low-hanging fruit, circle back, touch base, move the needle, deep dive, game changer, game-changer, "
    "best practice, best practices, needless to say, it's important to, it is important to, holistic, holistically, "
    "value-add, walk the talk, foster a culture, open and honest, paradigm, proactive, proactively, empower, "
    "empowering, empowerment"
)
FILLER = re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, _FILLER_PHRASES.split(', ')))})\b")
# A sentence that rests on research, which an article that names no study may not hold.
RESEARCH = re.compile(
    r"(?i)\b(?:meta-analys[ei]s|studies (?:find|found|show|of)|randomised|researchers|review of \d)\b"
)
NO_STUDY = "Practice alone; no study is cited."


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of the form."""

    path: Path
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}: {self.mend}."


def check_folder(folder: Path) -> list[Problem]:
    """Check every Markdown file of a folder, and that no two articles share a title or a situations line."""
    problems: list[Problem] = []
    seen: dict[str, Path] = {}
    for path in sorted(folder.glob("*.md")):
        problems += check_file(path)
        problems += _check_repeats(path, seen)
    return problems


def check_file(path: Path) -> list[Problem]:
    """Check one built-in article; an empty list means that it is in good form."""
    try:
        parsed = parse_file(path)
    except ArticleError as error:
        place, _, rest = str(error).partition(": ")
        line = place.rpartition(":")[2]
        return [Problem(path, int(line) if line.isdigit() else 1, *_split_remedy(rest))]
    problems = list(_check_header(parsed))
    if not problems:
        problems += _check_wording(parsed)
        body = _check_situation if parsed.header.get("kind", "situation") == "situation" else _check_prose
        problems += body(parsed)
    return problems


def _split_remedy(message: str) -> tuple[str, str]:
    what, _, mend = message.rpartition(": ")
    return (what, mend.rstrip(".")) if what else (message.rstrip("."), "mend the file")


def _check_repeats(path: Path, seen: dict[str, Path]) -> Iterator[Problem]:
    try:
        header = parse_file(path).header
    except ArticleError:
        return
    lines = header.get("situations")
    for text in (header.get("title"), *(lines if isinstance(lines, list) else [])):
        key = str(text).casefold()
        if key in seen and seen[key] != path:
            yield Problem(path, 2, f"{text!r} stands in {seen[key].name} too", "say it in other words")
        seen.setdefault(key, path)


def _check_header(parsed: ParsedFile) -> Iterator[Problem]:
    header, path = parsed.header, parsed.path
    kind = header.get("kind", "situation")
    if kind not in list(KEYS):  # a list compares with anything; YAML may hold what has no hash
        yield Problem(path, 2, f"kind is {kind!r}", f"make it one of {', '.join(KEYS)}, or leave it out")
        return
    if path.stem != slugify(path.stem):
        yield Problem(path, 1, f"{path.name} is not a slug", "name the file in lower-case words joined by hyphens")
    for key in sorted(set(header) - KEYS[kind]):
        yield Problem(path, 2, f"{key!r} is not a key of the front matter", f"use only {', '.join(sorted(KEYS[kind]))}")
    for key in ("title", "summary"):
        if not isinstance(header.get(key), str) or not header[key].strip():
            yield Problem(path, 2, f"{key} is missing", f"add a line `{key}: …`")
    least = {"themes": 1, "situations": 6 if kind == "situation" else 0, "sources": 1}
    for key, fewest in least.items():
        yield from _check_list(path, key, header.get(key), fewest)
    yield from _check_known(path, "theme", header.get("themes"), list(themes()))
    yield from _check_known(path, "contrast", header.get("contrasts"), list(contrasts()))


def _check_list(path: Path, key: str, values: Any, fewest: int) -> Iterator[Problem]:  # noqa: ANN401 - unchecked YAML
    values = [] if values is None else values
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        yield Problem(path, 2, f"{key} is not a list of lines", "write each on a line of its own after `  - `")
    elif len(values) < fewest:
        yield Problem(path, 2, f"{key} has {len(values)} of at least {fewest}", f"add {fewest - len(values)} more")
    elif key == "situations" and len(values) > 10:
        yield Problem(path, 2, f"situations has {len(values)} lines", "keep the ten that differ most")


def _check_known(path: Path, name: str, values: Any, known: list[str]) -> Iterator[Problem]:  # noqa: ANN401
    for value in values if isinstance(values, list) else []:
        if value not in known:
            yield Problem(path, 2, f"{value!r} is not a {name}", f"choose from {', '.join(sorted(known))}")


def _check_wording(parsed: ParsedFile) -> Iterator[Problem]:
    cites_none = parsed.header["sources"] == [NO_STUDY]
    for block in (block for section in parsed.sections for block in section.blocks):
        filler = FILLER.search(block.text)
        if filler:
            yield Problem(parsed.path, block.line, f"{filler.group()!r} is filler", "say what to do instead")
        if cites_none and RESEARCH.search(block.text):
            yield Problem(parsed.path, block.line, "research without a source", "name the study under `sources`")


def _check_situation(parsed: ParsedFile) -> Iterator[Problem]:
    yield from _check_order(parsed)
    for section in parsed.sections:
        yield from _check_section(parsed.path, section)
    yield from _check_length(parsed, BODY_WORDS)


def _check_order(parsed: ParsedFile) -> Iterator[Problem]:
    path = parsed.path
    if parsed.stray:
        yield Problem(path, parsed.stray[0].line, "text before the first heading", "put it under `## What is going on`")
    top = [section for section in parsed.sections if section.side is None]
    names = [section.heading for section in top]
    middle = names[1 : len(names) - len(CLOSING)]
    if names[:1] != OPENING or names[-len(CLOSING) :] != CLOSING:
        wanted = ", ".join([*OPENING, "two to four contrasts", *CLOSING])
        yield Problem(
            path, top[0].line if top else 1, "the headings are not those of the form", f"use, in order: {wanted}"
        )
    elif not 2 <= len(middle) <= 4 or len(set(middle)) < len(middle):
        yield Problem(path, top[0].line, f"{len(middle)} contrast headings", "write two to four different ones")
    for section in top[1 : len(names) - len(CLOSING)]:
        if section.heading not in contrast_ids():
            yield Problem(
                path, section.line, f"{section.heading!r} names no contrast", "use a heading of contrasts.toml"
            )
    for section in (s for s in top if s.heading in contrast_ids() or PARTS.get(s.heading) == "words"):
        sides = [s.side for s in parsed.sections if s.heading == section.heading and s.side]
        if sides != list(SIDES):
            yield Problem(path, section.line, "not one Manage and one Lead", "write `### Manage`, then `### Lead`")


def _check_section(path: Path, section: Section) -> Iterator[Problem]:
    part = PARTS.get(section.heading, "move")
    needed = {"words": "quote", "watch-for": "item", "ask": "item"}.get(part, "paragraph")
    if section.side is None and part in ("move", "words"):
        if section.blocks:
            yield Problem(path, section.blocks[0].line, "text above Manage", "put it under `### Manage` or `### Lead`")
        return
    if not section.blocks:
        yield Problem(path, section.line, f"nothing under {section.side or section.heading!r}", "write it")
        return
    for block in section.blocks:
        if block.kind != needed:
            yield Problem(path, block.line, f"a {block.kind} where a {needed} belongs", f"write it as a {needed}")
    words = sum(count_words(block.text) for block in section.blocks)
    low, high = PARAGRAPH_WORDS if part == "move" else (1, SECTION_WORDS)
    if not low <= words <= high:
        yield Problem(
            path, section.line, f"{words} words under {section.side or section.heading}", f"write {low} to {high}"
        )
    if part in ("move", "lean", "watch-for"):
        yield from _check_openings(path, section)


def _check_openings(path: Path, section: Section) -> Iterator[Problem]:
    for block in section.blocks:
        opening = next((block.text[start:end] for start, end in split_sentences(block.text)), "")
        if not stands_alone(opening):
            mend = "open with a sentence that stands on its own, since an answer may quote it alone"
            yield Problem(path, block.line, f"{opening[:50]!r} leans on what came before", mend)


def _check_prose(parsed: ParsedFile) -> Iterator[Problem]:
    if parsed.stray:
        yield Problem(parsed.path, parsed.stray[0].line, "text before the first heading", "put it under a heading")
    for section in parsed.sections:
        if not section.blocks:
            yield Problem(
                parsed.path, section.line, f"nothing under {section.heading!r}", "write it or drop the heading"
            )
    yield from _check_length(parsed, DIGEST_WORDS)


def _check_length(parsed: ParsedFile, limits: tuple[int, int]) -> Iterator[Problem]:
    words = sum(count_words(block.text) for section in parsed.sections for block in section.blocks)
    if not limits[0] <= words <= limits[1]:
        yield Problem(parsed.path, 1, f"{words} words", f"write {limits[0]} to {limits[1]}")

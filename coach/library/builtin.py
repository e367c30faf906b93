"""Reading the built-in articles, strictly: `corpus/README.md` describes the form that this module holds them to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.errors import ArticleError
from coach.library.article import Article, Kind, Lens, Part, Passage, Sentence
from coach.library.blocks import Block, read_markdown
from coach.library.corpus import contrasts
from coach.library.front_matter import parse_front_matter, split_front_matter
from coach.library.lens import tell_lens
from coach.library.sentences import split_sentences
from coach.library.splitting import split_passages
from coach.library.text import clean_text

SOURCE = "Coach library"
PARTS: dict[str, Part] = {
    "What is going on": "going-on",
    "Words to use": "words",
    "Which way to lean": "lean",
    "Their side": "their-side",
    "Watch for": "watch-for",
    "Ask yourself": "ask",
}
SIDES: dict[str, Lens] = {"Manage": "management", "Lead": "leadership"}


@dataclass(slots=True)
class Section:
    """A heading of the second level, or of the third below one, with the blocks under it."""

    heading: str
    line: int
    side: str | None = None
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A built-in article taken apart but not yet judged."""

    path: Path
    header: dict[str, Any]
    sections: tuple[Section, ...]
    stray: tuple[Block, ...]
    """Blocks before the first heading of the second level."""


def parse_file(path: Path) -> ParsedFile:
    """Take a Markdown file apart.

    Raises:
        ArticleError: it cannot be read, is not UTF-8, or has no front matter.
    """
    try:
        text = clean_text(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path}: not UTF-8 text: save it as UTF-8.") from error
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror}).") from error
    header, body, body_line = split_front_matter(text)
    if header is None:
        raise ArticleError(f"{path}:1: no front matter: begin the file with `---`, `title: …` and a closing `---`.")
    try:
        values = parse_front_matter(header)
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}: mend that line.") from error
    sections, stray = _sections(read_markdown(body, body_line))
    return ParsedFile(path, values, sections, stray)


def _sections(blocks: list[Block]) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    sections: list[Section] = []
    stray: list[Block] = []
    for block in blocks:
        if block.kind == "heading" and block.level <= 2:
            sections.append(Section(block.text, block.line))
        elif not sections:
            stray.append(block)
        elif block.kind == "heading":
            sections.append(Section(sections[-1].heading, block.line, side=block.text))
        else:
            sections[-1].blocks.append(block)
    return tuple(sections), tuple(stray)


def read_builtin(path: Path) -> Article:
    """Read a built-in article that passes `coach library check`.

    Raises:
        ArticleError: it breaks the form; the message names file, line and mend.
    """
    from coach.library.check import check_file

    problems = check_file(path)
    if problems:
        raise ArticleError(str(problems[0]))
    return build_article(parse_file(path))


def build_article(parsed: ParsedFile) -> Article:
    """Make the article of a parsed file that was found to be in good form."""
    header = parsed.header
    slug = parsed.path.stem
    kind: Kind = header.get("kind", "situation")
    make = _situation_passages if kind == "situation" else _prose_passages
    drafts = [draft for section in parsed.sections for draft in make(section)]
    named = [passage.contrast for passage in drafts if passage.contrast]
    return Article(
        slug=slug,
        title=header["title"],
        kind=kind,
        collection="built-in",
        summary=header["summary"],
        source=SOURCE,
        themes=tuple(header["themes"]),
        contrasts=tuple(dict.fromkeys(header.get("contrasts", named))),
        situations=tuple(header.get("situations") or ()),
        sources=tuple(header.get("sources") or ()),
        passages=tuple(number_passages(slug, drafts)),
    )


def number_passages(slug: str, drafts: list[Passage]) -> list[Passage]:
    """Give each passage its article and its number, from 1."""
    return [
        Passage(slug, number, d.heading, d.text, d.sentences, d.part, d.lens, d.contrast)
        for number, d in enumerate(drafts, start=1)
    ]


def contrast_ids() -> dict[str, str]:
    """The id of each contrast by the heading that names it."""
    return {contrast.heading: contrast.id for contrast in contrasts().values()}


def _situation_passages(section: Section) -> list[Passage]:
    if not section.blocks:
        return []
    text = "\n".join(block.text for block in section.blocks)
    lens = SIDES.get(section.side or "")
    sentences = tuple(
        Sentence(text[start:end], start, end, lens, "heading" if lens else None) for start, end in split_sentences(text)
    )
    part = PARTS.get(section.heading, "move")
    return [Passage("", 0, section.heading, text, sentences, part, lens, contrast_ids().get(section.heading))]


def _prose_passages(section: Section) -> list[Passage]:
    texts = split_passages([block.text for block in section.blocks if block.text])
    return [prose_passage(section.heading, text) for text in texts]


def prose_passage(heading: str, text: str) -> Passage:
    """A passage of free prose: the lens is told sentence by sentence."""
    sentences = []
    for start, end in split_sentences(text):
        lens, told = tell_lens(text[start:end], heading)
        sentences.append(Sentence(text[start:end], start, end, lens, told))
    return Passage("", 0, heading, text, tuple(sentences))

"""Reading a person's own file, of any shape, into an article."""

from __future__ import annotations

import re
from pathlib import Path

from coach.errors import ArticleError
from coach.library.article import Article, Passage
from coach.library.blocks import Block, read_markdown, read_plain_text
from coach.library.builtin import number_passages, prose_passage
from coach.library.front_matter import parse_front_matter, split_front_matter
from coach.library.splitting import split_passages
from coach.library.text import clean_text, count_words, fold_space, slugify

LARGEST_FILE = 20 * 1024 * 1024
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ""})
_SHORTEST_PASSAGE = 8

# Page furniture that a saved web page leaves behind: lines that are about the page and not about its subject.
_FURNITURE = re.compile(
    r"""(?ix) ^(?:
        close\ this\ search\ box | share\ this(?:\ (?:post|article|page))? | table\ of\ contents
      | \d+\ min(?:ute)?s?\ read.*
      | more\ to\ explore | related\ (?:posts|articles) | (?:next|previous|back\ to\ top) | skip\ to\ content
      | (?:read|see)\ (?:also|more|next) | the\ post\ .*\ appeared\ first\ on\ .* | subscribe(?:\ to\ .*)?
      | sign\ up\ (?:for|to)\ .* | all\ rights\ reserved | leave\ a\ (?:comment|reply)
    )[.:!]?$"""
)
_READING_TIME = re.compile(r"(?i)^\d+ min(?:ute)?s? read")
_ADVERT = re.compile(
    r"(?i)\bfree consultation\b|\bbuy(?:ing)? me a coffee\b|\(\d{3}\) ?\d{3}-\d{4}|^browse \w+.* consulting\b"
)
_LIST_OF_LINKS = re.compile(
    r"(?i)^(?:(?:read|see) (?:also|more|next)|related (?:posts|articles)|more to explore)[.:!]?$"
)


def decode_file(path: Path) -> str:
    """Read a file as text.

    Raises:
        ArticleError: it is missing, too large, empty, binary or in another encoding; the message names the remedy.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ArticleError(f"{path} cannot be read ({error.strerror}): check the path.") from error
    if len(content) > LARGEST_FILE:
        raise ArticleError(f"{path} is larger than {LARGEST_FILE // 2**20} MB: split it into several files.")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in content:
        raise ArticleError(f"{path} is a binary file: save its text as .txt or .md and add that.")
    try:
        text = clean_text(content.decode(encoding))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ArticleError(f"{path} is not UTF-8 text (line {line}): save it as UTF-8 and add it again.") from error
    if not text.strip():
        raise ArticleError(f"{path} holds no text: there is nothing to add.")
    return text


def is_markdown(path: Path) -> bool:
    return path.suffix.lower() in MARKDOWN_SUFFIXES


def read_own(text: str, *, name: str, markdown: bool, slug: str | None = None) -> Article:
    """Make an article of free text.

    Args:
        text: cleaned text.
        name: the name of the file it came from, shown as its source.
        markdown: whether to read it as Markdown or as plain text.
        slug: its slug, when it has one already; else one is made of its title.

    Raises:
        ArticleError: it holds no sentence to quote.
    """
    header: dict[str, object] = {}
    if markdown:
        front, body, line = split_front_matter(text)
        header = _lenient_header(front)
        blocks = read_markdown(body if front is not None else text, line)
    else:
        blocks = read_plain_text(text)
    blocks = _without_furniture(blocks)
    stem = _tidy(Path(name).stem.replace("-", " ").replace("_", " "))
    title = _tidy(header.get("title")) or _title(blocks) or stem or "Untitled"
    drafts = _passages(blocks, title)
    if not drafts:
        raise ArticleError(f"{name} holds no sentence to quote: there is nothing to add.")
    slug = slug or slugify(title) or slugify(Path(name).stem) or "article"
    return Article(
        slug=slug,
        title=title,
        kind="own",
        collection="own",
        summary=_tidy(header.get("summary")),
        source=name,
        passages=tuple(number_passages(slug, drafts)),
    )


def _lenient_header(front: str | None) -> dict[str, object]:
    """A person's front matter may be anything; what cannot be read is left out."""
    if front is None:
        return {}
    try:
        return parse_front_matter(front)
    except ArticleError:
        return {}


def _tidy(value: object) -> str:
    """A value of a front matter, or a name, on one line; YAML's own escapes can hold what `clean_text` takes out."""
    return fold_space(clean_text(str(value or "")))


def _without_furniture(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    in_advert = in_links = False
    for block in blocks:
        if block.kind == "heading":
            in_advert = _ADVERT.search(block.text) is not None
        if _LIST_OF_LINKS.match(block.text):
            in_links = True
        elif (
            _READING_TIME.match(block.text) and kept and kept[-1].kind == "heading" and kept[-1].line == block.line - 1
        ):
            kept.pop()  # the author's name above the reading time
        elif not (in_advert or _FURNITURE.match(block.text) or _ADVERT.search(block.text)):
            in_links = in_links and block.kind != "paragraph"
            if not in_links:
                kept.append(block)
    return kept


def _title(blocks: list[Block]) -> str:
    """The first heading, when the text opens with one or nearly so."""
    for block in blocks[:8]:
        if block.kind == "heading":
            return block.text
    return ""


def _passages(blocks: list[Block], title: str) -> list[Passage]:
    drafts: list[Passage] = []
    heading, paragraphs = title, list[str]()
    for block in [*blocks, Block("heading", "", 0)]:
        if block.kind != "heading":
            paragraphs.append(block.text)
            continue
        texts = split_passages([text for text in paragraphs if text])
        drafts += [prose_passage(heading, text) for text in texts if count_words(text) >= _SHORTEST_PASSAGE]
        heading, paragraphs = block.text, []
    return drafts

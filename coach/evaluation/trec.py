"""Reading the files of TREC: topics, judgements and documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from coach.errors import DataError
from coach.files import numbered_lines, read_text_file

Qrels = dict[str, dict[str, int]]
"""Grade by query and by passage (or article)."""

_TOPIC = re.compile(r"<top>(.*?)</top>", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"<num>\s*(?:Number\s*:)?\s*(\S+)", re.IGNORECASE)
_TITLE = re.compile(r"<title>\s*(?:Topic\s*:)?\s*([^<]+)", re.IGNORECASE)
_DESCRIPTION = re.compile(r"<desc>\s*(?:Description\s*:)?\s*([^<]+)", re.IGNORECASE)
_DOCUMENT = re.compile(r"<doc>(.*?)</doc>", re.DOTALL | re.IGNORECASE)
_NAME = re.compile(r"<docno>\s*(.*?)\s*</docno>", re.DOTALL | re.IGNORECASE)
_HEADLINE = re.compile(r"<(title|headline|hl|head)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_BODY = re.compile(r"<text>(.*?)</text>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def find_split(folder: Path, stem: str, split: str) -> Path | None:
    """The file of a split: `qrels.test.txt`, `test.qrels`, `qrels/test.tsv` …; for want of one, `qrels.txt`."""
    files = sorted(path for path in (*folder.glob("*"), *folder.glob(f"{stem}/*")) if path.is_file())
    named = [path for path in files if stem in path.relative_to(folder).as_posix().lower()]
    of_split = [path for path in named if split in re.split(r"[^A-Za-z0-9]+", path.name)]
    whole = [path for path in named if path.name.partition(".")[0] == stem and path.name.count(".") <= 1]
    return next(iter([*of_split, *whole]), None)


def read_qrels(path: Path) -> Qrels:
    """Read judgements: `query 0 document grade`, separated by spaces or tabs.

    Raises:
        DataError: a line is not of that form; the message names it.
    """
    qrels: Qrels = defaultdict(dict)
    for number, line in numbered_lines(path):
        try:
            query, _, document, grade = line.split()
            qrels[query][document] = int(grade)
        except ValueError as error:
            raise DataError(f"{path}:{number}: not `query 0 document grade`: mend that line.") from error
    return dict(qrels)


def read_topics(path: Path) -> dict[str, str]:
    """Read topics: `<top>` with `<num>` and `<title>` (or `<desc>`), or lines of `number <tab> text`.

    Raises:
        DataError: there is no topic, or one has no number or no text.
    """
    text = read_text_file(path)
    marked = _TOPIC.findall(text)
    topics = dict(_marked_topic(path, block) for block in marked) if marked else _topic_lines(path)
    if not topics:
        raise DataError(f"{path} holds no topics: add `<top>` blocks, or lines `number <tab> text`.")
    return topics


def _marked_topic(path: Path, block: str) -> tuple[str, str]:
    number, title = _NUMBER.search(block), _TITLE.search(block) or _DESCRIPTION.search(block)
    if number is None or title is None:
        raise DataError(f"{path}: a topic without <num> or <title>: {' '.join(block.split())[:60]!r}.")
    return _topic_id(number[1]), " ".join(title[1].split())


def _topic_id(number: str) -> str:
    return number.lstrip("0") or number if number.isdigit() else number.partition("<")[0]


def _topic_lines(path: Path) -> dict[str, str]:
    topics = {}
    for number, line in numbered_lines(path):
        name, tab, text = line.partition("\t")
        if not tab or not text.strip():
            raise DataError(f"{path}:{number}: not `number <tab> text`: mend that line.")
        topics[name.strip()] = text.strip()
    return topics


def read_documents(path: Path) -> Iterator[tuple[str, str, str]]:
    """Read `<doc>` blocks, as id, title and text.

    Raises:
        DataError: a document has no `<docno>`.
    """
    for block in _DOCUMENT.findall(read_text_file(path)):
        name, headline, bodies = _NAME.search(block), _HEADLINE.search(block), _BODY.findall(block)
        if name is None:
            raise DataError(f"{path}: a document without <docno>: {' '.join(block.split())[:60]!r}.")
        rest = _HEADLINE.sub(" ", block.replace(name[0], " "))
        yield name[1], _plain(headline[2]) if headline else "", _plain(" ".join(bodies) if bodies else rest)


def _plain(marked: str) -> str:
    return " ".join(_TAG.sub(" ", marked).split())

"""Making a story neutral before it is read: who is a man or a woman, and what people are called, decide nothing.

The same trouble must be read the same whether it is Ana's or Ahmed's, his or hers, so the words that tell them apart
are replaced before encoding, in the stories that are learned from as in those that are read.
"""

from __future__ import annotations

import re

from coach.search.query import STOP_WORDS

NAME = "Sam"
"""Stands for every name of a person, firm or place."""

_SAME = """
they: he she
they're: he's she's
they'll: he'll she'll
they'd: he'd she'd
their: his her hers him
themself: himself herself
person: man woman guy girl lad lass lassie bloke chap gal boy lady gentleman fella dude
people: men women guys girls lads lasses blokes chaps boys ladies gentlemen
partner: husband wife boyfriend girlfriend hubby
parent: father mother dad mum mom mam papa mama
child: son daughter
sibling: brother sister
chair: chairman chairwoman
foreman: forewoman
waiter: waitress
host: hostess
steward: stewardess
headteacher: headmaster headmistress
uncle: aunt auntie
cousin: nephew niece
grandparent: grandfather grandmother grandad grandma granddad gran nan
boss: sir madam maam
sam: mr mrs ms miss mister
"""
_NEUTRAL = {
    word: neutral
    for neutral, _, words in (line.partition(": ") for line in _SAME.strip().splitlines())
    for word in words.split()
}
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:'[a-z]+)?")
_REPEATED = re.compile(rf"\b{NAME}(?:[ -]{NAME})+\b")

# Written with a capital within a sentence, and yet no names.
_NOT_NAMES = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays
    Wednesdays Thursdays Fridays Saturdays Sundays January February March April May June July August September October
    November December Christmas Easter Ramadan Excel Teams Slack Zoom Outlook WhatsApp Word Instagram Facebook LinkedIn
    English Edit Update Sorry Thanks Help Hello Dear Yes Please
    """.split()
)
_NAME = re.compile(
    r"(?<=[a-z,;] )(?:Dr\.? )?[A-Z][a-zà-ÿ]+(?:[-'’][A-Z][a-zà-ÿ]+)*(?:['’]s)?(?: (?:[a-z]{2} )?[A-Z][a-zà-ÿ]+)*"
)


def neutral(text: str) -> str:
    """Replace what tells men from women, and one name from another."""
    text = text.replace("’", "'")
    names = {part for found in _NAME.finditer(text) for part in _parts(found[0])}

    def replaced(found: re.Match[str]) -> str:
        word = found[0]
        name, mark, ending = word.partition("'")
        return NAME + mark + ending if name in names else _NEUTRAL.get(word.lower(), word)

    return _REPEATED.sub(NAME, _WORD.sub(replaced, text))


def _parts(name: str) -> list[str]:
    """The words of a name that are written with a capital, without what only looks like one."""
    words = re.findall(r"[A-Z][a-zà-ÿ]+", name)
    return [word for word in words if len(word) > 2 and word not in _NOT_NAMES and word.lower() not in STOP_WORDS]

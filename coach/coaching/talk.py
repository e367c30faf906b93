"""Turns that are not situations: greeting, thanks, goodbye, a question about Coach, nothing at all."""

from __future__ import annotations

import re

from coach.coaching.answer import Answer, Turn

_START = "Tell me what is happening at work, in a sentence or a page: who is involved, what they did, what you want."
_HELLO = (
    "Hello. Tell me what is happening at work, and I will show you how a manager and how a leader would take it on."
)
_WELCOME = "You are welcome. Come back and tell me how it went."
_GOODBYE = "Goodbye, and good luck with it."
_TALK = "I am here whenever you want to go on: tell me how it went, or what comes next."
_MORE = "I need a little more to go on: what happened, and with whom?"
_ABOUT = (
    "Coach is a program, not a person. Describe a situation at work as you would to a friend; it finds the articles of "
    "its library that fit, and quotes from them how someone acting as a manager and how someone acting as a leader "
    "would handle it. Each sentence names its source. Nothing leaves this machine."
)

# Turn, what the whole of it may be (lower case, without closing punctuation), and the reply.
_REPLIES: list[tuple[Turn, str, str]] = [
    ("talk", r"", _START),
    (
        "talk",
        r"(?:hi|hiya|hello|hey|yo|good (?:morning|afternoon|evening|day)|greetings)(?: (?:there|coach|all|again))?",
        _HELLO,
    ),
    (
        "talk",
        r"(?:(?:ok|okay|great|perfect|nice|cool|super|brilliant)[,.! ]*)?(?:many |so )?"
        r"(?:thanks|thank you|thx|ty|cheers|ta)"
        r"(?: (?:a lot|so much|very much|you|coach|for (?:that|this|your help|the help)|again|a million))*",
        _WELCOME,
    ),
    (
        "talk",
        r"(?:bye|goodbye|good night|see you(?: (?:later|soon|tomorrow))?|that(?:'?s| is) all)(?: coach)?",
        _GOODBYE,
    ),
    (
        "about-coach",
        r"(?:help|help me|\?|/help|what (?:can|do) you do|(?:who|what) are you|what is (?:this|coach)"
        r"|how do(?:es)? (?:this|it|you) work|are you (?:an? )?(?:ai|bot|robot|human|person|real)"
        r"|what do i do|how do i use (?:this|you|coach))",
        _ABOUT,
    ),
    (
        "talk",
        r"(?:ok|okay|k|yes|no|yep|nope|sure|right|hm+|fine|good|great|nice|cool|i see|got it|test|testing)",
        _MORE,
    ),
]


REPLIES: dict[Turn, str] = {"talk": _TALK, "about-coach": _ABOUT}
"""What is said to turns that were told from examples to be talk, or questions about Coach."""


def reply_to(turn: Turn) -> Answer:
    """Reply to talk within a conversation."""
    return Answer(outcome="talk", turn=turn, text="", message=REPLIES[turn])


def small_talk(text: str) -> Answer | None:
    """Answer a turn that is only talk; None when it is something else."""
    bare = " ".join(text.lower().replace("’", "'").replace(",", " ").strip(" \t\r\n.!").split())
    for turn, pattern, reply in _REPLIES:
        if re.fullmatch(pattern, bare.rstrip("?").strip() or bare):
            return Answer(outcome="talk", turn=turn, text=text, message=reply)
    return None

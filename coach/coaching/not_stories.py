"""What is typed at Coach and is no story: code, and instructions for a language model. Told as what they are."""

from __future__ import annotations

import re

from coach.coaching.answer import Answer
from coach.coaching.phrases import folded

_PROMPT = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass) (?:(?:all|any|the|of|your|these|those|every) ){0,3}"
    r"(?:previous|prior|above|earlier|preceding|system|your)(?: \w+)? ?"
    r"(?:instructions?|prompts?|rules|guidelines|directives|programming|training)\b"
    r"|\b(?:reveal|print|repeat|show|output|tell me) (?:me )?(?:your|the) (?:system|hidden|initial|secret) "
    r"(?:prompt|instructions|message)\b"
    r"|\byou are (?:now )?(?:dan\b|an? (?:unrestricted|uncensored|jailbroken|evil) )"
    r"|\b(?:developer|jailbreak|god|dan) mode\b"
    r"|<\|?(?:im_start|system|endoftext)\|?>"
    r"|\b(?:pretend|imagine|act as if) (?:that )?you (?:are|have) (?:no|an? (?:ai|language model|chatbot))\b"
)
_CODE_LINE = re.compile(
    r"^\s*(?:(?:from \w[\w.]* )?import [\w.{}*, ]+;?$|(?:async )?def \w+\(|class \w+[(:{]"
    r"|#include\b|public (?:static|class)\b"
    r"|(?:const|let|var) \w+ ?=|function ?\w*\(|(?:if|for|while) ?\(.*\) ?\{|return\b.*;$|\}[;,)]*$|</?\w+[^>]*>$"
    r"|Traceback \(most recent|File \".*\", line \d+|at [\w.$]+\(.*\)$|\w+(?:\.\w+)*\(.*\);?$|\w+ ?[-+]?= ?\S.*;$"
    r"|SELECT\b.*\bFROM\b|(?:INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|DROP TABLE)\b"
    r"|\$ \w+|\"\w+\": ?[\[{\"\d])",
)
_CODE_SHARE = 0.5

NO_MODEL = (
    "That reads like an instruction to a language model, and there is none here: I look passages up in my library and "
    "quote them. Tell me what is happening at work, and I will."
)
CODE = "This looks like code, which I do not read. Tell me in plain English what is happening at work, and with whom."


def meet_not_stories(text: str) -> Answer | None:
    """Say what a message is that is no story; None when it may be one."""
    if _PROMPT.search(folded(text)):
        return Answer(outcome="talk", turn="about-coach", text=text, message=NO_MODEL)
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and sum(bool(_CODE_LINE.search(line)) for line in lines) >= _CODE_SHARE * len(lines):
        return Answer(outcome="not-covered", turn="off-topic", text=text, message=CODE)
    return None

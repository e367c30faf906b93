"""Messages with no English in them: told as what they are, since whatever was found for them would be chance."""

from __future__ import annotations

from coach.coaching.answer import Answer
from coach.reading.language import ENGLISH, Languages


def meet_other_languages(text: str, languages: Languages) -> Answer | None:
    """Say that a message is in another language, or in none; None when some of it is English."""
    if ENGLISH in languages.codes:
        return None
    if languages.others:
        message = (
            f"This seems to be {' and '.join(languages.others)}. I read English only, and so are all my articles: "
            "write it in English, however simple, and I will answer."
        )
    else:
        message = "I can't make out words in this. Tell me in plain English what is happening at work, and with whom."
    return Answer(outcome="not-covered", turn="off-topic", text=text, message=message)

"""In charge of the receiver's own words beside those of the forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    "continue": "Continue",
    "back": "Back",
    "change": "Change",
    "send": "Send",
    "error_prefix": "Error: ",
    "error_summary": "There is a problem",
    "check": "Check your answers",
    "not_answered": "Not answered",
    "website": "Leave this empty",
    "sent": "We have received your form",
    "reference": "Your reference number is {reference}.",
    "answer_by": "We will answer you by {date}.",
    "next": "What happens next",
    "track_title": "Where your case stands",
    "track_none": "We cannot find a case with this reference number and this detail.",
    "track_received": "We received it on {date}.",
    "status_open": "We are working on it.",
    "status_answered": "We have answered it.",
    "status_closed": "It is closed.",
    "useful": "Thank you for telling us.",
    "keep_file": "Keep {name}",
    "mail_subject": "We have received your form: {reference}",
    "mail_text": "{title}\n\nYour reference number is {reference}.",
    "telephone": "You can also telephone {number}.",
    "apology_400": "We could not read what your browser sent.",
    "apology_403": "Your browser says that this form comes from another website.",
    "apology_404": "There is no page at this address.",
    "apology_405": "This address only takes forms.",
    "apology_413": "What you sent is too large.",
    "apology_415": "This is not a form.",
    "apology_422": "Your answers are no longer there. Please start again.",
    "apology_429": "Too many forms came from your network. Please try again in an hour.",
    "apology_500": "Something went wrong on our side. Please try again.",
    "apology_503": "We are very busy. Please try again in a few minutes.",
}
"""The words by key, with slots in braces."""


def say(language: str, key: str, **slots: str) -> str:
    """One of the words in a language, as plain text."""
    del language
    return WORDS[key].format(**slots)

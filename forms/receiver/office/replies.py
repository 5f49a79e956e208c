"""In charge of what the office writes to residents: the frame in their language, and in it the
words of the person at work."""

from __future__ import annotations

import html
from collections.abc import Iterator

from django.conf import settings

from councilsite import wording
from forms.receiver import references
from forms.receiver.cases import Draft
from forms.receiver.letters import address_of
from forms.receiver.library import library
from forms.receiver.models import Case
from forms.receiver.texts import as_plain, filled, texts

OPENINGS = {
    "acknowledge": "form_reply_acknowledge",
    "answer": "form_reply_answer",
    "extend": "form_reply_extend",
}
"""How the message of a step begins."""
_NEXT = {1: "form_reply_stage_two", 2: "form_reply_ombudsman"}
"""What the answer to a complaint says at its end, by stage."""


def reply(case: Case, step: str, words: str) -> Draft | None:
    """The message of a step; None where we have neither e-mail address nor mobile number."""
    channel, to = address_of(case)
    if not channel:
        return None
    paragraphs = [text for text in _paragraphs(case, step, words) if text]
    subject = _say(case, "form_reply_subject", reference=references.show(case.reference))
    return Draft(channel, to, subject if channel == "email" else "", "\n\n".join(paragraphs) + "\n")


def _paragraphs(case: Case, step: str, words: str) -> Iterator[str]:
    yield _say(case, OPENINGS[step])
    yield words
    if step != "answer" and case.due is not None:
        language = library().language(case.language)
        yield _say(case, "form_answer_by", date=wording.date(case.due, language))
    if step == "answer" and case.outcome:
        yield _say(case, _NEXT[case.stage])
    reference = as_plain(references.show(case.reference), library().language(case.language))
    yield f"{_say(case, 'form_reference')}: {reference}"
    yield html.unescape(library().council.name.text)


def _say(case: Case, key: str, **slots: str) -> str:
    known, language = texts(settings.ENVIRONMENT.site), library().language(case.language)
    words = known.plain.get(language.code) or known.plain[library().source.code]
    return filled(words[key], lambda text: as_plain(text, language), **slots)

"""In charge of the messages that residents get: to whom, and what they say in which language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from councilsite import wording
from forms.definition import Form
from forms.receiver import references
from forms.receiver.cases import Draft
from forms.receiver.deadlines import day_of
from forms.receiver.library import Library
from forms.receiver.models import Case
from forms.receiver.texts import Texts, as_plain, filled

_MOBILE = re.compile(r"(?:\+44|0)7[0-9]{9}")
"""Numbers of the United Kingdom that take text messages."""


def acknowledgement(library: Library, texts: Texts, form: Form, case: Case) -> Draft | None:
    """What tells a resident that we have the form; None where no address was given."""
    letter = _Letter(library, texts, form, case)
    channel, to = address_of(case)
    if channel == "email":
        return Draft(channel, to, letter.subject, "\n\n".join(letter.email()) + "\n")
    if channel == "text":
        return Draft(channel, to, "", "\n".join(letter.text_message()))
    return None


def address_of(case: Case) -> tuple[str, str]:
    """How a message reaches a resident, `email` or `text`, and where; empty where none can."""
    email, telephone = case.contact("email"), case.contact("telephone")
    if email:
        return "email", email
    return ("text", telephone) if _MOBILE.fullmatch(telephone) else ("", "")


class _Letter:
    """The words of an acknowledgement."""

    def __init__(self, library: Library, texts: Texts, form: Form, case: Case) -> None:
        self._library, self._form, self._case = library, form, case
        self._language = library.language(case.language)
        self._own = texts.forms[form.name][case.language]
        self._words = texts.plain[case.language]
        self._reference = references.show(case.reference)

    @property
    def subject(self) -> str:
        """Subject of an e-mail."""
        return self._say("form_mail_subject", reference=self._reference)

    def email(self) -> Iterator[str]:
        """Paragraphs of an e-mail."""
        yield html.unescape(self._own["title_plain"])
        yield from self.text_message()
        yield self._say("form_reference_help")
        if self._own["next"]:
            steps = "\n".join(f"- {_without_markup(text)}" for text in self._own["next"])
            yield f"{self._say('form_next')}\n{steps}"
        yield html.unescape(self._library.council.name.text)

    def text_message(self) -> Iterator[str]:
        """Lines of a text message."""
        yield self._say("form_sent")
        yield f"{self._say('form_reference')}: {as_plain(self._reference, self._language)}"
        acknowledge = self._library.acknowledge_by(self._form, day_of(self._case.received))
        for key, day in (("form_acknowledge_by", acknowledge), ("form_answer_by", self._case.due)):
            if day is not None:
                yield self._say(key, date=wording.date(day, self._language))

    def _say(self, key: str, **slots: str) -> str:
        return filled(self._words[key], lambda text: as_plain(text, self._language), **slots)


def _without_markup(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))

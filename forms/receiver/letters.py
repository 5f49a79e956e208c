"""In charge of the messages that residents get: to whom, and what they say in which language."""

from __future__ import annotations

import re

from councilsite import wording
from forms.definition import Form
from forms.receiver import references
from forms.receiver.cases import Draft
from forms.receiver.lexicon import say
from forms.receiver.library import Library
from forms.receiver.models import Case

_MOBILE = re.compile(r"(?:\+44|0)7[0-9]{9}")
"""Numbers of the United Kingdom that take text messages."""


def acknowledgement(library: Library, form: Form, case: Case) -> Draft | None:
    """What tells a resident that we have the form; None where no address was given."""
    language = library.language(case.language)
    slots = {"reference": references.show(case.reference), "title": form.title.text}
    lines = [say(language.code, "mail_text", **slots)]
    if case.due is not None:
        day = wording.date(case.due, language)
        lines.append(say(language.code, "answer_by", date=day))
    text = "\n\n".join(lines)
    email = case.contact("email")
    if email:
        return Draft("email", email, say(language.code, "mail_subject", **slots), text)
    telephone = case.contact("telephone")
    if telephone and _MOBILE.fullmatch(telephone):
        return Draft("text", telephone, "", text)
    return None

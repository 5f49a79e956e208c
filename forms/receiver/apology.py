"""In charge of the pages that say why something did not work, in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from councilsite.bidi import isolate_html
from councilsite.model import Language
from forms.receiver.lexicon import say
from forms.receiver.library import library
from forms.receiver.showing import plain_page


def language_of(request: HttpRequest) -> Language:
    """The language of whoever asks: that of the form they sent, or of their browser."""
    known = library()
    sent = getattr(request, "form_language", "")
    if sent:
        return known.language(sent)
    return known.accepted(request.headers.get("Accept-Language", ""))


def apologise(request: HttpRequest, status: int) -> HttpResponse:
    """A page for an HTTP status."""
    known = library()
    language = language_of(request)
    heading = say(language.code, f"apology_{status}")
    number = known.council.telephones.get("main", "")
    help_ = say(language.code, "telephone", number=number) if number else ""
    main = f"<h1>{isolate_html(heading)}</h1><p>{isolate_html(help_)}</p>"
    response = HttpResponse(plain_page(language, heading, main), status=status)
    if status == 405:
        response.headers["Allow"] = "POST"
    if status in (429, 503):
        response.headers["Retry-After"] = "3600" if status == 429 else "60"
    return response

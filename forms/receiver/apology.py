"""In charge of the pages that say why something did not work, in the reader's language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from councilsite.model import Language
from forms.receiver.library import library
from forms.receiver.showing import telling_page
from forms.receiver.texts import texts

_WORDS = {
    404: "form_fault_address",
    405: "form_fault_address",
    413: "form_fault_large",
    422: "form_fault_expired",
    429: "form_fault_often",
}
"""What is said for an HTTP status; for all others that nothing was sent."""
_WAITS = {429: "3600", 503: "60"}
"""Seconds after which another try makes sense."""


def language_of(request: HttpRequest) -> Language:
    """The language of whoever asks: that of the form they sent, or of their browser."""
    sent = getattr(request, "form_language", "")
    if sent:
        return library().language(sent)
    return library().accepted(request.headers.get("Accept-Language", ""))


def apologise(request: HttpRequest, status: int, key: str = "", form: str = "") -> HttpResponse:
    """A page for an HTTP status; `key` names other words than usual for it, `form` a form that can
    be started again."""
    said = key or _WORDS.get(status, "form_fault")
    known = texts(settings.ENVIRONMENT.site)
    page = telling_page(library(), known, language_of(request), said, "form_fault_title", form)
    response = HttpResponse(page, status=status)
    if status == 405:
        response.headers["Allow"] = "POST"
    if status in _WAITS:
        response.headers["Retry-After"] = _WAITS[status]
    return response

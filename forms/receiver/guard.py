"""In charge of the door: what comes in must be a form from our own pages, what goes out has the
site's headers, and whatever breaks ends in a page that a resident can read."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import (
    DisallowedHost,
)
from django.http import HttpRequest, HttpResponse

from councilsite.headers import headers
from forms.receiver.apology import apologise

View = Callable[[HttpRequest], HttpResponse]

LARGEST_BODY = 32_000_000
"""Bytes of a page with its files."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@functools.cache
def _sent_headers() -> dict[str, str]:
    """The headers of every answer; the host plays no part in them."""
    return headers("http://localhost/" if settings.ENVIRONMENT.is_development else "https://x/")


def answer_safely(view: View) -> View:
    """Middleware: headers on every answer, a page for every fault."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        for name, value in _sent_headers().items():
            response.headers.setdefault(name, value)
        # Answers hold what a resident wrote: neither browser nor proxy keeps them.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def refuse_what_is_no_form(view: View) -> View:
    """Middleware: looks at a request before anything reads its body."""

    def answer(request: HttpRequest) -> HttpResponse:
        status = next(find_faults(request), None)
        return view(request) if status is None else apologise(request, status)

    return answer


def find_faults(request: HttpRequest) -> Iterator[int]:
    """The HTTP status of what is wrong with a request as a whole."""
    try:
        host = request.get_host()
    except DisallowedHost:
        yield 400
        return
    if request.method not in ("GET", "HEAD", "POST"):
        yield 405
    if request.method != "POST":
        return
    if not is_same_origin(request, host):
        yield 403
    if not is_form(request):
        yield 415
    length = request.META.get("CONTENT_LENGTH", "")
    if not length.isdecimal():
        yield 400
    elif int(length) > LARGEST_BODY:
        yield 413


def is_same_origin(request: HttpRequest, host: str) -> bool:
    """Whether a form was sent from our own pages, as far as the browser tells.

    Browsers since 2023 say so in Sec-Fetch-Site and those before in Origin; neither can be forged
    by a page. Residents have no cookie that a strange page could use, so a browser that says
    nothing at all is believed: it is very old, or a program of the resident's own.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        # "none": the resident's own doing, such as loading the page again.
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "") or request.headers.get("Referer", "")
    return not origin or _host_of(origin) == host


def is_form(request: HttpRequest) -> bool:
    """Whether the body is of a kind that browsers send for a form, in UTF-8."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    return request.content_type in _FORMS and charset.lower() in ("utf-8", "utf8")


def _host_of(address: str) -> str:
    """The host of an address; empty where it is none."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""

"""In charge of what stands between staff and the back office, and nobody else.

Sessions, log-in, messages and their cookies exist below the office's address alone: what residents
see goes past all of this.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django_otp.middleware import OTPMiddleware

from forms.receiver.library import library
from forms.receiver.office.words import language_of

LANGUAGE = "office-language"
"""What the session calls the language that somebody chose."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
    )
)
"""The Content-Security-Policy of the office."""


def is_office(request: HttpRequest) -> bool:
    """Whether a request is for the back office."""
    return request.path_info.startswith(settings.ENVIRONMENT.office)


class _OfficeOnly:
    """Lets everything that is not for the office pass."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        if is_office(request):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)


class Sessions(_OfficeOnly, SessionMiddleware):
    """Who is at work."""


class Csrf(_OfficeOnly, CsrfViewMiddleware):
    """Forms of the office come from the office."""

    def process_view(self, request: HttpRequest, callback: Any, args: Any, kwargs: Any) -> Any:
        """Residents' forms have a door of their own (`guard`)."""
        if not is_office(request):
            return None
        return super().process_view(request, callback, args, kwargs)


class Users(_OfficeOnly, AuthenticationMiddleware):
    """The account of a session."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> None:
        """Each view says itself who may see it."""


class SecondStep(_OfficeOnly, OTPMiddleware):  # type: ignore[misc]
    """Whether a session has passed the second step."""


class Notes(_OfficeOnly, MessageMiddleware):
    """What the next page tells, such as "was saved"."""


def speak(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the language that the person at work chose, or their browser's."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not is_office(request):
            return view(request)
        chosen = request.session.get(LANGUAGE, "")
        header = request.headers.get("Accept-Language", "")
        language = language_of(chosen) if chosen else library().accepted(header)
        with translation.override(language.code.lower()):
            response = view(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Content-Language", language.code)
        return response

    return answer

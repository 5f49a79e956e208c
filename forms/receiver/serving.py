"""In charge of site and receiver together on one address, for looking at them on one's own machine.

A web server does this for residents (docs/receiver.md).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from django.conf import settings
from django.core.management import call_command

from forms.receiver.files import Environ, Start, path_of, serve_file
from forms.receiver.library import library
from forms.receiver.wsgi import application as receiver


def _serve(environ: Environ, start: Start, *, is_live: bool) -> Iterable[bytes]:
    """WSGI: forms and the office go to the receiver, all else is a file of the site."""
    if path_of(environ).startswith((library().council.receiver, settings.ENVIRONMENT.office)):
        return receiver(environ, start)
    return serve_file(environ, start, settings.ENVIRONMENT.site, is_live=is_live)


application = functools.partial(_serve, is_live=False)
live = functools.partial(_serve, is_live=True)
"""The same with pages that load themselves again."""


def with_new_database() -> functools.partial[Iterable[bytes]]:
    """The same once its database has been made, for a rehearsal."""
    call_command("migrate", verbosity=0)
    return application

"""In charge of a rehearsal's start: the receiver is loaded when somebody first asks for it.

Until then files of the site are all that there is to see, and most runs of the accessibility gate
end before that.
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote

from forms.receiver.files import Environ, Start, find_file, path_of, serve_file

_LOADING = threading.Lock()


def application(environ: Environ, start: Start) -> Iterable[bytes]:
    """WSGI: a file of the site where there is one of this path, or else what the receiver says.

    Both cannot be of one path: the build refuses pages and files at addresses of forms.
    """
    site = Path(os.environ["COUNCILSITE_SITE"]).resolve()
    if environ["REQUEST_METHOD"] == "GET" and find_file(site, unquote(path_of(environ))):
        return serve_file(environ, start, site)
    with _LOADING:
        receiver = _load()
    return receiver(environ, start)


@functools.cache
def _load() -> Callable[[Environ, Start], Iterable[bytes]]:
    from forms.receiver.serving import with_new_database

    return with_new_database()

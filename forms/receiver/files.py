"""In charge of the site's own files, where no web server stands before the receiver.

While somebody works on the site, a page that is open also loads itself again when the site was
built again.
"""

from __future__ import annotations

import functools
import http
import mimetypes
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from councilsite.headers import HEADERS_FILE, NGINX_FILE, headers

Environ = dict[str, Any]
Start = Callable[..., Any]

_LIVE, _SCRIPT = "/_live", "/_live.js"
_SECRET = ("forms.json", HEADERS_FILE, NGINX_FILE)
_WATCH = """\
let built = null;
setInterval(async () => {
  const now = await fetch("/_live").then((answer) => answer.text(), () => built);
  if (built !== null && now !== built) location.reload();
  built = now;
}, 1000);
"""
_TAG = b'<script src="/_live.js" defer></script></head>'


def serve_file(
    environ: Environ, start: Start, site: Path, *, is_live: bool = False
) -> Iterable[bytes]:
    """WSGI for the finished site in a folder."""
    status, kind, body = answer(site, unquote(path_of(environ)), is_live=is_live)
    said = {
        **_headers(),
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        "Cache-Control": "no-cache",
    }
    start(f"{status} {http.HTTPStatus(status).phrase}", list(said.items()))
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def path_of(environ: Environ) -> str:
    """The path that somebody asks for."""
    return str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")


def answer(site: Path, path: str, *, is_live: bool) -> tuple[int, str, bytes]:
    """HTTP status, type and content for a path."""
    if is_live and path == _SCRIPT:
        return 200, "text/javascript; charset=utf-8", _WATCH.encode()
    if is_live and path == _LIVE:
        return 200, "text/plain", str((site / "pages.json").stat().st_mtime_ns).encode()
    file = find_file(site, path)
    if file is None:
        return 404, "text/html; charset=utf-8", (site / "404.html").read_bytes()
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    body = file.read_bytes()
    if is_live and kind == "text/html":
        body = body.replace(b"</head>", _TAG, 1)
    is_text = kind.startswith("text/")
    return 200, f"{kind}; charset=utf-8" if is_text else kind, body


def find_file(site: Path, path: str) -> Path | None:
    """The file that a path means; None where there is none, or none that is for everybody."""
    if "\x00" in path or len(path) > 1000:
        return None
    file = (site / path.lstrip("/")).resolve()
    if file != site and site not in file.parents:
        return None
    file = file / "index.html" if file.is_dir() and path.endswith("/") else file
    return file if file.is_file() and file.name not in _SECRET else None


@functools.cache
def _headers() -> dict[str, str]:
    return headers("http://localhost/")

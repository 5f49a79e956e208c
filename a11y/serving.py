"""In charge of serving a folder on the loopback interface, with the headers that it asks for."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Not from the machine: what it knows of file types differs from one to the next.
MIME_TYPES = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}
"""HTML without an encoding: pages that we did not write say their own."""


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves files with connections that stay open, and without a word for each."""

    protocol_version = "HTTP/1.1"
    extensions_map = MIME_TYPES

    def log_message(self, format: str, *args: object) -> None:
        return

    def end_headers(self) -> None:
        for name, value in _headers_of(Path(self.directory)).items():
            self.send_header(name, value)
        super().end_headers()


@functools.cache
def _headers_of(folder: Path) -> dict[str, str]:
    """Headers of every page, by the folder's own _headers; none where it has no such file."""
    try:
        text = (folder / "_headers").read_text(encoding="utf-8")
    except OSError:
        return {}
    return read_headers(text).get("/*", {})


def read_headers(text: str) -> dict[str, dict[str, str]]:
    """Headers by the pattern of addresses, as hosts read the file."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[list(found)[-1]][name] = value
        else:
            found[line] = {}
    return found


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serves a folder as `python3 -m http.server` does; gives its address, with a slash."""
    handler = functools.partial(Server, directory=str(folder))
    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/"
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


@dataclass(frozen=True, slots=True)
class Host:
    """What stands behind a site: its files alone, or something that answers forms too."""

    serve: Callable[[Path], contextlib.AbstractContextManager[str]] = serve
    """Serves a finished site; gives its address, with a slash at the end."""
    version: str = ""
    """Changes with whatever it answers beside the site's files."""

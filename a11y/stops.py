"""In charge of the places that the Tab key stops at on the open page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from a11y.engines.browser import Browser
from a11y.engines.own import look
from a11y.findings import Sighting


def list_stops(page: Browser) -> int:
    """Notes the stops in `councilsiteStops`, in the page; says how many there are."""
    return int(page.ask(_read_script()))


def sight(page: Browser, found: Iterable[tuple[int, Mapping[str, str]]]) -> list[Sighting]:
    """Sightings of stops by their numbers; "{text}" in a message is the stop's name."""
    rows = json.dumps([[index, dict(values)] for index, values in found])
    if rows == "[]":
        return []
    script = (
        f"for (const [index, values] of {rows}) {{"
        "const stop = globalThis.councilsiteStops[index];"
        "const text = (kit.nameOf(stop) || kit.wordsOf(stop) || stop.localName).slice(0, 60);"
        "report(stop, {text, ...values}); }"
    )
    return look(page, {"stops": script})["stops"]


@cache
def _read_script() -> str:
    script = (Path(__file__).parent / "stops.js").read_text(encoding="utf-8")
    return script[script.index("(() =>") :].rstrip("\n;")

"""Pages that are written in another language than their lang says."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.passages import READ, read_passages
from a11y.tongues import find_page_language

CRITERION = "3.1.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The page says that its language is "{language}", but it seems to be {likely}.'
ADVICE = "Set lang of the page to the language that it is written in."
SCRIPT = READ


def check(page: Browser, seen: Iterable[Sighting]) -> Iterable[Sighting]:
    """Judges all text that has its language from the page."""
    found = find_page_language(read_passages(seen))
    if not found:
        return []
    name = page.ask("new Intl.DisplayNames('en', {type: 'language'}).of(arguments[0])", found[1])
    return [Sighting("html", f'<html lang="{found[0]}">', {"language": found[0], "likely": name})]


_WHOLE = (
    "<!doctype html><html lang='{}'><head><meta charset='utf-8'><title>T</title></head>"
    "<body><main>{}</main></body></html>"
)
_ENGLISH = (
    "<h1>Bin days</h1><p>We collect your bins every week, before seven in the morning.</p>"
    "<p>Please leave them outside your front door.</p>"
)
_POLISH = (
    "<h1>Dni odbioru</h1><p>Odbieramy śmieci co tydzień, przed siódmą rano.</p>"
    "<p>Prosimy wystawić pojemniki przed drzwi wejściowe.</p>"
)
FAILS = (
    _WHOLE.format("fr", _ENGLISH),
    _WHOLE.format("en", _POLISH),
    _WHOLE.format("pl", _ENGLISH),
    _WHOLE.format(
        "ar",
        "<p>ہم ہر ہفتے آپ کا کوڑا اٹھاتے ہیں۔ براہ کرم اسے سات بجے سے پہلے باہر رکھیں</p>",
    ),
    _WHOLE.format("es", "<nav><a href='/'>Home</a></nav>" + _ENGLISH),
)
PASSES = (
    _WHOLE.format("en", _ENGLISH),
    _WHOLE.format("pl", _POLISH),
    _WHOLE.format("pl", f"{_POLISH}<div lang='en'>{_ENGLISH}{_ENGLISH}</div>"),
    _WHOLE.format("en-GB", _ENGLISH + "<p>Jan Kowalski, Zofia Nowak, Łódź, Kraków</p>"),
    _WHOLE.format("mi", _ENGLISH),
    _WHOLE.format("fr", "<h1>WhatsApp, Facebook, Instagram, YouTube, TikTok</h1>"),
    _WHOLE.format("", _POLISH),
    _WHOLE.format("de", "<pre>" + _ENGLISH + "</pre>"),
)

"""Texts, however short, that are known from another language than their lang says."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.known_texts import common_texts, find_other_language
from a11y.passages import READ, find_passages, read_passages

CRITERION = "3.1.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" is {likely}, but is said to be in the language "{language}".'
ADVICE = "Translate the text, or put its language in the lang of an element around it."
SCRIPT = READ


def check(page: Browser, seen: Iterable[Sighting]) -> Iterable[Sighting]:
    """Compares whole passages with texts of every site, and with those that the page brings."""
    known = page.known_texts or common_texts()
    found = {
        passage: (passage.text, find_other_language(known, passage.text, passage.language))
        for passage in read_passages(seen)
    }
    return find_passages(page, {passage: what for passage, what in found.items() if what[1]})


_POLISH = "<p>Odbieramy śmieci co tydzień, przed siódmą rano.</p>"
FAILS = (
    f"<div lang='pl'><a href='/c'>Contact us</a>{_POLISH}</div>",
    "<div lang='pa'><ul><li><a href='/'>Home</a></li><li>Cookies</li></ul></div>",
    "<div lang='zh-Hans'><button>Search</button></div>",
    "<div lang='ar' dir='rtl'><h2>Related content</h2></div>",
    "<ul><li><a href='/kontakt'>Strona główna</a></li></ul>",
)
PASSES = (
    f"<div lang='pl'><a href='/m'>Menu</a><a href='/k'>Kontakt</a>{_POLISH}</div>",
    "<div lang='pl'><a href='/c' lang='en'>Contact us</a></div>",
    "<a href='/c'>Contact us</a><p>Cookies</p><p>Menu</p>",
    "<div lang='fr'><p>Cookies</p><p>Menu</p><p>Contact</p></div>",
    "<div lang='zh-Hant'>首頁</div><div lang='zh'>首页</div>",
    "<div lang='pl' translate='no'>Contact us</div><div lang=''>Contact us</div>",
)

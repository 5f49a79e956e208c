"""Short quotations and parts that seem to be in another language than their lang says."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.findings import WARNING, Sighting
from a11y.passages import READ, find_passages, read_passages
from a11y.tongues import find_doubtful, find_page_language, find_surely_wrong

CRITERION = "3.1.2"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'Is "{text}" {likely}? It is said to be in the language "{language}".'
ADVICE = "If so, put its language in the lang of an element around it."
SCRIPT = READ


def check(page: Browser, seen: Iterable[Sighting]) -> Iterable[Sighting]:
    """Judges what is too short to be sure of."""
    passages = read_passages(seen)
    if find_page_language(passages):
        passages = [passage for passage in passages if not passage.is_of_page]
    found = {
        passage: find_doubtful(passage) for passage in passages if not find_surely_wrong(passage)
    }
    return find_passages(page, {passage: what for passage, what in found.items() if what})


FAILS = (
    "<p>He asked and they said, “La vie est belle!” to everybody.</p>",
    '<p>She asked: "Wie geht es?" and went away.</p>',
    "<p>She asked: <span lang='fr'>Wie geht es?</span> and went away.</p>",
    "<p>They answered «Dzień dobry państwu!» in the shop.</p>",
)
PASSES = (
    "<p>He said, “Life is beautiful!” to everybody. “No way, mate!”</p>",
    "<p>She asked: <span lang='de'>Wie geht es?</span> and went away.</p>",
    "<p>He said, <span lang='fr'>“La vie est belle!”</span> to everybody.</p>",
    "<p>She sang “La Bohème” and “Tosca”, and ate at “Chez Pierre”.</p>",
    "<p>Press “Save and continue”, then “OK”.</p>",
    '<p>The “Jan Kowalski” prize goes to "Zofia Nowak" of “Al-Noor Mosque”.</p>',
)

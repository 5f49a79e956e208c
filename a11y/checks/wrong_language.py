"""Sentences that are surely in another language than their lang says."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.passages import READ, find_passages, read_passages
from a11y.tongues import find_page_language, find_surely_wrong

CRITERION = "3.1.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" is said to be in the language "{language}", but seems to be {likely}.'
ADVICE = "Translate the text, or put its language in the lang of an element around it."
SCRIPT = READ


def check(page: Browser, seen: Iterable[Sighting]) -> Iterable[Sighting]:
    """Judges each passage, and each sentence of it; nothing that is the page's own mistake."""
    passages = read_passages(seen)
    if find_page_language(passages):
        passages = [passage for passage in passages if not passage.is_of_page]
    found = {passage: find_surely_wrong(passage) for passage in passages}
    return find_passages(page, {passage: what for passage, what in found.items() if what})


_ENGLISH = "We collect your bins every week, before seven in the morning."
_POLISH = "Odbieramy śmieci co tydzień, przed siódmą rano."
_FRENCH = "Nous ramassons vos poubelles toutes les semaines, avant sept heures du matin."
_PAGE = f"<p>{_ENGLISH} Please leave them outside your front door.</p>" * 3
FAILS = (
    f"{_PAGE}<p>{_POLISH}</p>",
    f"{_PAGE}<p>{_ENGLISH} {_FRENCH}</p>",
    f"{_PAGE}<p lang='es'>{_FRENCH}</p>",
    f"{_PAGE}<p lang='pl'>{_ENGLISH}</p>",
    f"{_PAGE}<p>They say <q lang='de'>{_FRENCH}</q> there.</p>",
    f"{_PAGE}<p>They say <i>“{_FRENCH}”</i> there.</p>",
    f"{_PAGE}<p lang='ar' dir='rtl'>ہم ہر ہفتے آپ کا کوڑا اٹھاتے ہیں، صبح سات بجے سے پہلے۔</p>",
    f"{_PAGE}<ul><li><a href='/pl/'>Przeczytaj tę stronę po polsku</a></li></ul>",
    f"{_PAGE}<p>Rydym yn casglu eich biniau bob wythnos, cyn saith yn y bore.</p>",
)
PASSES = (
    f"{_PAGE}<p lang='pl'>{_POLISH}</p><p lang='fr-CA'>{_FRENCH}</p>",
    f"{_PAGE}<p>Jan Kowalski, Zofia Nowak and Łukasz Wiśniewski of Łódź won the prize.</p>",
    f"{_PAGE}<p>Eat a croissant à la carte with crème fraîche, or a smörgåsbord.</p>",
    f"{_PAGE}<p>See Le Monde, Die Zeit, El País, and the Rue de la Paix.</p>",
    f"{_PAGE}<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.</p>",
    f"{_PAGE}<p lang='gd'>Bidh sinn a' togail nam bionaichean agad a h-uile seachdain.</p>",
    f"{_PAGE}<p lang='nn'>Vi hentar søpla di kvar veke, før klokka sju om morgonen.</p>",
    f"{_PAGE}<p lang='hr'>Vaš otpad odvozimo svaki tjedan, prije sedam sati ujutro.</p>",
    f"{_PAGE}<p>help@council.example https://conseil.example/nous/ramassons/vos</p>",
    f"{_PAGE}<p translate='no'>{_FRENCH}</p><code>{_FRENCH}</code>",
    "<ul><li>Home</li><li>Apply online</li><li>Contact us</li><li>Menu</li></ul>",
)

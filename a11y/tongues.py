"""In charge of telling which language a text is in, and which languages it cannot be in."""

from __future__ import annotations

import math
import re
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from a11y.passages import Passage

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+|\S+@\S+|\w+(?:[./]\w+)+/?")
_WITHOUT_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")

_ENDS = frozenset(".!?…。！？؟")
_ENOUGH = 4000
"""Letters of a page that tell its language."""

_ONE_AT_A_TIME = threading.Lock()
"""Several browsers work side by side, and what knows the languages takes half a second to load."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text says of its language."""

    language: str
    """Most likely language, such as "fr"; of close relatives the common code in tongues.yml."""
    likely: float
    """How likely that is, from 0 to 1."""
    declared: float
    """How likely the language is that the text is said to be in."""


def guess_language(text: str, declared: str) -> Guess | None:
    """Most likely language of a text; None where the declared one is not among those known."""
    likelihoods = _weigh(text)
    expected = _families().get(_base(declared), _base(declared))
    if expected not in likelihoods:
        return None
    best = max(likelihoods, key=lambda language: likelihoods[language])
    return Guess(best, likelihoods[best], likelihoods[expected])


def prose_of(text: str) -> str:
    """A text without addresses."""
    return " ".join(_ADDRESS.sub(" ", text).split())


def count_words(text: str) -> int:
    """Words of a text; without blanks between words two letters count as one."""
    letters = len(_WITHOUT_BLANKS.findall(text))
    return len(_WORD.findall(_WITHOUT_BLANKS.sub(" ", text))) + math.ceil(letters / 2)


def is_sentence(text: str) -> bool:
    """Whether a text is more than names: at least two in five words are in small letters."""
    words = _WORD.findall(text)
    # Letters of scripts that have no small ones count as small.
    small = [word for word in words if len(word) > 1 and word[0] == word[0].lower()]
    return len(small) >= 2 and len(small) * 5 >= len(words) * 2


@lru_cache(maxsize=20_000)
def _weigh(text: str) -> dict[str, float]:
    families = _families()
    likelihoods: defaultdict[str, float] = defaultdict(float)
    with _ONE_AT_A_TIME:
        identifier = _identifier()
    for language, likely in identifier.rank(text):
        likelihoods[families.get(language, language)] += float(likely)
    return dict(likelihoods)


@cache
def _identifier() -> Any:
    # Imported late: numpy comes with it, and a run in which nothing has changed asks no language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    unwanted = set(_facts()["left_out"])
    identifier.set_languages([each for each in identifier.labels if each not in unwanted])
    return identifier


@cache
def _families() -> dict[str, str]:
    return {code: group[0] for group in _facts()["families"] for code in group}


@cache
def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    )
    return facts


def _base(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def find_page_language(passages: Iterable[Passage]) -> tuple[str, str] | None:
    """Declared and likely language of all that has its language from the page, if they differ."""
    own = [passage for passage in passages if passage.is_of_page]
    text = prose_of(" . ".join(passage.text for passage in own))[:_ENOUGH]
    if count_words(text) < 12 or not is_sentence(text):
        return None
    guess = guess_language(text, own[0].language)
    return (own[0].language, guess.language) if guess and _is_sure(guess) else None


def find_surely_wrong(passage: Passage) -> tuple[str, str] | None:
    """Words of a passage and the language they are surely in, which is not the declared one."""
    for text in (passage.text, *passage.sentences(), *passage.quotations()):
        prose = prose_of(text)
        if count_words(prose) < 4 or not is_sentence(prose):
            continue
        guess = guess_language(prose, passage.language)
        if guess and _is_sure(guess) and not _is_borrowing(prose, passage.language, guess):
            return text.strip(), guess.language
    return None


def _is_borrowing(text: str, declared: str, guess: Guess) -> bool:
    """Whether a text only has names and terms of the language that it seems to be in."""
    words = [word for word in _WORD.findall(text) if not word[0].isupper()]
    if {*words} & {*_facts()["own_words"].get(_base(declared), ())}:
        return True
    rest = guess_language(" ".join(words), declared)
    return rest is None or rest.declared > 0.1 or rest.declared * 3 > rest.likely


def find_doubtful(passage: Passage) -> tuple[str, str] | None:
    """Sentence that is quoted, or has a lang of its own, and seems to be in another language."""
    texts = [text for text in passage.quotations() if text.rstrip()[-1:] in _ENDS]
    texts += [passage.text] if passage.is_part else []
    for text in texts:
        prose = prose_of(text)
        if count_words(prose) < 3 or not re.search(r"(?<!\w)[^\W\dA-Z_]{2}", prose):
            continue
        guess = guess_language(prose, passage.language)
        if guess and guess.language != "la" and guess.likely > max(0.4, 10 * guess.declared):
            return text.strip(), guess.language
    return None


def _is_sure(guess: Guess) -> bool:
    # Latin is in names of plants, legal terms and text that only fills a place.
    return guess.likely >= 0.8 and guess.declared < 0.03 and guess.language != "la"

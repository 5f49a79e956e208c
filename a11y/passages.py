"""In charge of the open page's texts for checks in Python: fetches them and finds them again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from a11y.engines.browser import Browser
from a11y.engines.own import look
from a11y.findings import Sighting

READ = """
const rows = kit.passages().filter(({language, text}) =>
  language && !kit.foreignParts(text, language).length).map(({element, block, holder, ...rest}) =>
  [rest.language, rest.text, holder === document.documentElement, element !== block]);
report(document, {rows: JSON.stringify(rows)});
"""
"""Script of a check that gets the page's passages in what it reports; see `read_passages`."""

_FIND = """
const wanted = %s;
const names = new Intl.DisplayNames("en", {type: "language"});
for (const {element, language, text} of kit.passages()) {
  const likely = wanted[`${language} ${text}`];
  if (!likely) continue;
  report(element, {text: likely[0].slice(0, 60), likely: names.of(likely[1]), language});
}
"""

_QUOTED = re.compile(r"“([^”“]+)”|«([^»«]+)»|„([^“”„]+)[“”]|\"([^\"]+)\"|‘([^’‘]{12,})’")
_SENTENCE_END = re.compile(r"(?<=[.!?…;:])[\"'”’»)]*\s+|(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a block, or of a part of it that has a language of its own."""

    language: str
    """Value of the nearest lang, in small letters."""
    text: str
    is_of_page: bool
    """Whether it has its language from the page."""
    is_part: bool
    """Whether it stands among words in another language."""

    @property
    def key(self) -> str:
        """What the passage is found again by."""
        return f"{self.language} {self.text}"

    def sentences(self) -> Iterator[str]:
        """Each sentence, without what is quoted in it."""
        yield from _SENTENCE_END.split(_QUOTED.sub(" · ", self.text))

    def quotations(self) -> Iterator[str]:
        """What stands between quotation marks."""
        for match in _QUOTED.finditer(self.text):
            yield next(group for group in match.groups() if group)


def read_passages(seen: Iterable[Sighting]) -> list[Passage]:
    """The passages that the script READ reported: those whose script fits their language."""
    return [Passage(*row) for sighting in seen for row in json.loads(sighting.values["rows"])]


def find_passages(page: Browser, likely: Mapping[Passage, tuple[str, str]]) -> Iterable[Sighting]:
    """Where passages stand; each comes with the words in question and their likely language."""
    if not likely:
        return []
    wanted = {passage.key: found for passage, found in likely.items()}
    return look(page, {"passages": _FIND % json.dumps(wanted)})["passages"]

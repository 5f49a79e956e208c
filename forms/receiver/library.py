"""In charge of what the receiver knows of its council: forms, languages, promises, pages."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from councilsite.model import Council, Finding, Language
from councilsite.settings import FILE, read_council
from councilsite.textfile import read_text
from forms.definition import Form
from forms.receiver.clocks import STAGES, Clock, clocks, due
from forms.receiver.deadlines import add_working_days
from forms.receiver.environment import UnfitSetting
from forms.schema import list_forms, read_form


@dataclass(frozen=True, slots=True)
class Library:
    """All that was read when the receiver started."""

    council: Council
    """council.yml."""
    forms: Mapping[str, Form]
    """Forms by name."""
    pages: frozenset[str]
    """Addresses of all pages of the site, below its own address."""

    @property
    def base(self) -> str:
        """Where the site begins on its host, with a slash at both ends."""
        return urlsplit(self.council.url).path or "/"

    @property
    def source(self) -> Language:
        """The language that everything is there in."""
        return self.council.source_language

    def language(self, code: str) -> Language:
        """The language of a code; the source language where there is no such."""
        known = {language.code: language for language in self.council.languages}
        return known.get(code, self.source)

    def language_of_page(self, address: str) -> Language:
        """The language that a page is in, by its address."""
        folder, slash, _ = address.partition("/")
        paths = {language.path: language for language in self.council.languages}
        return paths.get(f"{folder}{slash}", self.source)

    def accepted(self, header: str) -> Language:
        """The best of our languages for a browser that accepts these."""
        wished = []
        for place, part in enumerate(header.split(",")[:20]):
            code, _, quality = part.strip().partition(";q=")
            wished.append((-_number(quality), place, code.lower()))
        for _, _, code in sorted(wished):
            for language in self.council.languages:
                own = language.code.lower()
                if own == code or own.split("-")[0] == code.split("-")[0]:
                    return language
        return self.source

    def answer_by(
        self, promise: str, received: dt.date, acknowledged: dt.date | None = None
    ) -> dt.date | None:
        """The day by which we answer what came in on a day; None where nothing is promised.

        A complaint that is not acknowledged yet has the latest day that its clock allows.
        """
        clock = self.clock(promise)
        if clock is None:
            return self._after(promise, received)
        return due(clock, received, acknowledged).answer

    def clock(self, promise: str) -> Clock | None:
        """The clock that a promise names the time of; None where it is none of a complaint."""
        stage = STAGES.get(promise)
        if stage is None:
            return None
        return clocks(settings.ENVIRONMENT.complaints, self.working_days)[stage]

    @property
    def working_days(self) -> dict[str, int]:
        """The promises in working days."""
        promises = self.council.promises.items()
        return {key: promise.number for key, promise in promises if promise.unit == "working-day"}

    def acknowledge_by(self, form: Form, received: dt.date) -> dt.date | None:
        """The day by which we acknowledge; None where that is at once."""
        return self._after(form.acknowledge, received)

    def _after(self, name: str, received: dt.date) -> dt.date | None:
        promise = self.council.promises.get(name)
        if promise is None:
            return None
        if promise.unit == "day":
            return received + dt.timedelta(days=promise.number)
        return add_working_days(received, promise.number)


def _number(quality: str) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0


def library() -> Library:
    """What this receiver knows; read once."""
    environment = settings.ENVIRONMENT
    return read_library(environment.project, environment.site)


@functools.cache
def read_library(folder: Path, site: Path) -> Library:
    """Reads the files of a project. Raises UnfitSetting where one of them is at fault."""
    council, findings = read_council(_text(folder / FILE, FILE))
    forms = {}
    for path in list_forms(folder):
        name = path.relative_to(folder).as_posix()
        form, faults = read_form(_text(path, name), path.stem, council)
        findings += faults
        if form is not None:
            forms[form.name] = form
    if council is None or findings:
        raise UnfitSetting(f"{len(findings)} faults in council.yml and forms/: build the site.")
    return Library(council, forms, _pages(site / "pages.json"))


def _text(path: Path, name: str) -> str:
    found = read_text(path, name)
    if isinstance(found, Finding):
        raise UnfitSetting(f"{found.message} {found.remedy}")
    return found


def _pages(manifest: Path) -> frozenset[str]:
    try:
        rows = json.loads(manifest.read_text(encoding="utf-8"))["pages"]
    except FileNotFoundError:
        return frozenset()
    return frozenset(row["url"] for row in rows)

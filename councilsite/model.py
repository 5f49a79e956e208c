"""The nouns that every module speaks in: values that nobody changes.

They are named tuples, which Python makes ready sooner than dataclasses: every start waits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, NamedTuple

Direction = Literal["ltr", "rtl"]
State = Literal["approved", "draft", "fuzzy", "missing"]
Policy = Literal["complete", "partial", "english"]
Severity = Literal["error", "warning"]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Names of the days as council.yml writes them; the index is `date.weekday()`."""


class Place(NamedTuple):
    """Where a person finds something: a file and a line."""

    file: str
    """Path relative to the project, with forward slashes."""
    line: int
    """First line is 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Finding(NamedTuple):
    """One thing that is wrong, in words for the person who can mend it."""

    rule: str
    """Stable code, such as `unknown-key`; the words may change, the code does not."""
    place: Place
    """File and line to edit."""
    message: str
    """What is there and what was expected, as one sentence."""
    remedy: str
    """What to do, as one sentence."""
    severity: Severity = "error"
    """An error stops the build; a warning does not."""

    def __str__(self) -> str:
        word = "" if self.severity == "error" else "warning: "
        return f"{self.place}: {word}{self.message} {self.remedy} [{self.rule}]"


class Language(NamedTuple):
    """A language of the site."""

    code: str
    """BCP 47 tag as it stands in `lang` attributes, such as `zh-Hans`."""
    locale: str
    """CLDR and gettext name, such as `zh_Hans`: the folder under locales/."""
    path: str
    """Folder of the language in the site, such as `pl/`; empty for the source language."""
    own_name: str
    """The language's name in the language itself."""
    english_name: str
    """The language's name in English, for reports."""
    direction: Direction
    """Direction of its script."""
    script: str
    """Its script's ISO 15924 code, such as `Latn`; empty where CLDR does not know it."""
    times: str | None
    """CLDR pattern for times of day; None means CLDR's short form."""
    is_source: bool
    """True for the language that content/ is written in."""


class Segment(NamedTuple):
    """A piece of English that is translated as a whole."""

    context: str | None
    """msgctxt; None for running text, set where a short text may need its own translation."""
    text: str
    """msgid: the block's own Markdown source."""
    kind: str
    """What it is, for the translator: paragraph, heading, cell, alternative text..."""
    place: Place
    """Where it starts."""
    plural: str | None = None
    """msgid_plural; None for all but units."""

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue looks a segment up by."""
        return (self.context or "", self.text)


class Translation(NamedTuple):
    """What a catalogue holds for one segment."""

    texts: tuple[str, ...]
    """msgstr; several for a message with plural forms."""
    state: State
    """`fuzzy` and `missing` are never published."""
    place: Place
    """Where it stands in the .po file."""
    by: str | None = None
    """Who approved it; None unless approved."""
    on: str | None = None
    """Day of the approval, as YYYY-MM-DD; None unless approved."""

    @property
    def text(self) -> str:
        """The msgstr of a message without plural forms."""
        return self.texts[0]


class Text(NamedTuple):
    """A translatable text in a settings file."""

    text: str
    """The English."""
    place: Place
    """Where it stands."""


class Promise(NamedTuple):
    """A figure that the council promises or reports."""

    number: int
    """The figure, in `unit`."""
    unit: str
    """Key of a unit in `wording.UNITS`."""
    source: str
    """The document that makes the promise."""


class Opening(NamedTuple):
    """Days of the week that share opening times."""

    days: tuple[int, ...]
    """Weekdays, Monday is 0."""
    opens: dt.time
    """First minute of opening."""
    closes: dt.time
    """First minute after closing."""


class ExceptionalDay(NamedTuple):
    """A date on which the usual hours do not hold."""

    date: dt.date
    """The day."""
    opens: dt.time | None
    """None: closed all day."""
    closes: dt.time | None
    """None: closed all day."""
    reason: Text
    """Why, in words for residents."""


class Hours(NamedTuple):
    """Opening hours of an office or a telephone line."""

    name: Text
    """Whose hours: the caption of the table."""
    week: tuple[Opening, ...]
    """The usual week; days that are not named are closed."""
    exceptions: tuple[ExceptionalDay, ...]
    """Other hours and closed days, by date."""


class Office(NamedTuple):
    """A place that residents can visit."""

    name: Text
    """What it is called."""
    address: tuple[str, ...]
    """Lines of the postal address without the postcode; never translated."""
    postcode: str
    """Postcode."""
    telephone: str
    """Key in `Council.telephones`."""
    hours: str
    """Key in `Council.hours`."""


class Team(NamedTuple):
    """A team that owns pages."""

    name: Text
    """What it is called."""
    telephone: str
    """Key in `Council.telephones`."""
    email: str
    """Key in `Council.emails`."""
    hours: str
    """Key in `Council.hours`."""


class Booklet(NamedTuple):
    """Pages that are printed together."""

    key: str
    """Its name in council.yml, which its files are named after."""
    name: Text
    """What it is called."""
    page: str
    """Path of the page that offers it, such as `standards/index.md`."""
    sections: tuple[str, ...]
    """Folders below content/ that it is made of; none: the whole site."""


class LargePrint(NamedTuple):
    """How pages are printed in large letters."""

    sizes: Mapping[str, int]
    """Points, as Arial would have them, by what is said of it: key of the theme's words."""
    booklets: tuple[Booklet, ...]
    """Pages that are printed together."""


class Council(NamedTuple):
    """All that council.yml says."""

    name: Text
    """Full name."""
    url: str
    """Address of the published site, with a final slash."""
    languages: tuple[Language, ...]
    """All languages, the source language first."""
    publish: Mapping[str, State]
    """For each page policy the least state that is published: `draft` or `approved`."""
    telephones: Mapping[str, str]
    """Telephone numbers as residents read them, by key."""
    emails: Mapping[str, str]
    """E-mail addresses by key."""
    offices: Mapping[str, Office]
    """Offices by key."""
    hours: Mapping[str, Hours]
    """Opening hours by key."""
    teams: Mapping[str, Team]
    """Teams by key."""
    categories: Mapping[str, Text]
    """Names of the groups of services by key, in the order that residents see."""
    promises: Mapping[str, Promise]
    """The promise ledger by key."""
    receiver: str = ""
    """Where forms are sent, below the site's host, with a slash at both ends; empty: nowhere."""
    has_search: bool = True
    """Whether the site has a search of its own."""
    large_print: LargePrint | None = None
    """How pages are printed in large letters; None where no PDFs are made."""

    @property
    def source_language(self) -> Language:
        """The language that content/ is written in."""
        return self.languages[0]


class Source(NamedTuple):
    """A page as its author wrote it."""

    path: str
    """Path below content/, such as `services/missed-bin.md`."""
    title: Text
    """The page's h1."""
    short_title: Text | None
    """Label in menus; None where the title serves."""
    description: Text
    """One sentence for search results."""
    owner: str
    """Key in `Council.teams`."""
    reviewed: dt.date
    """When a person last checked the page."""
    policy: Policy
    """In which languages the page is offered."""
    body: str
    """Markdown below the front matter."""
    first_line: int
    """Line of the file that the body starts on."""
    category: str | None = None
    """Key in `Council.categories`: it makes the page a service; None for all other pages."""
    also: Text | None = None
    """Other words that people look for, with commas between them; None where there are none."""
    lgsl: int | None = None
    """Number of the service in the Local Government Services List; None where it is not given."""

    @property
    def file(self) -> str:
        """Path relative to the project."""
        return f"content/{self.path}"

    @property
    def section(self) -> str:
        """First folder below content/, which names the catalogue; `home` for pages at the top."""
        first, slash, _ = self.path.partition("/")
        return first if slash else "home"

    @property
    def url(self) -> str:
        """Address below the language's folder, such as `services/missed-bin/`."""
        folder, slash, name = self.path.rpartition("/")
        return f"{folder}{slash}" if name == "index.md" else f"{self.path.removesuffix('.md')}/"


class NavItem(NamedTuple):
    """An entry of the menu: a page, or a section with its pages."""

    path: str | None
    """The page below content/; for a section its index page, None where it has none."""
    label: Text | None
    """Label given in mkdocs.yml; None where the page's own title serves."""
    children: tuple[NavItem, ...] = ()
    """Pages of a section."""


class Coverage(NamedTuple):
    """How many of a page's segments have which state in one language."""

    approved: int = 0
    """Approved by a named person."""
    draft: int = 0
    """Translated, not yet approved."""
    fallback: int = 0
    """Shown in the source language."""

    @property
    def segments(self) -> int:
        """All segments."""
        return self.approved + self.draft + self.fallback

    def plus(self, other: Coverage) -> Coverage:
        """The sum of two."""
        return Coverage(
            self.approved + other.approved,
            self.draft + other.draft,
            self.fallback + other.fallback,
        )


class Words(NamedTuple):
    """Text in a language, which may not be the language that was asked for."""

    text: str
    """The text, plain: no markup."""
    state: State
    """`missing` where the source language stands in."""

    @property
    def is_fallback(self) -> bool:
        """True where the source language stands in."""
        return self.state == "missing"


class Composed(NamedTuple):
    """A page in one language, ready for an engine to lay into the theme."""

    path: str
    """Path of the source below content/."""
    language: str
    """Code of the language."""
    url: str
    """Address below the site's root, such as `pl/services/missed-bin/`."""
    file: str
    """File below the site's root."""
    html: str
    """Main content below the h1."""
    data: Mapping[str, object]
    """All that the theme's templates may use beside `html`: plain strings, lists and dicts."""


class BuiltPage(NamedTuple):
    """One row of the manifest: a page of the finished site."""

    url: str
    """Address below the site's root."""
    language: str
    """Code of the language."""
    file: str
    """File below the site's root."""
    source: str
    """Path of the source below content/."""
    coverage: Coverage
    """Its translation."""
    alternates: Mapping[str, str]
    """Address below the site's root for each language the page is offered in."""
    reviewed: str
    """When a person last checked the source, as YYYY-MM-DD."""
    fingerprint: str
    """Digest of all that the file is made from: the same fingerprint gives the same file."""

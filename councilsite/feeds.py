"""In charge of the feed of changed pages in each language (RSS 2.0)."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator

from councilsite.atlas import Site
from councilsite.compose import PageSet, Voice
from councilsite.social import FEED

_MOST_ITEMS = 20
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def feeds(site: Site) -> dict[str, str]:
    """The feed of every language that offers a page, by its file."""
    found = {}
    for voice in site.voices.values():
        newest = _newest(site, voice.language.code)
        if newest:
            found[voice.language.path + FEED] = _feed(site, voice, newest)
    return found


def _newest(site: Site, code: str) -> list[PageSet]:
    """Pages that a person wrote and checked, the newest first."""
    pages = [
        page for page in site.pages.values() if code in page.rendered and not page.is_generated
    ]
    pages.sort(key=lambda page: page.source.path)
    pages.sort(key=lambda page: page.source.reviewed, reverse=True)
    return pages[:_MOST_ITEMS]


def _feed(site: Site, voice: Voice, pages: list[PageSet]) -> str:
    facts, language, url = voice.facts, voice.language, site.council.url
    head = [
        _element(
            "title", f"{facts.plain(facts.say('feed'))} – {facts.plain(facts.words('council'))}"
        ),
        _element("link", url + language.path),
        _element("description", facts.plain(facts.say("feed_description"))),
        _element("language", language.code),
        # The day of the newest page: the same pages give the same file, whenever it is made.
        _element("lastBuildDate", _day(pages[0].source.reviewed)),
        f'<atom:link href="{html.escape(url + language.path + FEED)}" rel="self"'
        ' type="application/rss+xml"/>',
    ]
    items = (_item(site, voice, page) for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n'
        + "\n".join([*head, *items])
        + "\n</channel>\n</rss>\n"
    )


def _item(site: Site, voice: Voice, page: PageSet) -> str:
    code, facts = voice.language.code, voice.facts
    rendered, day = page.rendered[code], page.source.reviewed
    link = site.council.url + site.targets[page.source.path].urls[code]
    return "\n".join(
        _item_lines(facts.plain(rendered.title), facts.plain(rendered.description), link, day)
    )


def _item_lines(title: str, summary: str, link: str, day: dt.date) -> Iterator[str]:
    yield "<item>"
    yield _element("title", title)
    yield _element("link", link)
    # A page that was changed again is news again.
    yield f'<guid isPermaLink="false">{html.escape(link)}#{day.isoformat()}</guid>'
    yield _element("pubDate", _day(day))
    yield _element("description", summary)
    yield "</item>"


def _element(name: str, text: str) -> str:
    # What stands in a feed's texts is HTML once more for many readers: hence escaped twice.
    inner = html.escape(text, quote=False)
    return f"<{name}>{html.escape(inner, quote=False) if name == 'description' else inner}</{name}>"


def _day(day: dt.date) -> str:
    """A day as RFC 822 writes it, which RSS asks for.

    Python's email.utils says the same, but every run would wait for the sockets that it loads.
    """
    name, month = _DAYS[day.weekday()], _MONTHS[day.month - 1]
    return f"{name}, {day.day:02} {month} {day.year:04} 00:00:00 GMT"

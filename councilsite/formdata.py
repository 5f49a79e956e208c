"""In charge of what the site tells of its forms: their first step, and forms.json for the receiver.

forms.json holds public texts alone, ready as HTML: the receiver needs neither catalogues nor the
program that made the site. `forms.steps` turns a part of it into what the templates show.
"""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from councilsite import formwords, links, wording
from councilsite.atlas import Site
from councilsite.compose import Voice
from councilsite.formwords import FormSet
from councilsite.model import Promise
from councilsite.themewords import FORM_KEYS, OFFICE_KEYS
from forms import steps
from forms.definition import Form

FILE = "forms.json"
"""File of the site that the receiver reads."""

Data = dict[str, Any]
Resolve = Callable[[str], str]
"""What becomes of the links in a piece of HTML."""

_ISOLATED_SLOT = re.compile(r"\{<bdi[^>]*>([a-z]+)</bdi>\}")
"""A slot in a right-to-left text, whose name looks like a Latin word."""
_RELATIVE = re.compile(r'(<a\b[^<>]*? href=")(?![a-z]+:|#|/)')


def first_step(site: Site, path: str, url: str, code: str) -> Data:
    """The first step of the form whose page is `path`, for the page itself."""
    one, voice = site.forms[path], site.voices[code]
    texts = record(site, one, voice, lambda body: _relative(site, voice, body, url))
    section = one.form.sections[0]
    data = steps.step_data(one.form, section, texts, common_words(voice), steps.Filled())
    # The way back leads to where the resident came from: the browser knows it.
    return {**data, "action": action(site, one.form), "back": ""}


def action(site: Site, form: Form) -> str:
    """Where answers are sent."""
    return f"{html.escape(site.council.receiver)}{form.name}/"


def receiver_file(site: Site) -> str:
    """Text of forms.json."""
    spoken = {code: voice for code, voice in site.voices.items() if _speaks(site, code)}
    data = {
        "words": {code: common_words(voice) for code, voice in spoken.items()},
        "plain": {code: plain_words(voice) for code, voice in spoken.items()},
        "office": {code: office_words(site, voice) for code, voice in site.voices.items()},
        "deadlines": {
            key: _days(promise)
            for key, promise in site.council.promises.items()
            if promise.unit in ("day", "working-day")
        },
        "forms": {
            one.form.name: {
                code: record(site, one, voice, functools.partial(_absolute, site, voice))
                for code, voice in spoken.items()
                if code in one.spoken
            }
            for one in site.all_forms
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _speaks(site: Site, code: str) -> bool:
    return any(code in one.spoken for one in site.all_forms)


def _days(promise: Promise) -> Data:
    return {"number": promise.number, "unit": promise.unit}


def record(site: Site, one: FormSet, voice: Voice, resolve: Resolve) -> Data:
    """All texts of a form in one language."""
    form, spoken, code = one.form, one.spoken[voice.language.code], voice.language.code
    target = site.targets.get(form.path)
    url = target.urls[code] if target is not None and form.path else ""
    shown = {key: resolve(text) for key, text in spoken.html.items()}
    return {
        "language": code,
        "direction": voice.language.direction,
        "page": url,
        "file": f"{url}index.html" if form.path else "",
        "title": shown["title"],
        "title_plain": formwords.plain(voice, spoken.words["title"]),
        "intro": _listed(shown, "intro"),
        "next": _listed(shown, "next"),
        "ways": resolve(formwords.ways(form, voice, site.council)),
        "sections": {
            section.name: {
                "title": shown[f"section.{section.name}.title"],
                "title_plain": formwords.plain(
                    voice, spoken.words[f"section.{section.name}.title"]
                ),
                "text": _listed(shown, f"section.{section.name}.text"),
            }
            for section in form.sections
        },
        "questions": _questions(form, shown),
    }


def _questions(form: Form, shown: dict[str, str]) -> Data:
    return {
        question.name: {
            "label": shown[f"question.{question.name}.label"],
            "hint": shown.get(f"question.{question.name}.hint", ""),
            "options": {
                option.code: {
                    "label": shown[f"question.{question.name}.option.{option.code}"],
                    "hint": shown.get(f"question.{question.name}.option.{option.code}.hint", ""),
                }
                for option in question.options
            },
        }
        for question in form.questions
    }


def _listed(shown: dict[str, str], key: str) -> list[str]:
    return [text for name, text in shown.items() if name.rpartition(".")[0] == key]


def common_words(voice: Voice) -> dict[str, str]:
    """The words that all forms have in common, as HTML; slots such as {label} stay."""
    facts = voice.strict_facts
    size = html.escape(wording.file_size(steps.LARGEST_FILE, voice.language))
    return {
        key: _ISOLATED_SLOT.sub(r"{\1}", facts.html(facts.say(key))).replace("{size}", size)
        for key in FORM_KEYS
    }


def plain_words(voice: Voice) -> dict[str, str]:
    """The same as plain text, for messages and titles."""
    facts = voice.strict_facts
    size = wording.file_size(steps.LARGEST_FILE, voice.language)
    return {key: facts.bare(facts.say(key)).replace("{size}", size) for key in FORM_KEYS}


def office_words(site: Site, voice: Voice) -> dict[str, str]:
    """Words of the back office and names of teams as plain text; only what the language has."""
    facts, teams = voice.facts, site.council.teams
    names = {f"team_{key}": facts.label("name", team.name.text) for key, team in teams.items()}
    said = {key: facts.say(key) for key in OFFICE_KEYS} | names
    return {key: facts.bare(words) for key, words in said.items() if words.state != "missing"}


def _relative(site: Site, voice: Voice, body: str, url: str) -> str:
    facts = voice.facts
    return links.finish_links(
        body,
        url,
        voice.language.code,
        site.council.source_language.code,
        site.targets,
        lambda: facts.html(facts.say("in_english")),
    )


def _absolute(site: Site, voice: Voice, body: str) -> str:
    """Links from the server's root on: the receiver's pages stand at other addresses."""
    base = html.escape(urlsplit(site.council.url).path or "/")
    return _RELATIVE.sub(lambda match: f"{match.group(1)}{base}", _relative(site, voice, body, ""))

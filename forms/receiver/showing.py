"""In charge of the pages that the receiver makes: steps, check your answers, the end, apologies."""

from __future__ import annotations

import datetime as dt
import functools
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from councilsite import wording
from councilsite.model import Language
from forms.definition import Form, Section
from forms.kinds import Fault, Raw, Value
from forms.receiver import references, shells
from forms.receiver.deadlines import day_of
from forms.receiver.journey import CHECK, Progress, way
from forms.receiver.library import Library
from forms.receiver.models import Case
from forms.receiver.texts import Texts, as_html, filled
from forms.receiver.travel import pack
from forms.steps import Data, Filled, check_data, step_data

FORM_ID = "council_form"
"""What the form of a page is called, to which the switcher's buttons belong."""
SENT = "sent"
"""The step after the form was sent."""
OWN_FAULTS = {"not_a_reference": "form_track_reference", "no_case": "form_track_none"}
"""Faults that only the receiver finds, and the words for them."""


@dataclass(frozen=True, slots=True)
class View:
    """What every page of a form needs."""

    library: Library
    """What we know of the council."""
    texts: Texts
    """All words."""
    form: Form
    """The form."""
    language: Language
    """The reader's language; the form is offered in it."""
    theme: Path
    """Folder of the templates."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Names of the files among the answers, by token."""

    @property
    def own(self) -> Data:
        """The form's texts."""
        return dict(self.texts.forms[self.form.name][self.language.code])

    @property
    def words(self) -> dict[str, str]:
        """What all forms have in common, with the receiver's own faults."""
        words = dict(self.texts.words[self.language.code])
        own = {f"form_error_{code}": words[key] for code, key in OWN_FAULTS.items()}
        return {**words, **own}

    def say(self, key: str, **slots: str) -> str:
        """Some of the words as HTML."""
        return filled(self.words[key], functools.partial(as_html, language=self.language), **slots)

    def date(self, day: dt.date) -> str:
        """A day in words."""
        return wording.date(day, self.language)

    @property
    def action(self) -> str:
        """Where answers are sent."""
        return f"{html.escape(self.library.council.receiver)}{self.form.name}/"

    def page(
        self, data: Mapping[str, Any], title: str, heading: str = "", *, form: str = ""
    ) -> str:
        """A whole page; title and heading are HTML. With a form its switcher sends this too."""
        main = shells.step(self.theme, {"ways": self.own["ways"], **data})
        base = self.library.base
        return shells.page(self.texts, self.own, base, title, heading, main, form=form)

    def travelling(self, progress: Progress, step: str) -> Data:
        """What a form needs so that the resident's way through it goes on."""
        return {
            "id": FORM_ID,
            "action": self.action,
            "language": self.language.code,
            "step": step,
            "state": html.escape(pack(self.form.name, progress)),
        }


@dataclass(frozen=True, slots=True)
class Wrong:
    """A page that was sent with faults."""

    raw: Raw
    """What was typed."""
    faults: Mapping[str, Fault]
    """What is wrong, by name of the question."""
    answers: Mapping[str, Value]
    """What is right."""


def section_page(
    view: View, section: Section, progress: Progress, wrong: Wrong | None = None
) -> str:
    """A section with what was typed, where there are faults, or the answers that are known."""
    own = view.own
    shown = Filled(progress.answers, files=view.files)
    if wrong is not None:
        known = {**progress.answers, **wrong.answers}
        shown = Filled(known, wrong.raw, wrong.faults, view.files)
    step = step_data(view.form, section, own, view.words, shown)
    is_first = section == view.form.sections[0]
    step["back"] = "" if is_first else step["back"]
    data = {"form": {**step, **view.travelling(progress, section.name)}}
    title = f"{own['sections'][section.name]['title_plain']} – {own['title_plain']}"
    if wrong is not None and wrong.faults:
        title = view.words["form_error_title"].replace("{title}", title)
    return view.page(data, title, form=FORM_ID)


def check_page(view: View, progress: Progress) -> str:
    """Check your answers."""
    data = {**_answers(view, progress), **view.travelling(progress, CHECK)}
    title = f"{view.say('form_check')} – {view.own['title_plain']}"
    return view.page({"check": data}, title, view.say("form_check"), form=FORM_ID)


def _answers(view: View, progress: Progress) -> Data:
    shown = Filled(progress.answers, files=view.files)
    sections = way(view.form, progress.answers)
    return check_data(view.form, sections, view.own, view.words, shown, view.date)


def confirmation_page(view: View, case: Case, progress: Progress, *, has_message: bool) -> str:
    """What a resident sees when the case is safe with us."""
    text = [view.say("form_reference_help")]
    if has_message:
        text.append(view.say("form_message"))
    data = {
        **_end(view, case, _days(view, case)),
        "text": text,
        "next": view.own["next"],
        "track": _track(view),
        "keep": view.say("form_copy"),
        **view.travelling(progress, SENT),
    }
    return _end_page(view, view.say("form_sent"), {"sent": data}, form=FORM_ID)


def copy_page(view: View, case: Case, progress: Progress) -> str:
    """What was sent, in large print, to be kept on paper or as a file."""
    received = view.say("form_track_received", date=view.date(day_of(case.received)))
    data = {
        **_answers(view, progress),
        **_end(view, case, [received, *_days(view, case)]),
        "help": view.say("form_copy_help"),
        "form": view.own["title"],
        "next": view.own["next"],
        **view.travelling(progress, SENT),
    }
    return _end_page(view, view.say("form_copy_title"), {"copied": data}, form=FORM_ID)


def status_page(view: View, case: Case) -> str:
    """Where a case stands; nothing of what the resident wrote."""
    days = [
        view.say("form_track_received", date=view.date(day_of(case.received))),
        view.say(f"form_track_{case.status}"),
    ]
    if case.due is not None and case.is_running:
        days.append(view.say("form_answer_by", date=view.date(case.due)))
    return _end_page(view, view.say("form_track_status"), {"sent": _end(view, case, days)})


def _days(view: View, case: Case) -> list[str]:
    """The days that we promise, in words."""
    days = []
    acknowledge = view.library.acknowledge_by(view.form, day_of(case.received))
    if acknowledge is not None:
        days.append(view.say("form_acknowledge_by", date=view.date(acknowledge)))
    if case.due is not None:
        days.append(view.say("form_answer_by", date=view.date(case.due)))
    return days


def _track(view: View) -> Data:
    """The link to the page that shows where a case stands, if the reader's language has it."""
    forms = view.library.forms.values()
    names = [form.name for form in forms if form.handling == "track" and form.address]
    spoken = [view.texts.forms.get(name, {}).get(view.language.code) for name in names]
    url = next((f"{view.library.base}{own['page']}" for own in spoken if own), "")
    return {"url": html.escape(url), "label": view.say("form_track")} if url else {}


def _end(view: View, case: Case, days: Sequence[str]) -> Data:
    return {
        "reference_heading": view.say("form_reference"),
        "reference": references.show(case.reference),
        "days": days,
        "next_heading": view.say("form_next"),
    }


def _end_page(view: View, heading: str, data: Data, *, form: str = "") -> str:
    return view.page(data, f"{heading} – {view.own['title_plain']}", heading, form=form)


def telling_page(
    library: Library, known: Texts, language: Language, key: str, heading: str, form: str = ""
) -> str:
    """A page that only tells something, in the frame of any form.

    `form`: name of the form that the reader may start again.
    """
    words = known.words.get(language.code) or known.words[library.source.code]
    own = known.page(language.code) or known.page(library.source.code)
    main = f'<div class="text"><p>{words[key]}</p></div>'
    if again := known.forms.get(form, {}).get(language.code, {}).get("page", ""):
        url = html.escape(f"{library.base}{again}")
        main += f'<p><a href="{url}">{words["form_start_again"]}</a></p>'
    shown = words[heading]
    return shells.page(known, own, library.base, shown, shown, main)

"""In charge of the pages that the receiver makes: steps, check your answers, confirmation."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from councilsite import wording
from councilsite.bidi import isolate_html
from councilsite.model import Language
from forms.definition import Form, Question, Section
from forms.kinds import KINDS, PARTS_OF_DATE, Fault, Raw, Value, show
from forms.receiver import references
from forms.receiver.journey import CHECK, Progress, to_check
from forms.receiver.lexicon import say
from forms.receiver.library import Library
from forms.receiver.models import Case
from forms.receiver.travel import pack


@dataclass(frozen=True, slots=True)
class View:
    """What every page of a form needs."""

    library: Library
    """What we know of the council."""
    form: Form
    """The form."""
    language: Language
    """The reader's language."""
    files: Mapping[str, str]
    """Names of the files among the answers, by token."""

    def say(self, key: str, **slots: str) -> str:
        """One of the receiver's words as HTML."""
        return self.html(say(self.language.code, key, **slots))

    def html(self, text: str) -> str:
        """Plain text as HTML, in the order that its reader reads."""
        is_rtl = self.language.direction == "rtl"
        return isolate_html(text) if is_rtl else html.escape(text)

    def date(self, day: dt.date) -> str:
        """A day in words."""
        return wording.date(day, self.language)


def section_page(
    view: View, section: Section, progress: Progress, raw: Raw, faults: Mapping[str, Fault]
) -> str:
    """A section with the values that were typed, or those that are known already."""
    fields = "".join(
        _field(view, question, progress.answers.get(question.name, ""), raw, faults)
        for question in section.questions
        if section.when is None or section.when.holds(progress.answers)
    )
    told = "".join(f"<p>{view.html(text.text)}</p>" for text in section.text)
    buttons = "" if section.is_end else _button("next", view.say("continue"))
    if section != view.form.sections[0]:
        buttons += _button("back", view.say("back"))
    body = f"<h2>{view.html(section.title.text)}</h2>{told}{fields}{buttons}"
    return _page(view, _summary(view, faults) + _form(view, section.name, progress, body), faults)


def check_page(view: View, progress: Progress, *, website: bool = False) -> str:
    """Check your answers. `website`: whether the trap was filled in, by a program or by mistake."""
    rows = "".join(
        f"<h2>{view.html(section.title.text)}</h2><dl>"
        + "".join(
            f"<dt>{view.html(q.label.text)}</dt><dd><bdi>{_shown(view, q, progress)}</bdi></dd>"
            for q in asked
        )
        + f"</dl>{_button(f'change-{section.name}', view.say('change'))}"
        for section, asked in to_check(view.form, progress.answers)
    )
    trap = (
        f'<label for="website">{view.say("website")}</label>'
        '<input id="website" name="website" autocomplete="off" tabindex="-1">'
    )
    body = rows + trap + _button("send", view.say("send")) + _button("back", view.say("back"))
    faults = {"website": Fault("website")} if website else {}
    content = f"<h2>{view.say('check')}</h2>" + _form(view, CHECK, progress, body)
    return _page(view, _summary(view, faults) + content, faults)


def confirmation_page(view: View, case: Case) -> str:
    """What a resident sees when the case is safe with us."""
    reference = references.show(case.reference)
    parts = [f'<p class="reference">{view.say("reference", reference=reference)}</p>']
    if case.due is not None:
        parts.append(f"<p>{view.say('answer_by', date=view.date(case.due))}</p>")
    parts += [f"<p>{view.html(text.text)}</p>" for text in view.form.next]
    return _page(view, f"<h2>{view.say('sent')}</h2>{''.join(parts)}", {})


def message_page(view: View, heading: str, lines: Iterable[str]) -> str:
    """A page that only tells something; all of it is plain text."""
    told = "".join(f"<p>{view.html(line)}</p>" for line in lines)
    return _page(view, f"<h2>{view.html(heading)}</h2>{told}", {})


def plain_page(language: Language, title: str, main: str) -> str:
    """A whole page around the content of its main landmark."""
    return (
        f'<!doctype html><html lang="{language.code}" dir="{language.direction}">'
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, '
        f'initial-scale=1"><title>{html.escape(title)}</title>'
        '<link rel="stylesheet" href="/assets/council.css"></head>'
        f"<body><main>{main}</main></body></html>"
    )


def _page(view: View, content: str, faults: Mapping[str, Fault]) -> str:
    title = view.form.title.text
    if faults:
        title = say(view.language.code, "error_prefix") + title
    return plain_page(view.language, title, f"<h1>{view.html(view.form.title.text)}</h1>{content}")


def _form(view: View, step: str, progress: Progress, body: str) -> str:
    address = f"{view.library.council.receiver}{view.form.name}/"
    hidden = {
        "language": view.language.code,
        "step": step,
        "state": pack(view.form.name, progress),
    }
    fields = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(value)}">'
        for name, value in hidden.items()
    )
    return (
        f'<form method="post" action="{address}" enctype="multipart/form-data" novalidate>'
        f"{fields}{body}</form>"
    )


def _button(value: str, label: str) -> str:
    return f'<button name="go" value="{html.escape(value)}">{label}</button>'


def _summary(view: View, faults: Mapping[str, Fault]) -> str:
    if not faults:
        return ""
    items = "".join(
        f'<li><a href="#{name}">{html.escape(fault.code)}</a></li>'
        for name, fault in faults.items()
    )
    return (
        f'<div class="error-summary" role="alert" tabindex="-1" autofocus>'
        f"<h2>{view.say('error_summary')}</h2><ul>{items}</ul></div>"
    )


def _shown(view: View, question: Question, progress: Progress) -> str:
    value = progress.answers.get(question.name, "")
    if not value:
        return view.say("not_answered")
    labels = {option.code: option.label.text for option in question.options}
    shown = show(question.kind, value, {**labels, **view.files}, view.date)
    return html.escape(shown).replace("\n", "<br>")


def _field(
    view: View, question: Question, value: Value, raw: Raw, faults: Mapping[str, Fault]
) -> str:
    name = question.name
    fault = f'<p class="error">{faults[name].code}</p>' if name in faults else ""
    label = f'<label for="{name}">{view.html(question.label.text)}</label>{fault}'
    typed = raw.get(name, ()) or ((value,) if isinstance(value, str) else value)
    kind = KINDS[question.kind]
    if question.kind == "date":
        parts = dict(zip(("year", "month", "day"), str(value).split("-"), strict=False))
        return label + "".join(
            _input(f"{name}-{part}", (raw.get(f"{name}-{part}") or [parts.get(part, "")])[0])
            for part in PARTS_OF_DATE
        )
    if kind.has_options:
        shape = "checkbox" if kind.is_list else "radio"
        return label + "".join(
            f'<label><input type="{shape}" name="{name}" value="{option.code}"'
            f"{' checked' if option.code in typed else ''}>{view.html(option.label.text)}</label>"
            for option in question.options
        )
    if question.kind == "file":
        kept = "".join(
            f'<label><input type="checkbox" name="{name}" value="{html.escape(token)}" checked>'
            f"{view.say('keep_file', name=view.files.get(token, ''))}</label>"
            for token in typed
        )
        return f'{label}{kept}<input type="file" id="{name}" name="{name}" multiple>'
    text = typed[0] if typed else ""
    if question.kind == "textarea":
        return f'{label}<textarea id="{name}" name="{name}">\n{html.escape(text)}</textarea>'
    return label + _input(name, text)


def _input(name: str, value: str) -> str:
    return f'<input id="{name}" name="{name}" value="{html.escape(value)}">'

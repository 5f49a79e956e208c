"""In charge of cases that reach us by telephone, by letter, by e-mail or in person: staff fill in
the same forms as residents, who are told and answered in the same way."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from forms.receiver import showing
from forms.receiver.deadlines import day_of
from forms.receiver.journey import Desk
from forms.receiver.library import library
from forms.receiver.office.roles import powers_of
from forms.receiver.office.words import channel, labels, said, say_faults
from forms.receiver.texts import texts
from forms.receiver.travel import new_progress

CHANNELS = ("telephone", "letter", "email", "in-person")
"""Ways beside the website."""
_LATEST = dt.timedelta(days=60)
"""For so long after its day a letter can be recorded."""
_CHOOSE = ("", "–")
_ISO = "%Y-%m-%d"


def form_choices() -> list[tuple[str, str]]:
    """The forms that make cases, by their names."""
    known = [form for form in library().forms.values() if form.handling == "case"]
    names = [(form.name, labels(form.name).get("title_plain", form.name)) for form in known]
    plain = ((key, html.unescape(name)) for key, name in names)
    return [_CHOOSE, *sorted(plain, key=lambda pair: pair[1])]


def channel_choices() -> list[tuple[str, str]]:
    """The ways beside the website, in words."""
    return [_CHOOSE, *((key, channel(key)) for key in CHANNELS)]


def language_choices() -> list[tuple[str, str]]:
    """The languages that we answer in, by their own names."""
    return [(language.code, language.own_name) for language in library().council.languages]


class Tongues(forms.Select):
    """A list of languages, each marked as what it is in (WCAG 2.2 SC 3.1.2)."""

    def create_option(self, name: str, value: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        """An option with the language of its label."""
        option: dict[str, Any] = super().create_option(name, value, *rest, **more)
        language = library().language(str(value))
        option["attrs"] |= {"lang": language.code, "dir": language.direction}
        return option


class Record(forms.Form):
    """What has to be known before the form itself is filled in."""

    form = forms.ChoiceField(label=said("office_form"), choices=form_choices)
    language = forms.ChoiceField(
        label=said("office_answer_in"), choices=language_choices, widget=Tongues
    )
    channel = forms.ChoiceField(label=said("office_channel"), choices=channel_choices)
    came = forms.DateField(
        label=said("office_came"),
        input_formats=[_ISO],
        widget=forms.DateInput(format=_ISO, attrs={"type": "date"}),
        error_messages={
            "required": said("office_error_came"),
            "invalid": said("office_error_came"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_faults(self.fields)

    def clean_came(self) -> dt.date:
        """A day that the time for the answer can run from. Raises ValidationError."""
        came: dt.date = self.cleaned_data["came"]
        today = day_of(timezone.now())
        if not today - _LATEST <= came <= today:
            raise ValidationError(said("office_error_came"), code="day")
        return came

    def clean(self) -> dict[str, Any]:
        """A form in a language that it is offered in."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        pair = (found.get("form", ""), found.get("language", ""))
        if all(pair) and not texts(settings.ENVIRONMENT.site).offers(*pair):
            self.add_error("language", said("office_error_language"))
        return found


def record(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Asks how a case reached us; then the first page of its form, which goes on by itself."""
    if not powers_of(request.user).works_for:
        raise PermissionDenied
    form = Record(
        request.POST if request.method == "POST" else None,
        initial={"came": day_of(timezone.now())},
    )
    if form.is_valid():
        return HttpResponse(_first_page(request, form.cleaned_data))
    shown = {**context, "title": said("office_record"), "form": form}
    return TemplateResponse(request, "office/record.html", shown)


def _first_page(request: HttpRequest, found: dict[str, Any]) -> str:
    known, environment = library(), settings.ENVIRONMENT
    form, language = known.forms[found["form"]], known.language(found["language"])
    view = showing.View(known, texts(environment.site), form, language, environment.theme)
    desk = Desk(found["channel"], request.user.pk or 0, found["came"].isoformat())
    return showing.section_page(view, form.sections[0], replace(new_progress(), desk=desk))

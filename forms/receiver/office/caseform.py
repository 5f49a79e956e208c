"""In charge of the form with which staff work on a case."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.html import escape, format_html

from forms.receiver.library import library
from forms.receiver.models import Case
from forms.receiver.office import work
from forms.receiver.office.roles import MANAGER, OFFICER, Powers
from forms.receiver.office.words import said, say, say_faults, service

_LONGEST_WORDS = 10_000
_NOTHING = "–"


def colleagues(key: str) -> QuerySet[User]:
    """Who works on the cases of a service."""
    roles = [f"{OFFICER}:{key}", f"{MANAGER}:{key}"]
    return User.objects.filter(is_active=True, groups__name__in=roles).distinct()


def outcomes() -> list[tuple[str, str]]:
    """What we can find, in words."""
    named = [
        (code, say(f"office_outcome_{code.replace('-', '_')}")) for code in Case.Outcome.values
    ]
    return [("", _NOTHING), *named]


def services() -> list[tuple[str, str]]:
    """The teams by their names."""
    return [(key, service(key)) for key in library().council.teams]


class CaseForm(forms.ModelForm):  # type: ignore[type-arg]
    """What can be changed, and the next step."""

    powers: ClassVar[Powers] = Powers()
    """What the person at work may do."""

    step = forms.ChoiceField(label=said("office_step"), required=False)
    words = forms.CharField(
        label=said("office_words"),
        required=False,
        max_length=_LONGEST_WORDS,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 80}),
    )
    days = forms.IntegerField(label=said("office_days"), required=False, min_value=1)
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Case
        fields = (
            "owner",
            "service",
            "outcome",
            "contractor",
            "learning",
            "correction",
            "is_for_publication",
        )
        field_classes = {"outcome": forms.ChoiceField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case, fields = self.instance, self.fields
        steps = work.steps_for(case, manages=case.service in self.powers.manages)
        options = [("", say("office_step_none"))]
        options += [(step, say(f"office_step_{step}")) for step in steps]
        fields["step"].choices = options  # type: ignore[attr-defined]
        fields["owner"].queryset = colleagues(case.service)  # type: ignore[attr-defined]
        fields["owner"].empty_label = _NOTHING  # type: ignore[attr-defined]
        fields["service"] = forms.ChoiceField(label=said("office_service"), choices=services)
        fields["outcome"] = forms.ChoiceField(
            label=said("office_outcome"), choices=outcomes, required=False
        )
        for name in ("owner", "contractor", "learning", "correction"):
            fields[name].label = say(f"office_{name}")
        # Nobody knows what language staff take their notes in.
        for name in ("contractor", "learning", "correction"):
            fields[name].widget.attrs.update(dir="auto")
        fields["is_for_publication"].label = say("office_publish")
        language = library().language(case.language)
        named = format_html('<bdi lang="{}">{}</bdi>', language.code, language.own_name)
        fields["words"].help_text = format_html(
            escape(say("office_words_help", language="{}")), named
        )
        fields["words"].widget.attrs.update(lang=language.code, dir="auto")
        self.initial.update(version=work.version(case), step="")
        most = work.may_extend_by(case) if "extend" in steps else 0
        if most:
            help_text = say("office_days_help", most=str(most))
            fields["days"].help_text = help_text
            fields["days"].error_messages |= {"invalid": help_text, "min_value": help_text}
        else:
            del fields["days"]
        say_faults(fields)

    def clean(self) -> dict[str, Any]:
        """What a step needs; and nobody writes over what another has done meanwhile."""
        found = super().clean() or self.cleaned_data
        # Held until all is saved: Django's admin saves in one transaction.
        case = Case.objects.select_for_update().get(pk=self.instance.pk)
        if found.get("version") != work.version(case):
            raise ValidationError(said("office_error_outdated"), code="outdated")
        step = found.get("step", "")
        if step in work.WITH_MESSAGE and not found.get("words"):
            self.add_error("words", say("office_error_words"))
        if step == "answer" and work.clock_of(case) is not None and not found.get("outcome"):
            self.add_error("outcome", say("office_error_outcome"))
        if step == "extend" and "days" not in self.errors:
            most = work.may_extend_by(case)
            if not 1 <= (found.get("days") or 0) <= most:
                self.add_error("days", say("office_days_help", most=str(most)))
        return found

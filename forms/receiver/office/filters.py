"""In charge of what the list of cases can be narrowed down to."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst

from forms.receiver.clocks import PROMISES
from forms.receiver.deadlines import day_of
from forms.receiver.models import Case, CaseQuerySet
from forms.receiver.office.roles import powers_of
from forms.receiver.office.words import said, say, service


def chosen_of(narrowed: SimpleListFilter) -> str:
    """What was chosen, if it is one of the choices; a database takes not every text."""
    value = narrowed.value()
    return value if value in {str(code) for code, _ in narrowed.lookup_choices} else ""


class Work(SimpleListFilter):
    """What is to be done."""

    title = said("office_work")
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        """The choices."""
        keys = ("mine", "due_today", "overdue", "running", "unowned")
        return [(key, capfirst(say(f"office_{key}"))) for key in keys]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases of a choice."""
        today = day_of(timezone.now())
        assert isinstance(queryset, CaseQuerySet)
        found = queryset
        match self.value():
            case "mine":
                return found.running().filter(owner_id=request.user.pk)
            case "due_today":
                return found.due(today)
            case "overdue":
                return found.overdue(today)
            case "running":
                return found.running()
            case "unowned":
                return found.running().filter(owner=None)
        return queryset


class ByService(SimpleListFilter):
    """One of the services that somebody works for."""

    title = said("office_service")
    parameter_name = "team"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        """The choices."""
        return [(key, service(key)) for key in sorted(powers_of(request.user).works_for)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases of a choice."""
        return queryset.filter(service=chosen) if (chosen := chosen_of(self)) else queryset


class ByStatus(SimpleListFilter):
    """How far we are."""

    title = said("office_status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        """The choices."""
        return [(code, say(f"office_status_{code}")) for code in Case.Status.values]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases of a choice."""
        return queryset.filter(status=chosen) if (chosen := chosen_of(self)) else queryset


class ByStage(SimpleListFilter):
    """The stage of a complaint."""

    title = said("office_stage")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        """The choices."""
        return [(str(stage), str(stage)) for stage in PROMISES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases of a choice."""
        return queryset.filter(stage=int(chosen)) if (chosen := chosen_of(self)) else queryset

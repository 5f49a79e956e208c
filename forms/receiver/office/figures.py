"""In charge of what managers see of their services at a glance."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from forms.receiver.deadlines import day_of
from forms.receiver.office.roles import powers_of
from forms.receiver.office.words import said, service


def figures(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """A line for each service that somebody manages."""
    powers, today = powers_of(request.user), day_of(timezone.now())
    if not powers.manages:
        raise PermissionDenied
    rows = []
    for key in sorted(powers.manages, key=service):
        cases = powers.managed_cases().filter(service=key)
        counts = [cases.running(), cases.due(today), cases.overdue(today), cases]
        rows.append((service(key), [found.count() for found in counts]))
    heads = ["office_running", "office_due_today", "office_overdue", "office_all"]
    shown = {
        **context,
        "title": said("office_figures"),
        "heads": [said(key) for key in heads],
        "rows": rows,
    }
    return TemplateResponse(request, "office/figures.html", shown)

"""In charge of the pages of cases: the list, one case with its answers and history, its files."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import F, QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from forms.receiver import references
from forms.receiver.letters import address_of
from forms.receiver.library import library
from forms.receiver.models import Case, Event
from forms.receiver.office import work
from forms.receiver.office.answers import (
    NOTHING,
    as_resident_wrote,
    in_the_residents_language,
    links_to_cases,
    links_to_files,
    listed,
    shown_answers,
)
from forms.receiver.office.brief import BriefAdmin
from forms.receiver.office.caseform import CaseForm
from forms.receiver.office.export import as_csv
from forms.receiver.office.filters import ByService, ByStage, ByStatus, Work
from forms.receiver.office.history import told
from forms.receiver.office.roles import powers_of
from forms.receiver.office.words import (
    channel,
    day,
    labels,
    moment,
    said,
    say,
    service,
    with_urgency,
)
from forms.receiver.uploads import path_of

_KINDS = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
_TOLD = ("told",)
"""Mark of what is only shown, for the template."""


class CaseAdmin(BriefAdmin):
    """Cases, for those who work on them."""

    form = CaseForm
    list_display = (
        "shown_reference",
        "shown_form",
        "shown_service",
        "shown_status",
        "shown_stage",
        "shown_owner",
        "shown_received",
        "shown_due",
    )
    list_filter = (Work, ByService, ByStatus, ByStage)
    list_per_page = 50
    list_select_related = ("owner",)
    # SQLite and PostgreSQL do not agree on where those without a date stand.
    ordering = (F("due").asc(nulls_last=True), "pk")
    sortable_by = ()
    search_fields = ("reference",)
    search_help_text = said("office_reference")
    actions = ("export",)
    choose = said("office_choose")
    """Head of the column with the boxes to tick."""
    readonly_fields = (
        "shown_form",
        "shown_language",
        "shown_status",
        "shown_stage",
        "shown_received",
        "shown_channel",
        "shown_acknowledged",
        "shown_due",
        "shown_extended",
        "shown_answered",
        "shown_linked",
        "shown_answers",
        "shown_files",
        "shown_address",
        "shown_messages",
        "shown_history",
    )
    fieldsets = (
        (None, {"fields": (*readonly_fields[:11], "shown_address"), "classes": _TOLD}),
        (said("office_answers"), {"fields": ("shown_answers", "shown_files"), "classes": _TOLD}),
        (
            said("office_work"),
            {
                "fields": (
                    "owner",
                    "service",
                    "outcome",
                    "contractor",
                    "learning",
                    "correction",
                    "is_for_publication",
                )
            },
        ),
        (said("office_next"), {"fields": ("step", "words", "days", "version")}),
        (
            said("office_history"),
            {"fields": ("shown_messages", "shown_history"), "classes": _TOLD},
        ),
    )

    # Who may.

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        """The cases that somebody sees; every page begins with it."""
        found = super().get_queryset(request)
        return found.filter(pk__in=powers_of(request.user).cases().values("pk"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether cases are in the menu."""
        return bool(powers_of(request.user).works_for)

    def has_view_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        """Whoever works for the service sees the case."""
        powers = powers_of(request.user)
        return bool(powers.works_for) and (obj is None or obj.service in powers.works_for)

    def has_change_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        """Whoever sees a case works on it."""
        # While a case is being saved it may have another service already.
        return self.has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Residents make cases."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        """Time deletes cases."""
        return False

    # The list.

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list under its own name."""
        return super().changelist_view(request, {"title": said("office_cases")})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Our own filters are enough: an address cannot ask for anything else."""
        return lookup in {one.parameter_name for one in self.list_filter}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Case], search_term: str
    ) -> tuple[QuerySet[Case], bool]:
        """A reference as people write it, or a part of one."""
        typed = "".join(c for c in search_term.upper() if c.isalnum())
        return (queryset.filter(reference__contains=typed) if typed else queryset), False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Managers take cases out."""
        found = super().get_actions(request)
        return found if powers_of(request.user).manages else {}

    @admin.action(description=said("office_export"))
    def export(self, request: HttpRequest, queryset: QuerySet[Case]) -> HttpResponse:
        """CSV of the chosen cases, as far as somebody manages them; the history says who."""
        cases = list(queryset.filter(pk__in=powers_of(request.user).managed_cases().values("pk")))
        actor: Any = request.user
        Event.objects.create(
            actor=actor, kind="exported", at=timezone.now(), detail={"cases": len(cases)}
        )
        response = HttpResponse(as_csv(cases), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="cases.csv"'
        return response

    # One case.

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The case under its own name."""
        return super().change_view(request, object_id, form_url, {"title": said("office_case")})

    def get_form(
        self, request: HttpRequest, obj: Case | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, which asks what the person at work may do."""
        found: Any = super().get_form(request, obj, change=change, **kwargs)
        found.powers = powers_of(request.user)
        return found

    def get_fieldsets(self, request: HttpRequest, obj: Case | None = None) -> Any:
        """Without days where nobody can put the answer off."""
        if obj is not None and "extend" in work.steps_for(
            obj, manages=obj.service in powers_of(request.user).manages
        ):
            return self.fieldsets
        return [
            (name, {**options, "fields": tuple(f for f in options["fields"] if f != "days")})
            for name, options in self.fieldsets
        ]

    def save_model(self, request: HttpRequest, obj: Case, form: Any, change: bool) -> None:
        """Saves with a line in the history."""
        found = form.cleaned_data
        step = found.get("step", "")
        work.take(obj, request.user, step, found.get("words", ""), found.get("days") or 0)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The case has a history of its own, which goes with it."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The history stands on the case's own page."""
        return HttpResponseRedirect(reverse("admin:receiver_case_change", args=[object_id]))

    def get_urls(self) -> list[URLResolver | URLPattern]:  # type: ignore[override]
        """The files of a case beside Django's addresses."""
        view = self.admin_site.admin_view(self.file)
        own = path("<int:case_id>/files/<int:upload_id>/", view, name="receiver_case_file")
        return [own, *super().get_urls()]

    def file(self, request: HttpRequest, case_id: int, upload_id: int) -> FileResponse:
        """A file that a resident added, only to keep and never to open in the page."""
        case = self.get_queryset(request).filter(pk=case_id).first()
        upload = case.uploads.filter(pk=upload_id).first() if case is not None else None
        if upload is None or not path_of(upload).is_file():
            raise Http404
        response = FileResponse(
            path_of(upload).open("rb"),
            as_attachment=True,
            filename=upload.name,
            content_type=_KINDS.get(upload.kind, "application/octet-stream"),
        )
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response

    # What is shown.

    def action_checkbox(self, obj: Case) -> SafeString:
        """The box that takes a case into the table."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" aria-label="{}: {}">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            say("office_choose"),
            references.show(obj.reference),
        )

    @admin.display(description=said("office_reference"))
    def shown_reference(self, case: Case) -> SafeString:
        """The reference, from left to right in every language."""
        return format_html('<bdi dir="ltr">{}</bdi>', references.show(case.reference))

    @admin.display(description=said("office_form"))
    def shown_form(self, case: Case) -> SafeString:
        """The name of the form."""
        known = labels(case.form)
        return mark_safe(known["title"]) if known else format_html("{}", case.form)

    @admin.display(description=said("office_service"))
    def shown_service(self, case: Case) -> str:
        """The name of the team."""
        return service(case.service)

    @admin.display(description=said("office_language"))
    def shown_language(self, case: Case) -> SafeString:
        """The language to answer in, by its own name."""
        language = library().language(case.language)
        return format_html(
            '<span lang="{}" dir="{}">{}</span>',
            language.code,
            language.direction,
            language.own_name,
        )

    @admin.display(description=said("office_status"))
    def shown_status(self, case: Case) -> str:
        """How far we are."""
        return say(f"office_status_{case.status}")

    @admin.display(description=said("office_stage"))
    def shown_stage(self, case: Case) -> int:
        """The stage of a complaint."""
        return case.stage

    @admin.display(description=said("office_owner"))
    def shown_owner(self, case: Case) -> str:
        """Who deals with it."""
        return case.owner.get_username() if case.owner is not None else NOTHING

    @admin.display(description=said("office_received"))
    def shown_received(self, case: Case) -> str:
        """When it came."""
        return moment(case.received)

    @admin.display(description=said("office_channel"))
    def shown_channel(self, case: Case) -> str:
        """How it reached us."""
        return channel(case.channel)

    @admin.display(description=said("office_acknowledged"))
    def shown_acknowledged(self, case: Case) -> str:
        """When it was acknowledged, or by when it has to be."""
        if case.acknowledged is not None or case.acknowledge_by is None:
            return moment(case.acknowledged) or NOTHING
        return say("office_by", date=with_urgency(case, case.acknowledge_by))

    @admin.display(description=said("office_due"))
    def shown_due(self, case: Case) -> str:
        """By when we answer, and whether that day has come or gone."""
        return with_urgency(case, case.due) if case.due is not None else NOTHING

    @admin.display(description=said("office_reason"))
    def shown_extended(self, case: Case) -> SafeString:
        """Why the answer was put off, and what its day was."""
        was = day(case.extended_from)
        if not was:
            return mark_safe(NOTHING)
        reason = in_the_residents_language(case, case.extension_reason)
        return format_html("{} ({})", reason, was)

    @admin.display(description=said("office_status_answered"))
    def shown_answered(self, case: Case) -> str:
        """When it was answered."""
        return moment(case.answered) or NOTHING

    @admin.display(description=said("office_linked"))
    def shown_linked(self, case: Case) -> SafeString:
        """The case before and the cases after; links only for those who work on these."""
        return listed(links_to_cases(case))

    @admin.display(description=said("office_answers"))
    def shown_answers(self, case: Case) -> SafeString:
        """Questions and answers."""
        rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", shown_answers(case))
        return format_html("<dl>{}</dl>", rows) if rows else mark_safe(NOTHING)

    @admin.display(description=said("office_files"))
    def shown_files(self, case: Case) -> SafeString:
        """Links to the files."""
        return listed(links_to_files(case))

    @admin.display(description=said("office_address"))
    def shown_address(self, case: Case) -> SafeString:
        """Where the message goes, or what to do where it can go nowhere."""
        _, to = address_of(case)
        if not to:
            return format_html("{}", say("office_no_address"))
        return format_html('<bdi dir="ltr">{}</bdi>', to)

    @admin.display(description=said("office_messages"))
    def shown_messages(self, case: Case) -> SafeString:
        """What was sent to the resident."""
        return listed(
            format_html(
                "<p>{}: {}</p>{}",
                moment(message.made),
                say(f"office_message_{message.state}"),
                as_resident_wrote(case, f"{message.subject}\n\n{message.text}".strip()),
            )
            for message in case.messages.order_by("made")
        )

    @admin.display(description=said("office_history"))
    def shown_history(self, case: Case) -> SafeString:
        """Every change: when, who, what."""
        events = case.events.select_related("actor").order_by("pk")
        return listed(told(event) for event in events)

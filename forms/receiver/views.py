"""In charge of what is sent to the receiver: the steps of a form, tracking, "is this useful?"."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils import timezone

from forms.cleaning import clean_lines
from forms.definition import Form, Section, deadline_of
from forms.kinds import Fault, Value, is_token
from forms.receiver import journey, references, showing
from forms.receiver.apology import apologise, language_of
from forms.receiver.cases import Submission, find, once_token, received_at, submit
from forms.receiver.clocks import STAGES
from forms.receiver.deadlines import day_of
from forms.receiver.letters import acknowledgement
from forms.receiver.library import Library, library
from forms.receiver.limits import is_too_often
from forms.receiver.logs import mask
from forms.receiver.models import Case, PageUse, Upload
from forms.receiver.texts import texts
from forms.receiver.tracking import find_case
from forms.receiver.travel import Lost, unpack
from forms.receiver.uploads import Refused, are_there, keep

Answer = Callable[..., HttpResponse]
Sent = dict[str, list[str]]

_LONGEST_IMPROVEMENT = 2000
_SPEAK = "language-"
"""How the value of a button of the language switcher begins."""


def careful(view: Answer) -> Answer:
    """A view whose body cannot be read, or whose database is away, still answers with a page."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RequestDataTooBig:
            return apologise(request, 413)
        except (
            BadRequest,
            MultiPartParserError,
            RawPostDataException,
            SuspiciousOperation,
            UnreadablePostError,
            UnicodeError,
        ):
            return apologise(request, 400)
        except DatabaseError:
            return apologise(request, 503)

    return answer


def sent_fields(request: HttpRequest) -> Sent:
    """The fields of a form; its language, or the one that the resident changes to, is noted for
    whatever page answers."""
    fields = dict(request.POST.lists())
    go = _one(fields, "go")
    wished = go.removeprefix(_SPEAK) if changes_language(fields) else _one(fields, "language")
    request.form_language = wished  # type: ignore[attr-defined]
    return fields


def changes_language(fields: Mapping[str, Sequence[str]]) -> bool:
    """Whether a button of the language switcher was pressed."""
    return _one(fields, "go").startswith(_SPEAK)


def _one(fields: Mapping[str, Sequence[str]], name: str) -> str:
    values = fields.get(name, ())
    return values[0] if values else ""


@careful
def answer_form(request: HttpRequest, name: str) -> HttpResponse:
    """A step of a form."""
    known = library()
    form = known.forms.get(name)
    if form is None:
        return apologise(request, 404)
    if request.method != "POST":
        return lead_to_page(request, known, form)
    fields = sent_fields(request)
    if form.handling == "useful":
        return note_use(request, fields)
    if not texts(settings.ENVIRONMENT.site).offers(name, known.source.code):
        return apologise(request, 404)
    if form.handling == "track":
        return track(request, known, form, fields)
    try:
        progress = unpack(name, _one(fields, "state"))
    except Lost:
        if _one(fields, "step") == showing.SENT:
            # Whoever has sent the form must not believe that it is lost.
            return apologise(request, 422, "form_fault_kept")
        return apologise(request, 422, form=name)
    return Steps(request, view_of(request, known, form), fields).answer(progress)


def view_of(request: HttpRequest, known: Library, form: Form) -> showing.View:
    """The form in the reader's language, or in the source language where it is not offered."""
    said, language = texts(settings.ENVIRONMENT.site), language_of(request)
    if not said.offers(form.name, language.code):
        language = known.source
    return showing.View(known, said, form, language, settings.ENVIRONMENT.theme)


def lead_to_page(request: HttpRequest, known: Library, form: Form) -> HttpResponse:
    """Where somebody comes by a link, the form's first page in their language."""
    if not form.address:
        return apologise(request, 405)
    language = known.accepted(request.headers.get("Accept-Language", ""))
    path = f"{language.path}{form.address}"
    if path not in known.pages:
        path = form.address
    return HttpResponseRedirect(f"/{path}", status=303)


class Steps:
    """A page of a form that was sent, and the page that answers it."""

    def __init__(self, request: HttpRequest, view: showing.View, fields: Sent) -> None:
        self._request = request
        self._view = view
        self._form = view.form
        self._fields = fields
        self._now = timezone.now()

    def answer(self, progress: journey.Progress) -> HttpResponse:
        """The page that comes after what was sent."""
        step, go = _one(self._fields, "step"), _one(self._fields, "go")
        if not step and progress.done == frozenset():
            step = self._form.sections[0].name
        if step == showing.SENT:
            return self._show_sent(progress, go)
        if not journey.may_visit(self._form, progress, step):
            return self._show(journey.next_step(self._form, progress), progress)
        if go == "back":
            return self._show(journey.step_before(self._form, progress, step), progress)
        target = go.removeprefix("change-")
        if target != go and journey.may_visit(self._form, progress, target):
            return self._show(target, progress)
        if step == journey.CHECK:
            return self._send(progress) if go == "send" else self._show(step, progress)
        if changes_language(self._fields):
            return self._show_typed(self._form.section(step), progress)
        return self._hear(self._form.section(step), progress)

    def _show(self, step: str, progress: journey.Progress) -> HttpResponse:
        view = self._with_files(progress.answers)
        if step == journey.CHECK:
            return HttpResponse(showing.check_page(view, progress))
        section = self._form.section(step)
        return HttpResponse(showing.section_page(view, section, progress))

    def _with_files(self, answers: Mapping[str, Value], sent: Sequence[str] = ()) -> showing.View:
        """The view with the names of all files that may be shown."""
        tokens = [one for one in (*_tokens(self._form, answers), *sent) if is_token(one)]
        if not tokens:
            return self._view
        there = Upload.objects.filter(token__in=tokens, form=self._form.name)
        return replace(self._view, files={upload.token: upload.name for upload in there})

    def _hear(self, section: Section, progress: journey.Progress) -> HttpResponse:
        refused = self._keep_files(section)
        if refused is None:
            return apologise(self._request, 429)
        heard = journey.hear(section, self._fields, progress.answers, day_of(self._now))
        lost = self._find_lost(section, heard)
        faults = {**heard.faults, **refused, **lost, **wrong_reference(heard)}
        if not faults:
            after = journey.go_on(self._form, progress, section, heard)
            return self._show(journey.next_step(self._form, after), after)
        return self._show_raw(section, progress, heard, faults)

    def _show_typed(self, section: Section, progress: journey.Progress) -> HttpResponse:
        """The page as it was, in another language: nothing that was typed on it is lost."""
        refused = self._keep_files(section)
        if refused is None:
            return apologise(self._request, 429)
        heard = journey.hear(section, self._fields, progress.answers, day_of(self._now))
        return self._show_raw(section, progress, heard, refused)

    def _show_raw(
        self,
        section: Section,
        progress: journey.Progress,
        heard: journey.Heard,
        faults: Mapping[str, Fault],
    ) -> HttpResponse:
        files = [question.name for question in section.questions if question.kind == "file"]
        sent = [token for name in files for token in self._fields.get(name, ())]
        view = self._with_files(progress.answers, sent)
        wrong = showing.Wrong(self._fields, faults, heard.answers)
        page = showing.section_page(view, section, progress, wrong)
        return HttpResponse(page, status=422 if faults else 200)

    def _keep_files(self, section: Section) -> dict[str, Fault] | None:
        """Stores the files of a page, whose tokens join its fields; None: too many of them."""
        faults: dict[str, Fault] = {}
        for question in section.questions:
            if question.kind != "file":
                continue
            tokens = [t for t in self._fields.get(question.name, ()) if t]
            for file in self._request.FILES.getlist(question.name):
                if is_too_often(self._request, "upload", self._now):
                    return None
                try:
                    tokens.append(keep(file, self._form.name, question.name).token)
                except Refused as fault:
                    faults[question.name] = Fault(str(fault))
            self._fields[question.name] = tokens
        return faults

    def _find_lost(self, section: Section, heard: journey.Heard) -> dict[str, Fault]:
        return {
            question.name: Fault("lost-file")
            for question in section.questions
            if question.kind == "file"
            and (tokens := heard.answers.get(question.name))
            and not are_there(tuple(tokens), self._form.name, question.name)
        }

    def _send(self, progress: journey.Progress) -> HttpResponse:
        if _one(self._fields, "website"):
            # No person sees that field: it is there for programs.
            return apologise(self._request, 422, "form_fault")
        once = once_token(progress.journey, self._form.name, progress.answers)
        case = find(once)
        if case is None:
            # One transaction for both: the disk is waited for once.
            with transaction.atomic():
                # Staff who fill in forms for residents all come from one network.
                if progress.desk or not is_too_often(self._request, "send", self._now):
                    case = self._submit(progress, once)
        if case is None:
            return apologise(self._request, 429)
        return self._confirm(case, progress)

    def _show_sent(self, progress: journey.Progress, go: str) -> HttpResponse:
        """The end of a form that was sent: in another language, or as a copy to keep."""
        case = find(once_token(progress.journey, self._form.name, progress.answers))
        if case is None:
            return self._show(journey.next_step(self._form, progress), progress)
        if go == "copy":
            view = self._with_files(progress.answers)
            return HttpResponse(showing.copy_page(view, case, progress))
        return self._confirm(case, progress)

    def _confirm(self, case: Case, progress: journey.Progress) -> HttpResponse:
        has_message = case.messages.exists()
        page = showing.confirmation_page(self._view, case, progress, has_message=has_message)
        return HttpResponse(page)

    def _submit(self, progress: journey.Progress, once: str) -> Case:
        form, known = self._form, self._view.library
        desk = progress.desk
        received = received_at(desk, self._now)
        today = day_of(received)
        promise = deadline_of(form, progress.answers)
        submission = Submission(
            form=form.name,
            language=self._view.language.code,
            service=form.owner,
            stage=STAGES.get(promise, 1),
            follows=self._find_before(progress.answers),
            answers=progress.answers,
            uploads=_tokens(form, progress.answers),
            received=received,
            channel=desk.channel if desk else "online",
            clerk=desk.clerk if desk else None,
            acknowledge_by=known.acknowledge_by(form, today),
            due=known.answer_by(promise, today),
            once=once,
        )
        return submit(submission, functools.partial(acknowledgement, known, self._view.texts, form))

    def _find_before(self, answers: Mapping[str, Value]) -> Case | None:
        """The case that the resident names, where they know a detail of it."""
        named = [str(answers.get(name, "")) for name in ("reference", "detail")]
        return find_case(*named) if all(named) else None


def _tokens(form: Form, answers: Mapping[str, Value]) -> list[str]:
    """Tokens of all files among the answers."""
    names = [question.name for question in form.questions if question.kind == "file"]
    return [token for name in names for token in answers.get(name, ())]


# Where a case stands.


def track(request: HttpRequest, known: Library, form: Form, fields: Sent) -> HttpResponse:
    """Where a case stands, for whoever has its reference and a detail of the resident's.

    A wrong reference and a wrong detail have the same answer, in the same time.
    """
    now = timezone.now()
    view = view_of(request, known, form)
    section = form.sections[0]
    if changes_language(fields):
        typed = showing.Wrong(fields, {}, {})
        return HttpResponse(showing.section_page(view, section, journey.Progress("", {}), typed))
    heard = journey.hear(section, fields, {}, day_of(now))
    faults = {**heard.faults, **wrong_reference(heard)}
    if not faults:
        if is_too_often(request, "track", now):
            return apologise(request, 429)
        case = find_case(*(str(heard.answers.get(name, "")) for name in ("reference", "detail")))
        if case is not None:
            return HttpResponse(showing.status_page(view, case))
        faults = {"reference": Fault("no-case")}
    wrong = showing.Wrong(fields, faults, {})
    page = showing.section_page(view, section, journey.Progress("", {}), wrong)
    return HttpResponse(page, status=422)


def wrong_reference(heard: journey.Heard) -> dict[str, Fault]:
    """What is wrong with a reference that somebody typed; nothing where none was asked for."""
    typed = str(heard.answers.get("reference", ""))
    if not typed or references.read(typed)[0]:
        return {}
    return {"reference": Fault("not-a-reference")}


# Is this page useful?


@careful
def answer_useful(request: HttpRequest) -> HttpResponse:
    """What the form at the end of every page sends."""
    if request.method != "POST":
        return apologise(request, 405)
    return note_use(request, sent_fields(request))


def note_use(request: HttpRequest, fields: Sent) -> HttpResponse:
    """Counts an answer; nothing of who gave it is kept."""
    known = library()
    page, useful = _one(fields, "page"), _one(fields, "useful")
    if page not in known.pages or useful not in ("yes", "no"):
        return apologise(request, 400)
    language = known.language_of_page(page)
    request.form_language = language.code  # type: ignore[attr-defined]
    now = timezone.now()
    if is_too_often(request, "useful", now):
        return apologise(request, 429)
    improve = clean_lines(_one(fields, "improve"))[:_LONGEST_IMPROVEMENT]
    day: dt.date = day_of(now)
    PageUse.objects.create(page=page, is_useful=useful == "yes", improve=mask(improve), on=day)
    said = texts(settings.ENVIRONMENT.site)
    thanks = showing.telling_page(known, said, language, "form_thanks", "form_thanks")
    return HttpResponse(thanks)


# What Django itself finds.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django cannot read."""
    del exception
    return apologise(request, 400)


def forbidden(request: HttpRequest, exception: object = None, reason: str = "") -> HttpResponse:
    """Something that this person may not do, or a form of the office from a strange page."""
    del exception, reason
    return apologise(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere."""
    del exception
    return apologise(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return apologise(request, 500)

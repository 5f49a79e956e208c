"""In charge of the back office as a whole: its addresses, who enters, what each page has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django.contrib.admin
from django.apps import apps
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.static import serve

from forms.receiver.library import library
from forms.receiver.models import Case
from forms.receiver.office.accounts import AccountAdmin
from forms.receiver.office.caseadmin import CaseAdmin
from forms.receiver.office.door import LANGUAGE
from forms.receiver.office.entry import LogIn, next_page, second_step
from forms.receiver.office.figures import figures
from forms.receiver.office.passwords import change_password
from forms.receiver.office.record import record
from forms.receiver.office.roles import has_given_password, is_in, powers_of
from forms.receiver.office.words import language_of, said, say

_ASSETS = Path(django.contrib.admin.__file__).parent / "static"
_OWN_ASSETS = Path(__file__).parent / "static"
_A_DAY = 86_400


class _Words:
    """The office's words for templates, which ask for `words.language`."""

    def __getitem__(self, name: str) -> str:
        return say(f"office_{name}")


class Office(AdminSite):
    """The back office."""

    site_title = said("office_title")
    site_header = said("office_title")
    index_title = said("office_title")
    site_url = None
    login_form = LogIn
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether somebody has come in by both steps, with a password of their own."""
        return is_in(request.user) and not has_given_password(request.user)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page shows."""
        return {
            **super().each_context(request),
            "languages": library().council.languages,
            "here": request.get_full_path() if request.method == "GET" else "",
            "look": f"{library().base}assets/council.css",
            "places": [
                {"url": reverse(f"admin:{url}"), "name": name} for url, name in _places(request)
            ],
            "words": _Words(),
        }

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Name and password; who has passed that goes on to the second step."""
        user: Any = request.user
        if user.is_authenticated and user.is_staff and not user.is_verified():
            query = urlencode({"next": next_page(request)})
            return HttpResponseRedirect(f"{reverse('admin:second_step')}?{query}")
        if is_in(user) and has_given_password(user):
            return HttpResponseRedirect(reverse("admin:password_change"))
        return super().login(request, extra_context)

    def index(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Straight to the work, where somebody has any."""
        for url, _ in _places(request):
            return HttpResponseRedirect(reverse(f"admin:{url}"))
        return super().index(request, extra_context)

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's page for it: the next page of the work says that the password is changed."""
        return HttpResponseRedirect(reverse("admin:index"))

    def app_index(  # type: ignore[override]
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's list of models: there is never more than one."""
        return HttpResponseRedirect(reverse("admin:index"))

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """The office's own addresses before those of Django."""
        return [
            # Whoever has passed only the first step may leave, too.
            path("logout/", self.logout, name="logout"),
            path("second-step/", never_cache(self._second_step), name="second_step"),
            path("password_change/", never_cache(self._change_password), name="password_change"),
            path("language/", set_language, name="language"),
            path("record/", self.admin_view(self._record), name="record"),
            path("figures/", self.admin_view(self._figures), name="figures"),
            *super().get_urls(),
        ]

    def _second_step(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if not (user.is_authenticated and user.is_staff and user.is_active):
            return HttpResponseRedirect(reverse("admin:login"))
        return second_step(request, self.each_context(request))

    def _change_password(self, request: HttpRequest) -> HttpResponseBase:
        if not is_in(request.user):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return change_password(request, self.each_context(request))

    def _record(self, request: HttpRequest) -> HttpResponse:
        return record(request, self.each_context(request))

    def _figures(self, request: HttpRequest) -> HttpResponse:
        return figures(request, self.each_context(request))


def _places(request: HttpRequest) -> list[tuple[str, str]]:
    """Where somebody can go: names of addresses, and what they are called."""
    powers = powers_of(request.user)
    found = [("receiver_case_changelist", say("office_cases"))] if powers.works_for else []
    found += [("record", say("office_record"))] if powers.works_for else []
    found += [("figures", say("office_figures"))] if powers.manages else []
    if powers.is_administrator:
        found.append(("auth_user_changelist", say("office_accounts")))
    return found


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Notes the language that somebody chose."""
    request.session[LANGUAGE] = language_of(request.POST.get("language", "")).code
    return HttpResponseRedirect(next_page(request))


def asset(request: HttpRequest, name: str) -> HttpResponseBase:
    """A style sheet or script of Django's admin, or ours: the same for everybody."""
    root = _OWN_ASSETS if name.startswith("office/") else _ASSETS
    try:
        response: HttpResponseBase = serve(request, name, document_root=str(root))
    except SuspiciousFileOperation as fault:
        raise Http404 from fault
    response.headers["Cache-Control"] = f"public, max-age={_A_DAY}"
    return response


office = Office()
office.register(Case, CaseAdmin)
office.register(User, AccountAdmin)

# The words come when a page is shown; the database knows nothing of them.
for model, one, many in (
    (Case, "office_case", "office_cases"),
    (User, "office_account", "office_accounts"),
):
    # No migration sees these: they are not those of the class.
    model._meta.verbose_name, model._meta.verbose_name_plural = said(one), said(many)
apps.get_app_config("receiver").verbose_name = said("office_cases")


def addresses() -> list[URLResolver | URLPattern]:
    """The addresses of the office."""
    below = settings.ENVIRONMENT.office.lstrip("/")
    return [path(f"{below}static/<path:name>", asset), path(below, office.urls)]

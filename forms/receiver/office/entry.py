"""In charge of getting in: log-in with its limits, and the second step with a code from a phone."""

from __future__ import annotations

import io
from typing import Any

import segno
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django_otp import login as pass_second_step
from django_otp import match_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from forms.receiver.library import library
from forms.receiver.limits import is_one_too_many, is_too_often
from forms.receiver.office.words import said, say


class LogIn(AdminAuthenticationForm):
    """Name and password. Every try counts, the right ones too: so no guess slips through
    while others are being counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = say("office_name")
        wrong = {"invalid_login": say("office_login_wrong")}
        self.error_messages = {**self.error_messages, **wrong}

    def clean(self) -> dict[str, Any]:
        """Checks the limits before the password. Raises ValidationError."""
        now = timezone.now()
        name = str(self.cleaned_data.get("username", "")).casefold()
        assert self.request is not None
        # Both are counted, whatever the first one says.
        tries = [
            is_too_often(self.request, "log-in", now),
            is_one_too_many("account", name, now),
        ]
        if any(tries):
            raise ValidationError(said("office_wait"), code="too-often")
        return super().clean()


class Code(forms.Form):
    """The code that a phone shows."""

    code = forms.CharField(
        label=said("office_code"),
        max_length=12,
        error_messages={"max_length": said("office_factor_wrong")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
    )


def second_step(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Asks for the code; who comes for the first time sets up the phone before.

    Whoever comes here has logged in with a password and is a member of staff.
    """
    user: Any = request.user
    if user.is_verified():
        return HttpResponseRedirect(next_page(request))
    is_new = not TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()
    form = Code(request.POST if request.method == "POST" else None)
    if form.is_valid():
        fault = check_code(request, form.cleaned_data["code"], is_new=is_new)
        if not fault:
            return HttpResponseRedirect(next_page(request))
        form.add_error("code", said(fault))
    shown = {
        **context,
        "form": form,
        "is_new": is_new,
        "next": next_page(request),
        "title": said("office_factor_new" if is_new else "office_factor"),
    }
    if is_new:
        key = own_new_device(user)
        shown |= {"picture": picture(key), "key": spelt(key)}
    return TemplateResponse(request, "office/second_step.html", shown)


def own_new_device(user: Any) -> TOTPDevice:
    """The phone that somebody is setting up: the same until it has shown that it works."""
    device, _ = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "phone"}
    )
    return device


def check_code(request: HttpRequest, typed: str, *, is_new: bool) -> str:
    """Lets somebody in whose code is right; else the key of the words that say why not."""
    user: Any = request.user
    code = "".join(typed.split())
    if is_one_too_many("second-step", str(user.pk), timezone.now()):
        return "office_wait"
    device: Any
    if is_new:
        device = own_new_device(user)
        if not device.verify_token(code):
            return "office_factor_wrong"
        device.confirmed = True
        device.save()
    else:
        device = match_token(user, code)
        if device is None:
            return "office_factor_wrong"
    # A session that somebody knew before is of no use to them now.
    request.session.cycle_key()
    pass_second_step(request, device)
    return ""


def next_page(request: HttpRequest) -> str:
    """Where somebody wanted to go, if that is in our house."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("admin:index")


def spelt(device: TOTPDevice) -> str:
    """The key in groups of four letters, for those who type it."""
    secret = device.config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def picture(device: TOTPDevice) -> str:
    """The key as an SVG that an app can scan; the page has it as text too."""
    drawn = io.BytesIO()
    address = device.config_url
    segno.make(address, error="m").save(
        drawn, kind="svg", omitsize=True, xmldecl=False, svgns=False, nl=False, light="white"
    )
    return mark_safe(drawn.getvalue().decode("utf-8"))


def issuer() -> str:
    """What the app on the phone calls us."""
    return library().council.name.text

"""In charge of what a password has to be, and of those that somebody else made: their holders
choose another before all else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from forms.receiver.models import GivenPassword
from forms.receiver.office.words import said, say


class LongEnough(MinimumLengthValidator):
    """No short password."""

    def get_error_message(self) -> str:
        """How long it has to be."""
        return said("office_password_short", least=str(self.min_length))


class Uncommon(CommonPasswordValidator):
    """No password that many people use."""

    def get_error_message(self) -> str:
        """That it is one."""
        return said("office_password_common")


class UnlikeTheName(UserAttributeSimilarityValidator):
    """No password that is nearly the name."""

    def get_error_message(self) -> str:
        """That it is."""
        return said("office_password_like_name")


def note_given(account: User) -> None:
    """Notes that somebody else has made the password of an account."""
    GivenPassword.objects.get_or_create(account=account)


def describe_passwords(form: Any) -> None:
    """Says in our own words what a password has to be, and that two are not the same."""
    fields: Mapping[str, Any] = form.fields
    differ = {"password_mismatch": said("office_password_differ")}
    form.error_messages = {**getattr(form, "error_messages", {}), **differ}
    for name in ("password1", "new_password1"):
        if name in fields:
            fields[name].help_text = said("office_password_help")
    for name in ("password2", "new_password2"):
        if name in fields:
            fields[name].help_text = ""


class OwnPassword(AdminPasswordChangeForm):
    """A password of one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_passwords(self)

    def clean_new_password2(self) -> str:
        """Another one than before. Raises ValidationError."""
        password: str = self.cleaned_data.get("new_password2", "")
        if password and self.user.check_password(password):
            raise ValidationError(said("office_password_same"), code="same")
        return password

    def save(self, commit: bool = True) -> Any:
        """The given one is gone."""
        GivenPassword.objects.filter(account=self.user).delete()
        return super().save(commit)


class _Change(PasswordChangeView):
    """The page for it; then on to the work."""

    form_class = OwnPassword
    template_name = "office/password.html"

    def get_success_url(self) -> str:
        """To the work, with a word that all is well."""
        messages.success(self.request, say("office_password_changed"))
        return reverse("admin:index")


def change_password(request: HttpRequest, context: dict[str, Any]) -> HttpResponseBase:
    """Asks for a password of one's own; whoever comes here has passed both steps."""
    return _Change.as_view(extra_context=context)(request)

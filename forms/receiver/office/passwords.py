"""In charge of passwords that somebody else made: their holders choose another before all else."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from forms.receiver.models import GivenPassword
from forms.receiver.office.words import said


def note_given(account: User) -> None:
    """Notes that somebody else has made the password of an account."""
    GivenPassword.objects.get_or_create(account=account)


class OwnPassword(AdminPasswordChangeForm):
    """A password of one's own."""

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


def change_password(request: HttpRequest, context: dict[str, Any]) -> HttpResponseBase:
    """Asks for a password of one's own; whoever comes here has passed both steps."""
    view = PasswordChangeView.as_view(
        form_class=OwnPassword,
        success_url=reverse("admin:password_change_done"),
        extra_context=context,
        template_name="office/password.html",
    )
    return view(request)

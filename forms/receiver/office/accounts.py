"""In charge of staff accounts: who has which role, and a new second step for a lost phone."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin, display
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    UserChangeForm,
    UserCreationForm,
)
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from forms.receiver.library import library
from forms.receiver.office.accountlog import noted, told
from forms.receiver.office.brief import BriefAdmin
from forms.receiver.office.passwords import describe_passwords, note_given
from forms.receiver.office.roles import (
    ADMINISTRATOR,
    give_roles,
    powers_of,
    role_names,
)
from forms.receiver.office.words import said, say, say_faults, service


def role_choices() -> list[tuple[str, str]]:
    """Every role with its name in words."""
    return [(name, name_of(name)) for name in role_names(library().council.teams)]


def name_of(role: str) -> str:
    """The name of a role in words."""
    kind, _, key = role.partition(":")
    return say(f"office_role_{kind}", service=service(key))


class _Roles(forms.ModelForm):  # type: ignore[type-arg]
    """Roles beside the fields of an account, in our own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, help_text in (
            ("username", "office_name", "office_name_help"),
            ("is_active", "office_may_log_in", ""),
        ):
            if name in self.fields:
                self.fields[name].label = say(label)
                self.fields[name].help_text = say(help_text) if help_text else ""
        describe_passwords(self)
        say_faults(self.fields)
        if "username" in self.fields:
            self.fields["username"].error_messages["invalid"] = said("office_name_help")

    roles = forms.MultipleChoiceField(
        label=said("office_roles"),
        choices=role_choices,
        required=False,
        help_text=said("office_roles_one"),
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_roles(self) -> list[str]:
        """An administrator sees no cases. Raises ValidationError."""
        roles: list[str] = self.cleaned_data["roles"]
        if ADMINISTRATOR in roles and len(roles) > 1:
            raise ValidationError(said("office_roles_one"))
        return roles


class NewAccount(_Roles, UserCreationForm):  # type: ignore[type-arg]
    """An account that is being made."""


class Account(_Roles, UserChangeForm):  # type: ignore[type-arg]
    """An account that is there."""

    new_factor = forms.BooleanField(
        label=said("office_new_factor"), required=False, help_text=said("office_new_factor_help")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "roles" in self.fields:
            names = self.instance.groups.values_list("name", flat=True)
            self.initial["roles"] = list(names)


class NewPassword(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A new password for somebody; nobody is at work without one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        self.fields["password1"].required = self.fields["password2"].required = True
        describe_passwords(self)


class AccountAdmin(BriefAdmin, UserAdmin):  # type: ignore[type-arg]
    """Accounts, for administrators alone."""

    form = Account
    add_form = NewAccount
    change_password_form = NewPassword
    list_display = ("username", "shown_roles", "shown_active")
    list_filter = ("is_active",)
    filter_horizontal = ()
    fieldsets = ((None, {"fields": ("username", "is_active", "roles", "new_factor")}),)
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2", "roles")}),)
    actions = None

    @display(description=said("office_roles"))
    def shown_roles(self, account: User) -> SafeString:
        """The roles of an account in words."""
        names = ((name_of(group.name),) for group in account.groups.all())
        return format_html_join(mark_safe("<br>"), "{}", names)

    @display(description=said("office_may_log_in"), ordering="is_active")
    def shown_active(self, account: User) -> str:
        """Whether the account can be used."""
        return gettext("Yes") if account.is_active else gettext("No")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list under its own name."""
        return super().changelist_view(request, {"title": said("office_accounts")})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """An account under its own name."""
        return super().change_view(request, object_id, form_url, {"title": said("office_account")})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A new account, under its own name."""
        return super().add_view(request, form_url, {"title": said("office_account_new")})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """What was changed, in the reader's language."""
        account = self.get_object(request, object_id)
        shown = {
            "title": said("office_history"),
            "subtitle": account.get_username() if account is not None else "",
            "lines": partial(told, object_id),
        }
        return super().history_view(request, object_id, shown)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        """What the history keeps of a change."""
        return noted(form, is_new=add)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """All accounts, or none."""
        found = super().get_queryset(request).prefetch_related("groups")
        return found if self.has_view_permission(request) else found.none()

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody gives themselves a role or locks themselves out."""
        is_own = obj is not None and obj.pk == request.user.pk
        return ("shown_roles", "shown_active") if is_own else ()

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """The own account shows its roles, but does not ask for them."""
        sets = super().get_fieldsets(request, obj)
        if obj is None or obj.pk != request.user.pk:
            return sets
        return ((None, {"fields": ("username", "shown_active", "shown_roles")}),)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """An address can ask who is active, and nothing else."""
        return lookup == "is_active__exact"

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether accounts are in the menu."""
        return powers_of(request.user).is_administrator

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Administrators see accounts."""
        return powers_of(request.user).is_administrator

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Administrators make accounts."""
        return powers_of(request.user).is_administrator

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Administrators change accounts."""
        return powers_of(request.user).is_administrator

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts are made inactive: the history of cases names them."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Everybody who has an account here is staff, and nobody is above the roles."""
        obj.is_staff, obj.is_superuser = True, False
        ModelAdmin.save_model(self, request, obj, form, change)
        if obj.pk == request.user.pk:
            # The page does not ask for these, but somebody may send them all the same.
            return
        give_roles(obj, form.cleaned_data["roles"])
        if not change:
            note_given(obj)
        if form.cleaned_data.get("new_factor"):
            TOTPDevice.objects.filter(user=obj).delete()

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """A new password for somebody who has lost theirs, or for oneself."""
        response = super().user_change_password(request, id, form_url)
        account = self.get_object(request, id)
        is_saved = response.status_code == 302
        if is_saved and account is not None and account.pk != request.user.pk:
            note_given(account)
        return response

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Roles are saved already."""

"""In charge of what the office says after something was saved."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.messages import SUCCESS, WARNING
from django.http import HttpRequest

from forms.receiver.office.words import say


class BriefAdmin(ModelAdmin):  # type: ignore[type-arg]
    """Pages that say in a word that all is well, where Django says at length what was saved; and
    in our own words what cannot be done."""

    def message_user(
        self,
        request: HttpRequest,
        message: Any,
        level: Any = SUCCESS,
        extra_tags: str = "",
        fail_silently: bool = False,
    ) -> None:
        """Says it. Django warns of two things: nothing is chosen, or nothing is there to show."""
        warned = "office_none_chosen" if "action" in request.POST else "office_gone"
        ours = {SUCCESS: "office_saved", WARNING: warned}
        shown = say(ours[level]) if level in ours else message
        super().message_user(request, shown, level, extra_tags, fail_silently)

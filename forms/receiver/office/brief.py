"""In charge of what the office says after something was saved."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.messages import SUCCESS
from django.http import HttpRequest

from forms.receiver.office.words import say


class BriefAdmin(ModelAdmin):  # type: ignore[type-arg]
    """Pages that say in a word that all is well, where Django says at length what was saved."""

    def message_user(
        self,
        request: HttpRequest,
        message: Any,
        level: Any = SUCCESS,
        extra_tags: str = "",
        fail_silently: bool = False,
    ) -> None:
        """Says it; what is not well is said as it comes."""
        shown = say("office_saved") if level == SUCCESS else message
        super().message_user(request, shown, level, extra_tags, fail_silently)

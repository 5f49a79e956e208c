"""In charge of what Django calls this app."""

from __future__ import annotations

from django.apps import AppConfig


class Receiver(AppConfig):
    """The receiver of forms."""

    name = "forms.receiver"
    label = "receiver"
    verbose_name = "Cases"

"""In charge of what Django calls this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register


class Receiver(AppConfig):
    """The receiver of forms."""

    name = "forms.receiver"
    label = "receiver"
    verbose_name = "Cases"

    def ready(self) -> None:
        """What waits until all settings are read."""
        # The check reads council.yml, and importing it earlier would read the settings too soon.
        from forms.receiver.checks import check_promises

        register(check_promises)

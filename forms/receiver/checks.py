"""In charge of what `django check` tells whoever runs the receiver about the council's promises."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning

from forms.receiver.clocks import find_slow_promises
from forms.receiver.library import library


def check_promises(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Promises that allow more time than the code that complaints run by."""
    del app_configs, kwargs
    ledger = library().working_days
    code = settings.ENVIRONMENT.complaints
    return [
        Warning(
            f'The promise "{name}" in council.yml allows {promised} working days; '
            f'the clocks "{code}" allow {allowed}.',
            hint="Lower the figure, or choose other clocks with COUNCILSITE_COMPLAINTS.",
            id="receiver.W001",
        )
        for name, promised, allowed in find_slow_promises(code, ledger)
    ]

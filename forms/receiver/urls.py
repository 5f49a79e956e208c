"""In charge of the receiver's addresses, below the one that council.yml names."""

from __future__ import annotations

from django.urls import path

from forms.receiver.library import library
from forms.receiver.office.house import addresses
from forms.receiver.views import answer_form, answer_useful

_BELOW = library().council.receiver.lstrip("/") or "forms/"

urlpatterns = [
    *addresses(),
    path(f"{_BELOW}useful", answer_useful),
    path(f"{_BELOW}useful/", answer_useful),
    path(f"{_BELOW}<slug:name>/", answer_form),
]

handler400 = "forms.receiver.views.bad_request"
handler403 = "forms.receiver.views.forbidden"
handler404 = "forms.receiver.views.not_found"
handler500 = "forms.receiver.views.broken"

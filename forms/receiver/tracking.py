"""In charge of who may see where a case stands: reference and one detail of the resident's."""

from __future__ import annotations

import hmac

from forms.definition import CONTACT
from forms.kinds import KINDS, Asked, Fault, Value
from forms.receiver import references
from forms.receiver.models import Case


def find_case(typed_reference: str, typed_detail: str) -> Case | None:
    """The case of a reference, if the detail is one of its resident's."""
    reference, _ = references.read(typed_reference)
    case = Case.objects.select_related("follows").filter(reference=reference).first()
    # Every detail is compared, with every case and with none, so that time tells nothing.
    fits = [
        _is_same(
            case.contact(name) if case is not None else "",
            KINDS[name].parse({name: [typed_detail]}, name, Asked(False)),
        )
        for name in CONTACT
    ]
    return case if any(fits) else None


def _is_same(known: str, typed: Value | Fault) -> bool:
    has_both = bool(known) and isinstance(typed, str)
    one = known.casefold().encode("utf-8", "replace")
    other = str(typed).casefold().encode("utf-8", "replace")
    return hmac.compare_digest(one, other) and has_both

"""In charge of how often somebody may ask. No address is kept: digests with a salt of the day.

Counts stand in the database, so that all workers on all machines share them. A salt is random and
goes with its day (`forget`): after that nobody, we included, can tell whose the tallies were.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from forms.receiver.models import Salt, Tally

HOUR = 3600
LIMITS: Final[Mapping[str, int]] = {
    "send": 20,
    "track": 20,
    "useful": 30,
    "upload": 40,
    "log-in": 60,
    "account": 10,
    "second-step": 10,
}
"""How often an address may do what in an hour, and how often somebody may try to get into one
account. Many residents share an address: a library, a telephone company. So the limits are wide
enough for a room and narrow enough for a machine."""

_ADD = """
INSERT INTO receiver_tally (key, span, count) VALUES (%s, %s, 1)
ON CONFLICT (key, span) DO UPDATE SET count = receiver_tally.count + 1
RETURNING count
"""


def is_too_often(request: HttpRequest, what: str, now: dt.datetime) -> bool:
    """Counts this time and says whether it is one too many."""
    return is_one_too_many(what, network_of(address_of(request)), now)


def is_one_too_many(what: str, subject: str, now: dt.datetime) -> bool:
    """The same for anything that has a name, such as an account."""
    if settings.ENVIRONMENT.generous:
        return False
    key = _digest(f"{what} {subject}", now.date())
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [key, int(now.timestamp()) // HOUR])
        (count,) = cursor.fetchone()
    return bool(count > LIMITS[what])


def address_of(request: HttpRequest) -> str:
    """The address that the request comes from, as our own proxies tell it."""
    behind: int = settings.ENVIRONMENT.proxies
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    # Each proxy adds one at the end; what stands before ours the sender may have made up.
    if behind and len(told) >= behind and told[-behind]:
        return told[-behind]
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """What counts as one sender: an IPv4 address, or the network of a household in IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found.packed, 64), strict=False))
    return str(found)


def forget(now: dt.datetime) -> None:
    """Deletes the salts of other days and the tallies that count no more."""
    Salt.objects.exclude(day=now.date()).delete()
    Tally.objects.filter(span__lt=int(now.timestamp()) // HOUR).delete()


def _digest(text: str, day: dt.date) -> str:
    salt, _ = Salt.objects.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})
    return hmac.new(salt.salt.encode(), text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

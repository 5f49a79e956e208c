"""In charge of what the machine says about the receiver: environment variables and the secret key.

Everything has a value that is right for a person who tries the program on a machine of their own.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from forms.receiver.clocks import CODES

ROOT = Path(__file__).resolve().parent.parent.parent
_KEY_FILE = "secret.key"
_ADDRESS = re.compile(r"/([A-Za-z0-9._~-]+/)+")


class UnfitSetting(Exception):
    """One sentence for whoever runs the receiver."""


@dataclass(frozen=True, slots=True)
class Environment:
    """How this receiver is set up."""

    project: Path
    """Folder with council.yml and forms/."""
    site: Path
    """Folder of the finished site, which has the shells and the texts of the forms."""
    data: Path
    """Folder for the database, uploads and the file outbox; outside of the site."""
    database: str
    """Address of the database; empty for SQLite in `data`."""
    hosts: tuple[str, ...]
    """Names that the receiver answers to."""
    is_development: bool
    """Whether it runs on a person's own machine, without TLS."""
    proxies: int
    """How many proxies of ours stand before the receiver and name the resident's address."""
    outbox: str
    """How messages leave: `file`, `smtp` or `notify`."""
    generous: bool
    """Whether there are no limits to how often somebody may ask: for measurements."""
    office: str
    """Address of the back office, with a slash at both ends."""
    complaints: str
    """Key in `clocks.CODES`: the clocks that complaints run by."""

    @property
    def theme(self) -> Path:
        """Folder of the templates: the project's own or ours."""
        own = self.project / "theme"
        return own if own.is_dir() else ROOT / "theme"

    @property
    def arriving(self) -> Path:
        """Folder for files that are still on their way."""
        return self.data / "arriving"


def read_environment(values: Mapping[str, str] = os.environ) -> Environment:
    """The environment; raises UnfitSetting."""
    project = Path(values.get("COUNCILSITE_PROJECT", str(ROOT))).resolve()
    site = Path(values.get("COUNCILSITE_SITE", str(project / "site"))).resolve()
    data = Path(values.get("COUNCILSITE_DATA", str(project / "data"))).resolve()
    if data == site or site in data.parents:
        raise UnfitSetting(
            f"COUNCILSITE_DATA is {data}, which lies in the site that everybody can read: "
            "name a folder outside of it."
        )
    proxies = values.get("COUNCILSITE_PROXIES", "0")
    if not proxies.isdecimal():
        raise UnfitSetting(f'COUNCILSITE_PROXIES is "{proxies}": write a number such as 1.')
    outbox = values.get("COUNCILSITE_OUTBOX", "file")
    if outbox not in ("file", "smtp", "notify"):
        raise UnfitSetting(f'COUNCILSITE_OUTBOX is "{outbox}": write file, smtp or notify.')
    office = values.get("COUNCILSITE_OFFICE", "/office/")
    if not _ADDRESS.fullmatch(office):
        raise UnfitSetting(f'COUNCILSITE_OFFICE is "{office}": write an address such as /office/.')
    complaints = values.get("COUNCILSITE_COMPLAINTS", "code-2024")
    if complaints not in CODES:
        known = " or ".join(CODES)
        raise UnfitSetting(f'COUNCILSITE_COMPLAINTS is "{complaints}": write {known}.')
    hosts = tuple(name for name in values.get("COUNCILSITE_HOSTS", "").split(",") if name)
    return Environment(
        project,
        site,
        data,
        values.get("DATABASE_URL", ""),
        hosts or ("localhost", "127.0.0.1", "[::1]"),
        not hosts,
        int(proxies),
        outbox,
        values.get("COUNCILSITE_GENEROUS", "") == "yes",
        office,
        complaints,
    )


def make_folders(environment: Environment) -> None:
    """Makes the folders that the receiver writes to; nobody else may look into them."""
    for folder in (environment.data, environment.arriving):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def secret_key(data: Path, values: Mapping[str, str] = os.environ) -> str:
    """The key that signs what residents' browsers keep for us; made once where there is none."""
    if given := values.get("COUNCILSITE_SECRET_KEY", ""):
        if len(given) < 50:
            raise UnfitSetting("COUNCILSITE_SECRET_KEY is short: write at least 50 characters.")
        return given
    path = data / _KEY_FILE
    if not path.exists():
        # Workers that start at the same moment agree on the key whose link comes first.
        made = path.with_name(f".{_KEY_FILE}.{os.getpid()}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="utf-8")


def database(environment: Environment) -> dict[str, Any]:
    """What Django wants to know of the database."""
    parts = urlsplit(environment.database)
    if not environment.database or parts.scheme == "sqlite":
        path = unquote(parts.path) if environment.database else ""
        return _sqlite(Path(path) if path else environment.data / "cases.sqlite3")
    if parts.scheme not in ("postgres", "postgresql"):
        raise UnfitSetting(
            f'DATABASE_URL begins with "{parts.scheme}": it is postgresql://user:password@host/'
            "database, or sqlite:///path of a file."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Seconds to wait for another writer.
            "timeout": 20,
            # A transaction that reads first and then writes would fail where another one wrote
            # in between; so each takes its place in the queue of writers when it begins.
            "transaction_mode": "IMMEDIATE",
            # FULL: what was committed is on the disk, even if the power goes.
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL",
        },
    }

"""A receiver that has nothing yet, for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from receiver.residents import HOME, Resident


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """The folder of the receiver, with an empty database."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    yield HOME
    connection.close()


@pytest.fixture
def receiver(home: Path) -> Iterator[Path]:
    """A receiver that has nothing yet; its folder."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    yield home
    kept = ("contenttypes.", "auth.permission")
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.label_lower.startswith(kept)
    ]
    # A table that has nothing is left alone: PostgreSQL takes its time over each.
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        tables = [row[0] for row in cursor.fetchall()]
    # "flush" would also make all of Django's permissions anew.
    connection.ops.execute_sql_flush(
        connection.ops.sql_flush(no_style(), tables, allow_cascade=True)
    )
    for folder in ("uploads", "outbox"):
        shutil.rmtree(home / "data" / folder, ignore_errors=True)


@pytest.fixture
def resident(receiver: Path) -> Resident:
    """A resident before the first page of the form."""
    return Resident()

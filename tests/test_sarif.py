"""SARIF fits its schema, which an npm package of Microsoft's ships."""

from __future__ import annotations

import os
import subprocess

import pytest
from test_reports import NOTHING, SCHEMAS, everything

from a11y.outcome import Outcome
from a11y.reports import sarif


def validate(text: str) -> str:
    """What is wrong with a text by the schema; empty where all is well."""
    done = subprocess.run(
        ["node", SCHEMAS / "validate_sarif.js", os.environ["COUNCILSITE_NODE_MODULES"]],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("made", [everything(), NOTHING], ids=["all", "none"])
def test_sarif_fits_its_schema(made: Outcome) -> None:
    assert validate(sarif.make(made)) == ""


def test_the_schema_is_not_content_with_anything() -> None:
    wrong = validate(sarif.make(everything()).replace('"ruleId"', '"rulez"'))
    assert "should NOT have additional properties" in wrong

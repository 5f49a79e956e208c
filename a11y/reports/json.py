"""In charge of the findings as JSON: a list, for other programs."""

from __future__ import annotations

import dataclasses
import json

from a11y.outcome import Outcome


def make(outcome: Outcome) -> str:
    """Every finding of the run, accepted ones too, with what it is by the baseline."""
    standings = outcome.standings()
    rows = []
    for finding in outcome.run.findings:
        place = outcome.origins.get(finding)
        row = dataclasses.asdict(finding)
        row |= {"file": place.file if place else None, "line": place.line if place else None}
        rows.append({**row, "baseline": standings[finding]})
    return json.dumps(rows, ensure_ascii=False, indent=1)

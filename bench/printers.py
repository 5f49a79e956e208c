"""In charge of large print: how many PDFs a second each program makes of the same pages."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import printing
from environment import ROOT, Environment
from running import OURS, Broken, run, show_table

LEAST_PDFS = 10
"""Target: so many PDFs in large print for a second of one core."""


def compare_printing(environ: Environment, pages: int) -> bool:
    """Prints how many PDFs a second each program makes of the same pages, on one core."""
    script = str(ROOT / "bench" / "printing.py")
    rows, rate = [], 0.0
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = str(Path(name) / "demonstration")
        said = run([str(environ.python), script, "build", folder, str(pages)], ROOT)[1]
        files = said.splitlines()[-1]
        for program in printing.PROGRAMS:
            done = subprocess.run(
                [str(environ.python), script, program, folder],
                input=files,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                if program == OURS:
                    raise Broken(f"large print was not measured: {done.stderr.strip()[-500:]}")
                reason = (done.stderr.strip().splitlines() or ["no reason"])[-1]
                rows.append((program, "not measured", "", "", reason[:60]))
                continue
            took = json.loads(done.stdout.splitlines()[-1])
            number, wall, cpu = took["documents"], took["wall"], took["cpu"]
            rows.append(
                (
                    program,
                    str(number),
                    f"{number / wall:.1f}",
                    "" if program == "chromium" else f"{number / cpu:.1f}",
                    "",
                )
            )
            rate = number / cpu if program == OURS else rate
    show_table(("program", "PDFs", "a second on one core", "a second of its CPU time", ""), rows)
    met = rate >= LEAST_PDFS
    print(
        f"Target: at least {LEAST_PDFS} PDFs in a second of CPU time. "
        f"Measured: {rate:.1f}, {'met' if met else 'not met'}."
    )
    return met

"""In charge of our own checks: finds them in the folder `checks`, one file each.

A check is a module. Its docstring says in a sentence what it finds. It has:

- ``CRITERION``: the success criterion of WCAG 2.2, such as "2.4.4"; "" for good practice beyond it.
- ``SEVERITY``: ERROR for what is certain, WARNING for what a person must look at.
- ``DIFFERS_BY``: which traits of a state can change its answer: any of "content", "size", "look".
- ``MESSAGE``: what is wrong, with names in braces for what a sighting brings: 'The link "{text}"…'.
- ``ADVICE``: what to do about it, for people who write pages.
- either ``SCRIPT``, JavaScript that looks at the page as it is, changes nothing, and calls
  ``report(element, {text: …})`` for each sighting; it sees ``kit`` (kit.js), and with
  ``LISTENERS = True`` asks ``kit.handlersOf`` what elements listen to;
  or ``check(page)``, a function that may use keys, sizes and pictures, and returns Sightings.
  With both, ``check(page)`` gets what SCRIPT reported as a second argument, to judge it in Python.
- ``FAILS`` and ``PASSES``: examples that the check must and must not find fault with. Text that
  does not begin with "<!doctype" stands in the main landmark of a good page.

The module's name is the rule's name, with hyphens.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import a11y.checks
from a11y.findings import ERROR, WARNING, Sighting

TRAITS = ("content", "size", "look")
"""In what one state of a page may differ from another."""


@dataclass(frozen=True, slots=True)
class Check:
    """One of our own checks; the module's docstring explains each part."""

    rule: str
    """Name, such as "vague-link"."""
    about: str
    """What it finds, in a sentence."""
    criterion: str
    severity: str
    differs_by: tuple[str, ...]
    message: str
    advice: str
    script: str
    """Empty where the check is a function alone."""
    listeners: bool
    """Whether the script asks what elements listen to."""
    judge: Callable[..., Iterable[Sighting]] | None
    """The function `check`; None where the check is a script alone."""
    fails: tuple[str, ...]
    passes: tuple[str, ...]


class UnfitCheck(Exception):
    """A file in the folder `checks` that is not a check: one sentence that says what it lacks."""


@cache
def read_checks() -> tuple[Check, ...]:
    """All checks, by name. Raises UnfitCheck."""
    names = sorted(module.name for module in pkgutil.iter_modules(a11y.checks.__path__))
    return tuple(_read_check(importlib.import_module(f"a11y.checks.{name}")) for name in names)


def _read_check(module: ModuleType) -> Check:
    name = module.__name__.rpartition(".")[2]
    script, judge = getattr(module, "SCRIPT", ""), getattr(module, "check", None)
    wanted = ("CRITERION", "SEVERITY", "DIFFERS_BY", "MESSAGE", "ADVICE", "FAILS", "PASSES")
    missing = [part for part in wanted if not hasattr(module, part)]
    missing += [] if script or judge else ["SCRIPT or check"]
    missing += [] if module.__doc__ else ["docstring"]
    if missing:
        raise UnfitCheck(f"a11y/checks/{name}.py lacks {', '.join(missing)}.")
    if module.SEVERITY not in (ERROR, WARNING) or not {*module.DIFFERS_BY} <= {*TRAITS}:
        raise UnfitCheck(f"a11y/checks/{name}.py has a SEVERITY or a trait that does not exist.")
    return Check(
        rule=name.replace("_", "-"),
        about=(module.__doc__ or "").strip().splitlines()[0],
        criterion=module.CRITERION,
        severity=module.SEVERITY,
        differs_by=module.DIFFERS_BY,
        message=module.MESSAGE,
        advice=module.ADVICE,
        script=script,
        listeners=getattr(module, "LISTENERS", False),
        judge=judge,
        fails=module.FAILS,
        passes=module.PASSES,
    )

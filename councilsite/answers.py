"""In charge of answers that hold as long as the code does: what slow libraries said in other runs.

A run after a small change asks what the run before it asked. Loading Babel and its locales to hear
the same again would be a sixth of it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

Answers = dict[str, dict[tuple[Any, ...], Any]]
"""Answers to what was asked, by the name of the function that was asked."""

_MOST = 2_000
"""Answers of one function that are known at a time: headers change, and visitors of a receiver can
ask for any date."""

_known: Answers = {}


def lasting(function: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
    """Asks once, like functools.cache, and not in a later run either where `recall` is called.

    The answer may depend on nothing but the arguments, the code and the packages it is pinned to.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def ask(*question: *Ts) -> T:
        known = _known.setdefault(name, {})
        if question in known:
            answer: T = known[question]
            return answer
        if len(known) >= _MOST:
            known.pop(next(iter(known)), None)
        known[question] = answer = function(*question)
        return answer

    return ask


def recall(answers: Answers) -> None:
    """Knows from now on what `collect` gave in an earlier run of the same code."""
    for name, known in answers.items():
        _known.setdefault(name, {}).update(known)


def collect() -> Answers:
    """Every answer that is known, for later runs."""
    return _known

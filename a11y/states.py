"""In charge of the matrix: the states of a page, and what must be looked at in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DESKTOP = (1280, 900)
PHONE = (320, 640)
"""The width at which WCAG 2.2 SC 1.4.10 asks for reflow, which is also a small phone's."""

LOADED = "loaded"
"""Content as it is when the page has loaded."""
OPENED = "opened"
"""Content with everything open that opens: menus, details, tabs."""


@dataclass(frozen=True, slots=True)
class State:
    """One way in which a page is looked at."""

    content: str
    """LOADED, OPENED, or the name of an entry in states.yml."""
    size: str
    """"desktop" or "phone"."""
    look: str
    """"light", "dark" or "forced" (colours that the person's system sets)."""

    @property
    def name(self) -> str:
        """For people: "phone, dark"."""
        parts = [self.size, self.look, *([] if self.content == LOADED else [self.content])]
        return ", ".join(parts)

    @property
    def window(self) -> tuple[int, int]:
        """Width and height of the window in CSS pixels."""
        return PHONE if self.size == "phone" else DESKTOP


LOOKS = ("light", "dark", "forced")

STATES = (
    *(State(LOADED, "desktop", look) for look in LOOKS),
    *(State(LOADED, "phone", look) for look in LOOKS),
    # On the phone, where menus are closed at first.
    State(OPENED, "phone", "light"),
)
"""Those that every page has. All of one size stand together, as a page is loaded once for each, and
what opens is opened last."""


class Ledger:
    """What has been looked at on a page already: nothing is scanned twice that cannot differ."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, ...]] = set()

    def is_new(self, name: str, differs_by: Iterable[str], state: State) -> bool:
        """Whether a check of this name must still run in a state; notes that it does."""
        key = (name, *(getattr(state, trait) for trait in sorted(differs_by)))
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

"""In charge of reading YAML that people write: values keep their lines, faults are gathered.

PyYAML is imported where there is a file to read: a run after a small change knows all that it had.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from councilsite.model import Finding, Place, Text

if TYPE_CHECKING:
    import yaml

T = TypeVar("T")

_DEEPEST = 40
_LONGEST_SHOWN = 60
_MARKERS = re.compile(r"\s*(?:[-?]\s+){20}")


class Node(NamedTuple):
    """A value of a YAML file and the line that it starts on."""

    value: str | dict[str, Node] | list[Node]
    """Text, mapping or list."""
    line: int
    """First line is 1."""


class Reader:
    """Turns nodes of one file into checked values and gathers what is wrong on the way.

    Where a node does not fit, each method adds a finding and returns some value of its kind, so
    that one run shows all faults of a file.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def complain(self, line: int, rule: str, message: str, remedy: str) -> None:
        """Adds an error at a line."""
        self.findings.append(Finding(rule, Place(self.file, line), message, remedy))

    def parse(self, text: str, first_line: int = 1) -> Node | None:
        """Reads YAML text; None where it is no YAML. `first_line`: its first line in the file."""
        import yaml

        # Base loaders read every scalar as text: 01632 is no octal number, `no` is no boolean.
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        self._seen: set[int] = set()
        deep = find_deep_line(text)
        if deep:
            # LibYAML would take Python down with it.
            self._no_yaml(first_line + deep - 1, "values are nested too deeply")
            return None
        try:
            root = yaml.compose(text, Loader=loader)
            return None if root is None else self._node(root, first_line)
        except yaml.MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            line = first_line + (mark.line if mark else 0)
            self._no_yaml(line, fault.problem or fault.context or "cannot be read")
        except yaml.YAMLError as fault:
            self._no_yaml(first_line, str(fault).splitlines()[0])
        except RecursionError:
            self._no_yaml(first_line, "values are nested too deeply")
        return None

    def _no_yaml(self, line: int, problem: str) -> None:
        self.complain(
            line,
            "yaml-syntax",
            f"this is not YAML: {problem}.",
            "Check indentation, colons and quotes here and in the line above.",
        )

    def _node(self, node: yaml.Node, first_line: int) -> Node:
        import yaml

        line = first_line + node.start_mark.line
        if id(node) in self._seen:
            # A few lines of aliases can stand for millions of values.
            self._no_yaml(line, "an alias (*name) repeats a value; write the value out")
            return Node("", line)
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            found: dict[str, Node] = {}
            for key, value in node.value:
                name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
                if name in found:
                    self.complain(
                        first_line + key.start_mark.line,
                        "repeated-key",
                        f'the key "{name}" stands here twice.',
                        "Keep one of them.",
                    )
                # A value counts as standing on the line of its key, where a person looks for it.
                line_of_key = first_line + key.start_mark.line
                found[name] = Node(self._node(value, first_line).value, line_of_key)
            return Node(found, line)
        if isinstance(node, yaml.SequenceNode):
            return Node([self._node(item, first_line) for item in node.value], line)
        return Node(str(node.value), line)

    def mapping(
        self, node: Node, what: str, required: Iterable[str], optional: Iterable[str] = ()
    ) -> dict[str, Node]:
        """Values of a mapping that may hold only the named keys and must hold the required ones."""
        values = self.entries(node, what)
        required = tuple(required)
        known = (*required, *optional)
        for key, value in values.items():
            if key not in known:
                self.complain(
                    value.line,
                    "unknown-key",
                    f'{what} has the key "{_shortened(key)}", which means nothing here.',
                    f"{did_you_mean(key, known)}Known keys: {', '.join(known)}.",
                )
        for key in required:
            if key not in values and isinstance(node.value, dict):
                self.complain(
                    node.line, "missing-key", f'{what} has no "{key}".', f"Add a line {key}: ..."
                )
        return {key: value for key, value in values.items() if key in known}

    def entries(self, node: Node, what: str) -> dict[str, Node]:
        """Values of a mapping whose keys are free."""
        if isinstance(node.value, dict):
            return node.value
        self._unfit(node, what, "a mapping (lines of the form key: value)")
        return {}

    def each(self, node: Node, what: str, read: Callable[[Node], T]) -> tuple[T, ...]:
        """Values of a list."""
        if isinstance(node.value, list):
            return tuple(read(item) for item in node.value)
        self._unfit(node, what, "a list")
        return ()

    def words(self, node: Node | None, what: str, default: str = "") -> str:
        """A text that is not empty."""
        if node is None:
            return default
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        self._unfit(node, what, "a text")
        return default

    def text(self, node: Node | None, what: str) -> Text:
        """A text that is not empty, with its place."""
        line = 1 if node is None else node.line
        return Text(" ".join(self.words(node, what).split()), Place(self.file, line))

    def choice(self, node: Node | None, what: str, options: Iterable[str], default: str) -> str:
        """One of the named words."""
        if node is None:
            return default
        options = tuple(options)
        value = node.value if isinstance(node.value, str) else ""
        if value in options:
            return value
        self._unfit(node, what, f"one of {', '.join(options)}", did_you_mean(value, options))
        return default

    def integer(self, node: Node | None, what: str) -> int:
        """A whole number of at least 0."""
        if node is None:
            return 0
        if isinstance(node.value, str) and re.fullmatch(r"[0-9]{1,12}", node.value):
            return int(node.value)
        self._unfit(node, what, "a whole number without sign, point or comma")
        return 0

    def date(self, node: Node | None, what: str) -> dt.date:
        """A day in the form 2026-10-12."""
        value = node.value if node is not None and isinstance(node.value, str) else ""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            try:
                return dt.date.fromisoformat(value)
            except ValueError:
                pass
        if node is not None:
            self._unfit(node, what, "a day in the form 2026-10-12")
        return dt.date.min

    def time(self, node: Node | None, what: str) -> dt.time:
        """A time of day in the form 09:30."""
        value = node.value if node is not None and isinstance(node.value, str) else ""
        if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
            return dt.time.fromisoformat(value)
        if node is not None:
            self._unfit(node, what, 'a time in the form "09:30"')
        return dt.time.min

    def pattern(self, node: Node | None, what: str, pattern: str, expected: str) -> str:
        """A text of a given form; empty where it has another."""
        value = self.words(node, what)
        if node is not None and value and not re.fullmatch(pattern, value, re.ASCII):
            self._unfit(node, what, expected)
            return ""
        return value

    def reference(
        self, node: Node | None, what: str, known: Mapping[str, object], where: str
    ) -> str:
        """A key of another part of the file."""
        value = self.words(node, what)
        if node is not None and value and value not in known:
            self.complain(
                node.line,
                "unknown-reference",
                f'{what} is "{_shortened(value)}", which {where} does not have.',
                f"{did_you_mean(value, known)}Known: {', '.join(known) or 'none'}.",
            )
        return value

    def _unfit(self, node: Node, what: str, expected: str, hint: str = "") -> None:
        shown = f'"{_shortened(node.value)}"' if isinstance(node.value, str) else "of another kind"
        self.complain(node.line, "unfit-value", f"{what} is {shown}.", f"{hint}Write {expected}.")


def find_deep_line(text: str) -> int:
    """First line on which values are nested too deeply to be meant; 0 where there is none."""
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")
        indent = len(line) - len(line.lstrip(" "))
        if depth > _DEEPEST or indent > 2 * _DEEPEST or _MARKERS.match(line):
            return number
    return 0


def _shortened(text: str) -> str:
    """A value for a message: one line, not too long."""
    line = re.sub(r"\s", " ", text)
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}..."


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean "x"? ` for the nearest known word, or an empty string."""
    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f'Did you mean "{near[0]}"? ' if near else ""

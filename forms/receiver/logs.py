"""In charge of what may stand in a log: never what a resident wrote, nor who or where they are."""

from __future__ import annotations

import logging
import re
import traceback

_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_NUMBER = re.compile(r"\+?\d[\d ()./-]{5,}\d")
_IP = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){3,7}\b")
_QUERY = re.compile(r"\?[^\s\"']*")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\([^()]*\)=\([^()]*\)")


def mask(text: str) -> str:
    """A line without e-mail addresses, telephone numbers, network addresses and queries."""
    for pattern in (_QUERY, _ADDRESS, _IP, _NUMBER):
        text = pattern.sub("[...]", text)
    return text


class Impersonal(logging.Filter):
    """Takes out of every record what could lead back to a person."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the record; all records pass."""
        message = record.getMessage()
        record.msg, record.args = mask(message), ()
        for name in ("request", "status_code", "params", "sql"):
            record.__dict__.pop(name, None)
        return True


class Plain(logging.Formatter):
    """Shows where something broke, without the values: databases quote them in their messages."""

    def formatException(self, ei: object) -> str:  # noqa: N802
        """File, line and function of each call, and the kind of fault."""
        kind, _, trace = ei  # type: ignore[misc]
        calls = "".join(
            f'  File "{call.filename}", line {call.lineno}, in {call.name}\n'
            for call in traceback.extract_tb(trace)  # type: ignore[has-type]
        )
        return f"{calls}{kind.__name__}"  # type: ignore[has-type]

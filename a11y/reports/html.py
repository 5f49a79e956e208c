"""In charge of the findings as one accessible page, for people who do not use a terminal."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from a11y.baseline import Judged
from a11y.criteria import describe, find_address
from a11y.findings import ERROR
from a11y.outcome import Cause, Group, Outcome, group_findings

MOST_NAMED = 20
"""Pages that are named for one cause."""

_OTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]+(?:[\W\d_]*[^\W\d_a-zA-Z\u00c0-\u024f]+)*")
"""Words that are not in Latin letters: what a page says, quoted."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --text: #1b1b1b; --back: #fff; --link: #00508a; --line: #666; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --text: #f2f2f2; --back: #161616; --link: #8fd0ff; --line: #9a9a9a; }}
}}
body {{
  font: 1rem/1.5 system-ui, sans-serif;
  color: var(--text);
  background: var(--back);
  margin: 0;
  padding: 1rem;
  overflow-wrap: anywhere;
}}
main {{ max-width: 42rem; margin: 0 auto; }}
a {{ color: var(--link); }}
:focus-visible {{ outline: 3px solid var(--link); outline-offset: 2px; }}
h1, h2, h3 {{ line-height: 1.3; }}
section {{ border-top: 1px solid var(--line); margin-top: 2rem; }}
li {{ margin: .5rem 0; }}
code {{ font-size: 1rem; }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def make(outcome: Outcome) -> str:
    """The page: what fails first, then what the baseline accepts."""
    run, failing = outcome.run, outcome.verdict.failing
    title = "Accessibility of the site" if not failing else "Accessibility barriers of the site"
    body = [
        f"<h1>{title}</h1>",
        *_sum_up(outcome),
        *_tell_unscanned(outcome),
        *_tell_groups(group_findings(failing, outcome.origins)),
        *_tell_accepted(outcome.verdict.accepted),
        *_tell_old(outcome),
    ]
    return _PAGE.format(title=f"{title}, {run.date}", body="\n".join(body))


def _sum_up(outcome: Outcome) -> Iterator[str]:
    run, failing = outcome.run, outcome.verdict.failing
    errors = sum(finding.severity == ERROR for finding in failing)
    yield (
        f"<p>On {_day(run.date)} we looked at {_count(run.pages, 'page')}. "
        f"{_count(run.kept, 'page')} had not changed since an earlier run. The others were looked "
        f"at in {_count(run.states, 'state')}, which took {run.seconds:.0f} seconds.</p>"
    )
    if failing:
        yield (
            f"<p>{_count(errors, 'place')} certainly keep people out. "
            f"{_count(len(failing) - errors, 'place')} need a person to look.</p>"
        )
    else:
        yield "<p>Nothing new was found.</p>"


def _tell_unscanned(outcome: Outcome) -> Iterator[str]:
    if outcome.run.unscanned:
        yield "<section>\n<h2>Pages that could not be looked at</h2>\n<ul>"
        for page in outcome.run.unscanned:
            yield f"<li>{_code(page.page)}: {_words(page.reason)}.</li>"
        yield "</ul>\n</section>"


def _tell_groups(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        kind = "Error" if group.severity == ERROR else "Please look"
        yield f"<section>\n<h2>{kind}: {_words(group.rule)} ({_words(group.engine)})</h2>"
        yield f"<p>{_criterion(group.criterion)}</p>"
        if group.advice:
            yield f"<p>What to do: {_words(group.advice)}</p>"
        yield "<ol>"
        for cause in group.causes:
            yield from ("<li>", *_tell_cause(cause), "</li>")
        yield "</ol>\n</section>"


def _tell_cause(cause: Cause) -> Iterator[str]:
    yield f"<p>{_words(cause.message)}</p>"
    if cause.snippet:
        yield f"<p>{_code(cause.snippet)}</p>"
    if cause.place:
        yield f"<p>Edit {_code(str(cause.place))}.</p>"
    yield f"<p>Seen in: {html.escape('; '.join(cause.states))}.</p>"
    yield f"<p>On {_count(len(cause.pages), 'page')}:</p>\n<ul>"
    yield from (f"<li>{_code(page)}</li>" for page in cause.pages[:MOST_NAMED])
    more = len(cause.pages) - MOST_NAMED
    yield f"<li>and {more} more</li>\n</ul>" if more > 0 else "</ul>"


def _criterion(number: str) -> str:
    address, name = find_address(number), html.escape(describe(number))
    return f'<a href="{address}">{name}</a>' if address else name[:1].upper() + name[1:]


def _tell_accepted(judged: Sequence[Judged]) -> Iterator[str]:
    if not judged:
        return
    yield "<section>\n<h2>Accepted for now</h2>\n<ul>"
    for one in judged:
        entry = one.entry
        yield (
            f"<li>{_count(len(one.findings), 'place')} of {_words(entry.rule)} ({entry.engine}) "
            f"on {_code(entry.page)}, until {_day(entry.expires.isoformat())}. "
            f"{_words(entry.reason)} {_words(entry.owner)} sees to it.</li>"
        )
    yield "</ul>\n</section>"


def _tell_old(outcome: Outcome) -> Iterator[str]:
    """Entries of the baseline that somebody must change."""
    verdict = outcome.verdict
    lines = [
        f"{_code(str(one.entry.place))} has expired on {_day(one.entry.expires.isoformat())}."
        for one in verdict.expired
    ]
    lines += [
        f"{_code(str(one.entry.place))} covers {one.entry.count}; there are {len(one.findings)}."
        for one in (*verdict.exceeded, *verdict.spent)
    ]
    if lines:
        items = "\n".join(f"<li>{line}</li>" for line in lines)
        yield f"<section>\n<h2>Entries to change</h2>\n<ul>\n{items}\n</ul>\n</section>"


def _words(text: str) -> str:
    """Text as HTML; words in another script are marked as quoted."""
    parts, position = [], 0
    for match in _OTHER_SCRIPT.finditer(text):
        parts.append(html.escape(text[position : match.start()]))
        parts.append(f'<bdi lang="und" translate="no">{html.escape(match.group())}</bdi>')
        position = match.end()
    return "".join([*parts, html.escape(text[position:])])


def _code(text: str) -> str:
    return f'<code translate="no" dir="ltr">{html.escape(text)}</code>'


def _day(date: str) -> str:
    return f'<time datetime="{date}">{date}</time>'


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

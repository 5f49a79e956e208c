"""In charge of `build.py new form`: the start of a form's file, which a person then changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from councilsite.settings import FILE, read_council
from councilsite.terminal import complain, say
from councilsite.textfile import read_text
from forms.definition import FOLDER, SUFFIX
from forms.schema import is_name

_START = """\
# What this form is for, in one line. docs/forms.md explains every key; texts may hold facts of
# council.yml such as {{ phone.main }}. Write short sentences, and ask no more than you need.
title: The name of the form
description: One sentence for search results.
# Where its page stands below the site's address. In the folder of a section it joins that menu.
address: contact/%(name)s/
# The team of council.yml that works on the answers, and the office that letters go to.
owner: %(owner)s
office: %(office)s
reviewed: %(today)s
# A promise of council.yml in days: residents are told a date. Without this line none is promised.
# deadline: letters-answer
# Days after which a closed case is deleted.
retention: 365
intro:
  - What residents need to know before they begin.
sections:
  # Each section is a page. Where it helps, ask one thing on a page.
  - name: about
    title: What it is about
    questions:
      - name: subject
        kind: radios
        label: What is it about?
        options:
          bins: Bins
          other: Something else
      # Asked only after the answer above, which opens it.
      - name: details
        kind: textarea
        label: What would you like to tell us?
        when: {subject: other}
  - name: contact
    title: How we can reach you
    questions:
      - name: email
        kind: email
        label: E-mail address
        hint: We send you a reference number.
        optional: yes
next:
  - What we do with the answers.
"""


def start_form(folder: Path, name: str) -> int:
    """Runs the command; returns its exit code."""
    text = read_text(folder / FILE, FILE)
    council, _ = read_council(text) if isinstance(text, str) else (None, [])
    if council is None:
        complain(f"There is no {FILE} in {folder}. Name the project's folder with --project.")
        return 2
    if not is_name(name):
        complain(
            f'"{name}" is no name for a form: use a to z, 0 to 9 and hyphens, such as new-bin.'
        )
        return 2
    path = folder / FOLDER / f"{name}{SUFFIX}"
    values = {
        "name": name,
        "owner": next(iter(council.teams), ""),
        "office": next(iter(council.offices), ""),
        "today": dt.date.today().isoformat(),
    }
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(_START % values)
    except FileExistsError:
        complain(f"{FOLDER}/{name}{SUFFIX} is there already. Choose another name.")
        return 2
    say(f"Written: {FOLDER}/{name}{SUFFIX}")
    say("Change its texts, then run: python3 build.py translate  and  python3 build.py")
    return 0

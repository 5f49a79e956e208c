"""The documents are under test: what the code has is described, and what they show works."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import pytest
from barriers import TODAY
from conftest import MakeProject

from a11y.baseline import read_baseline
from a11y.extras import read_extras
from councilsite import charts, commandline, facts, settings, wording
from councilsite.content import POLICIES
from councilsite.model import DAYS
from forms import schema
from forms.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rules() -> set[str]:
    """Codes of all findings that the package can make."""
    found: set[str] = set()
    for path in (*(ROOT / "councilsite").rglob("*.py"), *(ROOT / "forms").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                position = {"Finding": 0, "complain": 1, "_compare": 1}.get(name)
                if position is not None and len(node.args) > position:
                    found |= constants(node.args[position])
            elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                found |= constants(node.value.elts[0])
    return {code for code in found if re.fullmatch(r"[a-z0-9-]+", code)}


def constants(node: ast.expr) -> set[str]:
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def commands() -> Iterator[str]:
    """Every command line in a shell block of the documents."""
    for text in (README, *DOCS.values()):
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            yield from (line for line in block.splitlines() if line.strip())


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_message_is_explained(code: str) -> None:
    assert f"| `{code}` |" in DOCS["messages.md"]


def test_only_messages_that_exist_are_explained() -> None:
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", DOCS["messages.md"], re.MULTILINE)) == rules()


@pytest.mark.parametrize("key", [*settings._KEYS, *settings._OPTIONAL_KEYS])
def test_every_key_of_council_yml_is_explained(key: str) -> None:
    assert f"| `{key}` |" in DOCS["settings.md"]


@pytest.mark.parametrize(
    "key",
    sorted(
        {
            *(*schema.FORM_KEYS, *schema.OPTIONAL_FORM_KEYS, *schema.SECTION_KEYS),
            *(*schema.OPTIONAL_SECTION_KEYS, *schema.QUESTION_KEYS, *KINDS),
            *schema.OPTIONAL_QUESTION_KEYS,
        }
    ),
)
def test_every_key_and_kind_of_a_form_is_explained(key: str) -> None:
    assert f"| `{key}` |" in DOCS["forms.md"]


@pytest.mark.parametrize("unit", [*wording.UNITS, *wording.PLAIN_UNITS])
def test_every_unit_is_named(unit: str) -> None:
    assert re.search(rf"\b{unit}\b", DOCS["settings.md"].split("## Promises")[1])


@pytest.mark.parametrize("kind", facts._FORMS)
def test_every_kind_of_placeholder_is_shown(kind: str) -> None:
    assert "{{ " + kind in DOCS["authors.md"]


@pytest.mark.parametrize("chart", charts.CHARTS)
def test_every_chart_is_named(chart: str) -> None:
    assert f"{{{{ chart.{chart} }}}}" in DOCS["authors.md"]


@pytest.mark.parametrize("form", [form for form in wording.FIGURE_FORMS if form != "plain"])
def test_every_form_of_a_figure_is_shown(form: str) -> None:
    assert f"| {form} }}}}" in DOCS["authors.md"]


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_is_explained(policy: str) -> None:
    assert f"| `{policy}` |" in DOCS["authors.md"]


@pytest.mark.parametrize(
    "module",
    [path.stem for path in sorted((ROOT / "councilsite").glob("*.py")) if path.stem != "__init__"],
)
def test_every_module_has_its_line(module: str) -> None:
    assert f"`{module}`" in DOCS["developers.md"]


@pytest.mark.parametrize(
    "module",
    [
        ".".join(path.relative_to(ROOT / "a11y").with_suffix("").parts)
        for path in sorted((ROOT / "a11y").rglob("*.py"))
        if path.stem != "__init__" and path.parent.name != "checks"
    ],
)
def test_every_module_of_the_gate_has_its_line(module: str) -> None:
    assert f"`{module}`" in DOCS["developers.md"].split("| Module of `a11y/` |")[1]


def options_of_check() -> list[str]:
    commands = ArgumentParser().add_subparsers()
    commandline.add_check(commands, str(ROOT))
    actions = commands.choices["check"]._actions
    return [name for action in actions for name in action.option_strings if name[:2] == "--"]


@pytest.mark.parametrize("option", [name for name in options_of_check() if name != "--help"])
def test_every_option_of_check_is_explained(option: str) -> None:
    assert re.search(rf"^\| `[^|]*{option}\b", DOCS["accessibility.md"], re.MULTILINE)


def test_the_settings_of_the_gate_that_are_shown_are_read(tmp_path: Path) -> None:
    entries, states = re.findall(r"```yaml\n(.*?)```", DOCS["accessibility.md"], re.DOTALL)
    (tmp_path / "entries.yml").write_text(entries, encoding="utf-8")
    (tmp_path / "states.yml").write_text(states, encoding="utf-8")
    accepted, faults = read_baseline(tmp_path / "entries.yml", "entries", TODAY, must_exist=True)
    extras, more = read_extras(tmp_path / "states.yml", "states")
    assert (faults, more) == ([], [])
    assert accepted and extras


@pytest.mark.parametrize(
    "module",
    [path.stem for path in (ROOT / "councilsite/formats").glob("*.py") if path.stem != "__init__"],
)
def test_every_module_of_formats_has_its_line(module: str) -> None:
    assert f"`formats.{module}`" in DOCS["large-print.md"]


def test_the_front_matter_shown_to_authors_builds(project: MakeProject) -> None:
    shown = re.search(r"```markdown\n(.*?)```", DOCS["authors.md"], re.DOTALL)
    assert shown is not None
    assert project({"content/parks.md": shown.group(1)}).build().code == 0


def test_the_settings_shown_are_read() -> None:
    shown = re.findall(r"```yaml\n(.*?)```", DOCS["settings.md"], re.DOTALL)
    head = 'council: {name: A, url: "https://a.example/"}\ntelephones: {}\nemails: {}\nteams: {}\n'
    council, findings = settings.read_council(head + "".join(shown))
    assert findings == []
    assert council is not None
    assert [language.code for language in council.languages] == ["en", "pl"]
    assert len(council.hours["civic"].week) == 2
    assert set(council.hours["civic"].week[0].days) <= set(range(len(DAYS)))


def test_the_two_commands_of_the_readme_are_what_ci_runs() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    called = [line for line in run if line.startswith("python3 ")]
    shown = [line for line in commands() if line in called]
    assert sorted(called) == ["python3 build.py", "python3 build.py test"]
    assert set(called) <= set(shown)


def test_every_command_shown_is_run_by_a_test() -> None:
    assert set(commands()) == {*RUN_HERE, *RUN_ELSEWHERE}


RUN_HERE = {
    "python3 build.py site --patterns": [
        "build.py",
        "site",
        "--patterns",
        "--out",
        "{tmp}/site",
    ],
    "python3 build.py translate": ["build.py", "translate", "--check"],
    "python3 build.py translate --check": ["build.py", "translate", "--check"],
    ".venv/bin/mkdocs build": ["-m", "mkdocs", "build", "-d", "{tmp}/mkdocs"],
    ".venv/bin/pybabel extract -F babel.cfg -o .cache/all.pot .": [
        "-m",
        "babel.messages.frontend",
        "extract",
        "-F",
        "babel.cfg",
        "-o",
        "{tmp}/all.pot",
        ".",
    ],
}
"""Commands and how they are run here: the same program, writing into a folder of the test."""

_RECEIVER = "tests/receiver/test_kill.py"

DJANGO = ".venv/bin/python -m django"
SETTINGS = "--settings forms.receiver.settings"
OFFICE_ENTRY = "tests/receiver/test_office_entry.py"
KEEPING = "tests/receiver/test_keeping.py"
REPORTS = "tests/receiver/test_report_quarter.py"

RUN_ELSEWHERE = {
    "python3 build.py": "tests/test_site.py builds the demonstration, .ci/run runs the command",
    "python3 build.py test": ".ci/run",
    "python3 build.py check": "tests/test_check_command.py",
    "python3 build.py test --screenshots": "tests/test_screenshots.py is what it adds",
    "python3 build.py test --whole tests/test_staff_gate.py": "the test itself, in more states",
    "python3 build.py serve": "tests/receiver/test_serve.py",
    'python3 build.py translate --approve locales/pl/LC_MESSAGES/formats.po --by "Anna Nowak"'
    " --on 2026-11-23": "tests/test_translate.py",
    "python3 build.py new form garden-bin": "tests/test_form_pages.py runs what it runs",
    f"{DJANGO} make_staff ADMINISTRATOR --role administrator {SETTINGS}": OFFICE_ENTRY,
    f"{DJANGO} make_staff OFFICER --role officer:waste {SETTINGS}": OFFICE_ENTRY,
    f"{DJANGO} delete_old {SETTINGS}": KEEPING,
    f"{DJANGO} export_person --email ann@example.org person.zip {SETTINGS}": KEEPING,
    f"{DJANGO} report_quarter 2026-Q3 content/performance/figures {SETTINGS}": REPORTS,
    f"{DJANGO} draft_lessons 2026-Q3 draft.md {SETTINGS}": REPORTS,
    "python3 bench/run.py": "tests/test_bench.py",
    ".venv/bin/python -m django migrate --settings forms.receiver.settings": _RECEIVER,
    ".venv/bin/python -m gunicorn forms.receiver.wsgi:application --bind 127.0.0.1:8001"
    " --workers 2": _RECEIVER,
    ".venv/bin/python -m django send_messages --settings forms.receiver.settings": _RECEIVER,
}


@pytest.mark.parametrize("command", sorted(RUN_HERE))
def test_a_command_shown_works(command: str, tmp_path: Path) -> None:
    words = [word.replace("{tmp}", str(tmp_path)) for word in RUN_HERE[command]]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

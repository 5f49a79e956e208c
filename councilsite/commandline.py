"""In charge of the command line: the commands of build.py, their options and their help.

It runs in the Python of the system before .venv is there, so it imports nothing from outside,
and little at the top: every start pays for that twice.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

COMMANDS = ("site", "serve", "check", "test", "translate", "new")
"""Every command; the first is the one that runs without a name."""

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    Commands = _SubParsersAction[ArgumentParser]


def split_command(words: list[str]) -> tuple[str, list[str]]:
    """Parts the command from its options; without a command it is site."""
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        return "site", words
    if words[0] in ("-h", "--help"):
        return "", words
    if words[0] in COMMANDS:
        return words[0], words[1:]
    from difflib import get_close_matches

    near = get_close_matches(words[0], COMMANDS, 1)
    hint = f'Did you mean "{near[0]}"? ' if near else ""
    listed = f"{', '.join(COMMANDS[:-1])} and {COMMANDS[-1]}"
    sys.stderr.write(
        f'"{words[0]}" is not a command. {hint}The commands are {listed}: '
        "python3 build.py --help  explains them.\n"
    )
    raise SystemExit(2)


def asks_for_help(rest: list[str]) -> bool:
    """Whether the options ask for help; what follows -- is meant for another program."""
    own = rest[: rest.index("--")] if "--" in rest else rest
    return "-h" in own or "--help" in own


def parse(command: str, rest: list[str], root: str) -> Namespace:
    """Reads the options of a command; shows help or a fault of use and ends the run.

    `root` is the folder of build.py, where the project is unless the options say otherwise.
    """
    from argparse import ArgumentParser

    parser = ArgumentParser(
        prog="python3 build.py",
        usage="python3 build.py [-h] [COMMAND] [OPTION ...]",
        description="Builds a council's website in every language it is offered in.",
        epilog="Without a command, build.py makes the site. The first run sets everything up in "
        ".venv, which takes about half a minute and needs the internet. "
        "Exit codes: 0 all is well, 1 something was found to mend, 2 the command was "
        "wrong or could not be carried out.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND ...", prog="python3 build.py"
    )
    add_site(commands, root)
    add_serve(commands, root)
    add_check(commands, root)
    add_test(commands)
    add_translate(commands, root)
    add_new(commands, root)
    options, unknown = parser.parse_known_args([command, *rest] if command else rest)
    if command == "test":
        return options
    fault = f"these words are unknown: {' '.join(unknown)}" if unknown else ""
    if command == "translate" and not fault:
        fault = find_fault_of_approval(options)
    if fault:
        commands.choices[command].error(fault)
    return options


def add_site(commands: Commands, root: str) -> None:
    """Describes the command that makes the site."""
    site = commands.add_parser(
        "site",
        help="make the site (this is done when no command is given)",
        description="Makes the whole site, every page in every language, from the texts in "
        "content/ and the translations in locales/. When something in them is wrong it says "
        "what and where, and leaves the site of the last run as it was.",
        allow_abbrev=False,
    )
    add_project(site, root)
    site.add_argument(
        "--out",
        metavar="DIR",
        help="where to put the site (default: the folder site in the project)",
    )
    site.add_argument(
        "--fresh", action="store_true", help="make every page again, even where nothing has changed"
    )
    site.add_argument(
        "--patterns",
        action="store_true",
        help="add the pattern library of the theme, in the folder patterns",
    )


def add_serve(commands: Commands, root: str) -> None:
    """Describes the command that serves site and forms."""
    serve = commands.add_parser(
        "serve",
        help="make the site and serve it with its forms on this machine",
        description="Makes the site and serves it on this machine alone, with the receiver of "
        "forms behind it. When you change a text, a setting or a form, the site is made again, and "
        "the page in your browser loads itself again. Cases and messages stay in the folder data.",
        allow_abbrev=False,
    )
    add_project(serve, root)
    serve.add_argument(
        "--port", type=int, default=8000, metavar="N", help="the port (default: 8000)"
    )


def add_check(commands: Commands, root: str) -> None:
    """Describes the command that looks for barriers."""
    check = commands.add_parser(
        "check",
        help="look for accessibility barriers on every page",
        description="Looks at every page in every language, on a phone and a desktop, in light, "
        "dark and forced colours, for whatever keeps people from using it. Without an address or "
        "folder it looks at the site in the project, which it makes first where there is none.",
        allow_abbrev=False,
    )
    add_project(check, root)
    check.add_argument("addresses", nargs="*", metavar="URL", help="a page anywhere")
    check.add_argument("--sitemap", default="", metavar="URL", help="all pages of a sitemap")
    check.add_argument("--files", metavar="DIR", help="all HTML pages in a folder")
    check.add_argument(
        "--json", action="store_true", help="print the findings as JSON and nothing else"
    )
    check.add_argument(
        "--report", metavar="DIR", help="write reports there: HTML, JSON, JUnit and SARIF"
    )
    check.add_argument(
        "--baseline", metavar="FILE", help="accepted findings of pages that are not in the project"
    )
    check.add_argument(
        "--grid", default="", metavar="URL", help="use the browsers of a Selenium Grid"
    )
    check.add_argument(
        "--fresh", action="store_true", help="look at all pages, even where nothing has changed"
    )


def add_test(commands: Commands) -> None:
    """Describes the command that runs the tests."""
    commands.add_parser(
        "test",
        usage="python3 build.py test [-h] [PYTEST-OPTION ...]",
        help="run all the tests",
        description="Runs all the tests. The first time it installs what they need: Python "
        "packages, Node and npm packages into .venv; and chromium, chromium-driver and gettext "
        "from Debian, where they are missing and you are root.",
        epilog="Whatever follows test is given to pytest: 'python3 build.py test -k bins' runs "
        "the tests with bins in their names, '--screenshots' writes pictures of pages in all "
        "languages to screenshots/, and 'python3 build.py test -- --help' shows what else "
        "pytest can do.",
        allow_abbrev=False,
    )


def add_translate(commands: Commands, root: str) -> None:
    """Describes the command that keeps the catalogues."""
    translate = commands.add_parser(
        "translate",
        help="bring the translators' catalogues up to date, or approve one",
        description="Brings the catalogues in locales/ up to date with the texts, and shows how "
        "much of each language is translated and approved. The finished translation of a text "
        "that is removed stays in the file, and comes back with the text.",
        allow_abbrev=False,
    )
    add_project(translate, root)
    translate.add_argument(
        "--check",
        action="store_true",
        help="change nothing; exit code 1 says that the catalogues are behind the texts",
    )
    translate.add_argument(
        "--approve",
        metavar="FILE",
        help="mark every translation in this catalogue as approved; needs --by",
    )
    translate.add_argument("--by", metavar="NAME", help="the person who approves")
    translate.add_argument(
        "--on", metavar="DATE", help="the day of the approval, such as 2026-11-23 (default: today)"
    )


def add_new(commands: Commands, root: str) -> None:
    """Describes the command that writes a start."""
    new = commands.add_parser(
        "new",
        help="write the start of a new form",
        description="Writes the start of a form to forms/NAME.yml, with comments that say what to "
        "change. It never writes over a file. docs/forms.md explains every line.",
        allow_abbrev=False,
    )
    add_project(new, root)
    new.add_argument("kind", choices=["form"], metavar="form", help="what to begin: a form")
    new.add_argument("name", metavar="NAME", help="its name, such as new-bin")


def add_project(command: ArgumentParser, root: str) -> None:
    """Adds the option that site and translate share."""
    command.add_argument(
        "--project",
        default=root,
        metavar="DIR",
        help="the folder with council.yml, mkdocs.yml, content/ and locales/ "
        "(default: the folder that build.py is in)",
    )


def find_fault_of_approval(options: Namespace) -> str:
    """Says which options of translate do not go together; empty where all is well."""
    if options.approve is None and (options.by or options.on):
        return "--by and --on belong to --approve FILE"
    if options.approve is not None and options.check:
        return "--check changes nothing, so it cannot go with --approve"
    return ""

#!/usr/bin/env python3
"""The one way in: sets councilsite up where that is needed, then runs the command asked for.

An old Python must be able to read this file far enough to say that it is too old, so it keeps to
the syntax of Python 3.6. It imports little at the top, because every start pays for it twice:
once in the system's Python and once in that of .venv.
"""

import hashlib
import os
import sys

OLDEST_PYTHON = (3, 11)
ROOT = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")


def main(words: "list[str]") -> int:
    """Runs the command; returns 0 for good, 1 for findings, 2 for wrong use or a run that broke."""
    fault = find_old_python(sys.version_info[:3])
    if fault:
        stop(fault)
    try:
        from councilsite import commandline

        command, rest = commandline.split_command(words)
        if not commandline.asks_for_help(rest):
            enter_venv(command, rest)
        return run_command(command, rest)
    except KeyboardInterrupt:
        print("\nStopped before the end.", file=sys.stderr)
        return 130
    except Exception as broken:
        report(broken)
        return 2


def find_old_python(version: "tuple[int, ...]") -> str:
    """Says what to do where this Python is too old; empty where it will do."""
    if version >= OLDEST_PYTHON:
        return ""
    oldest = ".".join(str(number) for number in OLDEST_PYTHON)
    this = ".".join(str(number) for number in version)
    return (
        f"councilsite needs Python {oldest} or later; this is {this}. "
        "Install a newer one (Debian 12 and later have it: sudo apt-get install python3) "
        f"and run it again with: python{oldest} build.py"
    )


def stop(sentence: str) -> None:
    """Ends the run as wrong use."""
    print(sentence, file=sys.stderr)
    raise SystemExit(2)


def report(broken: Exception) -> None:
    """Shows one sentence for what a person can mend, and the traceback for a fault of ours."""
    import traceback

    from councilsite import toolchain

    sentence = toolchain.describe_fault(broken, ROOT)
    if sentence:
        print(sentence, file=sys.stderr)
    else:
        traceback.print_exception(type(broken), broken, broken.__traceback__)


def say(line: str) -> None:
    """Tells of the progress of a set-up."""
    print(line, flush=True)


def tell_aside(line: str) -> None:
    """Tells of the progress where what is printed is for a program."""
    print(line, file=sys.stderr, flush=True)


# The set-up: which sets of packages a command needs, and into the Python that has them.


def wanted_sets(command: str) -> "list[str]":
    """Names the requirements files whose packages a command needs, in the order of installing."""
    if command == "serve":
        return ["site", "serve"]
    if command not in ("check", "test"):
        return ["site"]
    from pathlib import Path

    from councilsite import toolchain

    sets = ["site", "check", "serve"] + (["test"] if command == "test" else [])
    return sets + ([] if toolchain.find_system_node(Path(ROOT)) else ["node"])


def stamp(name: str) -> str:
    """What a finished set leaves in .venv; with the folder, as a moved .venv is of no use."""
    version = "{}.{}".format(*sys.version_info[:2])
    with open(os.path.join(ROOT, "requirements", name + ".txt"), "rb") as requirements:
        digest = hashlib.sha256(requirements.read()).hexdigest()
    return f"python {version}\nfolder {ROOT}\nrequirements {digest}\n"


def is_complete(stamps: "dict[str, str]") -> bool:
    """Whether .venv holds all the sets, and the Python that it was made from is still there."""
    for name, expected in stamps.items():
        try:
            with open(os.path.join(VENV, name + ".stamp"), encoding="utf-8") as file:
                if file.read() != expected:
                    return False
        except (OSError, UnicodeDecodeError):
            return False
    return os.access(VENV_PYTHON, os.X_OK) and os.path.exists(os.path.join(VENV, "pyvenv.cfg"))


def enter_venv(command: str, rest: "list[str]") -> None:
    """Returns in a complete .venv with UTF-8 everywhere; until then sets up and starts anew."""
    stamps = {name: stamp(name) for name in wanted_sets(command)}
    complete = is_complete(stamps)
    inside = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    if inside and complete and sys.flags.utf8_mode:
        return
    # -X councilsite=... says that this start is the second one, so that a Python which does not
    # go where it was sent (PYTHONHOME does that) ends with a sentence and not in a circle.
    second = sys._xoptions.get("councilsite")
    if second == "venv" or (second and inside):
        stop(
            f"Python does not start as it should from {VENV}: "
            "unset PYTHONHOME where it is set, remove that folder and run this command again."
        )
    if inside and not complete:
        # A .venv cannot make itself again while it runs.
        start_anew(sys._base_executable, "base", command, rest)
    if not complete:
        from pathlib import Path

        from councilsite import commandline, toolchain

        commandline.parse(command, rest, ROOT)  # wrong use should not cost anybody a set-up
        toolchain.set_up_packages(Path(ROOT), stamps, say)
    start_anew(VENV_PYTHON, "venv", command, rest)


def start_anew(python: str, second: str, command: str, rest: "list[str]") -> None:
    """Becomes another Python that runs the same command."""
    os.environ.pop("PYTHONHOME", None)
    os.environ["PYTHONUTF8"] = "1"  # content is UTF-8 whatever the locale, here and in every child
    sys.stdout.flush()
    build = os.path.join(ROOT, "build.py")
    os.execv(python, [python, "-X", f"councilsite={second}", build, command, *rest])


# The commands.


def run_command(command: str, rest: "list[str]") -> int:
    """Runs a command in this Python."""
    from pathlib import Path

    from councilsite import commandline

    if command == "test" and not commandline.asks_for_help(rest):
        return run_tests(rest[1:] if rest[:1] == ["--"] else rest)
    options = commandline.parse(command, rest, ROOT)

    project = Path(options.project).resolve()
    if command == "check":
        return run_check(project, options)
    if command == "translate":
        from councilsite.translate import translate

        approve = Path(options.approve) if options.approve else None
        return translate(
            project, check=options.check, approve=approve, by=options.by, on=options.on
        )
    if command == "serve":
        from forms.receiver.command import serve

        return serve(project, Path(ROOT), options.port)
    if command == "new":
        from councilsite.newform import start_form

        return start_form(project, options.name)
    import gc

    gc.disable()  # a build is over before garbage matters: a tenth of its time
    from councilsite.site import build_site

    out = Path(options.out).resolve() if options.out else project / "site"
    return build_site(project, out, fresh=options.fresh, with_patterns=options.patterns)


def run_check(project, options) -> int:
    """Runs the gate, on the project's own site where nothing else is named."""
    from pathlib import Path

    from councilsite import toolchain

    tell = tell_aside if options.json else say
    toolchain.set_up_programs(Path(ROOT), tell)
    modules = toolchain.set_up_node(Path(ROOT), tell)
    add_to_path()
    from a11y.command import Wanted, check

    files = Path(options.files).resolve() if options.files else None
    wanted = Wanted(
        project,
        options.addresses,
        options.sitemap,
        files,
        options.grid,
        fresh=options.fresh,
        as_json=options.json,
        baseline=Path(options.baseline).resolve() if options.baseline else None,
        reports=Path(options.report).resolve() if options.report else None,
    )
    if not wanted.is_own:
        return check(wanted, modules)
    from councilsite.site import build_site, is_older
    from councilsite.terminal import complain

    site = project / "site"
    code = 0 if site.is_dir() else build_site(project, site, fresh=False)
    if code:
        return code
    # Asked first: a check may write the accessibility statement, which the site is made from.
    older = is_older(project, site)
    code = check(wanted, modules, find_host(project))
    if older:
        complain(
            "site/ was made before the last change of what it is made from: "
            "run python3 build.py, and then check again."
        )
    return code


def find_host(project):
    """What the gate serves the project's own site with: the receiver too where it has forms."""
    from functools import partial

    from a11y.serving import Host
    from forms.receiver import rehearsal

    if not (project / "site" / rehearsal.FILE).is_file():
        return Host()
    version = rehearsal.describe(project, project / "site")
    return Host(partial(rehearsal.rehearse, project), version)


def add_to_path() -> None:
    """Lets programs find those that are installed in .venv."""
    folders = [os.path.join(VENV, "bin"), os.path.join(VENV, "node", "bin"), os.environ["PATH"]]
    os.environ["PATH"] = os.pathsep.join(folders)


def run_tests(words: "list[str]") -> int:
    """Runs pytest in the repository with all the tools that tests need."""
    from pathlib import Path

    from councilsite import toolchain

    toolchain.set_up_programs(Path(ROOT), say)
    modules = toolchain.set_up_node(Path(ROOT), say)
    os.environ["COUNCILSITE_NODE_MODULES"] = str(modules)
    add_to_path()
    os.chdir(ROOT)
    import pytest

    alone = any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in words)
    # Tests wait for browsers and programs: one more than there are processors keeps all at work.
    workers = str(1 + (os.cpu_count() or 1))
    code = pytest.main([*([] if alone else ["-n", workers, "--dist", "worksteal"]), *words])
    # pytest's further codes (no tests, wrong use, interrupted) all mean that the run broke.
    return int(code) if code in (0, 1) else 2


def leave(code: int) -> None:
    """Ends at once: Python would take its memory apart first, which is a tenth of a small build."""
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # nobody listens any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    leave(main(sys.argv[1:]))

#!/usr/bin/env python3
"""Prints the same pages of the demonstration with one program, on one core; says how long it took.

bench/run.py runs it once for each program, each in a process of its own.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PARTS = ("council.yml", "mkdocs.yml", "content", "forms", "locales")


def build(folder: Path, pages: int) -> list[str]:
    """Builds the demonstration without PDFs; gives its first pages of each language."""
    from councilsite.site import build_site

    folder.mkdir(parents=True)
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    settings = folder / "council.yml"
    settings.write_text(without_large_print(settings.read_text(encoding="utf-8")), "utf-8")
    build_site(folder, folder / "site", fresh=False)
    rows = json.loads((folder / "site/pages.json").read_text(encoding="utf-8"))["pages"]
    codes = dict.fromkeys(row["language"] for row in rows)
    return [
        row["file"]
        for code in codes
        for row in [r for r in rows if r["language"] == code and r["source"]][:pages]
    ]


def without_large_print(settings: str) -> str:
    """council.yml without its part large_print."""
    kept, inside = [], False
    for line in settings.splitlines(keepends=True):
        inside = line.startswith("large_print:") or (inside and line.startswith((" ", "\n")))
        kept += [] if inside else [line]
    return "".join(kept)


def print_ours(folder: Path, files: list[str]) -> None:
    """Composed pages to finished PDFs, each checked word by word."""
    from councilsite import furnish
    from councilsite.assembly import compose_site
    from councilsite.cache import Cache
    from councilsite.fonts import set_up_fonts
    from councilsite.formats.largeprint import print_site
    from councilsite.model import LargePrint
    from councilsite.project import load_project

    fonts = set_up_fonts(lambda line: print(line, file=sys.stderr))
    project, _ = load_project(folder)
    assert project is not None
    site, _ = compose_site(project, Cache(None, ""))
    assert site is not None
    rows = [row for code in site.voices for row in furnish.list_pages(site, code)]
    wanted = [row for row in rows if row.file in files]
    wishes = LargePrint({"large_print": 18}, ())

    def work() -> int:
        printed = print_site(site, wishes, wanted, folder, lambda: fonts, lambda done, total: None)
        return len(printed.files)

    measure(work)


def print_with_weasyprint(folder: Path, files: list[str]) -> None:
    """WeasyPrint on the finished pages."""
    import weasyprint

    def work() -> int:
        for file in files:
            page = weasyprint.HTML(filename=str(folder / "site" / file))
            assert page.write_pdf(pdf_variant="pdf/ua-1").startswith(b"%PDF")
        return len(files)

    measure(work)


def print_with_chromium(folder: Path, files: list[str]) -> None:
    """Chromium's own printing, in one browser that stays open."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(word)
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    with webdriver.Chrome(options=options, service=service) as browser:

        def work() -> int:
            for file in files:
                browser.get((folder / "site" / file).as_uri())
                wishes = {"generateTaggedPDF": True, "generateDocumentOutline": True}
                said = browser.execute_cdp_cmd("Page.printToPDF", wishes)
                assert base64.b64decode(said["data"]).startswith(b"%PDF")
            return len(files)

        measure(work)


def measure(work: Callable[[], int]) -> None:
    """Prints what a piece of work took."""
    start, before = time.perf_counter(), cpu_seconds()
    number = work()
    took = {"documents": number, "wall": time.perf_counter() - start}
    print(json.dumps({**took, "cpu": cpu_seconds() - before}))


def cpu_seconds() -> float:
    """User and system time of this process and of those that it waited for."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


PROGRAMS = {
    "councilsite": print_ours,
    "weasyprint": print_with_weasyprint,
    "chromium": print_with_chromium,
}


def main(words: list[str]) -> int:
    """`build FOLDER PAGES` prints the names of files; `PROGRAM FOLDER` reads them and prints."""
    task, folder = words[0], Path(words[1])
    if task == "build":
        print(json.dumps(build(folder, int(words[2]))))
        return 0
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    PROGRAMS[task](folder, json.loads(sys.stdin.read()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

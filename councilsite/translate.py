"""In charge of `build.py translate`: brings the catalogues up to date and says where they stand."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from councilsite import catalogues, extraction, merging
from councilsite.model import Council, Finding, Language, Segment
from councilsite.project import Project, load_project
from councilsite.segments import MarkdownPages
from councilsite.terminal import complain, say, show_findings, show_table
from councilsite.textfile import read_text


def translate(
    folder: Path, *, check: bool, approve: Path | None, by: str | None, on: str | None
) -> int:
    """Runs the command; returns its exit code."""
    if approve is not None:
        return approve_file(folder, approve, by, on)
    project, findings = load_project(folder)
    if project is None or any(finding.severity == "error" for finding in findings):
        return show_findings(findings)
    wanted, findings = merged_catalogues(project)
    if findings:
        return show_findings(findings)
    changed = [name for name, text in sorted(wanted.items()) if _differs(folder / name, text)]
    if not check:
        for name in changed:
            merging.save(folder / name, wanted[name])
    _report(project.council, wanted)
    for name in changed:
        say(f"{'would change' if check else 'written'}: {name}")
    if check and changed:
        say("The catalogues are behind the texts. Run: python3 build.py translate")
        return 1
    return 0


def merged_catalogues(project: Project) -> tuple[dict[str, str], list[Finding]]:
    """Text of every template and catalogue by path, brought up to date with the content."""
    findings: list[Finding] = []
    wanted: dict[str, str] = {}
    sections = all_segments(project)
    templates = {section: merging.template(segments) for section, segments in sections.items()}
    for section, template in templates.items():
        wanted[f"locales/{section}.pot"] = merging.template_text(template, section)
    for language in project.council.languages[1:]:
        old, faults = _read_all(project.folder, sections, language)
        findings += faults
        read = [
            catalogues.read_catalogue(text, name, language.locale) for name, text in old.items()
        ]
        findings += [finding for _, faults in read for finding in faults]
        known = catalogues.join(catalogue for catalogue, _ in read)
        for section, template in templates.items():
            name = catalogue_file(language, section)
            merged = merging.merge(old.get(name), template, language, name, known.entries)
            if isinstance(merged, Finding):
                findings.append(merged)
            else:
                wanted[name] = merged
    return wanted, findings


def catalogue_file(language: Language, section: str) -> str:
    """Path of a catalogue below the project."""
    return f"locales/{language.locale}/LC_MESSAGES/{section}.po"


def all_segments(project: Project) -> dict[str, list[Segment]]:
    """Segments of every catalogue, the interface's among them."""
    pages = MarkdownPages(project.structure.extensions, project.structure.extension_settings)
    sections = extraction.by_section(project.sources, pages)
    forms = {"forms": project.form_segments()} if project.forms else {}
    return {"interface": project.interface_segments(), **forms, **sections}


def _read_all(
    folder: Path, sections: Iterable[str], language: Language
) -> tuple[dict[str, str], list[Finding]]:
    """Text of a language's catalogues that exist, those of removed sections among them."""
    texts, findings = {}, []
    names = {catalogue_file(language, section) for section in sections}
    found = (folder / "locales" / language.locale / "LC_MESSAGES").glob("*.po")
    names |= {path.relative_to(folder).as_posix() for path in found}
    for name in sorted(names):
        if (folder / name).is_file():
            text = read_text(folder / name, name)
            if isinstance(text, Finding):
                findings.append(text)
            else:
                texts[name] = text
    return texts, findings


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_bytes() != text.encode("utf-8")


def _report(council: Council, wanted: Mapping[str, str]) -> None:
    rows = []
    for language in council.languages[1:]:
        states: Counter[str] = Counter()
        for name, text in wanted.items():
            if name.startswith(f"locales/{language.locale}/"):
                catalogue, _ = catalogues.read_catalogue(text, name, language.locale)
                states.update(entry.state for entry in catalogue.entries.values())
        rows.append(
            [language.english_name, str(states.total())]
            + [str(states[state]) for state in ("approved", "draft", "fuzzy", "missing")]
            + [f"{100 * (states['approved'] + states['draft']) // (states.total() or 1)}%"]
        )
    show_table(
        ["language", "segments", "approved", "draft", "fuzzy", "missing", "translated"], rows
    )


def approve_file(folder: Path, path: Path, by: str | None, on: str | None) -> int:
    """Marks every draft of a catalogue as approved by a named person on a day."""
    path = path.resolve()
    name = (
        path.resolve().relative_to(folder.resolve()).as_posix()
        if _is_below(path, folder)
        else str(path)
    )
    fault = _check_approval(by, on)
    if path.suffix != ".po" or path.parent.name != "LC_MESSAGES":
        fault = f"{name} is no catalogue: name a file locales/LOCALE/LC_MESSAGES/SECTION.po."
    if fault:
        complain(fault)
        return 2
    text = read_text(path, name)
    if isinstance(text, Finding):
        return show_findings([text])
    locale = path.parent.parent.name
    broken = catalogues.read_catalogue(text, name, locale)[1]
    if broken:
        return show_findings(broken)
    approved = merging.approve(text, name, locale, str(by), on or dt.date.today().isoformat())
    if isinstance(approved, Finding):
        return show_findings([approved])
    merging.save(path, approved)
    say(f"Approved: {name}")
    return 0


def _is_below(path: Path, folder: Path) -> bool:
    return folder.resolve() in path.resolve().parents


def _check_approval(by: str | None, on: str | None) -> str:
    if not (by and by.strip()) or "\n" in by:
        return 'Say who approves the translations: add --by "Full Name".'
    if on is not None:
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", on, re.ASCII):
                raise ValueError
            dt.date.fromisoformat(on)
        except ValueError:
            return f'--on "{on}" is not a day. Write it in the form 2026-10-12.'
    return ""

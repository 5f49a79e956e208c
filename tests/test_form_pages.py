"""Tests of the pages of forms: static first steps, in each language that has all of a form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import COUNCIL, MakeProject, Project, catalogue, page
from reading import read
from test_form_schema import FORM

from councilsite.newform import start_form
from councilsite.project import OWN_THEME
from councilsite.themewords import FORM_KEYS, read_texts
from forms.definition import wordings
from forms.kinds import CODES
from forms.schema import read_form

RECEIVED = COUNCIL + "receiver: /forms/\n"
LINKED = FORM.replace("[Tell us about your bin.]", "['Read [about bins](/bins/index.md) first.']")


def polish(form: str) -> dict[str, str]:
    """Polish for all that a form says."""
    found, findings = read_form(form, "bin", None)
    assert found is not None and not findings
    words, _ = read_texts((OWN_THEME / "text.yml").read_text("utf-8"))
    forms = {
        (f"{one.context}|{one.text.text}" if one.context else one.text.text): f"Ż {one.text.text}"
        for one in wordings(found)
    }
    interface = {f"interface|{words[key].text}": f"Ż {words[key].text}" for key in FORM_KEYS}
    return {
        "locales/pl/LC_MESSAGES/forms.po": catalogue(forms),
        "locales/pl/LC_MESSAGES/interface.po": catalogue(interface),
    }


def made(project: MakeProject, form: str = LINKED, **more: str) -> Project:
    files = {
        "council.yml": RECEIVED,
        "content/bins/index.md": page("Bins. [Report it](report.md).", title="Bins"),
        "forms/bin.yml": form,
        **polish(form),
    }
    return project({**files, **{name.replace("__", "/"): text for name, text in more.items()}})


def test_a_form_has_a_page_with_its_first_step(project: MakeProject) -> None:
    built = made(project).build()
    assert built.code == 0, built.complaints
    main = read(built.page("bins/report/")).one("main")
    form = main.one("form")
    assert form.attributes["method"] == "post"
    assert form.attributes["action"] == "/forms/bin/"
    hidden = {
        one.attributes["name"]: one.attributes["value"]
        for one in form.all("input")
        if one.attributes.get("type") == "hidden"
    }
    assert hidden == {"language": "en", "step": "bin", "state": ""}
    assert "novalidate" in form.attributes
    assert built.main("bins/report/").count("<!-- form:begin -->") == 1
    assert 'href="../../bins/">about bins</a>' in built.main("bins/report/")


def test_a_form_is_offered_in_languages_that_have_all_of_it(project: MakeProject) -> None:
    made_project = made(project)
    assert made_project.build().has("pl/bins/report/")
    lacking = polish(LINKED)["locales/pl/LC_MESSAGES/forms.po"].replace("Ż Photographs", "")
    half = lacking.replace('msgstr "Ż Your bin"', 'msgstr ""')
    assert half != lacking
    made_project.write({"locales/pl/LC_MESSAGES/forms.po": half})
    built = made_project.build()
    assert built.has("bins/report/") and not built.has("pl/bins/report/")
    assert "pl" not in json.loads(built.page("forms.json"))["forms"]["bin"]


def test_forms_json_holds_what_the_receiver_says(project: MakeProject) -> None:
    built = made(project).build()
    data = json.loads(built.page("forms.json"))
    assert set(data["forms"]) == {"bin"} and set(data["words"]) == {"en", "pl"}
    own = data["forms"]["bin"]["pl"]
    assert (own["page"], own["file"]) == ("pl/bins/report/", "pl/bins/report/index.html")
    assert own["sections"]["bin"]["title"] == "Ż Your bin"
    assert own["questions"]["which"]["options"]["food"]["label"] == "Ż Food"
    assert data["words"]["pl"]["form_continue"] == "Ż Continue"
    assert data["office"]["en"]["office_cases"] == "Cases"
    assert "team_customer-services" in data["office"]["en"]
    assert data["deadlines"]["letters-answer"] == {"number": 10, "unit": "working-day"}
    assert 'href="/bins/"' in data["forms"]["bin"]["en"]["intro"][0]


def test_slots_stay_slots_from_right_to_left(project: MakeProject) -> None:
    arabic = {
        name.replace("locales/pl/", "locales/ar/"): text for name, text in polish(LINKED).items()
    }
    built = made(project, **arabic).build()
    words = json.loads(built.page("forms.json"))["words"]
    assert words["ar"]["form_answer_by"].endswith("{date}.")
    assert not [key for key, text in words["ar"].items() if re.search("{[^a-z]", text)]


def test_a_page_lists_what_the_form_asks_and_the_other_ways(project: MakeProject) -> None:
    main = made(project).build().main("bins/report/")
    assert "What we will ask you" in main and "E-mail address" in main
    assert "tel:01632960100" in main and "1 Mere Street" in main


def test_a_changed_hint_changes_the_page(project: MakeProject) -> None:
    form = LINKED.replace("label: Which bin is it?,", "label: Which bin is it?, hint: Look,")
    project_of_form = made(project, form)
    assert "Look" in project_of_form.build().page("bins/report/")
    changed = form.replace("hint: Look", "hint: See")
    project_of_form.write({"forms/bin.yml": changed, **polish(changed)})
    assert "See" in project_of_form.build().page("bins/report/")


def test_without_a_receiver_there_are_no_forms(project: MakeProject) -> None:
    built = made(
        project, council_yml="", **{"content__bins__index.md": page("Bins.", title="Bins")}
    )
    built.write({"council.yml": COUNCIL})
    site = built.build()
    assert site.code == 0, site.complaints
    assert not site.has("bins/report/") and not site.has("forms.json")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("/bins/index.md", "/bins/lost.md", "broken-link"),
        ("Which bin is it?", "'{{ phone.lost }}'", "unknown-placeholder"),
        ("address: bins/report/", "address: bins/", "same-address"),
        ("owner: customer-services", "owner: nobody", "unknown-reference"),
    ],
)
def test_faults_of_a_form_are_told_with_its_file(
    project: MakeProject, old: str, new: str, rule: str
) -> None:
    built = made(project, LINKED.replace(old, new)).build()
    assert built.code == 1
    assert "forms/bin.yml:" in built.complaints and f"[{rule}]" in built.complaints


def test_every_fault_has_words() -> None:
    assert {f"form_error_{code.replace('-', '_')}" for code in CODES} <= set(FORM_KEYS)


def test_a_new_form_can_be_built_at_once(project: MakeProject) -> None:
    made_project = project({"council.yml": RECEIVED})
    assert start_form(made_project.folder, "new-bin") == 0
    built = made_project.build()
    assert built.code == 0, built.complaints
    assert built.has("contact/new-bin/")


def test_a_new_form_never_takes_the_place_of_a_file(
    project: MakeProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project({"forms/new-bin.yml": "mine"}).folder
    assert start_form(folder, "new-bin") == 2
    assert (folder / "forms/new-bin.yml").read_text("utf-8") == "mine"
    assert start_form(folder, "New bin") == start_form(tmp_path / "nowhere", "new-bin") == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3 and all(line.endswith(".") for line in told)

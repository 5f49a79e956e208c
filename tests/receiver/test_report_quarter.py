"""The quarter's report: figures from real cases, what people fill in, drafts of what we learned."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from councilsite.figures import ALL, HIDDEN, Quarter, Report, read_report
from councilsite.yamltext import Reader
from forms.receiver.deadlines import CLOCK
from forms.receiver.keeping import strip
from forms.receiver.library import library
from forms.receiver.models import Case, PageUse
from forms.receiver.quarterly import count_quarter
from receiver.residents import HOME
from receiver.staff import Desk, a_case, a_complaint, account

QUARTER = Quarter(2025, 4)
MIDDLE = dt.datetime(2025, 11, 12, 12, tzinfo=CLOCK)
DUE = dt.date(2025, 11, 26)


def some(number: int, **more: object) -> list[Case]:
    """Cases of the middle of the quarter."""
    return [a_case(**{"received": MIDDLE, **more}) for _ in range(number)]


def complaints(number: int, **more: object) -> list[Case]:
    """Complaints of the middle of the quarter."""
    return [a_complaint(**{"received": MIDDLE, **more}) for _ in range(number)]


def run(folder: Path, quarter: str = "2025-Q4") -> str:
    call_command("report_quarter", quarter, str(folder))
    return (folder / f"{quarter.lower()}.yml").read_text(encoding="utf-8")


def read(text: str) -> Report:
    reader = Reader("2025-q4.yml")
    root = reader.parse(text)
    assert root is not None
    report = read_report(reader, root, library().council.teams, {"happy": None})
    assert not reader.findings
    return report


def test_cases_are_counted_by_service_and_stage(receiver: object) -> None:
    some(7)
    complaints(6)
    complaints(5, form="escalate", stage=2)
    row = count_quarter(QUARTER)["received"]
    assert row["streets"] == {ALL: 7, "stage-one": 0, "stage-two": 0, "other": 7}
    assert row["complaints"] == {ALL: 11, "stage-one": 6, "stage-two": 5, "other": 0}
    assert row[ALL] == {ALL: 18, "stage-one": 6, "stage-two": 5, "other": 7}


def test_a_quarter_begins_and_ends_at_midnight_in_england(receiver: object) -> None:
    utc = dt.UTC
    inside = [
        dt.datetime(2026, 3, 31, 23, 30, tzinfo=utc),  # half past midnight: summer time
        dt.datetime(2026, 6, 30, 22, 59, tzinfo=utc),
    ]
    outside = [
        dt.datetime(2026, 3, 31, 22, 59, tzinfo=utc),
        dt.datetime(2026, 6, 30, 23, tzinfo=utc),
    ]
    for moment in (*inside * 3, *outside * 3):
        a_case(received=moment)
    assert count_quarter(Quarter(2026, 2))["received"][ALL][ALL] == 6


def test_in_time_is_what_was_answered_by_the_day_that_we_promised(receiver: object) -> None:
    on_the_day = dt.datetime(2025, 11, 26, 23, 30, tzinfo=CLOCK)
    some(6, due=DUE, answered=on_the_day, status=Case.Status.ANSWERED)
    some(4, due=DUE, answered=on_the_day + dt.timedelta(hours=1))
    some(3, due=DUE)
    some(5, due=dt.date(2026, 1, 2))
    assert count_quarter(QUARTER)["due"][ALL] == {ALL: 13, "in-time": 6, "late": 7}


def test_what_we_found_is_counted_when_we_answered(receiver: object) -> None:
    for number, outcome in ((8, "upheld"), (6, "partly"), (5, "not-upheld"), (3, "")):
        complaints(number, outcome=outcome, answered=MIDDLE)
    complaints(9, outcome="upheld", answered=dt.datetime(2026, 1, 1, tzinfo=CLOCK))
    row = count_quarter(QUARTER)["decided"]["complaints"]
    assert row == {ALL: 19, "upheld": 8, "partly": 6, "not-upheld": 5}


def test_the_report_shows_what_staff_have_done_in_the_back_office(receiver: object) -> None:
    desk = Desk(account("mia", "manager:complaints"))
    for case in [a_complaint() for _ in range(5)]:
        desk.work(case, "answer", words="We were wrong.", outcome="upheld")
        case.refresh_from_db()
        desk.work(case, "escalate")
    today = timezone.localdate()
    tables = count_quarter(Quarter(today.year, (today.month + 2) // 3))
    row = tables["received"]["complaints"]
    assert row == {ALL: 10, "stage-one": 5, "stage-two": 5, "other": 0}
    assert tables["decided"]["complaints"]["upheld"] == 5


def test_deleted_cases_still_count(receiver: object) -> None:
    for case in complaints(6, outcome="upheld", answered=MIDDLE, closed=MIDDLE):
        assert strip(case)
    tables = count_quarter(QUARTER)
    assert tables["received"][ALL]["stage-one"] == tables["decided"][ALL]["upheld"] == 6


def test_a_team_that_is_no_more_counts_as_another_service(receiver: object) -> None:
    some(6, service="gone")
    assert count_quarter(QUARTER)["received"]["other"][ALL] == 6


def test_small_numbers_are_hidden(receiver: object) -> None:
    some(20)
    complaints(2)
    PageUse.objects.bulk_create(
        PageUse(page="a/", is_useful=number > 3, on=DUE) for number in range(40)
    )
    tables = count_quarter(QUARTER)
    assert tables["received"]["complaints"][ALL] == HIDDEN
    assert tables["received"][ALL][ALL] == HIDDEN, "or it would give them away"
    assert tables["received"]["streets"][ALL] == 20
    assert tables["useful"][ALL] == {ALL: 40, "yes": 36, "no": HIDDEN} or (
        tables["useful"][ALL] == {ALL: 40, "yes": HIDDEN, "no": HIDDEN}
    )


def test_the_file_is_one_that_the_site_reads(receiver: object, tmp_path: Path) -> None:
    some(9, due=DUE, answered=MIDDLE)
    (tmp_path / "measures.yml").write_text("happy: People who are happy with us\n")
    report = read(run(tmp_path))
    assert report.quarter == QUARTER
    assert report.tables["due"]["streets"] == {ALL: 9, "in-time": 9, "late": 0}
    assert report.tables["contacts"][ALL]["online"] == 9
    assert report.tables["contacts"][ALL]["telephone"] == "unknown"
    assert report.tables["measures"][ALL] == {"happy": "unknown"}
    assert report.cost_each["letter"] == 12


def test_nothing_in_the_file_leads_to_a_person(receiver: object, tmp_path: Path) -> None:
    for case in some(2, learning="Ann was right", contractor="Bins Ltd"):
        text = run(tmp_path)
        for personal in (str(case), case.reference, "ann@example.org", "dark", "Ann", "Bins"):
            assert personal not in text


def test_what_people_filled_in_stays_word_for_word(receiver: object, tmp_path: Path) -> None:
    first = run(tmp_path)
    file = tmp_path / "2025-q4.yml"
    mine = first.replace("telephone: unknown", "telephone: 41250  # counted by the switchboard")
    file.write_text(mine, encoding="utf-8")
    some(12)
    second = run(tmp_path)
    assert second.partition("\nby-hand:")[2] == mine.partition("\nby-hand:")[2]
    assert read(second).tables["contacts"][ALL] == {
        "in-person": "unknown", "letter": "unknown", "email": "unknown",
        "telephone": 41250, "online": 12,
    }  # fmt: skip
    assert run(tmp_path) == second, "the same cases, the same file"


def test_a_fault_in_what_people_filled_in_is_told_of(
    receiver: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path)
    file = tmp_path / "2025-q4.yml"
    file.write_text(file.read_text().replace("letter: unknown", "letter: 3"))
    run(tmp_path)
    assert "contacts: letter is 3" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["2026-Q5", "2026", "q3", "2026-q3", "0000-Q1", ""])
def test_a_wrong_name_is_refused(receiver: object, tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="is no quarter: write a year and Q1 to Q4"):
        call_command("report_quarter", name, str(tmp_path))


def test_a_quarter_that_is_not_over_is_refused(receiver: object, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not over: run this again from 1 January 2101"):
        call_command("report_quarter", "2100-Q4", str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_other_files_are_left_alone(receiver: object, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="a file called 2025-q4.yml"):
        call_command("report_quarter", "2025-Q4", str(tmp_path / "report.txt"))
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("report_quarter", "2025-Q4", str(tmp_path / "no" / "2025-q4.yml"))
    strange = tmp_path / "2025-q4.yml"
    strange.write_text("shopping: milk\n")
    with pytest.raises(CommandError, match="so it is no report"):
        call_command("report_quarter", "2025-Q4", str(strange))
    assert strange.read_text() == "shopping: milk\n"


# What we changed because you told us.


def lesson(**more: object) -> Case:
    known = {"answered": MIDDLE, "is_for_publication": True, "learning": "Signs were missing."}
    return complaints(1, **{**known, **more})[0]


def draft(folder: Path) -> str:
    out = folder / "draft.md"
    out.unlink(missing_ok=True)
    call_command("draft_lessons", "2025-Q4", str(out))
    return out.read_text(encoding="utf-8")


def test_a_draft_says_what_staff_wrote_by_service(receiver: object, tmp_path: Path) -> None:
    lesson(correction="We put up\nsigns.")
    lesson(learning="Not for you to see.", is_for_publication=False)
    lesson(learning="Later.", answered=dt.datetime(2026, 2, 1, tzinfo=CLOCK))
    text = draft(tmp_path)
    assert "## Complaints" in text and "What we learned: Signs were missing." in text
    assert "What we did: We put up signs." in text
    assert "Not for you" not in text and "Later" not in text and "przyszedł" not in text
    assert (tmp_path / "draft.md").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "learning",
    [
        "Write to jan@example.org again.",
        "Ring 07700 900 100 first.",
        "At ZZ1 1AA the lamp was dark.",
        "He wrote: nikt nie PRZYSZEDŁ.",
        "It was so: the lamp at the corner is out.",
    ],
)
def test_what_leads_to_a_person_is_left_out_and_counted(
    receiver: object, tmp_path: Path, learning: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"name": "Nikt nie przyszedł", "story": "Since May the lamp at the corner is dark."}
    lesson(learning=learning, answers=told)
    assert learning not in draft(tmp_path)
    assert "could lead to a person: 1 of the cases" in capsys.readouterr().out


def test_a_reference_is_left_out_too(receiver: object, tmp_path: Path) -> None:
    case = lesson()
    Case.objects.filter(pk=case.pk).update(learning=f"See {case}.")
    assert str(case) not in draft(tmp_path)


def test_a_draft_is_never_published_by_itself(receiver: object, tmp_path: Path) -> None:
    (HOME / "content").mkdir(exist_ok=True)
    with pytest.raises(CommandError, match="would be published as it is"):
        call_command("draft_lessons", "2025-Q4", str(HOME / "content" / "draft.md"))
    (tmp_path / "draft.md").write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        call_command("draft_lessons", "2025-Q4", str(tmp_path / "draft.md"))

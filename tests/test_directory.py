"""The lists of services from A to Z and by category: for people who do not search."""

from __future__ import annotations

import pytest
from conftest import COUNCIL, BuiltSite, MakeProject, MakeSite, catalogue, page
from reading import Element, read

from councilsite.alphabet import OTHER, alphabet_of
from councilsite.project import OWN_THEME
from councilsite.translate import translate

CATEGORIES = """\
categories:
  bins: {name: Bins and recycling}
  money: {name: Council tax}
  nothing: {name: Nothing yet}
"""

SERVICES = {
    "council.yml": COUNCIL + CATEGORIES,
    "mkdocs.yml": (
        "site_name: Testwick Council\nnav:\n  - index.md\n  - Services:\n"
        "      - services/index.md\n      - services/bin.md\n      - services/tax.md\n"
        "  - about.md\n"
    ),
    "content/about.md": page("About us.", title="About us"),
    "content/services/index.md": page("All services.", title="Services"),
    "content/services/bin.md": page(
        "Tell us.",
        title="Report a missed bin",
        extra="short_title: Missed bin\ncategory: bins\nalso: Dustbin, 24-hour bins\n",
    ),
    "content/services/tax.md": page("Pay.", title="Council tax", extra="category: money\n"),
    "locales/pl/LC_MESSAGES/services.po": catalogue(
        {
            "title|Report a missed bin": "Zgłoś nieopróżniony kosz",
            "navigation title|Missed bin": "Łatwe zgłoszenie kosza",
            "also|Dustbin, 24-hour bins": "Śmieci, Kosz,  Ląd",
        }
    ),
}


def groups(main: Element) -> dict[str, list[str]]:
    """Texts of the links below each heading."""
    found: dict[str, list[str]] = {}
    for element in main.walk():
        if element.tag == "h2":
            found[element.text()] = []
        elif element.tag == "a" and found:
            found[list(found)[-1]].append(element.text())
    return found


def main_of(built: BuiltSite, file: str) -> Element:
    assert built.code == 0, built.complaints
    return read(built.page(file)).one("main")


# From A to Z.


def test_a_service_stands_under_its_short_title_and_its_other_words(site: MakeSite) -> None:
    assert groups(main_of(site(SERVICES), "services/a-to-z/")) == {
        "C": ["Council tax"],
        "D": ["Dustbin – Missed bin"],
        "M": ["Missed bin"],
        "Numbers and signs": ["24-hour bins – Missed bin"],
    }


def test_a_language_has_its_own_words_letters_and_order(site: MakeSite) -> None:
    found = groups(main_of(site(SERVICES), "pl/services/a-to-z/"))
    name = "Łatwe zgłoszenie kosza"
    assert found == {
        "C": ["Council tax (in English)"],
        "K": [f"Kosz – {name}"],
        "L": [f"Ląd – {name}"],
        "Ł": [name],
        "Ś": [f"Śmieci – {name}"],
    }


def test_a_page_that_is_not_offered_is_listed_in_english_and_marked(site: MakeSite) -> None:
    main = main_of(site(SERVICES), "pl/services/a-to-z/")
    link = next(link for link in main.all("a") if "Council tax" in link.text())
    assert link.attributes["href"] == "../../../services/tax/"
    assert link.attributes["hreflang"] == "en"
    assert link.all("span", lang="en", dir="ltr")[0].text() == "Council tax"


def test_the_jump_list_leads_to_every_letter_and_nowhere_else(site: MakeSite) -> None:
    for file in ("services/a-to-z/", "pl/services/a-to-z/"):
        main = main_of(site(SERVICES), file)
        links = main.one("nav", class_="letters").all("a")
        assert [link.attributes["href"] for link in links] == [
            f"#{heading.attributes['id']}" for heading in main.all("h2")
        ]
        assert [link.text() for link in links] == [heading.text() for heading in main.all("h2")]


def test_a_language_without_services_has_no_lists(site: MakeSite) -> None:
    built = site(SERVICES)
    assert not built.has("ar/services/a-to-z/")
    assert not built.has("ar/services/by-category/")


def test_without_services_there_are_no_lists(site: MakeSite) -> None:
    built = site({"content/a.md": page("A.", extra="also: Dustbin\n")})
    assert built.code == 0
    assert not built.has("services/a-to-z/")


def test_every_page_knows_the_address_of_the_list(project: MakeProject) -> None:
    words = (OWN_THEME / "text.yml").read_text("utf-8")
    theme = {"theme/main.html": "{{ council.a_to_z }}", "theme/text.yml": words}
    built = project({**SERVICES, **theme}).build()
    assert built.page("services/bin/") == "../../services/a-to-z/"
    assert built.page("pl/services/bin/") == "../../../pl/services/a-to-z/"


def test_a_new_word_appears_at_once(project: MakeProject) -> None:
    made = project(SERVICES)
    made.build()
    made.write(
        {
            "content/services/tax.md": page(
                "Pay.", title="Council tax", extra="category: money\nalso: Rates\n"
            )
        }
    )
    assert "Rates" in groups(main_of(made.build(), "services/a-to-z/"))["R"][0]


# By category.


def test_services_are_grouped_in_the_order_of_the_settings(site: MakeSite) -> None:
    assert groups(main_of(site(SERVICES), "services/by-category/")) == {
        "Bins and recycling": ["Report a missed bin"],
        "Council tax": ["Council tax"],
    }


def test_the_lists_lead_to_each_other_and_stand_in_the_menu(site: MakeSite) -> None:
    built = site(SERVICES)
    first = main_of(built, "services/a-to-z/").all("a")[0]
    assert first.attributes["href"] == "../../services/by-category/"
    first = main_of(built, "services/by-category/").all("a")[0]
    assert first.attributes["href"] == "../../services/a-to-z/"
    section = read(built.page("services/bin/")).one("nav", class_="section")
    assert [link.text() for link in section.all("a")][-2:] == [
        "Services A to Z",
        "Services by category",
    ]


# The demonstration.


def test_every_service_of_the_demonstration_is_in_both_lists_of_each_language(
    demonstration: BuiltSite,
) -> None:
    services = {
        path.stem
        for path in (demonstration.folder / "content" / "services").glob("*.md")
        if "\ncategory:" in path.read_text("utf-8")
    }
    assert len(services) == 10
    for language in ("", "ar/", "zh-hans/", "pl/", "pa/"):
        for name in ("a-to-z", "by-category"):
            main = read(demonstration.page(f"{language}services/{name}/")).one("main")
            found = {
                link.attributes["href"].split("/")[-2]
                for link in main.all("a")
                if "/" in link.attributes["href"]
            }
            assert services <= found, f"{language}{name}"


# The order of alphabets.


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("pl", "Adres Ąkcja Cebula Ćma Las Lód Ład Osoba Ósmy Segregacja Śmieci Zuk Źrebak Żuk"),
        ("ar", "آجر أحمد إقامة بيت تعليم ثوب جمع ضريبة غرفة مدينة نفايات هاتف وظيفة يوم"),
        ("pa", "ਉਮਰ ਅਰਜ਼ੀ ਇਮਾਰਤ ਸੜਕ ਹਾਲ ਕੂੜਾ ਖ਼ਬਰ ਗਲੀ ਘਰ ਚੋਣ ਟੈਕਸ ਡਾਕ ਪਾਣੀ ਬਿਨ ਮਦਦ ਰਸੀਦ ਵੋਟ"),
        ("zh-Hans", "报告 登记 回收 家庭税 垃圾 市议会 无家可归 选民 住房"),
        ("en", "apple Bins bins council Émile Zoo"),
    ],
)
def test_words_stand_in_the_order_of_their_own_alphabet(code: str, words: str) -> None:
    expected = words.split()
    order = alphabet_of(code, "en").order
    # Small letters stand before capitals where nothing else differs.
    expected = ["bins" if w == "Bins" else "Bins" if w == "bins" else w for w in expected]
    assert sorted(sorted(expected), key=order) == expected


@pytest.mark.parametrize(
    ("code", "word", "letter"),
    [
        ("pl", "łódź", "Ł"),
        ("en", "Łódź", "L"),
        ("en", "Émile", "E"),
        ("ar", "إقامة", "ا"),
        ("ar", "Universal Credit", "U"),
        ("pa", "ਸ਼ਿਕਾਇਤ", "ਸ"),
        ("pa", "ਉਮਰ", "ੳ"),
        ("zh-Hans", "垃圾", "L"),
        ("zh-Hans", "城市", "C"),
        ("pl", "24 godziny", OTHER),
        ("rom", "kher", "K"),
    ],
)
def test_a_word_stands_under_the_letter_that_its_readers_expect(
    code: str, word: str, letter: str
) -> None:
    assert alphabet_of(code, "en").letter(word) == letter


def test_words_without_a_letter_come_last() -> None:
    order = alphabet_of("pl", "en").order
    assert sorted(["9 rzeczy", "垃圾", "Żuk", "Adres"], key=order)[:2] == ["Adres", "Żuk"]
    letter = alphabet_of("pl", "en").letter
    assert {letter("9 rzeczy"), letter("垃圾")} == {OTHER}


# What people write.


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        (
            "category: bin\n",
            'category is "bin", which council.yml under categories: does not have.',
        ),
        ("category: bins\nlgsl: many\n", 'lgsl is "many".'),
        ("category: bins\nlgsl: 0\n", "lgsl is 0, which no service has."),
        ("lgsl: 5\n", 'the page has "lgsl" but no "category", so it is no service.'),
        ('category: bins\nalso: ",،"\n', "also holds no word."),
    ],
)
def test_faults_of_a_service_are_told(site: MakeSite, extra: str, message: str) -> None:
    built = site({**SERVICES, "content/services/tax.md": page("Pay.", extra=extra)})
    assert built.code == 1
    assert "content/services/tax.md:" in built.complaints
    assert message in built.complaints


def test_an_unknown_category_names_the_nearest_one(site: MakeSite) -> None:
    built = site({**SERVICES, "content/services/tax.md": page("Pay.", extra="category: bin\n")})
    assert 'Did you mean "bins"?' in built.complaints


def test_other_words_do_not_decide_whether_a_page_is_offered(site: MakeSite) -> None:
    built = site(
        {
            **SERVICES,
            "content/services/tax.md": page(
                "Pay.",
                title="Council tax",
                policy="complete",
                extra="category: money\nalso: Rates\n",
            ),
            "locales/pl/LC_MESSAGES/services.po": catalogue(
                {
                    "title|Council tax": "Podatek lokalny",
                    "description|What this page is about.": "O czym jest ta strona.",
                    "Pay.": "Zapłać.",
                }
            ),
        }
    )
    assert built.has("pl/services/tax/")
    assert "Rates" not in built.page("pl/services/a-to-z/")
    assert "Rates" in built.page("services/a-to-z/")


def test_translators_are_told_that_other_words_are_theirs_to_choose(project: MakeProject) -> None:
    made = project(SERVICES)
    assert translate(made.folder, check=False, approve=None, by=None, on=None) == 0
    text = (made.folder / "locales/ar/LC_MESSAGES/services.po").read_text("utf-8")
    before, _, after = text.partition('msgctxt "also"')
    assert "as many as your language has" in before.rpartition("\n\n")[2]
    assert after.startswith('\nmsgid "Dustbin, 24-hour bins"')

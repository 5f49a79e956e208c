"""In charge of the pages of forms: each form in its languages becomes a page like an author's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from councilsite import formwords
from councilsite.cache import digest
from councilsite.compose import PageSet, Rendered, Voice
from councilsite.formwords import FormSet, Spoken
from councilsite.links import Target, check_links
from councilsite.model import Council, Finding, Place, Source, Words
from forms.definition import Form


def make_pages(
    council: Council, voices: Sequence[Voice], forms: Iterable[FormSet]
) -> Iterator[PageSet]:
    """The page of every form that has one."""
    for one in forms:
        if one.form.path and one.spoken:
            yield _page(council, voices, one)


def _page(council: Council, voices: Sequence[Voice], one: FormSet) -> PageSet:
    return PageSet(
        source=_source(one.form),
        keys=(),
        anchors=frozenset(),
        links=(),
        hours=(),
        coverage=one.coverage,
        rendered={
            voice.language.code: _render(one, voice, council)
            for voice in voices
            if voice.language.code in one.spoken
        },
        findings=(),
    )


def _source(form: Form) -> Source:
    """What the page's author wrote, as far as it is not the form itself."""
    return Source(
        path=form.path,
        title=form.title,
        short_title=form.short_title,
        description=form.description,
        owner=form.owner,
        reviewed=form.reviewed,
        policy="complete",
        body="",
        first_line=1,
        also=form.also,
    )


def _render(one: FormSet, voice: Voice, council: Council) -> Rendered:
    spoken = one.spoken[voice.language.code]
    words = spoken.words
    return Rendered(
        title=words["title"],
        label=words.get("short_title", words["title"]),
        description=words["description"],
        html=formwords.body(one, voice, council),
        coverage=spoken.coverage,
        also=_also(spoken),
        # With the form's seal the page is made anew when what it only holds in inputs changes.
        data={"contents": [], "seal": digest(repr(one.form), repr(spoken))},
    )


def _also(spoken: Spoken) -> Words:
    words = spoken.words.get("also", Words("", "approved"))
    return Words("", "approved") if words.is_fallback else words


def check_forms(
    forms: Iterable[FormSet], targets: Mapping[str, Target], files: Collection[str]
) -> Iterator[Finding]:
    """What is wrong with the texts of forms, and links that lead nowhere."""
    for one in forms:
        yield from one.findings
        yield from check_links(one.form.file, tuple(formwords.find_links(one)), targets, files)


def check_addresses(forms: Iterable[Form], taken: Iterable[Source]) -> Iterator[Finding]:
    """Forms that would stand at the address of a page, or of another form."""
    known = {source.url: source.file for source in taken}
    for form in forms:
        if form.address and form.address in known:
            yield Finding(
                "same-address",
                Place(form.file, 1),
                f'the form\'s address "/{form.address}" belongs to {known[form.address]}.',
                "Give the form another address.",
            )
        if form.address:
            known[form.address] = form.file

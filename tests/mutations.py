"""Barriers to put into finished pages: the gate must find each of them.

Each is one change of the HTML of a page of the demonstration site, as an author, a translator or a
developer might make it by mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTACT = "contact/index.html"
BIN = "services/missed-bin/index.html"
ARABIC = "ar/contact/index.html"
POLISH = "pl/contact/index.html"
PUNJABI = "pa/contact/index.html"


@dataclass(frozen=True)
class Mutation:
    """A barrier and how to make it."""

    name: str
    """What it is, in a few words."""
    criterion: str
    """Success criterion of WCAG 2.2 that it breaks; "" for good practice."""
    rules: frozenset[str]
    """Rules of any engine that name this barrier: one of them must be found."""
    old: str
    """Regular expression of what is replaced, once."""
    new: str
    """What stands there instead; \\g<0> is the old."""
    page: str = CONTACT

    def apply(self, html: str) -> str:
        """The page with the barrier."""
        changed, times = re.subn(self.old, self.new, html, count=1, flags=re.DOTALL)
        assert times == 1, f"{self.name}: {self.old} is not on {self.page}"
        assert changed != html, self.name
        return changed


END = "</main>"
STYLE = "</head>"


def more(name: str, criterion: str, rules: str, html: str, page: str = CONTACT) -> Mutation:
    """A barrier that is new HTML at the end of the main content."""
    return Mutation(name, criterion, frozenset(rules.split()), END, f"{html}</main>", page)


def style(name: str, criterion: str, rules: str, css: str, page: str = CONTACT) -> Mutation:
    """A barrier that is a style."""
    new = f"<style>{css}</style></head>"
    return Mutation(name, criterion, frozenset(rules.split()), STYLE, new, page)


def swap(
    name: str, criterion: str, rules: str, old: str, new: str, page: str = CONTACT
) -> Mutation:
    """A barrier that replaces what is there."""
    return Mutation(name, criterion, frozenset(rules.split()), old, new, page)


PHONE = r'<bdi[^>]*>01632 960100</bdi>|<a class="number"[^>]*>01632 960100</a>'

MUTATIONS = (
    # Language and direction.
    swap("no lang on html", "3.1.1", "html-has-lang", '<html lang="en"', "<html"),
    swap(
        "lang of another language",
        "3.1.1",
        "page-in-another-language",
        '<html lang="pl"',
        '<html lang="en"',
        POLISH,
    ),
    swap(
        "lang of another script",
        "3.1.1",
        "page-in-another-script",
        '<html lang="pa"',
        '<html lang="en"',
        PUNJABI,
    ),
    swap(
        "lang that does not exist", "3.1.1", "html-lang-valid", '<html lang="en"', '<html lang="xq"'
    ),
    swap("no dir on an Arabic page", "1.3.2", "wrong-direction", ' dir="rtl">', ">", ARABIC),
    swap(
        "dir of an English page",
        "1.3.2",
        "wrong-direction",
        'lang="en" dir="ltr">',
        'lang="en" dir="rtl">',
    ),
    more(
        "English block in Arabic",
        "3.1.2",
        "wrong-script",
        "<p>Tell us if the bin was not emptied on Monday.</p>",
        ARABIC,
    ),
    more(
        "Arabic block in English",
        "3.1.2",
        "wrong-script",
        "<p>أخبرنا إذا لم تُفرغ الحاوية يوم الاثنين.</p>",
    ),
    more(
        "English block in Polish",
        "3.1.2",
        "wrong-language",
        "<p>Please tell us within two working days if we have not emptied your bin on the usual day.</p>",
        POLISH,
    ),
    more(
        "French sentence in English",
        "3.1.2",
        "wrong-language",
        "<p>Nous viderons votre poubelle demain matin si vous nous appelez avant midi.</p>",
    ),
    more(
        "English alt in Punjabi",
        "3.1.2",
        "attribute-in-another-script",
        '<p><img src="../../assets/favicon.svg" alt="A green bin with its lid closed" width="40" height="40"></p>',
        PUNJABI,
    ),
    more(
        "English label in Arabic",
        "3.1.2",
        "attribute-in-another-script",
        '<p><a href="#a" aria-label="Go back to the top of this page">العودة</a></p>',
        ARABIC,
    ),
    more(
        "telephone number out of order",
        "1.3.2",
        "number-order",
        "<p>اتصل على 01632 960100 اليوم.</p>",
        ARABIC,
    ),
    more(
        "overridden direction",
        "1.3.2",
        "direction-override",
        '<p><bdo dir="rtl">Call us on Monday</bdo></p>',
    ),
    # Structure.
    swap("no title", "2.4.2", "document-title", "<title>.*?</title>", ""),
    swap(
        "title that says nothing",
        "2.4.2",
        "vague-title",
        "<title>.*?</title>",
        "<title>Untitled document</title>",
    ),
    swap(
        "no main landmark",
        "1.3.1",
        "landmark-one-main region",
        r"<main id=(.*)</main>",
        r"<div id=\1</div>",
    ),
    swap("no h1", "1.3.1", "page-has-heading-one", r"<h1([^>]*)>(.*?)</h1>", r"<p\1>\2</p>"),
    more(
        "a heading that is bold text",
        "1.3.1",
        "fake-heading",
        "<p><b>How to pay</b></p><p>You can pay online or by telephone, whenever it suits you best.</p>",
    ),
    more(
        "a heading level left out", "1.3.1", "heading-order", "<h5>Late payment</h5><p>Tell us.</p>"
    ),
    more("an empty heading", "1.3.1", "empty-heading", "<h2></h2>"),
    more(
        "a list of hyphens",
        "1.3.1",
        "fake-list",
        "<p>- paper and card<br>- glass bottles<br>- tins and cans<br>- plastic bottles</p>",
    ),
    more(
        "a table of blanks",
        "1.3.1",
        "fake-table",
        "<pre>Day       Bin        Time\nMonday    Green      7am\nTuesday   Black      7am\nFriday    Brown      9am</pre>",
    ),
    more(
        "a table for layout",
        "1.3.1",
        "layout-table",
        "<table><tr><td><h2>Bins</h2><p>We come weekly.</p></td><td><h2>Parks</h2><p>Open at seven.</p></td></tr></table>",
    ),
    more(
        "a table without headings",
        "1.3.1",
        "table-without-headers",
        "<table><tr><td>Day</td><td>Bin</td></tr><tr><td>Monday</td><td>Green</td></tr><tr><td>Friday</td><td>Brown</td></tr></table>",
    ),
    more("a list item without a list", "1.3.1", "listitem", "<div><li>Paper</li></div>"),
    # Links and words.
    more(
        "a link that says click here",
        "2.4.4",
        "vague-link",
        '<p>To see your bin day, <a href="#a">click here</a>.</p>',
    ),
    more(
        "a vague link in Polish",
        "2.4.4",
        "vague-link",
        '<p>Dni odbioru odpadów: <a href="#a">kliknij tutaj</a>.</p>',
        POLISH,
    ),
    more(
        "a vague link in Arabic",
        "2.4.4",
        "vague-link",
        '<p>أيام جمع النفايات: <a href="#a">اضغط هنا</a>.</p>',
        ARABIC,
    ),
    more(
        "a link that is an address",
        "2.4.4",
        "address-as-link",
        '<p><a href="https://www.gov.uk/find-local-council">https://www.gov.uk/find-local-council</a></p>',
    ),
    more("an empty link", "2.4.4", "link-name", '<p><a href="/bins/"></a></p>'),
    more(
        "equal links to other pages",
        "2.4.4",
        "twin-links identical-links-same-purpose",
        '<p>Bins: <a href="../services/missed-bin/">Report it</a>. Litter: <a href="../services/report-litter/">Report it</a>.</p>',
    ),
    more(
        "a new window without notice",
        "3.2.5",
        "new-window",
        '<p><a href="https://www.gov.uk/" target="_blank">Government services</a></p>',
    ),
    more(
        "a link to a PDF that does not say so",
        "2.4.4",
        "silent-file-link",
        '<p><a href="tax.pdf">Council tax leaflet</a></p>',
    ),
    more(
        "position words alone",
        "1.3.3",
        "told-by-place",
        "<p>Press the round button on the right to go on.</p>",
    ),
    more("colour words alone", "1.4.1", "told-by-colour", "<p>Fields in red are required.</p>"),
    more("letters set apart", "1.3.2", "spaced-letters", "<p>W E L C O M E to the council</p>"),
    more(
        "a paragraph in capitals",
        "",
        "all-capitals",
        "<p>PLEASE PUT YOUR BIN OUT BEFORE SEVEN IN THE MORNING ON THE DAY THAT WE COME, AND TAKE IT BACK IN THE SAME EVENING OR WE MAY FINE YOU.</p>",
    ),
    # Images and media.
    more("an image without alt", "1.1.1", "image-alt", '<p><img src="../assets/favicon.svg"></p>'),
    more(
        "an alt that is a file name",
        "1.1.1",
        "vague-alt",
        '<p><img src="../assets/favicon.svg" alt="favicon.svg" width="40" height="40"></p>',
    ),
    more(
        "an icon without a name",
        "4.1.2",
        "button-name",
        '<button type="button"><svg aria-hidden="true" viewBox="0 0 9 9" width="24" height="24"><path d="M0 0h9v9z"></path></svg></button>',
    ),
    more(
        "a frame without a title",
        "4.1.2",
        "frame-title",
        '<iframe src="../404.html" width="200" height="100"></iframe>',
    ),
    more(
        "words made by CSS",
        "1.3.1",
        "css-words",
        '<style>.due::before { content: "Pay before 1 March: " }</style><p class="due">£40</p>',
    ),
    more("a marquee", "2.2.2", "marquee", "<marquee>Offices are closed on Monday</marquee>"),
    more(
        "text that moves for ever",
        "2.2.2",
        "moves-on",
        "<style>@keyframes go { to { transform: translateX(9em) } } .go { animation: go 2s infinite alternate; width: 12em }</style><p class='go'>Closed on Monday</p>",
    ),
    swap(
        "a page that reloads itself",
        "2.2.1",
        "meta-refresh meta-refresh-no-exceptions",
        STYLE,
        '<meta http-equiv="refresh" content="30">\\g<0>',
    ),
    # Keyboard and focus.
    more(
        "a button for the mouse alone",
        "2.1.1",
        "mouse-only",
        '<p><span onclick="location.hash = 1" style="cursor: pointer">Open the map</span></p>',
    ),
    more(
        "a keyboard trap",
        "2.1.2",
        "keyboard-trap",
        '<p><input id="t" aria-label="Code" onkeydown="if (event.key === \'Tab\') event.preventDefault()"></p>',
    ),
    more(
        "a trap of two elements",
        "2.1.2",
        "keyboard-trap",
        '<p><button type="button" id="t1" onkeydown="if (event.key === \'Tab\') { event.preventDefault(); t2.focus() }">One</button> <button type="button" id="t2" onkeydown="if (event.key === \'Tab\') { event.preventDefault(); t1.focus() }">Two</button></p>',
    ),
    style(
        "focus that does not show",
        "2.4.7",
        "focus-unseen",
        ":focus, :focus-visible { outline: none !important; box-shadow: none !important; background: none !important; border-color: inherit !important; color: inherit !important; text-decoration: inherit !important }",
    ),
    style(
        "focus under a bar that sticks",
        "2.4.11",
        "focus-covered focus-unseen",
        "body::after { content: ''; position: fixed; inset: auto 0 0; height: 60vh; background: #fff; z-index: 9 }",
    ),
    more(
        "a tabindex that changes the order",
        "2.4.3",
        "tabindex",
        '<p><a href="#a" tabindex="3">First of all</a></p>',
    ),
    swap(
        "no skip link", "2.4.1", "skip-link-missing bypass skip-link", '<a class="skip".*?</a>', ""
    ),
    swap(
        "a skip link that leads nowhere",
        "2.4.1",
        "skip-link-broken skip-link",
        'href="#council_content"',
        'href="#nowhere"',
    ),
    more(
        "context that changes on choosing",
        "3.2.2",
        "changes-by-choosing",
        '<p><label>Language <select onchange="location.href = this.value"><option value="#a">English</option><option value="#b">Polski</option></select></label></p>',
    ),
    # Layout and colour.
    style(
        "text too faint",
        "1.4.3",
        "color-contrast",
        "main p { color: #b0b0b0 !important; background: #fff !important }",
    ),
    style(
        "text too faint in the dark",
        "1.4.3",
        "color-contrast",
        "@media (prefers-color-scheme: dark) { main p { color: #444 !important; background: #000 !important } }",
    ),
    style(
        "links told by colour alone",
        "1.4.1",
        "link-in-text-block",
        "main p a { text-decoration: none !important; color: #003f3b !important } main p { color: #222 !important }",
    ),
    more(
        "too wide for a phone",
        "1.4.10",
        "sideways-scroll text-lost-on-phone",
        '<div style="width: 700px">Put your bin out before seven in the morning on the day that we come.</div>',
    ),
    more(
        "text that is cut off",
        "1.4.4",
        "cut-text text-lost-on-phone",
        '<p style="height: 1.5em; line-height: 1.5; overflow: hidden">Put your bin out before seven in the morning on the day that we come to your street. Take it back in before the evening of the same day, as we have asked all of your neighbours to do as well, whatever the weather is.</p>',
    ),
    style(
        "text that larger spacing cuts off",
        "1.4.12",
        "text-lost-with-spacing",
        "main h2 { height: 1.3em; line-height: 1.3; overflow: hidden; white-space: nowrap; width: max-content; max-width: 100% }",
    ),
    more(
        "text over text",
        "1.4.4",
        "cut-text text-lost-when-large text-over-text",
        '<div style="position: relative; height: 3em"><p style="position: absolute; top: 0; left: 0; margin: 0">Put your bin out before seven.</p><p style="position: absolute; top: 6px; left: 4px; margin: 0">Offices are closed on Monday.</p></div>',
    ),
    swap(
        "zoom that is switched off",
        "1.4.4",
        "meta-viewport",
        "initial-scale=1",
        "initial-scale=1, maximum-scale=1, user-scalable=no",
    ),
    more(
        "targets that are too small",
        "2.5.8",
        "target-size",
        '<p><button type="button" style="all: unset; display: inline-block; width: 12px; height: 12px" aria-label="Less">-</button><button type="button" style="all: unset; display: inline-block; width: 12px; height: 12px" aria-label="More">+</button></p>',
    ),
    # Forms.
    swap(
        "a field without its label",
        "4.1.2",
        "label",
        r'<label id="council_search_label".*?</label>',
        "",
    ),
    more(
        "a placeholder as label",
        "3.3.2",
        "placeholder-label",
        '<p><input placeholder="Your name"></p>',
    ),
    more(
        "a group of choices without a name",
        "1.3.1",
        "group-without-name",
        "<p>Which bin?</p><p><label><input type=radio name=bin> Green</label> <label><input type=radio name=bin> Brown</label></p>",
    ),
    more(
        "an error apart from its field",
        "3.3.1",
        "error-apart",
        '<p><label for="mail">E-mail</label> <input id="mail" name="mail" aria-invalid="true"> <span class="error" style="color: #b00">Write it with an @</span></p>',
    ),
    more(
        "no autocomplete",
        "1.3.5",
        "missing-autocomplete",
        '<p><label for="em">Your e-mail address</label> <input id="em" name="email" type="email"></p>',
    ),
    more(
        "a role that does not exist",
        "4.1.2",
        "aria-roles",
        '<div role="buton" tabindex="0">Send</div>',
    ),
    more(
        "hidden from screen readers alone",
        "4.1.2",
        "aria-hidden-focus",
        '<p aria-hidden="true"><a href="#a">Pay council tax</a></p>',
    ),
)

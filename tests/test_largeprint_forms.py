"""Forms in large print: lists of what they ask, for those who prepare their answers on paper."""

from __future__ import annotations

from councilsite.formats.htmltree import read_html
from councilsite.formats.passages import plain_text, read_blocks

FORM = """
<form action="/forms/useful" method="post">
<p>Tell us about your bin.</p>
<fieldset><legend>Which bin is it?</legend>
<label><input type="radio" name="bin"> Recycling</label>
<label><input type="radio" name="bin"> Garden waste</label></fieldset>
<label for="why">Why was it missed?</label> <textarea id="why">Write here</textarea>
<button>Send</button>
</form>
"""


def test_a_form_is_a_list_of_what_it_asks() -> None:
    blocks = read_blocks(read_html(FORM), str, str, frozenset())
    said = [
        (block["k"], [plain_text(item["c"][0]["c"]) for item in block["items"]])
        if block["k"] == "list"
        else (block["k"], [plain_text(block["c"])])
        for block in blocks
    ]
    assert said == [
        ("p", ["Tell us about your bin."]),
        ("p", ["Which bin is it?"]),
        ("list", ["Recycling"]),
        ("list", ["Garden waste"]),
        ("list", ["Why was it missed?"]),
    ]

"""In charge of the markup of Markdown's components: tables and content tabs that everybody can use.

Extensions of Markdown give tables without scopes and captions, alignment as inline styles, and tabs
made of radio buttons. This rewrites the tree of a page once, before its texts are taken out.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

CAPTION = "Table: "
"""Beginning of the paragraph above a table that becomes its caption."""
TAB = "tab"
"""Class of a content tab."""
SCROLLER = "table-scroll"
"""Class of the box around a table that may be wider than a phone."""

_MOST_COLUMNS_OF_A_PHONE = 2
_SIDES = {"left": "start", "center": "center", "right": "end"}
"""Markdown's sides as sides of the text: in right-to-left languages the start is on the right."""
_ALIGNED = re.compile(r"text-align: (left|center|right);")
_BOLD = re.compile(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*")


def arrange(root: etree.Element) -> None:
    """Rewrites all tabs, boxes and tables below an element."""
    for element in list(root.iter("div")):
        if element.get("data-tabs") is not None:
            _arrange_tabs(element)
    for summary in root.iter("summary"):
        _keep_sign(summary)
    # A table changes what is beside it, so this comes when the tabs' contents are in their place.
    tables = [(parent, child) for parent in root.iter() for child in parent if child.tag == "table"]
    for parent, table in tables:
        _arrange_table(parent, table)


def _keep_sign(summary: etree.Element) -> None:
    """A title such as "#1 Call us" is no first-level heading, which a page has one of."""
    if len(summary) == 1 and summary[0].tag == "h1" and not summary.text:
        summary.text = f"#{summary[0].text}"
        summary.remove(summary[0])


def _arrange_tabs(tabs: etree.Element) -> None:
    """Tabs as boxes that open one by one, the first (or the author's choice) open.

    Radio buttons with hidden contents are announced as a form; searching in the page does not find
    the contents, links do not reach them, and they are not printed. `<details>` has none of these
    faults and needs no script. It is not exclusive: a reader may compare two.
    """
    children = list(tabs)
    for child in children:
        tabs.remove(child)
    del tabs.attrib["data-tabs"]
    for radio, label, content in zip(children[::3], children[1::3], children[2::3], strict=True):
        box = etree.SubElement(tabs, "details", {"class": TAB})
        if radio.get("checked") is not None:
            box.set("open", "open")
        etree.SubElement(box, "summary").text = label.text
        box.extend(content)


def _arrange_table(parent: etree.Element, table: etree.Element) -> None:
    for cell in table.iter():
        _align(cell)
    columns = [cell for row in table.findall("thead/tr") for cell in row]
    for cell in columns:
        if not (cell.text or "").strip() and len(cell) == 0:
            # Nothing is no heading.
            cell.tag = "td"
        elif cell.get("scope") is None:
            cell.set("scope", "col")
    _head_rows(table)
    _caption(parent, table)
    if len(columns) > _MOST_COLUMNS_OF_A_PHONE:
        _make_scrollable(parent, table)


def _align(cell: etree.Element) -> None:
    """Classes for alignment: the site's Content-Security-Policy forbids inline styles."""
    match = _ALIGNED.fullmatch(cell.get("style", ""))
    if match:
        del cell.attrib["style"]
        cell.set("class", _SIDES[match.group(1)])


def _head_rows(table: etree.Element) -> None:
    """Row headings, where the author makes the whole first column bold."""
    firsts = [next(iter(row), None) for row in table.findall("tbody/tr")]
    bold = [
        (cell, match)
        for cell in firsts
        if cell is not None and len(cell) == 0 and (match := _BOLD.fullmatch(cell.text or ""))
    ]
    if len(bold) < len(firsts):
        return
    for cell, match in bold:
        cell.tag, cell.text = "th", match.group(1)
        cell.set("scope", "row")


def _caption(parent: etree.Element, table: etree.Element) -> None:
    siblings = list(parent)
    at = siblings.index(table)
    above = siblings[at - 1] if at else None
    if above is None or above.tag != "p" or not (above.text or "").startswith(CAPTION):
        return
    parent.remove(above)
    caption = etree.Element("caption")
    caption.text = (above.text or "").removeprefix(CAPTION)
    table.insert(0, caption)


def _make_scrollable(parent: etree.Element, table: etree.Element) -> None:
    """A box that scrolls on its own; people without a pointer scroll it when it has the focus.

    A region: what takes the focus without being a control needs a role that may be scrolled.
    """
    box = etree.Element("div", {"class": SCROLLER, "role": "region", "tabindex": "0"})
    at = list(parent).index(table)
    parent.remove(table)
    box.tail, table.tail = table.tail, None
    box.append(table)
    parent.insert(at, box)

"""Links to PDF files of this site that a screen reader cannot read well."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import replace

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.pdfs import find_lacks

CRITERION = "1.3.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = "The PDF {file} lacks: {lacks}."
ADVICE = "Make a page of it, or export it again with tags, a title and a language (as PDF/UA)."
SCRIPT = r"""
const seen = new Set();
for (const link of kit.all("a[href]")) {
  let url;
  try { url = new URL(link.href, document.baseURI); } catch { continue; }
  const isOwn = url.origin === location.origin && url.origin !== "null" || url.protocol === "data:";
  if (!isOwn || seen.has(url.href.split("#")[0])) continue;
  if (!/\.pdf$/i.test(url.pathname) && !/^application\/pdf\b/.test(url.pathname)) continue;
  seen.add(url.href.split("#")[0]);
  if (seen.size <= 20) report(link, {file: url.href.split("#")[0]});
}
"""
MOST_BYTES = 20_000_000
"""Larger files are left to people."""

_FETCH = """
(url, most, done) => fetch(url, {signal: AbortSignal.timeout(8000)}).then(async (answer) => {
  if (!answer.ok) return done("");
  const bytes = await answer.blob();
  if (bytes.size > most) return done("");
  const reader = new FileReader();
  reader.onload = () => done(reader.result.split(",")[1] ?? "");
  reader.onerror = () => done("");
  reader.readAsDataURL(bytes);
}).catch(() => done(""))
"""


def check(page: Browser, links: Sequence[Sighting]) -> Iterator[Sighting]:
    """Reads each file once; what cannot be fetched is a broken link, which is not asked here."""
    for link in links:
        url = link.values["file"]
        lacks = find_lacks(base64.b64decode(page.wait_for(_FETCH, url, MOST_BYTES)))
        if lacks:
            name = url.rpartition("/")[2] if url.startswith("http") else "file"
            yield replace(link, values={"file": name, "lacks": "; ".join(lacks)})


def _pdf(catalogue: str, info: str = "") -> str:
    """Address of a small PDF."""
    text = (
        f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{catalogue}>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        f"4 0 obj<<{info}>>endobj\n5 0 obj<</Type/StructTreeRoot>>endobj\n"
        "trailer<</Root 1 0 R/Info 4 0 R/Size 6>>\n%%EOF\n"
    )
    return f"data:application/pdf;base64,{base64.b64encode(text.encode()).decode()}"


_TAGGED = "/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R"

FAILS = (
    f"<a href='{_pdf('')}'>Bin days (PDF)</a>",
    f"<a href='{_pdf('/Lang(en)', '/Title(Bins)')}'>Bin days (PDF)</a>",
    f"<a href='{_pdf(_TAGGED + '/Lang(en)')}'>Bin days (PDF)</a>",
)
PASSES = (
    f"<a href='{_pdf(_TAGGED + '/Lang(en)', '/Title(Bins)')}'>Bin days (PDF)</a>",
    "<a href='/bins'>Bin days</a>",
    "<a href='https://other.example/bins.pdf'>Bin days (PDF)</a>",
    "<a href='data:application/pdf;base64,AAAA'>Bin days (PDF)</a>",
)

"""Pages that go elsewhere or load again by themselves after a time."""

from __future__ import annotations

from a11y.findings import WARNING

CRITERION = "2.2.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    "A script leaves or reloads the page after {seconds} seconds: look whether people can turn that"
    " off or get more time."
)
ADVICE = "Let people decide when to go on; warn of a session's end and let them make it longer."
SCRIPT = r"""
const TIMER = /\bset(?:Timeout|Interval)\s*\(([^]{0,400}?),\s*(\d[\d_*\s]*|\d+e\d+)\s*\)/g;
const GOES = [/\blocation\b(?:\.href)?\s*=(?!=)/,
  /\blocation\s*\.\s*(?:assign|replace|reload)\s*\(/, /\bhistory\s*\.\s*go\s*\(/];
for (const script of document.scripts) {
  if (script.src || /json|template|text\/html/i.test(script.type)) continue;
  for (const [, work, time] of script.text.matchAll(TIMER)) {
    const name = /^\s*["']?([\w$]+)\s*(?:\(\s*\)\s*;?\s*["'])?$/.exec(work)?.[1];
    const named = name && Object.getOwnPropertyDescriptor(globalThis, name)?.value;
    const code = typeof named === "function" ? `${work} ${named}` : work;
    const amount = time.replace(/[_\s]/g, "").split("*").reduce((all, n) => all * Number(n), 1);
    if (!GOES.some((way) => way.test(code))) continue;
    // At once is no limit; after twenty hours it is none either.
    if (!(amount > 500 && amount < 72_000_000)) continue;
    report(script, {seconds: amount / 1000});
  }
}
"""
FAILS = (
    "<script>setTimeout(() => { location.href = 'https://a.example/' }, 600000)</script>",
    "<script>setTimeout(function () { window.location.reload() }, 30 * 60 * 1000)</script>",
    "<script>function go() { location.replace('/timeout') } setTimeout(go, 60000)</script>",
    "<script>setInterval('location.reload()', 90000)</script>",
)
PASSES = (
    "<script>setTimeout(() => { document.title = 'Bins' }, 600000)</script>",
    "<script>setTimeout(() => { location.hash = 'a' }, 10)</script>",
    "<script>if (location.href == 'x') setTimeout(() => 1, 60000)</script>",
    "<script>function go() { location.replace('/a') }</script><button onclick='go()'>Go</button>",
)

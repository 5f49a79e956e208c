"""In charge of the page as those see it who did not ask for less motion."""

from __future__ import annotations

from a11y.engines.browser import Browser
from a11y.engines.own import look
from a11y.findings import Sighting

# Style sheets that we cannot read may hold anything.
_MAY_MOVE = """(() => {
  const holds = (rules) => [...rules].some((rule) =>
    rule instanceof CSSKeyframesRule || rule.cssRules && holds(rule.cssRules)
    || rule.styleSheet && holds(rule.styleSheet.cssRules));
  const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
  return document.getAnimations().length > 0
    || sheets.some((sheet) => { try { return holds(sheet.cssRules); } catch { return true; } });
})()"""
_MEDIA = (
    "['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((q) => matchMedia(q).matches)"
)


def look_in_motion(page: Browser, script: str) -> list[Sighting]:
    """What a script reports where everything moves that can; nothing where nothing can."""
    if not page.ask(_MAY_MOVE):
        return []
    dark, forced = page.ask(_MEDIA)
    scheme = "dark" if dark else "light"
    page.set_media(motion="no-preference", scheme=scheme, forced=forced)
    try:
        return look(page, {"motion": script})["motion"]
    finally:
        page.set_media(scheme=scheme, forced=forced)

"""Things that move, blink or scroll for longer than five seconds, with nothing to stop them."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.engines.own import look
from a11y.findings import WARNING, Sighting
from a11y.motion import look_in_motion

CRITERION = "2.2.2"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    '"{text}" moves or blinks by itself for more than five seconds{reduced}: look whether people'
    " can stop it."
)
ADVICE = "Leave the movement out, end it within five seconds, or give people a button to stop it."
_SCRIPT = """
const FIVE_SECONDS = 5000;
const seen = new Map();
for (const animation of document.getAnimations()) {
  const {effect} = animation;
  const element = effect?.target;
  if (!element?.isConnected || animation.playState !== "running") continue;
  const timing = effect.getComputedTiming();
  // What a scroll bar drives does not move by itself; what has no end lasts for ever.
  if (!(animation.timeline instanceof DocumentTimeline)) continue;
  if (!(timing.activeDuration > FIVE_SECONDS)) continue;
  const frames = effect.getKeyframes();
  const properties = new Set(frames.flatMap((frame) => Object.keys(frame)).filter(
    (name) => !["offset", "easing", "composite", "computedOffset"].includes(name)));
  const values = (name) => new Set(frames.map((frame) => frame[name]).filter(Boolean)).size;
  const changes = [...properties].filter((name) => values(name) > 1 || frames.length === 1);
  // What blinks may be out of sight just now.
  if (!changes.length || !element.checkVisibility({visibilityProperty: true})) continue;
  // Small turning rings say that something is being loaded.
  const box = element.getBoundingClientRect();
  const isRing = element.closest("[role=progressbar], progress, [aria-busy=true], [role=status]");
  if (isRing || box.width * box.height < 64) continue;
  seen.set(element, animation);
}
for (const element of seen.keys()) {
  if ([...seen.keys()].some((other) => other !== element && other.contains(element))) continue;
  report(element, {text: (kit.wordsOf(element) || element.localName).slice(0, 60)});
}
"""


def check(page: Browser) -> Iterable[Sighting]:
    """Looks at animations as those see them who did not ask for less motion."""
    free = look_in_motion(page, _SCRIPT)
    if not free:
        return []
    reduced = {sighting.selector for sighting in look(page, {"moves": _SCRIPT})["moves"]}
    return [
        Sighting(
            sighting.selector,
            sighting.snippet,
            {
                **sighting.values,
                "reduced": ", even where people ask for less motion"
                if sighting.selector in reduced
                else "",
            },
        )
        for sighting in free
    ]


_MOVE = "<style>@keyframes m { to { transform: translateX(9em) } }"
_BLINK = "<style>@keyframes b { 50% { opacity: 0 } }"
FAILS = (
    _MOVE + ".n { animation: m 3s infinite }</style><p class='n'>Bins are late today</p>",
    _BLINK + ".n { animation: b 1s steps(2) infinite }</style><p class='n'>Bins are late today</p>",
    _MOVE + ".n { animation: m 2s 4 }</style><p class='n'>Bins are late today</p>",
    _MOVE + "@media (prefers-reduced-motion: no-preference) { .n { animation: m 3s infinite } }"
    "</style><p class='n'>Bins are late today</p>",
    "<p id='n'>Bins are late</p><script>n.animate([{opacity: 1}, {opacity: 0}],"
    " {duration: 900, iterations: Infinity})</script>",
)
PASSES = (
    "<p>Bins</p>",
    _MOVE + ".n { animation: m 2s 2 }</style><p class='n'>Bins are late today</p>",
    _MOVE + ".n { animation: m 2s infinite paused }</style><p class='n'>Bins</p>",
    _MOVE + ".n { animation: m 2s infinite }</style><p class='n' hidden>Bins</p>",
    _MOVE + ".n { animation: m 2s infinite }</style><p role='status' class='n'>Loading</p>",
    "<style>@keyframes s { from { opacity: 1 } to { opacity: 1 } } .n { animation: s 2s infinite }"
    "</style><p class='n'>Bins</p>",
)

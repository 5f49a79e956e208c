"""Things that flash more than three times in a second."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.findings import WARNING, Sighting
from a11y.motion import look_in_motion

CRITERION = "2.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" flashes {times} times in a second: look how large and how bright it is.'
ADVICE = "Let nothing flash more than three times in a second: it can cause fits."
_SCRIPT = """
const MOST = 3;
// A quarter of the middle of what somebody sees of a screen of usual size.
const SMALL = 341 * 256 / 4;
const LIGHTS = ["opacity", "visibility", "backgroundColor", "color", "filter", "backgroundImage",
  "display", "boxShadow", "borderColor", "outlineColor"];
// How often a row of values turns back, such as from light to dark to light.
const turns = (values) => values.filter((value, index) => index > 1
  && value === values[index - 2] && value !== values[index - 1]).length;
for (const animation of document.getAnimations()) {
  const {effect} = animation;
  const element = effect?.target;
  if (!element?.isConnected || animation.playState !== "running") continue;
  if (!(animation.timeline instanceof DocumentTimeline)) continue;
  const {duration, activeDuration, direction} = effect.getComputedTiming();
  const frames = effect.getKeyframes();
  let flashes = 0;
  for (const name of LIGHTS) {
    const values = frames.map((frame) => frame[name]).filter((value) => value !== undefined);
    if (new Set(values).size < 2) continue;
    const whole = Math.max(turns(values), 1);
    const back = String(direction).startsWith("alternate") && !turns(values);
    flashes = Math.max(flashes, 1000 / duration * whole / (back ? 2 : 1));
  }
  const box = element.getBoundingClientRect();
  if (!(flashes > MOST) || activeDuration < 1000 || box.width * box.height < SMALL) continue;
  const text = (kit.wordsOf(element) || element.localName).slice(0, 60);
  report(element, {text, times: Math.round(flashes)});
}
"""


def check(page: Browser) -> Iterable[Sighting]:
    """Looks at animations as those see them who did not ask for less motion."""
    return look_in_motion(page, _SCRIPT)


_FLASH = "<style>@keyframes f { 50% { opacity: 0 } } .n { height: 300px; background: #000;"
FAILS = (
    _FLASH + "animation: f .2s infinite }</style><p class='n'>Bins</p>",
    "<style>@keyframes c { from { background: #fff } to { background: #f00 } }"
    ".n { height: 300px; animation: c .1s infinite alternate }</style><p class='n'>Bins</p>",
    "<style>@keyframes t { 0%, 40%, 80% { opacity: 1 } 20%, 60%, 100% { opacity: 0 } }"
    ".n { height: 300px; animation: t .5s steps(1) infinite }</style><p class='n'>Bins</p>",
)
PASSES = (
    _FLASH + "animation: f 1s infinite }</style><p class='n'>Bins</p>",
    _FLASH + "animation: f .2s 2 }</style><p class='n'>Bins</p>",
    _FLASH + "animation: f .2s infinite; width: 20px; height: 20px }</style><p class='n'>B</p>",
    "<style>@keyframes m { to { transform: rotate(1turn) } } .n { height: 300px;"
    "animation: m .2s infinite }</style><p class='n'>Bins</p>",
    "<p>Bins</p>",
)

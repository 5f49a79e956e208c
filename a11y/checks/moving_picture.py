"""Pictures that move for ever, such as animated GIFs."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.engines.own import look
from a11y.findings import WARNING, Sighting

CRITERION = "2.2.2"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The picture "{file}" moves: look whether it ends within five seconds or can be stopped.'
ADVICE = "Use a picture that does not move, or a video that people start themselves."
_PICTURES = """[...document.images].some((e) => e.checkVisibility()
  && /\\.(?:gif|apng|webp)(?:$|[?#])|^data:image\\/(?:gif|apng|webp)/i.test(
    e.currentSrc || e.src))"""
# The files themselves say how many pictures they hold.
_COUNT = """
async (done) => {
  const KIND = /\\.(gif|apng|webp)(?:$|[?#])|^data:image\\/(gif|apng|webp)/i;
  const found = [];
  const images = [...document.images].filter((image) => image.checkVisibility());
  const addresses = [...new Set(images.map((image) => image.currentSrc || image.src))];
  for (const address of addresses.filter((a) => KIND.test(a)).slice(0, 20)) {
    try {
      const patience = {cache: "force-cache", signal: AbortSignal.timeout(2000)};
      const answer = await fetch(address, patience);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const text = new TextDecoder("latin1").decode(bytes);
      const isGif = text.startsWith("GIF8");
      const frames = isGif ? text.split("\\x21\\xf9\\x04").length - 1 : 0;
      const moves = isGif ? frames > 1 : /^RIFF....WEBP/s.test(text) ? text.includes("ANMF")
        : text.includes("acTL");
      if (moves) found.push(address);
    } catch {}
  }
  done(found);
}
"""
_SCRIPT = """
for (const image of document.images) {
  const address = image.currentSrc || image.src;
  if (!globalThis.councilsiteMoving.includes(address) || !kit.isSeen(image)) continue;
  if (image.width * image.height < 64) continue;
  const file = address.startsWith("data:") ? address.slice(0, 20) : address.split(/[?#]/)[0];
  report(image, {file: file.split("/").pop().slice(0, 60)});
}
"""


def check(page: Browser) -> Iterable[Sighting]:
    """Reads the files of pictures that may move."""
    if not page.ask(_PICTURES):
        return []
    moving = page.wait_for(_COUNT)
    if not moving:
        return []
    page.run("globalThis.councilsiteMoving = arguments[0]", moving)
    return look(page, {"pictures": _SCRIPT})["pictures"]


_FRAME = "21f90400{:02x}000000" + "2c000000000100010000" + "02024401" + "00"
_HEAD = "474946383961" + "01000100" + "800000" + "000000ffffff"


def _gif(frames: int) -> str:
    data = bytes.fromhex(_HEAD + _FRAME.format(10) * frames + "3b")
    address = "data:image/gif;base64," + base64.b64encode(data).decode()
    return f"<img alt='Bins' width='90' height='90' src='{address}'>"


FAILS = (_gif(2), f"<p>Bins</p>{_gif(5)}")
PASSES = (_gif(1), "<p hidden>" + _gif(3) + "</p>", "<img alt='' src='x.png'>")

"""Sound that begins by itself, with nothing to stop it."""

from a11y.findings import WARNING

CRITERION = "1.4.2"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" plays by itself: look whether people can stop it or turn it down at once.'
ADVICE = "Let people start it themselves."
SCRIPT = """
const SHORT = 3;
const stops = (element) => kit.all("button, [role=button], input[type=button], a[href]").some(
  (control) => [control.outerHTML.slice(0, 400), kit.nameOf(control)].some(
    (words) => /\\b(?:pause|mute|stop|volume)|\\.muted/i.test(words)));
for (const media of kit.all("audio, video")) {
  const plays = media.autoplay || !media.paused && !media.ended;
  if (!plays || media.muted || media.controls || media.duration <= SHORT) continue;
  if (media.autoplay && !(media.currentSrc || media.src || media.querySelector("source"))) continue;
  if (/#t=/.test(media.currentSrc || media.src) || media.volume === 0 || stops(media)) continue;
  // Without a sound track it is a picture that moves.
  if (media.matches("video") && media.readyState > 1 && media.webkitAudioDecodedByteCount === 0
    && media.currentTime > 0) continue;
  report(media, {text: (kit.nameOf(media) || media.localName).slice(0, 60)});
}
for (const frame of kit.all("iframe[src], embed[src], bgsound")) {
  const address = frame.getAttribute("src") ?? "";
  const plays = /[?&](?:autoplay|auto_play)=(?:1|true)\\b/i.test(address);
  const isQuiet = /[?&](?:muted?|background)=(?:1|true)\\b/i.test(address);
  if (!(plays && !isQuiet || frame.matches("bgsound, embed[autostart=true]"))) continue;
  report(frame, {text: (kit.nameOf(frame) || frame.localName).slice(0, 60)});
}
"""
FAILS = (
    "<audio src='/a.mp3' autoplay></audio>",
    "<video autoplay loop><source src='/a.mp4'></video>",
    "<iframe title='Film' src='https://www.youtube.com/embed/a?rel=0&amp;autoplay=1'></iframe>",
    "<bgsound src='/a.mid'>",
)
PASSES = (
    "<audio src='/a.mp3' autoplay controls></audio><audio src='/a.mp3'></audio>",
    "<video autoplay muted loop src='/a.mp4'></video>",
    "<iframe title='Film' src='https://www.youtube.com/embed/a?autoplay=0'></iframe>",
    "<iframe title='Film' src='https://www.youtube.com/embed/a?autoplay=1&mute=1'></iframe>",
    "<audio id='a' src='/a.mp3' autoplay></audio><button onclick='a.pause()'>Quiet</button>",
    "<audio src='/a.mp3#t=1,3' autoplay></audio>",
)

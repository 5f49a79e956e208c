"""Recordings and embedded players with no word of captions or of a text beside them."""

from a11y.findings import WARNING

CRITERION = "1.2.2"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'Nothing near "{text}" names captions or a text: look whether those who do not hear or see it'
    " get what it tells, and whether anything in it flashes."
)
ADVICE = "Give videos captions, and link to a transcript beside every recording."
SCRIPT = """
const PLAYERS = new RegExp("^(?:https?:)?//(?:[\\\\w-]+[.])*"
  + "(?:youtube(?:-nocookie)?[.]com/(?:embed|v)"
  + "|player[.]vimeo[.]com|dailymotion[.]com/embed|facebook[.]com/plugins/video|wistia[.]net"
  + "|players[.]brightcove[.]net|kaltura[.]com|panopto[.](?:com|eu)|public-i[.]tv"
  + "|soundcloud[.]com/player|player[.]bilibili[.]com|player[.]twitch[.]tv"
  + "|open[.]spotify[.]com/embed)", "i");
const MEDIA = /\\.(?:mp3|mp4|m4[av]|mov|avi|wm[av]|wav|og[gav]|flac|webm|mpe?g|swf)(?:$|[?#])/i;
const LONG = 60;
const isMedia = (element) => {
  const address = element.getAttribute("src") ?? element.getAttribute("data") ?? "";
  if (element.matches("iframe, object, embed")) return PLAYERS.test(address) || MEDIA.test(address)
    || /^(?:audio|video)\\//i.test(element.getAttribute("type") ?? "");
  // axe-core asks of videos; those without a sound or a control are pictures that move.
  return element.matches("audio") && (element.controls || !element.muted);
};
const textOf = (element) => {
  let place = element.closest("figure, li, article, section, td, dd") ?? element.parentElement;
  if (place !== document.body && !kit.squeeze(place.textContent)) place = place.parentElement;
  return `${element.title} ${element.getAttribute("aria-label") ?? ""} ${place.innerText}`;
};
for (const element of kit.all("audio, iframe[src], object, embed")) {
  if (!isMedia(element) || element.closest("object object, audio audio")) continue;
  const isThere = element.matches("audio") ? element.controls || element.autoplay
    : kit.isSeen(element);
  const tracks = [...element.querySelectorAll("track")].map(({kind}) => kind);
  if (!isThere || tracks.some((kind) => kind !== "metadata" && kind !== "chapters")) continue;
  const told = kit.patternOf("transcripts", element);
  const near = kit.squeeze(`${textOf(element)} ${kit.namedBy(element, "aria-describedby").map(
    (one) => one.textContent).join(" ")}`).slice(0, 6000);
  if (!told || told.test(near) || kit.countWords(near) > LONG) continue;
  report(element, {text: (kit.nameOf(element) || element.localName).slice(0, 60)});
}
"""
FAILS = (
    "<audio controls src='/talk.mp3'></audio>",
    "<p>Hear the mayor: <audio controls><source src='/talk.ogg'></audio></p>",
    "<iframe width='560' height='315' title='The meeting'"
    " src='https://www.youtube.com/embed/abc'></iframe>",
    "<iframe width='560' height='315' title='Film' src='https://player.vimeo.com/video/1'></iframe>",
    "<div lang='pl'><audio controls src='/a.mp3'></audio><p>Posłuchaj burmistrza</p></div>",
    "<object data='/film.mp4' type='video/mp4' width='300' height='200'>Film</object>",
)
_TEXT = "We choose to empty the bins on Monday because they are full by then. " * 6
PASSES = (
    "<audio controls src='/talk.mp3'></audio><p><a href='/t'>Read the transcript</a></p>",
    f"<audio controls src='/talk.mp3'></audio><p>{_TEXT}</p>",
    "<figure><iframe title='Film' src='https://www.youtube.com/embed/abc'></iframe>"
    "<figcaption>The film, with subtitles</figcaption></figure>",
    "<iframe title='Map' src='https://maps.example/embed'></iframe>",
    "<audio src='/click.mp3'></audio>",
    "<audio controls src='/a.mp3'><track kind='captions' src='/a.vtt' srclang='en'></audio>",
    "<div lang='zh'><audio controls src='/a.mp3'></audio><p>文字稿</p></div>",
)

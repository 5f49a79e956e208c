"""Links, pictures and frames that are named after another company than the one they are of."""

from a11y.findings import WARNING

CRITERION = "1.1.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" names {named}, but this {what} {other}.'
ADVICE = "Name what is really there: such names are often left over from a copy."
SCRIPT = """
const HOSTS = {facebook: ["facebook.com", "fb.com", "fb.me"], twitter: ["twitter.com", "x.com",
  "t.co"], instagram: ["instagram.com"], youtube: ["youtube.com", "youtu.be",
  "youtube-nocookie.com"], linkedin: ["linkedin.com"], whatsapp: ["whatsapp.com", "wa.me"],
  tiktok: ["tiktok.com"], pinterest: ["pinterest.com", "pinterest.co.uk"], flickr: ["flickr.com"],
  vimeo: ["vimeo.com"], reddit: ["reddit.com"], snapchat: ["snapchat.com"], telegram: ["t.me"],
  nextdoor: ["nextdoor.com", "nextdoor.co.uk"], weibo: ["weibo.com"], github: ["github.com"],
  bbc: ["bbc.co.uk", "bbc.com"], paypal: ["paypal.com"], spotify: ["spotify.com"], netflix: [],
  visa: [], mastercard: [], eventbrite: ["eventbrite.co.uk", "eventbrite.com"]};
const COMPANIES = Object.keys(HOSTS);
const WORD = new RegExp(`(?<![a-z])(?:${COMPANIES.join("|")})(?![a-z])`, "g");
const namedIn = (words) => [...new Set(words.toLowerCase().match(WORD) ?? [])];
const tell = (element, name, others, what, verb) => {
  const named = namedIn(name);
  if (named.length !== 1 || !others.length || others.includes(named[0]) || !kit.isHeard(element)) {
    return;
  }
  report(element, {text: name.slice(0, 80), named: named[0], what, other: verb + others[0]});
};
const placeOf = (address) => {
  try { return new URL(address, document.baseURI); } catch { return null; }
};
const ownersOf = ({hostname}) => COMPANIES.filter((name) =>
  HOSTS[name].some((host) => hostname === host || hostname.endsWith("." + host)));
for (const link of kit.all("a[href^=http], a[href^='//']")) {
  const place = placeOf(link.getAttribute("href"));
  const owners = place ? ownersOf(place) : [];
  const written = `${link.innerHTML} ${link.title} ${link.ariaLabel}`;
  if (!owners.length || !namedIn(written).length) continue;
  tell(link, kit.nameOf(link), [...owners, ...namedIn(place.pathname + place.search)], "link",
    "leads to ");
}
for (const picture of kit.all("img[alt][src], input[type=image][alt][src]")) {
  const source = picture.getAttribute("src");
  const file = source.startsWith("data:") ? "" : source.split(/[?#]/)[0].split("/").pop();
  tell(picture, picture.getAttribute("alt"), namedIn(file), "picture",
    "stands in a file named after ");
}
for (const frame of kit.all("iframe[title][src]")) {
  const place = placeOf(frame.getAttribute("src"));
  const name = kit.fold(frame.title);
  if (!COMPANIES.includes(name) || !/^https?:$/.test(place?.protocol)) continue;
  if (!namedIn(place.href).length && !ownersOf(place).length) {
    tell(frame, frame.title, [place.pathname.split("/").pop() || place.host], "frame", "shows ");
  } else tell(frame, frame.title, [...ownersOf(place), ...namedIn(place.href)], "frame", "is of ");
}
"""
_SRC = "width='30' height='30'"
FAILS = (
    "<p><a href='https://www.facebook.com/testwick'>Testwick on Twitter</a></p>",
    f"<p><a href='https://www.youtube.com/testwick'><img {_SRC} src='data:,' alt='Instagram'></a>"
    "</p>",
    f"<p><img {_SRC} src='/img/facebook-icon.svg' alt='Twitter'></p>",
    "<iframe title='Facebook' src='http://127.0.0.1:9/map.html'></iframe>",
)
PASSES = (
    "<p><a href='https://www.facebook.com/testwick'>Testwick on Facebook</a></p>",
    "<p><a href='https://x.com/testwick'>X, once Twitter</a> <a href='https://x.com/'>Twitter</a>"
    "</p>",
    "<p><a href='https://www.youtube.com/watch'>How to share on Facebook: a film on YouTube</a>"
    "</p>",
    "<p><a href='https://www.youtube.com/facebook'>Facebook</a></p>",
    "<p><a href='/twitter'>Facebook</a></p>",
    f"<p><img {_SRC} src='/img/icon-2.svg' alt='Twitter'></p>",
    f"<p><img {_SRC} src='/img/visa-mastercard.svg' alt='Visa'></p>",
    "<iframe title='News of Testwick' src='http://127.0.0.1:9/facebook.html'></iframe>",
)

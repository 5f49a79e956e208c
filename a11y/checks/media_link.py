"""Links to recordings with no word of where to read what is said in them."""

from a11y.findings import WARNING

CRITERION = "1.2.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The link "{text}" leads to a recording, and nothing near it names a transcript.'
ADVICE = "Link to a transcript beside the recording, and give videos captions."
SCRIPT = """
const MEDIA = /\\.(mp3|mp4|m4a|m4v|mov|avi|wmv|wma|wav|ogg|oga|ogv|aac|flac|webm|mpe?g|mkv|3gp)$/i;
for (const link of kit.all("a[href]")) {
  const address = link.getAttribute("href").trim().split(/[?#]/)[0];
  if (!MEDIA.test(address) || !kit.isHeard(link)) continue;
  const told = kit.patternOf("transcripts", link);
  const place = link.closest("li, tr, figure, article, section, dd") ?? link.parentElement;
  const around = place === document.body ? place : place.parentElement;
  const near = `${link.title} ${kit.nameOf(link)} ${around.innerText}`.slice(0, 4000);
  if (told && !told.test(near)) report(link, {text: kit.nameOf(link).slice(0, 80)});
}
"""
FAILS = (
    "<p><a href='/talk.mp3'>Listen to the mayor</a></p>",
    "<p><a href='/talk.mov?a=1'>Watch the meeting</a></p>",
    "<p lang='pl'><a href='/a.mp4'>Film z posiedzenia</a></p>",
    "<p lang='zh'><a href='/a.mp4'>观看会议视频</a></p>",
)
PASSES = (
    "<p><a href='/talk.mp3'>Listen to the mayor</a>, or <a href='/talk'>read the transcript</a>"
    "</p>",
    "<p><a href='/talk.mp4'>Watch the meeting (with subtitles)</a></p>",
    "<ul><li><a href='/talk.mp3'>The mayor's talk</a></li><li><a href='/t'>Transcript</a></li>"
    "</ul>",
    "<p><a href='/talk'>Listen to the mayor</a></p>",
)

"""Fields into which nothing can be pasted."""

from a11y.findings import ERROR

CRITERION = "3.3.8"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = (
    'Nothing can be pasted into the field "{text}": people must remember and type what it asks for.'
)
ADVICE = "Allow pasting, so that password managers and copied codes work."
SCRIPT = r"""
for (const field of kit.all("input[type=password][onpaste],"
  + " input[autocomplete*=one-time-code][onpaste],"
  + " input[autocomplete*=password][onpaste], input[autocomplete=username][onpaste]")) {
  const script = field.getAttribute("onpaste");
  if (/return\s+false|preventDefault/.test(script)) report(field,
    {text: kit.nameOf(field)});
}
"""
FAILS = (
    "<label>Password <input type='password' onpaste='return false'></label>",
    "<label>Code <input autocomplete='one-time-code' onpaste='event.preventDefault()'></label>",
)
PASSES = (
    "<label>Password <input type='password'></label>",
    "<label>Password <input type='password' onpaste='note()'></label>",
    "<label>Number of bins <input onpaste='return false'></label>",
)

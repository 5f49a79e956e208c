"""Buttons whose names do not say what they do."""

from a11y.findings import ERROR

CRITERION = "2.4.6"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The button "{text}" does not say what it does.'
ADVICE = "Name the button after what happens when it is pressed, as in: Send the report."
SCRIPT = """
const BUTTONS = `button, [role=button], input[type=submit], input[type=button], input[type=image],
  input[type=reset]`;
for (const button of kit.all(BUTTONS)) {
  if (!kit.isHeard(button) || button.hasAttribute("aria-describedby")) continue;
  const name = kit.nameOf(button);
  const words = kit.fold(name);
  if (words && kit.listOf("vague_buttons", button).includes(words)) report(button, {text: name});
}
"""
_SRC = "src='data:image/gif;base64,R0lGODlhAQABAAAAACw='"
FAILS = (
    "<form><button>Click here</button></form>",
    "<form><input type='submit' value='Button'></form>",
    f"<form><input type='image' {_SRC} alt='click'></form>",
    "<button aria-label='Button'>×</button>",
    f"<button><img {_SRC} alt='icon'></button>",
    "<div role='button' tabindex='0'>Press me!</div>",
    "<form lang='pl'><button>Kliknij tutaj</button></form>",
    "<form lang='zh-Hans'><button>点击这里</button></form>",
    "<form lang='ar'><button>اضغط هنا</button></form>",
    "<form lang='pa'><button>ਇੱਥੇ ਕਲਿੱਕ ਕਰੋ</button></form>",
)
PASSES = (
    "<form><button>Continue</button> <button>Next</button> <button>OK</button></form>",
    "<form><input type='submit' value='Search'><input type='submit'></form>",
    "<form><button>Click here to send the report</button></form>",
    "<a role='button' href='/start'>Start now</a>",
    "<button aria-label='Close'>×</button>",
    "<button hidden>Click here</button>",
)

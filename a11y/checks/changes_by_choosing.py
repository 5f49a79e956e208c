"""Fields that lead away or send the form as soon as somebody chooses or types."""

from __future__ import annotations

from a11y.findings import ERROR

CRITERION = "3.2.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'As soon as somebody changes "{text}", the page is left or a window opens.'
ADVICE = "Let a button do it, so that people can look through the choices first."
LISTENERS = True
SCRIPT = """
// A named function of the page that a handler calls, such as onchange="go(this)".
const reads = (source) => {
  const called = [...source.matchAll(/(?<![.\\w])([A-Za-z_$][\\w$]*)\\s*\\(/g)].map((m) => m[1]);
  const bodies = [...new Set(called)].slice(0, 8).map((name) => {
    const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value;
    return typeof value === "function" && !/\\[native code\\]/.test(value) ? String(value) : "";
  });
  return [source, ...bodies].join("\\n");
};
const TYPES = ["change", "input", "select"];
for (const field of kit.all("select, input:not([type=hidden]), textarea, [role=combobox]")) {
  if (field.disabled || !kit.isSeen(field) && !field.labels?.length) continue;
  if (["submit", "button", "image", "reset"].includes(field.type)) continue;
  // Radio buttons and select boxes also listen to clicks.
  const types = field.matches("[type=radio], [type=checkbox]") ? [...TYPES, "click"] : TYPES;
  const handlers = kit.handlersOf(field, ...types);
  if (!handlers.some(({source}) => kit.LEAVES.test(reads(source)))) continue;
  const name = kit.nameOf(field) || field.name || field.localName;
  report(field, {text: name.slice(0, 60)});
}
"""


_CHOICE = "<option>Bins</option><option>Roads</option></select></label>"
FAILS = (
    f"<label>Page <select onchange='location = this.value'>{_CHOICE}",
    f"<label>Page <select onchange='location.href = this.value'>{_CHOICE}",
    f"<form><label>Page <select onchange='this.form.submit()'>{_CHOICE}</form>",
    f"<label>Page <select id='s'>{_CHOICE}<script>s.addEventListener('change', () => "
    "{ window.location.assign(s.value) })</script>",
    f"<script>function go(s) {{ window.open(s.value) }}</script>"
    f"<label>Page <select onchange='go(this)'>{_CHOICE}",
    "<form id='f'><label><input type='radio' name='r' onclick='f.submit()'> Yes</label></form>",
    "<form><label>Code "
    "<input oninput='if (this.value.length == 4) this.form.submit()'></label></form>",
)
PASSES = (
    f"<label>Page <select onchange='show(this.value)'>{_CHOICE}",
    f"<label>Page <select id='s'>{_CHOICE}<button onclick='location = s.value'>Go</button>",
    "<form onsubmit='check()'><label>Name <input onchange='check()'></label>"
    "<button onclick='this.form.submit()'>Send</button></form>",
    f"<label>Page <select onchange=\"if (location == 'x') show()\">{_CHOICE}",
    f"<script>function show() {{ document.title = 'x' }}</script>"
    f"<label>Page <select onchange='show()'>{_CHOICE}",
)

// Runs HTML_CodeSniffer; only errors (type 1): its warnings and notices ask a person to look.
(done) => {
  HTMLCS.process("WCAG2AA", document, () => {
    const errors = HTMLCS.getMessages().filter((message) => message.type === HTMLCS.ERROR);
    done(errors.map((message) => ({
      code: message.code,
      why: message.msg,
      html: (message.element.outerHTML ?? "").slice(0, 200),
    })));
  }, () => done("HTML_CodeSniffer could not load its standard"));
}

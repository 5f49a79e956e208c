// Runs axe-core; hands over what a message needs and not the whole report.
(options, done) => {
  const rows = (results) => results.flatMap((result) => result.nodes.map((node) => ({
    rule: result.id,
    target: node.target.flat().join(" "),
    html: node.html.slice(0, 200),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
  })));
  axe.run(document, {...JSON.parse(options), resultTypes: ["violations", "incomplete"]}).then(
    (report) => done({violations: rows(report.violations), incomplete: rows(report.incomplete)}),
    (error) => done({error: String(error)}),
  );
}
